// SPDX-License-Identifier: GPL-3.0-or-later
#include "speech.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

} // namespace

QByteArray Speech::event(const QByteArray &json, const QByteArray &kind) const
{
    const QByteArray name =
        dialect == "messages"_L1 && !kind.isEmpty() ? "event: " + kind + '\n' : QByteArray();
    return name + "data: " + json + "\n\n";
}

QByteArray Speech::begin() const
{
    if (dialect != "messages"_L1 || !streamed)
        return {};
    return event(
               R"({"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}}})",
               "message_start") +
           event(R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
               "content_block_start");
}

QByteArray Speech::text(const QByteArray &text) const
{
    if (dialect == "chat-completions"_L1)
        return event(R"({"choices":[{"index":0,"delta":{"content":)" + quoted(text) + "}}]}");
    if (dialect == "messages"_L1)
        return event(R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":)" +
                         quoted(text) + "}}",
            "content_block_delta");
    return event(R"({"text":)" + quoted(text) + "}");
}

QByteArray Speech::finish(const QByteArray &figure) const
{
    if (dialect == "chat-completions"_L1)
        return event(
            R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":)" +
            figure + "}}");
    if (dialect == "messages"_L1)
        return event(R"({"type":"content_block_stop","index":0})", "content_block_stop") +
               event(
                   R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":)" +
                       figure + "}}",
                   "message_delta");
    return event(
        R"({"usage":{"input_tokens":1,"output_tokens":)" + figure + R"(},"finishReason":"end_turn"})");
}

QByteArray Speech::end() const
{
    return dialect == "messages"_L1 ? event(R"({"type":"message_stop"})", "message_stop") : event("[DONE]");
}

QByteArray Speech::error(const QByteArray &message) const
{
    const QByteArray error = R"({"type":"some_error","message":)" + quoted(message) + "}";
    return (dialect == "messages"_L1 ? R"({"type":"error","error":)" : R"({"error":)") + error + '}';
}

QByteArray Speech::failure(const QByteArray &message) const
{
    return streamed ? event(error(message), "error") : error(message);
}

QByteArray Speech::whole(const QByteArray &figure) const
{
    return wholeOf("Half an answer", figure);
}

QByteArray Speech::wholeOf(const QByteArray &said, const QByteArray &figure) const
{
    if (streamed)
        return begin() + text(said) + finish(figure) + end();
    if (dialect == "chat-completions"_L1)
        return R"({"choices":[{"index":0,"message":{"role":"assistant","content":)" + quoted(said) +
               R"(},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":)" + figure +
               "}}";
    if (dialect == "messages"_L1)
        return R"({"type":"message","role":"assistant","content":[{"type":"text","text":)" + quoted(said) +
               R"(}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":)" + figure + "}}";
    return R"({"content":)" + quoted(said) + R"(,"usage":{"input_tokens":1,"output_tokens":)" + figure +
           R"(},"finishReason":"end_turn"})";
}

QByteArray Speech::half() const
{
    const QByteArray body = whole();
    return streamed ? begin() + text("Half an ") : body.first(body.indexOf("Half an ") + 8);
}

QByteArray head(const QByteArray &status, const QByteArray &lines)
{
    return "HTTP/1.1 " + status + "\r\n" + lines + "\r\n";
}

QByteArray measured(
    const QByteArray &status, const QByteArray &type, const QByteArray &body, const QByteArray &lines)
{
    return head(status, "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                            "\r\n" + lines) +
           body;
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray chunkedHead(const QByteArray &type, const QByteArray &status)
{
    return head(status, "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n");
}

} // namespace Parlance

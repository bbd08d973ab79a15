// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/messagesanswer.h"

#include "demo/forms/events.h"
#include "demo/forms/signature.h"
#include "demo/server/timeline.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

QString stopReason(const Answer &answer)
{
    if (!answer.toolCalls.isEmpty())
        return u"tool_use"_s;
    if (answer.finishReason == "length"_L1)
        return u"max_tokens"_s;
    if (answer.finishReason == "pause"_L1)
        return u"pause_turn"_s;
    return answer.stopSequence.isEmpty() ? u"end_turn"_s : u"stop_sequence"_s;
}

QJsonValue stopSequence(const Answer &answer)
{
    const bool stopped = stopReason(answer) == "stop_sequence"_L1;
    return stopped ? QJsonValue(answer.stopSequence) : QJsonValue();
}

QJsonObject usageObject(qint64 input, qint64 output)
{
    return {{u"input_tokens"_s, input}, {u"output_tokens"_s, output}, {u"cache_creation_input_tokens"_s, 0},
        {u"cache_read_input_tokens"_s, 0}};
}

QJsonObject callBlock(const ToolCall &call, const QJsonObject &input)
{
    return {{u"type"_s, u"tool_use"_s}, {u"id"_s, call.id}, {u"name"_s, call.name}, {u"input"_s, input}};
}

/// B-06.
QJsonObject serverCallBlock(const ServerCall &made, const QJsonObject &input)
{
    QJsonObject block = callBlock(made.call, input);
    block.insert(u"type"_s, u"mcp_tool_use"_s);
    block.insert(u"server_name"_s, made.server);
    return block;
}

/// B-07.
QJsonObject serverResultBlock(const ToolResult &result)
{
    const QJsonObject text{{u"type"_s, u"text"_s}, {u"text"_s, result.text}};
    return {{u"type"_s, u"mcp_tool_result"_s}, {u"tool_use_id"_s, result.callId},
        {u"is_error"_s, result.isError}, {u"content"_s, QJsonArray{text}}};
}

QJsonObject inputOf(const ToolCall &call)
{
    return QJsonDocument::fromJson(call.arguments.toUtf8()).object();
}

QJsonArray contentBlocks(const Answer &answer)
{
    QJsonArray blocks;
    if (!answer.reasoning.isEmpty())
        blocks.append(QJsonObject{{u"type"_s, u"thinking"_s}, {u"thinking"_s, answer.reasoning},
            {u"signature"_s, signatureOf(answer.reasoning)}});
    for (const ServerCall &made : answer.serverCalls) {
        blocks.append(serverCallBlock(made, inputOf(made.call)));
        blocks.append(serverResultBlock(made.result));
    }
    if (!answer.text.isEmpty())
        blocks.append(QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, answer.text}});
    for (const ToolCall &call : answer.toolCalls)
        blocks.append(callBlock(call, inputOf(call)));
    return blocks;
}

QJsonObject messageObject(const ClaudeMessage &message)
{
    return {{u"id"_s, message.id}, {u"type"_s, u"message"_s}, {u"role"_s, u"assistant"_s},
        {u"model"_s, message.model}};
}

QByteArray typed(const QString &type, QJsonObject data = {})
{
    data.insert(u"type"_s, type);
    return namedEvent(type.toLatin1(), data);
}

/// Sends an answer block by block.
class BlockStream
{
public:
    explicit BlockStream(const ClaudeMessage &message)
        : m_message(message)
    {
        begin();
    }

    void say(const Piece &piece)
    {
        const bool begins = beginsBlock(piece.kind) || !m_open || kindOf(piece) != m_kind;
        if (begins)
            open(piece);
        if (!beginsBlock(piece.kind))
            append(piece.due, delta(piece));
    }

    DemoResponse ended(microseconds due)
    {
        close(due);
        const QJsonObject change{{u"stop_reason"_s, stopReason(m_message.answer)},
            {u"stop_sequence"_s, stopSequence(m_message.answer)}};
        add(due, typed(u"message_delta"_s,
                     {{u"delta"_s, change},
                         {u"usage"_s, QJsonObject{{u"output_tokens"_s, m_message.usage.output}}}}));
        add(due, typed(u"message_stop"_s));
        return m_response;
    }

private:
    void begin()
    {
        QJsonObject message = messageObject(m_message);
        message.insert(u"content"_s, QJsonArray());
        message.insert(u"stop_reason"_s, QJsonValue());
        message.insert(u"stop_sequence"_s, QJsonValue());
        message.insert(u"usage"_s, usageObject(m_message.usage.input, 1));
        add(microseconds(0), typed(u"message_start"_s, {{u"message"_s, message}}));
        add(microseconds(0), typed(u"ping"_s));
    }

    /// A piece that is a block's beginning, or all of it.
    static bool beginsBlock(Piece::Kind kind)
    {
        return kind == Piece::Kind::Call || kind == Piece::Kind::ServerCall ||
               kind == Piece::Kind::ServerResult;
    }

    static Piece::Kind kindOf(const Piece &piece)
    {
        if (piece.kind == Piece::Kind::ServerCall)
            return Piece::Kind::ServerInput;
        return piece.kind == Piece::Kind::Call ? Piece::Kind::Arguments : piece.kind;
    }

    void open(const Piece &piece)
    {
        close(piece.due);
        m_open = true;
        m_kind = kindOf(piece);
        add(piece.due, typed(u"content_block_start"_s,
                           {{u"index"_s, m_index}, {u"content_block"_s, emptyBlock(piece)}}));
        add(piece.due, typed(u"ping"_s));
    }

    void close(microseconds due)
    {
        if (!std::exchange(m_open, false))
            return;
        if (m_kind == Piece::Kind::Reasoning)
            append(due, {{u"type"_s, u"signature_delta"_s},
                            {u"signature"_s, signatureOf(m_message.answer.reasoning)}});
        add(due, typed(u"content_block_stop"_s, {{u"index"_s, m_index}}));
        ++m_index;
    }

    [[nodiscard]] QJsonObject emptyBlock(const Piece &piece) const
    {
        if (piece.kind == Piece::Kind::Reasoning)
            return {{u"type"_s, u"thinking"_s}, {u"thinking"_s, QString()}, {u"signature"_s, QString()}};
        if (piece.kind == Piece::Kind::Text)
            return {{u"type"_s, u"text"_s}, {u"text"_s, QString()}};
        if (piece.kind == Piece::Kind::ServerCall)
            return serverCallBlock(m_message.answer.serverCalls.at(piece.call), {});
        if (piece.kind == Piece::Kind::ServerResult)
            return serverResultBlock(m_message.answer.serverCalls.at(piece.call).result);
        return callBlock(m_message.answer.toolCalls.at(piece.call), {});
    }

    static QJsonObject delta(const Piece &piece)
    {
        if (piece.kind == Piece::Kind::Reasoning)
            return {{u"type"_s, u"thinking_delta"_s}, {u"thinking"_s, piece.text}};
        if (piece.kind == Piece::Kind::Text)
            return {{u"type"_s, u"text_delta"_s}, {u"text"_s, piece.text}};
        return {{u"type"_s, u"input_json_delta"_s}, {u"partial_json"_s, piece.text}};
    }

    void append(microseconds due, const QJsonObject &change)
    {
        add(due, typed(u"content_block_delta"_s, {{u"index"_s, m_index}, {u"delta"_s, change}}));
    }

    void add(microseconds due, const QByteArray &bytes) { m_response.frames.append({due, bytes}); }

    const ClaudeMessage &m_message;
    DemoResponse m_response = eventStream();
    qsizetype m_index = 0;
    bool m_open = false;
    Piece::Kind m_kind = Piece::Kind::Text;
};

} // namespace

DemoResponse plainMessage(const ClaudeMessage &message, const Pace &pace)
{
    QJsonObject object = messageObject(message);
    object.insert(u"content"_s, contentBlocks(message.answer));
    object.insert(u"stop_reason"_s, stopReason(message.answer));
    object.insert(u"stop_sequence"_s, stopSequence(message.answer));
    object.insert(u"usage"_s, usageObject(message.usage.input, message.usage.output));
    return jsonResponse(200, object, endOf(timeline(message.answer, pace), pace));
}

DemoResponse streamedMessage(const ClaudeMessage &message, const Pace &pace)
{
    const QList<Piece> pieces = timeline(message.answer, pace);
    BlockStream stream(message);
    for (const Piece &piece : pieces)
        stream.say(piece);
    return stream.ended(endOf(pieces, pace));
}

} // namespace Parlance::Demo

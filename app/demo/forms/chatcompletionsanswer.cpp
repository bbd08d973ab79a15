// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/chatcompletionsanswer.h"

#include "demo/forms/events.h"
#include "demo/forms/tokenprobabilities.h"
#include "demo/server/timeline.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

QJsonObject usageObject(const TokenCount &count)
{
    QJsonObject usage{{u"prompt_tokens"_s, count.input}, {u"completion_tokens"_s, count.output},
        {u"total_tokens"_s, count.total()}};
    if (count.cached > 0)
        usage.insert(u"prompt_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, count.cached}});
    if (count.reasoning > 0)
        usage.insert(u"completion_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, count.reasoning}});
    return usage;
}

QJsonObject callObject(const ToolCall &call, const QString &arguments)
{
    const QJsonObject function{{u"name"_s, call.name}, {u"arguments"_s, arguments}};
    return {{u"id"_s, call.id}, {u"type"_s, u"function"_s}, {u"function"_s, function}};
}

QJsonObject messageObject(const Answer &answer)
{
    const bool silent = !answer.toolCalls.isEmpty() && answer.text.isEmpty();
    QJsonObject message{
        {u"role"_s, u"assistant"_s}, {u"content"_s, silent ? QJsonValue() : QJsonValue(answer.text)}};
    if (!answer.reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, answer.reasoning);
    QJsonArray calls;
    for (const ToolCall &call : answer.toolCalls)
        calls.append(callObject(call, call.arguments));
    if (!calls.isEmpty())
        message.insert(u"tool_calls"_s, calls);
    return message;
}

QJsonObject callDelta(const Piece &piece, const Answer &answer)
{
    QJsonObject call{{u"function"_s, QJsonObject{{u"arguments"_s, piece.text}}}};
    if (piece.kind == Piece::Kind::Call)
        call = callObject(answer.toolCalls.at(piece.call), QString());
    call.insert(u"index"_s, piece.call);
    return {{u"tool_calls"_s, QJsonArray{call}}};
}

QJsonObject delta(const Piece &piece, const Answer &answer)
{
    if (piece.kind == Piece::Kind::Reasoning)
        return {{u"reasoning_content"_s, piece.text}};
    if (piece.kind == Piece::Kind::Text)
        return {{u"content"_s, piece.text}};
    return callDelta(piece, answer);
}

/// Formats the frames of one stream.
class FrameWriter
{
public:
    FrameWriter(const Completion &completion, const CompletionStream &form)
        : m_completion(completion)
        , m_form(form)
    {
    }

    [[nodiscard]] QByteArray first(qsizetype choice) const
    {
        return chunk(choice, {{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}});
    }

    [[nodiscard]] QByteArray piece(qsizetype choice, const Piece &said) const
    {
        const bool isTold = m_completion.alternatives && said.kind == Piece::Kind::Text;
        return chunk(choice, delta(said, m_completion.choices.at(choice)), {},
            isTold ? logprobsOf({said.text}, *m_completion.alternatives) : QJsonValue());
    }

    [[nodiscard]] QByteArray last(qsizetype choice) const
    {
        return chunk(choice, {}, m_completion.choices.at(choice).finishReason);
    }

    [[nodiscard]] QByteArray usage() const { return frame({}, usageObject(m_completion.usage)); }

private:
    [[nodiscard]] QByteArray chunk(qsizetype choice, const QJsonObject &change,
        const QJsonValue &finishReason = {}, const QJsonValue &logprobs = {}) const
    {
        QJsonObject object{{u"index"_s, choice}, {u"delta"_s, change}};
        if (!m_form.bare || !finishReason.isNull())
            object.insert(u"finish_reason"_s, finishReason);
        if (!logprobs.isNull())
            object.insert(u"logprobs"_s, logprobs);
        return frame({object}, QJsonValue());
    }

    [[nodiscard]] QByteArray frame(const QJsonArray &choices, const QJsonValue &usage) const
    {
        QJsonObject object{
            {u"id"_s, m_completion.id}, {u"object"_s, u"chat.completion.chunk"_s}, {u"choices"_s, choices}};
        if (!m_form.bare) {
            object.insert(u"created"_s, m_completion.created);
            object.insert(u"model"_s, m_completion.model);
        }
        if (m_form.usage)
            object.insert(u"usage"_s, usage);
        return event(object);
    }

    const Completion &m_completion;
    const CompletionStream &m_form;
};

QList<QList<Piece>> timelines(const Completion &completion, const Pace &pace)
{
    QList<QList<Piece>> all;
    for (const Answer &answer : completion.choices)
        all.append(timeline(answer, pace));
    return all;
}

microseconds endOf(const QList<QList<Piece>> &all, const Pace &pace)
{
    microseconds end{0};
    for (const QList<Piece> &pieces : all)
        end = std::max(end, Demo::endOf(pieces, pace));
    return end;
}

/// The pieces of all choices, interleaved in order of time.
QList<TimedFrame> interleaved(const QList<QList<Piece>> &all, const FrameWriter &writer)
{
    QList<TimedFrame> frames;
    qsizetype longest = 0;
    for (const QList<Piece> &pieces : all)
        longest = std::max(longest, pieces.size());
    for (qsizetype i = 0; i < longest; ++i) {
        for (qsizetype choice = 0; choice < all.size(); ++choice) {
            if (i < all.at(choice).size())
                frames.append({all.at(choice).at(i).due, writer.piece(choice, all.at(choice).at(i))});
        }
    }
    std::ranges::stable_sort(frames, {}, &TimedFrame::due);
    return frames;
}

} // namespace

DemoResponse plainCompletion(const Completion &completion, const Pace &pace)
{
    QJsonArray choices;
    for (const Answer &answer : completion.choices) {
        QJsonObject choice{{u"index"_s, choices.size()}, {u"message"_s, messageObject(answer)},
            {u"finish_reason"_s, answer.finishReason}};
        if (completion.alternatives)
            choice.insert(u"logprobs"_s, logprobsOf(tokens(answer.text), *completion.alternatives));
        choices.append(choice);
    }
    const QJsonObject object{{u"id"_s, completion.id}, {u"object"_s, u"chat.completion"_s},
        {u"created"_s, completion.created}, {u"model"_s, completion.model}, {u"choices"_s, choices},
        {u"usage"_s, usageObject(completion.usage)}};
    return jsonResponse(200, object, endOf(timelines(completion, pace), pace));
}

DemoResponse streamedCompletion(const Completion &completion, const Pace &pace, const CompletionStream &form)
{
    const FrameWriter writer(completion, form);
    const QList<QList<Piece>> all = timelines(completion, pace);
    const microseconds end = endOf(all, pace);
    DemoResponse response = eventStream();
    for (qsizetype choice = 0; choice < all.size(); ++choice)
        response.frames.append({microseconds(0), writer.first(choice)});
    response.frames.append(interleaved(all, writer));
    for (qsizetype choice = 0; choice < all.size(); ++choice)
        response.frames.append({end, writer.last(choice)});
    if (form.usage)
        response.frames.append({end, writer.usage()});
    response.frames.append({end, endMark()});
    return response;
}

} // namespace Parlance::Demo

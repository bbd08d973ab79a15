// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletionsdecoder.h"

#include "wire/erroranswer.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

void readContent(const QJsonValue &content, Delta &delta);

/// A part of content: {"type":"text","text"}, {"type":"thinking","thinking":...},
/// {"type":"refusal","refusal"}.
void readPart(const QJsonObject &part, Delta &delta)
{
    if (part.contains("thinking"_L1)) {
        Delta thinking;
        readContent(part.value("thinking"_L1), thinking);
        delta.reasoning += thinking.text;
    }
    delta.text += part.value("text"_L1).toString();
    delta.refusal += part.value("refusal"_L1).toString();
}

void readContent(const QJsonValue &content, Delta &delta)
{
    if (content.isString())
        delta.text += content.toString();
    else if (content.isObject())
        readPart(content.toObject(), delta);
    const QJsonArray parts = content.toArray();
    for (const auto &part : parts)
        readPart(part.toObject(), delta);
}

/// The arguments are a string; some servers send the object itself.
QString readArguments(const QJsonValue &arguments)
{
    return arguments.isObject() ? QString::fromUtf8(writtenJson(arguments)) : arguments.toString();
}

QList<ToolCallDelta> readToolCalls(const QJsonArray &calls, ToolCallSlots &toolCalls)
{
    QList<ToolCallDelta> deltas;
    for (const auto &value : calls) {
        const QJsonObject call = value.toObject();
        const QJsonObject function = call.value("function"_L1).toObject();
        ToolCallDelta delta;
        delta.id = call.value("id"_L1).toString();
        delta.name = function.value("name"_L1).toString();
        delta.arguments = readArguments(function.value("arguments"_L1));
        delta.index = toolCalls.slotOf(readInteger(call.value("index"_L1)), delta.id, delta.name);
        deltas.append(delta);
    }
    return deltas;
}

Usage readUsage(const QJsonObject &usage)
{
    const QJsonObject input = usage.value("prompt_tokens_details"_L1).toObject();
    const QJsonObject output = usage.value("completion_tokens_details"_L1).toObject();
    return {.inputTokens = readInteger(usage.value("prompt_tokens"_L1)),
        .outputTokens = readInteger(usage.value("completion_tokens"_L1)),
        .totalTokens = readInteger(usage.value("total_tokens"_L1)),
        .cachedTokens = readInteger(input.value("cached_tokens"_L1)),
        .reasoningTokens = readInteger(output.value("reasoning_tokens"_L1)),
        .creditsUsed = std::nullopt,
        .creditsRemaining = std::nullopt};
}

/// True if the value is there and differs from what is known, which it then replaces.
bool isNews(const QString &value, QString &known)
{
    if (value.isEmpty() || value == known)
        return false;
    known = value;
    return true;
}

} // namespace

QList<Delta> ChatCompletionsDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &)
{
    QList<Delta> deltas = decodeChoices(frame);
    addHead(frame, deltas);
    return deltas;
}

QList<Delta> ChatCompletionsDecoder::decodeChoices(const QJsonObject &frame)
{
    QList<Delta> deltas;
    int place = 0;
    const QJsonArray choices = frame.value("choices"_L1).toArray();
    for (const auto &choice : choices) {
        if (const std::optional<Delta> delta = decodeChoice(choice.toObject(), place++))
            deltas.append(*delta);
    }
    return deltas;
}

/// Nothing if the choice adds nothing, as the first frame of most streams does (RL-13).
std::optional<Delta> ChatCompletionsDecoder::decodeChoice(const QJsonObject &choice, int place)
{
    const qint64 index = readInteger(choice.value("index"_L1)).value_or(place);
    if (index < 0 || index >= MaxChoices)
        return std::nullopt;
    const QJsonValue message = choice.value(choice.value("delta"_L1).isObject() ? "delta"_L1 : "message"_L1);
    const QJsonObject fields = message.toObject();
    Delta delta;
    delta.choice = static_cast<int>(index);
    readContent(fields.value("content"_L1), delta);
    delta.reasoning += readString(fields, {"reasoning_content"_L1, "reasoning"_L1});
    delta.refusal += fields.value("refusal"_L1).toString();
    delta.finishReason = choice.value("finish_reason"_L1).toString();
    if (const QJsonArray calls = fields.value("tool_calls"_L1).toArray(); !calls.isEmpty())
        delta.toolCalls = readToolCalls(calls, m_toolCalls[delta.choice]);
    return delta.hasContent() || !delta.finishReason.isEmpty() ? std::optional(delta) : std::nullopt;
}

/// What a frame says about the answer as a whole goes with its first delta.
void ChatCompletionsDecoder::addHead(const QJsonObject &frame, QList<Delta> &deltas)
{
    const QJsonValue usage = frame.value("usage"_L1);
    const bool newModel = isNews(frame.value("model"_L1).toString(), m_model);
    const bool newId = isNews(frame.value("id"_L1).toString(), m_id);
    if (!newModel && !newId && !usage.isObject())
        return;
    if (deltas.isEmpty())
        deltas.append(Delta());
    if (newModel)
        deltas.first().model = m_model;
    if (newId)
        deltas.first().id = m_id;
    if (usage.isObject())
        deltas.first().usage = readUsage(usage.toObject());
}

std::expected<QList<Delta>, ChatError> ChatCompletionsDecoder::decodeAnswer(const QByteArray &body)
{
    const std::optional<QJsonValue> json = readJson(body);
    const QJsonObject answer = json.value_or(QJsonValue()).toObject();
    if (!answer.value("choices"_L1).isArray() || carriesError(answer))
        return std::unexpected(notAnAnswer(u"Chat Completions"_s, body));
    QList<Delta> deltas = decodeFrame(answer, {});
    if (deltas.isEmpty())
        deltas.append(Delta());
    deltas.last().end = true;
    return deltas;
}

} // namespace Parlance

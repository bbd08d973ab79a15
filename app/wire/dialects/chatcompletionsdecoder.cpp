// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletionsdecoder.h"

#include "wire/erroranswer.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

void readContent(const QJsonValue &content, QList<Delta> &deltas);

QString textIn(const QJsonValue &content)
{
    QList<Delta> deltas(1);
    readContent(content, deltas);
    QString text;
    for (const Delta &delta : std::as_const(deltas))
        text += delta.text;
    return text;
}

/// A part of content: {"type":"text","text"}, {"type":"thinking","thinking":...},
/// {"type":"refusal","refusal"}. Reasoning comes first in a delta, so reasoning after text begins another
/// delta.
void readPart(const QJsonObject &part, QList<Delta> &deltas)
{
    if (const QString thought = textIn(part.value("thinking"_L1)); !thought.isEmpty()) {
        if (!deltas.last().text.isEmpty())
            deltas.append(Delta());
        deltas.last().reasoning += thought;
    }
    deltas.last().text += part.value("text"_L1).toString();
    deltas.last().refusal += part.value("refusal"_L1).toString();
}

/// Adds to the last delta, and adds further deltas where the order requires it.
void readContent(const QJsonValue &content, QList<Delta> &deltas)
{
    if (content.isString())
        deltas.last().text += content.toString();
    else if (content.isObject())
        readPart(content.toObject(), deltas);
    const QJsonArray parts = content.toArray();
    for (const auto &part : parts)
        readPart(part.toObject(), deltas);
}

/// The arguments as a string; some servers send an object.
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

/// True if the value is not empty and differs from the known one; then updates the known one.
bool isNews(const QString &value, QString &known)
{
    if (value.isEmpty() || value == known)
        return false;
    known = value;
    return true;
}

} // namespace

QList<Delta> ChatCompletionsDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &, QByteArrayView)
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
    for (const auto &choice : choices)
        deltas += decodeChoice(choice.toObject(), place++);
    return deltas;
}

/// Empty if the choice adds nothing, as in the first frame of most streams (RL-13).
QList<Delta> ChatCompletionsDecoder::decodeChoice(const QJsonObject &choice, int place)
{
    const qint64 index = readInteger(choice.value("index"_L1)).value_or(place);
    if (index < 0 || index >= MaxChoices)
        return {};
    const QJsonValue message = choice.value(choice.value("delta"_L1).isObject() ? "delta"_L1 : "message"_L1);
    const QJsonObject fields = message.toObject();
    QList<Delta> deltas(1);
    readContent(fields.value("content"_L1), deltas);
    for (Delta &delta : deltas)
        delta.choice = static_cast<int>(index);
    deltas.first().reasoning += readString(fields, {"reasoning_content"_L1, "reasoning"_L1});
    Delta &last = deltas.last();
    last.refusal += fields.value("refusal"_L1).toString();
    last.finishReason = choice.value("finish_reason"_L1).toString();
    if (const QJsonArray calls = fields.value("tool_calls"_L1).toArray(); !calls.isEmpty())
        last.toolCalls = readToolCalls(calls, m_toolCalls[last.choice]);
    return last.hasContent() || !last.finishReason.isEmpty() ? deltas : QList<Delta>();
}

/// Adds the frame's data about the whole answer to its first delta.
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
    QList<Delta> deltas = decodeFrame(answer, {}, body);
    if (deltas.isEmpty())
        deltas.append(Delta());
    deltas.last().end = true;
    return deltas;
}

} // namespace Parlance

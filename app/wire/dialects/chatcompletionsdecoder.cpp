// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletionsdecoder.h"

#include "wire/dialects/usagereading.h"
#include "wire/erroranswer.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

#include <algorithm>

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

/// A picture by its URL, which may hold its bytes: {"image_url":{"url"}}, {"image_url":"..."}.
std::optional<ImagePart> readImage(const QJsonObject &part)
{
    const QJsonValue image = part.value("image_url"_L1);
    const QString url = image.isString() ? image.toString() : image.toObject().value("url"_L1).toString();
    if (url.isEmpty())
        return std::nullopt;
    const qsizetype comma = url.indexOf(u',');
    const QStringView head = QStringView(url).first(std::max(comma, qsizetype(0)));
    if (!head.startsWith("data:"_L1) || !head.endsWith(";base64"_L1))
        return ImagePart{.mediaType = {}, .bytes = {}, .url = url};
    return ImagePart{.mediaType = head.sliced(5).chopped(7).toString(),
        .bytes = QByteArray::fromBase64(QStringView(url).sliced(comma + 1).toLatin1())};
}

/// A part of content: {"type":"text","text"}, {"type":"thinking","thinking":...},
/// {"type":"refusal","refusal"}, a picture; any other one is kept as it is. Reasoning and whole parts come
/// before text in a delta, so after text they begin another.
void readPart(const QJsonObject &part, QList<Delta> &deltas)
{
    const QString thought = textIn(part.value("thinking"_L1));
    const QString text = part.value("text"_L1).toString();
    const QString refusal = part.value("refusal"_L1).toString();
    const bool isOther = !part.isEmpty() && !part.contains("thinking"_L1) && !part.contains("text"_L1) &&
                         !part.contains("refusal"_L1);
    if ((!thought.isEmpty() || isOther) && !deltas.last().text.isEmpty())
        deltas.append(Delta());
    deltas.last().reasoning += thought;
    deltas.last().text += text;
    deltas.last().refusal += refusal;
    if (!isOther)
        return;
    if (const std::optional<ImagePart> image = readImage(part))
        deltas.last().whole.append(*image);
    else
        deltas.last().whole.append(OtherPart{QString::fromUtf8(writtenJson(part))});
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

ToolCallPiece readToolCall(const QJsonObject &call)
{
    const QJsonObject function = call.value("function"_L1).toObject();
    return {.number = readInteger(call.value("index"_L1)),
        .id = call.value("id"_L1).toString(),
        .name = function.value("name"_L1).toString(),
        .arguments = readArguments(function.value("arguments"_L1))};
}

/// The calls of a delta or a message; `function_call` is the older form of one.
QList<ToolCallPiece> readToolCalls(const QJsonObject &fields)
{
    QList<ToolCallPiece> calls;
    const QJsonValue list = fields.value("tool_calls"_L1);
    for (const QJsonValue &call : list.isObject() ? QJsonArray{list} : list.toArray())
        calls.append(readToolCall(call.toObject()));
    const QJsonValue function = fields.value("function_call"_L1);
    if (calls.isEmpty() && function.isObject())
        calls.append(readToolCall({{u"function"_s, function}}));
    return calls;
}

/// The reasoning of `reasoning_details`, which repeats that of the other fields.
QString readDetails(const QJsonArray &details)
{
    QString reasoning;
    for (const QJsonValue &detail : details)
        reasoning += readString(detail.toObject(), {"text"_L1, "summary"_L1});
    return reasoning;
}

/// Usage beside the choices, in one, or in an extension of Groq.
QJsonValue usageIn(const QJsonObject &frame)
{
    QList<QJsonValue> places{frame, frame.value("x_groq"_L1)};
    for (const QJsonValue &choice : frame.value("choices"_L1).toArray())
        places.append(choice);
    for (const QJsonValue &place : std::as_const(places)) {
        if (const QJsonValue usage = place.toObject().value("usage"_L1); usage.isObject())
            return usage;
    }
    return {};
}

/// The failure of one choice, in any of its fields or as a finish reason.
std::optional<ChatError> errorIn(const QJsonObject &choice)
{
    for (const QJsonObject &place :
        {choice, choice.value("delta"_L1).toObject(), choice.value("message"_L1).toObject()}) {
        if (namesError(place))
            return errorFromJson(place);
    }
    return errorOfFinishReason(
        choice.value("finish_reason"_L1).toString(), choice.value("native_finish_reason"_L1).toString());
}

/// The content of a delta or a message, except its tool calls; at least one delta.
QList<Delta> readFields(const QJsonObject &fields)
{
    QList<Delta> deltas(1);
    readContent(fields.value("content"_L1), deltas);
    const QString reasoning = readString(fields, {"reasoning_content"_L1, "reasoning"_L1});
    deltas.first().reasoning +=
        reasoning.isEmpty() ? readDetails(fields.value("reasoning_details"_L1).toArray()) : reasoning;
    deltas.last().text += fields.value("audio"_L1).toObject().value("transcript"_L1).toString();
    deltas.last().refusal += fields.value("refusal"_L1).toString();
    for (const QJsonValue &image : fields.value("images"_L1).toArray())
        readPart(image.toObject(), deltas);
    return deltas;
}

bool isEmpty(const Delta &delta)
{
    return !delta.hasContent() && delta.whole.isEmpty() && delta.finishReason.isEmpty() && !delta.error;
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

bool ChatCompletionsDecoder::knows(const QJsonObject &frame, const QByteArray &) const
{
    return frame.value("choices"_L1).isArray() || frame.value("usage"_L1).isObject();
}

QList<Delta> ChatCompletionsDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &, QByteArrayView)
{
    QList<Delta> deltas = decodeChoices(frame, Telling::Restates);
    addHead(frame, deltas);
    return deltas;
}

std::optional<QList<Delta>> ChatCompletionsDecoder::decodeWhole(const QJsonObject &answer, QByteArrayView)
{
    if (!answer.value("choices"_L1).isArray())
        return std::nullopt;
    QList<Delta> deltas = decodeChoices(answer, Telling::IsNew);
    addHead(answer, deltas);
    return deltas;
}

QList<Delta> ChatCompletionsDecoder::decodeChoices(const QJsonObject &frame, Telling telling)
{
    QList<Delta> deltas;
    int place = 0;
    const QJsonArray choices = frame.value("choices"_L1).toArray();
    for (const auto &choice : choices)
        deltas += decodeChoice(choice.toObject(), place++, telling);
    return deltas;
}

/// Empty if the choice adds nothing, as in the first frame of most streams (RL-13).
QList<Delta> ChatCompletionsDecoder::decodeChoice(const QJsonObject &choice, int place, Telling telling)
{
    const qint64 index = readInteger(choice.value("index"_L1)).value_or(place);
    if (index < 0 || index >= MaxChoices)
        return {};
    ToolCallSlots &calls = m_toolCalls[static_cast<int>(index)];
    const QJsonObject piece = choice.value("delta"_L1).toObject();
    const QJsonObject whole = choice.value("message"_L1).toObject();
    QList<Delta> deltas = readFields(piece);
    for (const ToolCallPiece &call : readToolCalls(piece))
        deltas.last().toolCalls.append(calls.take(call));
    QList<Delta> told = readFields(whole);
    told.last().toolCalls = calls.takeMessage(readToolCalls(whole));
    deltas += telling == Telling::Restates ? QList{restated(told)} : told;
    deltas.removeIf(isEmpty);
    if (deltas.isEmpty())
        deltas.append(Delta());
    Delta &last = deltas.last();
    if (piece.isEmpty() && whole.isEmpty())
        last.text = choice.value("text"_L1).toString(); // of the older completions
    last.finishReason = choice.value("finish_reason"_L1).toString();
    last.error = errorIn(choice);
    deltas.removeIf(isEmpty);
    for (Delta &delta : deltas)
        delta.choice = static_cast<int>(index);
    return deltas;
}

/// Adds the frame's data about the whole answer to its first delta.
void ChatCompletionsDecoder::addHead(const QJsonObject &frame, QList<Delta> &deltas)
{
    const std::optional<Usage> usage = readUsage(usageIn(frame));
    const bool newModel = isNews(frame.value("model"_L1).toString(), m_model);
    const bool newId = isNews(frame.value("id"_L1).toString(), m_id);
    if (!newModel && !newId && !usage)
        return;
    if (deltas.isEmpty())
        deltas.append(Delta());
    if (newModel)
        deltas.first().model = m_model;
    if (newId)
        deltas.first().id = m_id;
    deltas.first().usage = usage;
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletionsdecoder.h"

#include "wire/dialects/usagereading.h"
#include "wire/erroranswer.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The choices, or a single one.
QJsonArray choicesIn(const QJsonObject &frame)
{
    const QJsonValue choices = frame.value("choices"_L1);
    return choices.isObject() ? QJsonArray{choices} : choices.toArray();
}

/// The delta or the message of a choice; one that is no object is content.
QJsonObject fieldsIn(const QJsonObject &choice, QLatin1StringView name)
{
    const QJsonValue fields = choice.value(name);
    return fields.isString() || fields.isArray() ? QJsonObject{{u"content"_s, fields}} : fields.toObject();
}

/// Usage beside the choices, in an extension of Groq, or in a choice; those before beat those behind.
std::optional<Usage> usageIn(const QJsonObject &frame)
{
    QList<QJsonObject> places{frame, frame.value("x_groq"_L1).toObject()};
    for (const QJsonValue &value : choicesIn(frame)) {
        const QJsonObject choice = value.toObject();
        places << choice << choice.value("delta"_L1).toObject() << choice.value("message"_L1).toObject();
    }
    return usageOf(places);
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
    return frame.value("choices"_L1).isArray() || frame.value("choices"_L1).isObject() ||
           frame.value("usage"_L1).isObject();
}

QList<Delta> ChatCompletionsDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &, QByteArrayView)
{
    QList<Delta> deltas = decodeChoices(frame, Telling::Restates);
    addHead(frame, deltas);
    return deltas;
}

std::optional<QList<Delta>> ChatCompletionsDecoder::decodeWhole(const QJsonObject &answer, QByteArrayView)
{
    if (const QJsonValue choices = answer.value("choices"_L1); !choices.isArray() && !choices.isObject())
        return std::nullopt;
    QList<Delta> deltas = decodeChoices(answer, Telling::IsNew);
    addHead(answer, deltas);
    return deltas;
}

QList<Delta> ChatCompletionsDecoder::decodeChoices(const QJsonObject &frame, Telling telling)
{
    QList<Delta> deltas;
    int place = 0;
    const QJsonArray choices = choicesIn(frame);
    for (const auto &choice : choices)
        deltas += decodeChoice(choice.toObject(), place++, telling);
    return deltas;
}

/// Empty if the choice adds nothing, as in the first frame of most streams (RL-13).
QList<Delta> ChatCompletionsDecoder::decodeChoice(const QJsonObject &choice, int place, Telling telling)
{
    const qint64 index = readInteger(choice.value("index"_L1)).value_or(place);
    if (index < 0 || index >= MaxChoices)
        return unreadChoice(choice);
    auto &[content, calls] = m_choices[static_cast<int>(index)];
    const QJsonObject piece = fieldsIn(choice, "delta"_L1);
    const QJsonObject whole = fieldsIn(choice, "message"_L1);
    const bool isBare = piece.isEmpty() && whole.isEmpty(); // as that of the older completions
    QList<Delta> deltas = content.read(isBare ? choice : piece);
    for (const ToolCallPiece &call : readToolCalls(isBare ? choice : piece)) {
        if (const auto delta = calls.take(call))
            deltas.last().toolCalls.append(*delta);
    }
    if (!isBare)
        deltas.first().whole += content.unreadBeside(choice);
    QList<Delta> told = content.read(whole);
    told.last().toolCalls = calls.takeMessage(readToolCalls(whole));
    deltas += telling == Telling::Restates ? QList{restated(told)} : told;
    deltas.removeIf(isEmpty);
    if (deltas.isEmpty())
        deltas.append(Delta());
    Delta &last = deltas.last();
    last.finishReason = choice.value("finish_reason"_L1).toString();
    last.error = errorIn(choice);
    deltas.removeIf(isEmpty);
    for (Delta &delta : deltas)
        delta.choice = static_cast<int>(index);
    return deltas;
}

/// Names a choice that is beyond the bound.
QList<Delta> ChatCompletionsDecoder::unreadChoice(const QJsonObject &choice)
{
    Delta delta;
    m_unread.add(u"choices"_s, QJsonArray{choice}, delta.whole);
    return delta.whole.isEmpty() ? QList<Delta>() : QList{delta};
}

/// Adds the frame's data about the whole answer to its first delta.
void ChatCompletionsDecoder::addHead(const QJsonObject &frame, QList<Delta> &deltas)
{
    const std::optional<Usage> usage = usageIn(frame);
    const QList<Part> unread = unreadLists(frame);
    const bool newModel = isNews(frame.value("model"_L1).toString(), m_model);
    const bool newId = isNews(frame.value("id"_L1).toString(), m_id);
    if (!newModel && !newId && !usage && unread.isEmpty())
        return;
    if (deltas.isEmpty())
        deltas.append(Delta());
    if (newModel)
        deltas.first().model = m_model;
    if (newId)
        deltas.first().id = m_id;
    deltas.first().usage = usage;
    deltas.first().whole += unread;
}

/// The lists of content that a frame has beside its choices, such as citations. Its other members are facts.
QList<Part> ChatCompletionsDecoder::unreadLists(const QJsonObject &frame)
{
    QList<Part> unread;
    for (auto member = frame.begin(); member != frame.end(); ++member) {
        if (member.value().isArray() && member.key() != "choices"_L1)
            m_unread.add(member.key(), member.value(), unread);
    }
    return unread;
}

} // namespace Parlance

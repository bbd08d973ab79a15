// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/jsontranscript.h"

#include "chat/statename.h"
#include "ui/export/transcript.h"
#include "wire/jsonobjectwriter.h"
#include "wire/replyjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

void addAnswer(const TranscriptEntry &entry, JsonObjectWriter &object)
{
    const Reply &reply = entry.reply;
    Reply own = reply;
    own.choices = {entry.said};
    const QJsonObject written = QJsonDocument::fromJson(replyToJson(own)).object();
    object.set(u"reasoning"_s, entry.reasoning);
    for (const QString &field : {u"refusal"_s, u"tool_calls"_s})
        object.set(field, written.value(field));
    for (const QString &field : {u"cut_tool_calls"_s, u"parts"_s}) {
        if (written.contains(field))
            object.set(field, written.value(field));
    }
    object.set(u"finish_reason"_s, written.value("finish_reason"_L1));
    object.set(u"gateway"_s, orNull(entry.gateway));
    object.set(u"model_asked"_s, orNull(entry.model));
    object.set(u"model_answered"_s, orNull(reply.model));
    if (entry.isReplay)
        object.set(u"replay"_s, true);
    object.set(u"state"_s, stateName(reply.state));
    object.set(u"id"_s, orNull(reply.id));
    object.set(u"request_id"_s, orNull(reply.requestId));
    for (const QString &field : {u"usage"_s, u"timing"_s, u"error"_s})
        object.set(field, written.value(field));
    if (reply.choices.size() > 1)
        object.set(u"choices"_s, QJsonDocument::fromJson(replyToJson(reply)).object().value("choices"_L1));
}

QByteArray message(const TranscriptEntry &entry)
{
    JsonObjectWriter object;
    object.set(u"role"_s, roleName(entry.role));
    object.set(u"content"_s, entry.text);
    if (entry.role == Role::Assistant)
        addAnswer(entry, object);
    else if (!entry.notes.isEmpty())
        object.set(u"notes"_s, QJsonArray::fromStringList(entry.notes));
    return object.toJson();
}

} // namespace

QByteArray toJson(const Transcript &transcript)
{
    QByteArrayList messages;
    for (const TranscriptEntry &entry : transcript.entries)
        messages.append(message(entry));
    return "{\"format\":\"parlance-conversation\",\"version\":1,\"exported\":\"" +
           transcript.exported.toUTC().toString(Qt::ISODate).toUtf8() + "\",\"messages\":[\n" +
           messages.join(",\n") + "\n]}\n";
}

} // namespace Parlance

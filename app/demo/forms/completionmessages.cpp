// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/completionmessages.h"

#include "demo/forms/bodyreader.h"
#include "demo/forms/sentparts.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

Role readRole(BodyReader &reader)
{
    const QString name = reader.value(u"role"_s).toString();
    for (const Role role : {Role::System, Role::User, Role::Assistant, Role::Tool}) {
        if (name == roleName(role))
            return role;
    }
    if (name != "developer"_L1)
        reader.refuse(u"role"_s, u"must be system, user, assistant or tool"_s);
    return Role::System;
}

/// What the content of a message says.
struct Content
{
    QString text;
    QList<Part> attachments; ///< of a user
};

std::optional<Part> readAttachment(BodyReader &part, const QString &type, Role role)
{
    if (type != "image_url"_L1 && type != "file"_L1)
        return std::nullopt;
    if (role != Role::User) {
        part.refuse(u"type"_s, u"must be text: only messages of the user have pictures and files"_s);
        return std::nullopt;
    }
    return type == "file"_L1 ? readFilePart(part) : readImagePart(part);
}

Content readParts(BodyReader &reader, const QJsonArray &parts, Role role)
{
    QStringList texts;
    Content content;
    reader.each(u"content"_s, parts, [&](BodyReader &part) {
        const QString type = part.requiredString(u"type"_s);
        if (type == "text"_L1)
            texts += part.requiredString(u"text"_s);
        else if (const auto attachment = readAttachment(part, type, role))
            content.attachments += *attachment;
    });
    content.text = texts.join(u'\n');
    return content;
}

/// Text, or parts. Optional for an assistant that calls tools.
Content readContent(BodyReader &reader, Role role)
{
    const QJsonValue content = reader.value(u"content"_s);
    if (content.isArray())
        return readParts(reader, content.toArray(), role);
    const bool optional =
        role == Role::Assistant && (reader.has(u"tool_calls"_s) || reader.has(u"refusal"_s));
    if (!content.isString() && !(content.isUndefined() && optional))
        reader.refuse(u"content"_s, u"must be a string or an array of parts"_s);
    return {.text = content.toString(), .attachments = {}};
}

QList<ToolCall> readCalls(BodyReader &reader)
{
    QList<ToolCall> calls;
    reader.each(u"tool_calls"_s, reader.array(u"tool_calls"_s), [&](BodyReader &call) {
        BodyReader function = call.nested(u"function"_s);
        calls.append({.id = call.requiredString(u"id"_s),
            .name = function.requiredString(u"name"_s),
            .arguments = function.string(u"arguments"_s)});
        call.take(function);
    });
    return calls;
}

Message readMessage(BodyReader &reader)
{
    const Role role = readRole(reader);
    const Content content = readContent(reader, role);
    if (role == Role::Tool)
        return Message::result(reader.requiredString(u"tool_call_id"_s), content.text);
    Message message = Message::of(role, content.text);
    message.parts += content.attachments;
    if (role == Role::Assistant) {
        for (const ToolCall &call : readCalls(reader))
            message.parts.append(call);
    }
    return message;
}

} // namespace

QList<Message> readCompletionMessages(BodyReader &reader)
{
    QList<Message> messages;
    QSet<QString> calls;
    reader.each(u"messages"_s, reader.array(u"messages"_s), [&](BodyReader &item) {
        messages.append(readMessage(item));
        for (const ToolCall &call : messages.constLast().toolCalls())
            calls.insert(call.id);
        if (messages.constLast().role == Role::Tool && !calls.contains(messages.constLast().toolCallId()))
            item.refuse(u"tool_call_id"_s, u"must be the id of a tool call before it"_s);
    });
    return messages;
}

} // namespace Parlance::Demo

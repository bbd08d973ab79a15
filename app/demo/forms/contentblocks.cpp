// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/contentblocks.h"

#include "demo/forms/bodyreader.h"
#include "demo/forms/sentparts.h"
#include "demo/forms/signature.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// The content of one turn's blocks.
struct Turn
{
    QStringList texts;
    QList<ToolCall> calls;
    QList<Message> results;
    QList<Part> attachments;
    QList<ToolCall> serverCalls; ///< that the gateway made itself
};

std::optional<Part> readAttachment(BodyReader &block, const QString &type)
{
    if (type == "image"_L1)
        return readImageBlock(block);
    return type == "document"_L1 ? readDocumentBlock(block) : std::nullopt;
}

/// A block comes back as it was given, or not at all.
void checkThinking(BodyReader &block)
{
    const QString thinking = block.string(u"thinking"_s);
    if (block.requiredString(u"signature"_s) != signatureOf(thinking))
        block.refuse(u"signature"_s, u"must be the one that came with this thinking, both unchanged"_s);
}

ToolCall readCall(BodyReader &block)
{
    return {.id = block.requiredString(u"id"_s),
        .name = block.requiredString(u"name"_s),
        .arguments =
            QString::fromUtf8(QJsonDocument(block.object(u"input"_s)).toJson(QJsonDocument::Compact))};
}

void readServerCall(BodyReader &block, const QString &type, Turn &turn)
{
    turn.serverCalls.append(readCall(block));
    if (type == "mcp_tool_use"_L1)
        block.requiredString(u"server_name"_s);
}

/// Its result stands behind the call, in the same turn.
void checkServerResult(BodyReader &block, const QString &type, const Turn &turn)
{
    const QString id = block.requiredString(u"tool_use_id"_s);
    if (!std::ranges::contains(turn.serverCalls, id, &ToolCall::id))
        block.refuse(u"tool_use_id"_s, u"must be that of an mcp_tool_use or server_tool_use before it"_s);
    if (type == "mcp_tool_result"_L1)
        (void)readText(block, u"content"_s);
    (void)block.flag(u"is_error"_s);
}

void readBlock(BodyReader &block, Turn &turn)
{
    const QString type = block.requiredString(u"type"_s);
    if (type == "text"_L1) {
        turn.texts += block.requiredString(u"text"_s);
    } else if (type == "tool_use"_L1) {
        turn.calls.append(readCall(block));
    } else if (type == "tool_result"_L1) {
        turn.results.append(Message::of({ToolResult{.callId = block.requiredString(u"tool_use_id"_s),
            .text = readText(block, u"content"_s),
            .isError = block.flag(u"is_error"_s)}}));
    } else if (type == "mcp_tool_use"_L1 || type == "server_tool_use"_L1) {
        readServerCall(block, type, turn);
    } else if (type.endsWith("_tool_result"_L1)) {
        checkServerResult(block, type, turn);
    } else if (type == "thinking"_L1) {
        checkThinking(block);
    } else if (const auto attachment = readAttachment(block, type)) {
        turn.attachments += *attachment;
    }
}

Turn readTurn(BodyReader &reader)
{
    Turn turn;
    const QJsonValue content = reader.value(u"content"_s);
    if (content.isString())
        return {
            .texts = {content.toString()}, .calls = {}, .results = {}, .attachments = {}, .serverCalls = {}};
    if (!content.isArray())
        reader.refuse(u"content"_s, u"must be a string or an array of blocks"_s);
    reader.each(u"content"_s, content.toArray(), [&](BodyReader &block) { readBlock(block, turn); });
    return turn;
}

Role readRole(BodyReader &reader)
{
    const QString name = reader.value(u"role"_s).toString();
    if (name == "system"_L1)
        reader.refuse(u"role"_s, u"must be user or assistant: system is a field of its own"_s);
    else if (name != "user"_L1 && name != "assistant"_L1)
        reader.refuse(u"role"_s, u"must be user or assistant"_s);
    return name == "assistant"_L1 ? Role::Assistant : Role::User;
}

Message saidBy(Role role, const Turn &turn)
{
    Message message = Message::of(role, turn.texts.join(u'\n'));
    for (const ToolCall &call : turn.calls)
        message.parts.append(call);
    message.parts += turn.attachments;
    for (const ToolCall &call : turn.serverCalls)
        message.parts.append(OtherPart{call.id});
    return message;
}

void checkResults(BodyReader &reader, const Turn &turn, const QSet<QString> &calls)
{
    for (const Message &result : turn.results) {
        if (!calls.contains(result.toolCallId()))
            reader.refuse(u"content"_s, u"has a tool_result without its tool_use before it"_s);
    }
}

} // namespace

QString readText(BodyReader &reader, const QString &field)
{
    const QJsonValue value = reader.value(field);
    if (!value.isArray())
        return reader.string(field);
    QStringList texts;
    reader.each(field, value.toArray(), [&](BodyReader &block) {
        const QString type = block.requiredString(u"type"_s);
        if (type == "text"_L1)
            texts += block.requiredString(u"text"_s);
        else
            (void)readAttachment(block, type); // for its faults
    });
    return texts.join(u'\n');
}

QList<Message> readBlockMessages(BodyReader &reader)
{
    QList<Message> messages;
    QSet<QString> calls;
    reader.each(u"messages"_s, reader.array(u"messages"_s), [&](BodyReader &item) {
        const Role role = readRole(item);
        const Turn turn = readTurn(item);
        checkResults(item, turn, calls);
        for (const ToolCall &call : turn.calls)
            calls.insert(call.id);
        if (role == Role::Assistant && !turn.attachments.isEmpty())
            item.refuse(u"content"_s, u"has an image or a document: only the user's messages have these"_s);
        if (!turn.texts.isEmpty() || !turn.attachments.isEmpty() || turn.results.isEmpty())
            messages.append(saidBy(role, turn));
        messages.append(turn.results);
    });
    return messages;
}

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletions.h"

#include "wire/dialects/chatcompletionsdecoder.h"
#include "wire/jsonobjectwriter.h"
#include "wire/dialects/requestparts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonObject encodeToolCall(const ToolCall &call)
{
    const QJsonObject function{{u"name"_s, call.name}, {u"arguments"_s, call.arguments}};
    return {{u"id"_s, call.id}, {u"type"_s, u"function"_s}, {u"function"_s, function}};
}

QByteArray encodeToolCalls(const QList<ToolCall> &calls)
{
    QJsonArray array;
    for (const ToolCall &call : calls)
        array.append(encodeToolCall(call));
    return writtenJson(array);
}

QByteArray encodeMessage(const Message &message)
{
    const bool callsOnly = message.content.isEmpty() && !message.toolCalls.isEmpty();
    JsonObjectWriter object;
    object.set(u"role"_s, roleName(message.role));
    object.set(u"content"_s, callsOnly ? QJsonValue(QJsonValue::Null) : message.content);
    if (!message.toolCalls.isEmpty())
        object.setWritten(u"tool_calls"_s, encodeToolCalls(message.toolCalls));
    if (!message.toolCallId.isEmpty())
        object.set(u"tool_call_id"_s, message.toolCallId);
    return object.toJson();
}

QByteArray encodeMessages(const ChatRequest &request)
{
    QList<QByteArray> messages;
    if (!request.system.isEmpty())
        messages.append(encodeMessage(
            {.role = Role::System, .content = request.system, .toolCalls = {}, .toolCallId = {}}));
    for (const Message &message : request.messages)
        messages.append(encodeMessage(message));
    return writtenArray(messages);
}

QByteArray encodeTools(const QList<Tool> &tools)
{
    QJsonArray array;
    for (const Tool &tool : tools) {
        QJsonObject function{{u"name"_s, tool.name}, {u"parameters"_s, tool.schema}};
        if (!tool.description.isEmpty())
            function.insert(u"description"_s, tool.description);
        array.append(QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    return writtenJson(array);
}

QJsonValue encodeToolChoice(const ChatRequest &request)
{
    if (!namesTool(request))
        return request.toolChoice;
    return QJsonObject{
        {u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, request.toolChoice}}}};
}

void addTools(const ChatRequest &request, JsonObjectWriter &body)
{
    if (request.tools.isEmpty())
        return;
    body.setWritten(u"tools"_s, encodeTools(request.tools));
    if (!request.toolChoice.isEmpty())
        body.set(u"tool_choice"_s, encodeToolChoice(request));
}

} // namespace

QString ChatCompletions::id() const
{
    return u"chat-completions"_s;
}

QString ChatCompletions::usualPath() const
{
    return u"/v1/chat/completions"_s;
}

QByteArray ChatCompletions::encode(const ChatRequest &request) const
{
    JsonObjectWriter body;
    if (!request.model.isEmpty())
        body.set(u"model"_s, request.model);
    body.setWritten(u"messages"_s, encodeMessages(request));
    if (request.maxTokens)
        body.set(u"max_tokens"_s, *request.maxTokens);
    if (request.saysStream)
        body.set(u"stream"_s, request.stream);
    if (request.temperature)
        body.set(u"temperature"_s, *request.temperature);
    if (request.topP)
        body.set(u"top_p"_s, *request.topP);
    if (!request.stop.isEmpty())
        body.set(u"stop"_s, QJsonArray::fromStringList(request.stop));
    if (request.n)
        body.set(u"n"_s, *request.n);
    addTools(request, body);
    addExtra(request, body);
    return body.toJson();
}

std::unique_ptr<StreamDecoder> ChatCompletions::streamDecoder() const
{
    return std::make_unique<ChatCompletionsDecoder>();
}

std::expected<QList<Delta>, ChatError> ChatCompletions::decodeAnswer(const QByteArray &body) const
{
    return ChatCompletionsDecoder().decodeAnswer(body);
}

} // namespace Parlance

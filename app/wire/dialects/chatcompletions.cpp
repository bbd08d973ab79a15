// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletions.h"

#include "wire/dialects/chatcompletionsdecoder.h"
#include "wire/dialects/requestparts.h"
#include "wire/jsonobjectwriter.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr std::array FieldsBeforeStream{ParameterField{ParameterName::MaxTokens, "max_tokens"_L1}};
constexpr std::array FieldsBesideTools{
    ParameterField{ParameterName::ParallelToolCalls, "parallel_tool_calls"_L1}};
constexpr std::array FieldsAfterStream{
    ParameterField{ParameterName::Temperature, "temperature"_L1},
    ParameterField{ParameterName::TopP, "top_p"_L1},
    ParameterField{ParameterName::Stop, "stop"_L1},
    ParameterField{ParameterName::N, "n"_L1},
    ParameterField{ParameterName::Seed, "seed"_L1},
    ParameterField{ParameterName::FrequencyPenalty, "frequency_penalty"_L1},
    ParameterField{ParameterName::PresencePenalty, "presence_penalty"_L1},
    ParameterField{ParameterName::Logprobs, "logprobs"_L1},
    ParameterField{ParameterName::TopLogprobs, "top_logprobs"_L1},
    ParameterField{ParameterName::ReasoningEffort, "reasoning_effort"_L1},
    ParameterField{ParameterName::Verbosity, "verbosity"_L1},
    ParameterField{ParameterName::ServiceTier, "service_tier"_L1},
    ParameterField{ParameterName::User, "user"_L1},
};

/// {"type":"function","function":{...}}, the form of both tools and tool calls.
void setFunction(JsonObjectWriter &object, const JsonObjectWriter &function)
{
    object.set(u"type"_s, u"function"_s);
    object.setWritten(u"function"_s, function.toJson());
}

QByteArray encodeToolCall(const ToolCall &call)
{
    JsonObjectWriter function;
    function.set(u"name"_s, call.name);
    function.set(u"arguments"_s, call.arguments);
    JsonObjectWriter object;
    object.set(u"id"_s, call.id);
    setFunction(object, function);
    return object.toJson();
}

QByteArray encodeToolCalls(const QList<ToolCall> &calls)
{
    QList<QByteArray> written;
    std::ranges::transform(calls, std::back_inserter(written), encodeToolCall);
    return writtenArray(written);
}

/// A message for each result of a tool's turn. The format has no field for a failure: the text tells it.
QByteArray encodeResult(const ToolResult &result)
{
    JsonObjectWriter object;
    object.set(u"role"_s, roleName(Role::Tool));
    object.set(u"content"_s, result.text);
    object.set(u"tool_call_id"_s, result.callId);
    return object.toJson();
}

QByteArray encodeMessage(const Message &message)
{
    const QString text = message.text();
    const QList<ToolCall> calls = message.toolCalls();
    JsonObjectWriter object;
    object.set(u"role"_s, roleName(message.role));
    object.set(u"content"_s, text.isEmpty() && !calls.isEmpty() ? QJsonValue(QJsonValue::Null) : text);
    if (!calls.isEmpty())
        object.setWritten(u"tool_calls"_s, encodeToolCalls(calls));
    return object.toJson();
}

QByteArray encodeMessages(const ChatRequest &request)
{
    QList<QByteArray> messages;
    if (!request.system.isEmpty())
        messages.append(encodeMessage(Message::of(Role::System, request.system)));
    for (const Message &message : request.messages) {
        const QList<ToolResult> results = message.results();
        std::ranges::transform(results, std::back_inserter(messages), encodeResult);
        if (results.isEmpty())
            messages.append(encodeMessage(message));
    }
    return writtenArray(messages);
}

QByteArray encodeTool(const Tool &tool)
{
    JsonObjectWriter function;
    function.set(u"name"_s, tool.name);
    if (!tool.description.isEmpty())
        function.set(u"description"_s, tool.description);
    function.setWritten(u"parameters"_s, tool.schema.isEmpty() ? "{}"_ba : tool.schema);
    if (tool.strict)
        function.set(u"strict"_s, true);
    JsonObjectWriter object;
    setFunction(object, function);
    return object.toJson();
}

QByteArray encodeTools(const QList<Tool> &tools)
{
    QList<QByteArray> written;
    std::ranges::transform(tools, std::back_inserter(written), encodeTool);
    return writtenArray(written);
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
    addParameters(request, FieldsBesideTools, body);
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
    addParameters(request, FieldsBeforeStream, body);
    if (request.sendsStream)
        body.set(u"stream"_s, request.stream);
    if (request.sendsStream && request.stream && request.asksUsage)
        body.set(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    addParameters(request, FieldsAfterStream, body);
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

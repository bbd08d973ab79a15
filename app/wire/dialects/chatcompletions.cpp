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

/// The lines without a number are left out.
QByteArray encodeLogitBias(const ChatRequest &request)
{
    JsonObjectWriter object;
    for (const QString &line : request.logitBias) {
        const auto pair = pairOf(line);
        bool isNumber = false;
        const double bias = pair ? pair->second.toDouble(&isNumber) : 0;
        if (isNumber)
            object.set(pair->first, bias);
    }
    return object.toJson();
}

QByteArray encodeMetadata(const ChatRequest &request)
{
    JsonObjectWriter object;
    for (const QString &line : request.metadata) {
        if (const auto pair = pairOf(line))
            object.set(pair->first, pair->second);
    }
    return object.toJson();
}

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
    ParameterField{ParameterName::LogitBias, "logit_bias"_L1, encodeLogitBias},
    ParameterField{ParameterName::Metadata, "metadata"_L1, encodeMetadata},
    ParameterField{ParameterName::PromptCacheKey, "prompt_cache_key"_L1},
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

/// {"type":"...","...":{...}}
QByteArray encodePart(const QString &type, const JsonObjectWriter &content)
{
    JsonObjectWriter object;
    object.set(u"type"_s, type);
    object.setWritten(type, content.toJson());
    return object.toJson();
}

QByteArray encodeText(const QString &text)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"text"_s);
    object.set(u"text"_s, text);
    return object.toJson();
}

QByteArray encodeImage(const ImagePart &image)
{
    JsonObjectWriter url;
    if (image.bytes.isEmpty())
        url.set(u"url"_s, image.url);
    else
        url.setWritten(u"url"_s, writtenDataUrl(image.mediaType, image.bytes));
    if (!image.detail.isEmpty())
        url.set(u"detail"_s, image.detail);
    return encodePart(u"image_url"_s, url);
}

/// Servers want a name, so one that must not be sent is replaced.
QByteArray encodeDocument(const FilePart &file)
{
    JsonObjectWriter content;
    content.set(u"filename"_s, file.sendsName && !file.name.isEmpty() ? file.name : u"document.pdf"_s);
    content.setWritten(u"file_data"_s, writtenDataUrl(file.mediaType, file.bytes));
    return encodePart(u"file"_s, content);
}

/// Empty for what is not sent: a blank text, which servers refuse.
QByteArray encodeContentPart(const Part &part)
{
    if (const auto *image = std::get_if<ImagePart>(&part))
        return encodeImage(*image);
    const auto *file = std::get_if<FilePart>(&part);
    if (file && !file->isText())
        return encodeDocument(*file);
    const auto *said = std::get_if<TextPart>(&part);
    const QString text = said ? said->text : file ? fileText(*file) : QString();
    return text.trimmed().isEmpty() ? QByteArray() : encodeText(text);
}

QByteArray encodeParts(const QList<Part> &parts)
{
    QList<QByteArray> written;
    std::ranges::transform(parts, std::back_inserter(written), encodeContentPart);
    written.removeAll(QByteArray());
    return writtenArray(written);
}

bool needsParts(const Message &message)
{
    return message.role == Role::User && std::ranges::any_of(message.parts, [](const Part &part) {
        const auto *file = std::get_if<FilePart>(&part);
        return std::holds_alternative<ImagePart>(part) || (file && !file->isText());
    });
}

void setContent(const Message &message, JsonObjectWriter &object)
{
    if (needsParts(message))
        return object.setWritten(u"content"_s, encodeParts(message.parts));
    const QString text = textWithFiles(message);
    const bool isNull = text.isEmpty() && !message.toolCalls().isEmpty();
    object.set(u"content"_s, isNull ? QJsonValue(QJsonValue::Null) : text);
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
    const QList<ToolCall> calls = message.toolCalls();
    JsonObjectWriter object;
    object.set(u"role"_s, roleName(message.role));
    setContent(message, object);
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

QByteArray encodeFormat(const AnswerFormat &format)
{
    JsonObjectWriter object;
    if (format.kind == AnswerFormat::Kind::JsonObject) {
        object.set(u"type"_s, u"json_object"_s);
        return object.toJson();
    }
    JsonObjectWriter schema;
    schema.set(u"name"_s, format.name.isEmpty() ? u"answer"_s : format.name); // required
    if (format.strict)
        schema.set(u"strict"_s, true);
    schema.setWritten(u"schema"_s, format.schema);
    object.set(u"type"_s, u"json_schema"_s);
    object.setWritten(u"json_schema"_s, schema.toJson());
    return object.toJson();
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
    if (!request.format.isText())
        body.setWritten(u"response_format"_s, encodeFormat(request.format));
    addTools(request, body);
    addExtra(request, body);
    return body.toJson();
}

QLatin1StringView ChatCompletions::parameterOf(QStringView field) const
{
    return Parlance::parameterOf(field, {FieldsBeforeStream, FieldsAfterStream, FieldsBesideTools});
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

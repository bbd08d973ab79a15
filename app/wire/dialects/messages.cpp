// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/messages.h"

#include "wire/dialects/mcprequest.h"
#include "wire/dialects/messagesdecoder.h"
#include "wire/dialects/requestparts.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"
#include "wire/serverblock.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// One message of the body: consecutive turns of one role.
struct Turn
{
    Role role = Role::User;
    QList<QByteArray> blocks; ///< as JSON text
    QString onlyText;         ///< the text of the blocks if they are one text
};

QByteArray typed(const QString &type, std::initializer_list<std::pair<QString, QString>> fields)
{
    JsonObjectWriter object;
    object.set(u"type"_s, type);
    for (const auto &[name, value] : fields)
        object.set(name, value);
    return object.toJson();
}

QByteArray encodeReasoning(const ReasoningPart &block)
{
    if (block.redacted)
        return typed(u"redacted_thinking"_s, {{u"data"_s, block.seal}});
    return typed(u"thinking"_s, {{u"thinking"_s, block.text}, {u"signature"_s, block.seal}});
}

/// Sends the arguments as they arrived; replaces anything but an object by an empty object.
QByteArray encodeToolCall(const ToolCall &call)
{
    const QByteArray arguments = call.arguments.toUtf8().trimmed();
    const std::optional<QJsonValue> json = readJson(arguments);
    JsonObjectWriter object;
    object.set(u"type"_s, u"tool_use"_s);
    object.set(u"id"_s, call.id);
    object.set(u"name"_s, call.name);
    object.setWritten(u"input"_s, json && json->isObject() ? arguments : "{}"_ba);
    return object.toJson();
}

QByteArray encodeBase64Source(const QString &mediaType, const QByteArray &bytes)
{
    JsonObjectWriter source;
    source.set(u"type"_s, u"base64"_s);
    source.set(u"media_type"_s, mediaType);
    source.setWritten(u"data"_s, writtenJsonText(bytes.toBase64()));
    return source.toJson();
}

QByteArray encodeImage(const ImagePart &image)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"image"_s);
    object.setWritten(u"source"_s, image.bytes.isEmpty() ? typed(u"url"_s, {{u"url"_s, image.url}})
                                                         : encodeBase64Source(image.mediaType, image.bytes));
    return object.toJson();
}

/// A text of any kind is of the type text/plain, the only one there is.
QByteArray encodeTextSource(const QByteArray &utf8)
{
    JsonObjectWriter source;
    source.set(u"type"_s, u"text"_s);
    source.set(u"media_type"_s, u"text/plain"_s);
    source.set(u"data"_s, QString::fromUtf8(utf8));
    return source.toJson();
}

QByteArray encodeFile(const FilePart &file)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"document"_s);
    object.setWritten(u"source"_s,
        file.isText() ? encodeTextSource(file.bytes) : encodeBase64Source(file.mediaType, file.bytes));
    if (file.sendsName && !file.name.isEmpty())
        object.set(u"title"_s, file.name);
    return object.toJson();
}

QByteArray encodeResult(const ToolResult &result)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"tool_result"_s);
    object.set(u"tool_use_id"_s, result.callId);
    object.set(u"content"_s, result.text);
    if (result.isError)
        object.set(u"is_error"_s, true);
    return object.toJson();
}

bool isSealed(const Part &part)
{
    const auto *reasoning = std::get_if<ReasoningPart>(&part);
    return reasoning && !reasoning->seal.isEmpty();
}

bool isBlank(const Part &part)
{
    const auto *text = std::get_if<TextPart>(&part);
    return text && text->text.trimmed().isEmpty();
}

/// An image or a file, which only the user sends.
bool isSentFile(const Message &message, const Part &part)
{
    return message.role == Role::User && isAttachment(part);
}

/// The parts to send. Joins adjacent texts, and removes blank ones beside other parts and of an answer, which
/// servers refuse.
QList<Part> sentParts(const Message &message)
{
    const bool calls = !message.toolCalls().isEmpty() || std::ranges::any_of(message.parts, isServerPart);
    QList<Part> sent;
    for (const Part &part : message.parts) {
        if (const auto *text = std::get_if<TextPart>(&part))
            addText(sent, text->text);
        else if (std::holds_alternative<ToolCall>(part) || std::holds_alternative<ToolResult>(part) ||
                 isServerPart(part) || (calls && isSealed(part)) || isSentFile(message, part))
            sent.append(part);
    }
    if (sent.size() > 1 || message.role == Role::Assistant)
        sent.removeIf(isBlank);
    return sent;
}

QByteArray encodeBlock(const Part &part)
{
    if (const auto *text = std::get_if<TextPart>(&part))
        return typed(u"text"_s, {{u"text"_s, text->text}});
    if (const auto *reasoning = std::get_if<ReasoningPart>(&part))
        return encodeReasoning(*reasoning);
    if (const auto *call = std::get_if<ToolCall>(&part))
        return encodeToolCall(*call);
    if (const auto *image = std::get_if<ImagePart>(&part))
        return encodeImage(*image);
    if (const auto *file = std::get_if<FilePart>(&part))
        return encodeFile(*file);
    if (const auto *other = std::get_if<OtherPart>(&part))
        return other->json.toUtf8();
    return encodeResult(std::get<ToolResult>(part));
}

QList<Turn> turnsOf(const QList<Message> &messages)
{
    QList<Turn> turns;
    for (const Message &message : messages) {
        const QList<Part> parts = sentParts(message);
        if (message.role == Role::System || parts.isEmpty())
            continue;
        const Role role = message.role == Role::Assistant ? Role::Assistant : Role::User;
        if (turns.isEmpty() || turns.last().role != role)
            turns.append({.role = role, .blocks = {}, .onlyText = {}});
        std::ranges::transform(parts, std::back_inserter(turns.last().blocks), encodeBlock);
        turns.last().onlyText = textOf(parts);
    }
    return turns;
}

/// A single text becomes the message's content itself (RA-21).
QByteArray encodeTurn(const Turn &turn)
{
    JsonObjectWriter object;
    object.set(u"role"_s, roleName(turn.role));
    if (turn.blocks.size() == 1 && !turn.onlyText.isEmpty())
        object.set(u"content"_s, turn.onlyText);
    else
        object.setWritten(u"content"_s, writtenArray(turn.blocks));
    return object.toJson();
}

QByteArray encodeMessages(const QList<Message> &messages)
{
    QList<QByteArray> written;
    std::ranges::transform(turnsOf(messages), std::back_inserter(written), encodeTurn);
    return writtenArray(written);
}

QByteArray encodeTool(const Tool &tool)
{
    JsonObjectWriter object;
    object.set(u"name"_s, tool.name);
    if (!tool.description.isEmpty())
        object.set(u"description"_s, tool.description);
    object.setWritten(u"input_schema"_s, tool.schema.isEmpty() ? R"({"type":"object"})"_ba : tool.schema);
    if (tool.strict)
        object.set(u"strict"_s, true);
    return object.toJson();
}

QByteArray encodeTools(const ChatRequest &request)
{
    QList<QByteArray> written;
    std::ranges::transform(request.tools, std::back_inserter(written), encodeTool);
    if (!isOldMcpForm(request.mcpBeta))
        std::ranges::transform(request.mcpServers, std::back_inserter(written), encodeToolset);
    return writtenArray(written);
}

QString toolChoiceType(const ChatRequest &request)
{
    if (namesTool(request))
        return u"tool"_s;
    if (request.toolChoice.isEmpty())
        return u"auto"_s;
    return request.toolChoice == "required"_L1 ? u"any"_s : request.toolChoice;
}

QByteArray encodeToolChoice(const ChatRequest &request)
{
    JsonObjectWriter object;
    object.set(u"type"_s, toolChoiceType(request));
    if (namesTool(request))
        object.set(u"name"_s, request.toolChoice);
    if (request.parallelToolCalls && request.toolChoice != "none"_L1)
        object.set(u"disable_parallel_tool_use"_s, !*request.parallelToolCalls);
    return object.toJson();
}

QByteArray encodeUser(const ChatRequest &request)
{
    return writtenJson(QJsonObject{{u"user_id"_s, request.user}});
}

/// The tokens that a request sets apart for thinking.
int thinkingBudget(const ChatRequest &request)
{
    const bool hasBudget = request.thinkingMode.isEmpty() || request.thinkingMode == "enabled"_L1;
    return hasBudget ? request.thinkingTokens.value_or(0) : 0;
}

QByteArray encodeThinking(const ChatRequest &request)
{
    const int budget = thinkingBudget(request);
    if (request.thinkingMode.isEmpty() && budget == 0)
        return {};
    JsonObjectWriter object;
    object.set(u"type"_s, request.thinkingMode.isEmpty() ? u"enabled"_s : request.thinkingMode);
    if (budget > 0)
        object.set(u"budget_tokens"_s, budget);
    if (!request.thinkingDisplay.isEmpty())
        object.set(u"display"_s, request.thinkingDisplay);
    return object.toJson();
}

/// Five minutes are the server's own time.
QByteArray encodeCacheControl(const ChatRequest &request)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"ephemeral"_s);
    if (request.cacheControl != "5m"_L1)
        object.set(u"ttl"_s, request.cacheControl);
    return object.toJson();
}

constexpr std::array FieldsBeforeTools{
    ParameterField{ParameterName::Temperature, "temperature"_L1},
    ParameterField{ParameterName::TopP, "top_p"_L1},
    ParameterField{ParameterName::Stop, "stop_sequences"_L1},
};
constexpr std::array FieldsAfterTools{
    ParameterField{ParameterName::Thinking, "thinking"_L1, encodeThinking},
    ParameterField{ParameterName::ThinkingMode, "thinking"_L1, encodeThinking},
};
constexpr std::array FieldsOfOutput{ParameterField{ParameterName::ReasoningEffort, "effort"_L1}};
constexpr std::array FieldsAfterOutput{
    ParameterField{ParameterName::ServiceTier, "service_tier"_L1},
    ParameterField{ParameterName::User, "metadata"_L1, encodeUser},
    ParameterField{ParameterName::CacheControl, "cache_control"_L1, encodeCacheControl},
};

/// The effort and the schema share a field (B-15).
void addOutput(const ChatRequest &request, JsonObjectWriter &body)
{
    JsonObjectWriter output;
    addParameters(request, FieldsOfOutput, output);
    if (request.format.kind == AnswerFormat::Kind::JsonSchema) {
        JsonObjectWriter format;
        format.set(u"type"_s, u"json_schema"_s);
        format.setWritten(u"schema"_s, request.format.schema);
        output.setWritten(u"format"_s, format.toJson());
    }
    if (!output.isEmpty())
        body.setWritten(u"output_config"_s, output.toJson());
}

void addTools(const ChatRequest &request, JsonObjectWriter &body)
{
    if (!request.mcpServers.isEmpty())
        body.setWritten(u"mcp_servers"_s, encodeMcpServers(request));
    if (request.tools.isEmpty() && (request.mcpServers.isEmpty() || isOldMcpForm(request.mcpBeta)))
        return;
    body.setWritten(u"tools"_s, encodeTools(request));
    if (!request.toolChoice.isEmpty() || request.parallelToolCalls)
        body.setWritten(u"tool_choice"_s, encodeToolChoice(request));
}

} // namespace

QString Messages::id() const
{
    return u"messages"_s;
}

QString Messages::usualPath() const
{
    return u"/v1/messages"_s;
}

RawHeaders Messages::headers() const
{
    return {{"anthropic-version", "2023-06-01"}};
}

RawHeaders Messages::headersFor(const ChatRequest &request) const
{
    const bool needsBeta = !request.mcpServers.isEmpty() && !request.mcpBeta.isEmpty();
    return needsBeta ? RawHeaders{{"anthropic-beta", request.mcpBeta.toUtf8()}} : RawHeaders();
}

QByteArray Messages::encode(const ChatRequest &request) const
{
    JsonObjectWriter body;
    if (!request.model.isEmpty())
        body.set(u"model"_s, request.model);
    body.set(u"max_tokens"_s, request.maxTokens.value_or(DefaultMaxTokens + thinkingBudget(request)));
    if (const QString system = systemText(request); !system.isEmpty())
        body.set(u"system"_s, system);
    body.setWritten(u"messages"_s, encodeMessages(request.messages));
    if (request.sendsStream)
        body.set(u"stream"_s, request.stream);
    addParameters(request, FieldsBeforeTools, body);
    addTools(request, body);
    addParameters(request, FieldsAfterTools, body);
    addOutput(request, body);
    addParameters(request, FieldsAfterOutput, body);
    addExtra(request, body);
    return body.toJson();
}

QLatin1StringView Messages::parameterOf(QStringView field) const
{
    if (field == "max_tokens"_L1)
        return ParameterName::MaxTokens;
    if (field.startsWith("output_config."_L1))
        return Parlance::parameterOf(field.sliced(14), {FieldsOfOutput});
    return Parlance::parameterOf(field, {FieldsBeforeTools, FieldsAfterTools, FieldsAfterOutput});
}

std::unique_ptr<StreamDecoder> Messages::streamDecoder() const
{
    return std::make_unique<MessagesDecoder>();
}

std::expected<QList<Delta>, ChatError> Messages::decodeAnswer(const QByteArray &body) const
{
    return MessagesDecoder().decodeAnswer(body);
}

} // namespace Parlance

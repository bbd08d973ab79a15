// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/chatcompletionsrequest.h"

#include "demo/forms/bodyreader.h"
#include "demo/forms/completionmessages.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr int MostChoices = 128;
constexpr qsizetype MostStops = 4;

QStringList readStop(BodyReader &reader)
{
    const QJsonValue stop = reader.value(u"stop"_s);
    if (stop.isUndefined())
        return {};
    if (stop.isString())
        return {stop.toString()};
    const QJsonArray array = stop.toArray();
    const auto isText = [](const QJsonValue &value) {
        return value.isString();
    };
    if (!stop.isArray() || array.size() > MostStops || !std::ranges::all_of(array, isText))
        reader.refuse(u"stop"_s, u"must be a string or an array of up to %1 strings"_s.arg(MostStops));
    QStringList sequences;
    for (const QJsonValue each : array)
        sequences += each.toString();
    return sequences;
}

QList<Tool> readTools(BodyReader &reader)
{
    QList<Tool> tools;
    reader.each(u"tools"_s, reader.array(u"tools"_s), [&](BodyReader &tool) {
        BodyReader function = tool.nested(u"function"_s);
        tools.append({.name = function.requiredString(u"name"_s),
            .description = function.string(u"description"_s),
            .schema = function.writtenObject(u"parameters"_s)});
        tool.take(function);
    });
    return tools;
}

std::optional<ToolChoice::Mode> namedMode(const QString &name)
{
    if (name == "none"_L1)
        return ToolChoice::Mode::None;
    if (name == "auto"_L1)
        return ToolChoice::Mode::Auto;
    if (name == "required"_L1)
        return ToolChoice::Mode::Required;
    return std::nullopt;
}

ToolChoice readToolChoice(BodyReader &reader, const QList<Tool> &tools)
{
    ToolChoice choice;
    choice.parallel = !reader.has(u"parallel_tool_calls"_s) || reader.flag(u"parallel_tool_calls"_s);
    const QJsonValue value = reader.value(u"tool_choice"_s);
    if (value.isUndefined())
        return choice;
    if (value.isString() && namedMode(value.toString())) {
        choice.mode = *namedMode(value.toString());
    } else {
        choice.mode = ToolChoice::Mode::Named;
        choice.name = value["function"_L1]["name"_L1].toString();
        if (std::ranges::find(tools, choice.name, &Tool::name) == tools.end())
            reader.refuse(u"tool_choice"_s, u"must be none, auto, required or one of the tools"_s);
    }
    if (choice.mode == ToolChoice::Mode::Required && tools.isEmpty())
        reader.refuse(u"tool_choice"_s, u"needs tools"_s);
    return choice;
}

AnswerFormat readSchema(BodyReader &format)
{
    static const QRegularExpression names(u"^[a-zA-Z0-9_-]{1,64}$"_s);
    BodyReader schema = format.nested(u"json_schema"_s);
    const AnswerFormat read{.kind = AnswerFormat::Kind::JsonSchema,
        .name = schema.requiredString(u"name"_s),
        .strict = schema.flag(u"strict"_s),
        .schema = schema.writtenObject(u"schema"_s)};
    if (!names.match(read.name).hasMatch())
        schema.refuse(u"name"_s, u"must be up to 64 letters, digits, _ and -"_s);
    format.take(schema);
    return read;
}

AnswerFormat readFormat(BodyReader &reader)
{
    if (!reader.has(u"response_format"_s))
        return {};
    BodyReader format = reader.nested(u"response_format"_s);
    const QString type = format.requiredString(u"type"_s);
    AnswerFormat read;
    if (type == "json_schema"_L1)
        read = readSchema(format);
    else if (type == "json_object"_L1)
        read.kind = AnswerFormat::Kind::JsonObject;
    else if (type != "text"_L1)
        format.refuse(u"type"_s, u"must be text, json_object or json_schema"_s);
    reader.take(format);
    return read;
}

std::optional<int> readMaxTokens(BodyReader &reader, std::optional<int> byDefault)
{
    const std::optional<int> newer = reader.wholeNumber(u"max_completion_tokens"_s, 1);
    const std::optional<int> older = reader.wholeNumber(u"max_tokens"_s, 1);
    return newer ? newer : older ? older : byDefault;
}

ChatRequest readChat(BodyReader &reader, const CompletionDefaults &defaults)
{
    ChatRequest chat;
    const bool named = reader.has(u"model"_s) || defaults.model.isEmpty();
    chat.model = named ? reader.requiredString(u"model"_s) : defaults.model;
    if (reader.array(u"messages"_s).isEmpty())
        reader.refuse(u"messages"_s, u"must be an array of at least one message"_s);
    chat.messages = readCompletionMessages(reader);
    chat.stream = reader.flag(u"stream"_s);
    chat.maxTokens = readMaxTokens(reader, defaults.maxTokens);
    chat.temperature = reader.number(u"temperature"_s, 0, 2);
    chat.topP = reader.number(u"top_p"_s, 0, 1);
    chat.n = reader.wholeNumber(u"n"_s, 1, MostChoices);
    chat.stop = readStop(reader);
    chat.frequencyPenalty = reader.number(u"frequency_penalty"_s, -2, 2);
    chat.presencePenalty = reader.number(u"presence_penalty"_s, -2, 2);
    if (reader.has(u"logprobs"_s))
        chat.logprobs = reader.flag(u"logprobs"_s);
    chat.topLogprobs = reader.wholeNumber(u"top_logprobs"_s, 0, 20);
    if (chat.topLogprobs && !chat.logprobs.value_or(false))
        reader.refuse(u"top_logprobs"_s, u"needs logprobs"_s);
    chat.tools = readTools(reader);
    chat.format = readFormat(reader);
    return chat;
}

} // namespace

std::expected<CompletionRequest, Refusal> readCompletionRequest(
    const QByteArray &body, const CompletionDefaults &defaults)
{
    const auto object = parseBody(body);
    if (!object)
        return std::unexpected(object.error());
    BodyReader reader(*object);
    CompletionRequest request;
    request.chat = readChat(reader, defaults);
    request.toolChoice = readToolChoice(reader, request.chat.tools);
    BodyReader options = reader.nested(u"stream_options"_s);
    request.includeUsage = options.flag(u"include_usage"_s);
    reader.take(options);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace Parlance::Demo

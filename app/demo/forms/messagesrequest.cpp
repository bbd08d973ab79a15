// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/messagesrequest.h"

#include "demo/forms/bodyreader.h"
#include "demo/forms/contentblocks.h"
#include "demo/forms/mcpconnector.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr int LeastBudget = 1024;

QList<Tool> readTools(BodyReader &reader)
{
    QList<Tool> tools;
    reader.each(u"tools"_s, reader.array(u"tools"_s), [&](BodyReader &tool) {
        if (isToolset(tool))
            return;
        const QString name = tool.requiredString(u"name"_s);
        const bool ownTool = !tool.has(u"type"_s) || tool.string(u"type"_s) == "custom"_L1;
        if (ownTool && !tool.has(u"input_schema"_s))
            tool.refuse(u"input_schema"_s, u"must be an object"_s);
        if (ownTool) // the others run on the server, such as a web search; the demo has none
            tools.append({name, tool.string(u"description"_s), tool.writtenObject(u"input_schema"_s)});
    });
    return tools;
}

ToolChoice::Mode readMode(BodyReader &choice)
{
    const QString type = choice.string(u"type"_s);
    if (type == "any"_L1)
        return ToolChoice::Mode::Required;
    if (type == "tool"_L1)
        return ToolChoice::Mode::Named;
    if (type == "none"_L1)
        return ToolChoice::Mode::None;
    if (type != "auto"_L1)
        choice.refuse(u"type"_s, u"must be auto, any, tool or none"_s);
    return ToolChoice::Mode::Auto;
}

ToolChoice readToolChoice(BodyReader &reader, const QList<Tool> &tools, bool hasToolsets)
{
    if (!reader.has(u"tool_choice"_s))
        return {};
    BodyReader choice = reader.nested(u"tool_choice"_s);
    ToolChoice result{.mode = readMode(choice),
        .name = choice.string(u"name"_s),
        .parallel = !choice.flag(u"disable_parallel_tool_use"_s)};
    const bool known = std::ranges::find(tools, result.name, &Tool::name) != tools.end();
    if (result.mode == ToolChoice::Mode::Named && !known)
        choice.refuse(u"name"_s, u"must be one of the tools"_s);
    if (result.mode == ToolChoice::Mode::Required && tools.isEmpty() && !hasToolsets)
        choice.refuse(u"type"_s, u"needs tools"_s);
    reader.take(choice);
    return result;
}

bool readThinking(BodyReader &reader, std::optional<int> maxTokens)
{
    if (!reader.has(u"thinking"_s))
        return false;
    BodyReader thinking = reader.nested(u"thinking"_s);
    const QString type = thinking.requiredString(u"type"_s);
    if (type != "enabled"_L1 && type != "disabled"_L1 && type != "adaptive"_L1)
        thinking.refuse(u"type"_s, u"must be enabled, disabled or adaptive"_s);
    const std::optional<int> budget = thinking.wholeNumber(u"budget_tokens"_s, LeastBudget);
    if (type == "enabled"_L1 && (!budget || *budget >= maxTokens.value_or(0)))
        thinking.refuse(u"budget_tokens"_s, u"must be at least %1 and below `max_tokens`"_s.arg(LeastBudget));
    reader.take(thinking);
    return type == "enabled"_L1 || type == "adaptive"_L1;
}

AnswerFormat readFormat(BodyReader &reader)
{
    BodyReader output = reader.nested(u"output_config"_s);
    if (!output.has(u"format"_s))
        return {};
    BodyReader format = output.nested(u"format"_s);
    if (format.requiredString(u"type"_s) != "json_schema"_L1)
        format.refuse(u"type"_s, u"must be json_schema"_s);
    if (!format.has(u"schema"_s))
        format.refuse(u"schema"_s, u"is required"_s);
    const AnswerFormat read{
        .kind = AnswerFormat::Kind::JsonSchema, .schema = format.writtenObject(u"schema"_s)};
    output.take(format);
    reader.take(output);
    return read;
}

QStringList readStops(BodyReader &reader)
{
    QStringList sequences;
    for (const QJsonValue each : reader.array(u"stop_sequences"_s)) {
        if (!each.isString())
            reader.refuse(u"stop_sequences"_s, u"must be an array of strings"_s);
        sequences += each.toString();
    }
    return sequences;
}

ChatRequest readChat(BodyReader &reader)
{
    ChatRequest chat;
    chat.model = reader.requiredString(u"model"_s);
    chat.maxTokens = reader.wholeNumber(u"max_tokens"_s, 1);
    if (!reader.has(u"max_tokens"_s))
        reader.refuse(u"max_tokens"_s, u"is required"_s);
    if (reader.array(u"messages"_s).isEmpty())
        reader.refuse(u"messages"_s, u"must be an array of at least one message"_s);
    chat.system = readText(reader, u"system"_s);
    chat.messages = readBlockMessages(reader);
    chat.stream = reader.flag(u"stream"_s);
    chat.temperature = reader.number(u"temperature"_s, 0, 1);
    chat.topP = reader.number(u"top_p"_s, 0, 1);
    chat.stop = readStops(reader);
    chat.tools = readTools(reader);
    chat.format = readFormat(reader);
    return chat;
}

} // namespace

std::expected<MessagesRequest, Refusal> readMessagesRequest(const QByteArray &body, const QByteArray &betas)
{
    const auto object = parseBody(body);
    if (!object)
        return std::unexpected(object.error());
    BodyReader reader(*object);
    MessagesRequest request;
    request.chat = readChat(reader);
    request.toolsets = readToolsets(reader, betas);
    request.toolChoice = readToolChoice(reader, request.chat.tools, !request.toolsets.isEmpty());
    request.thinking = readThinking(reader, request.chat.maxTokens);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace Parlance::Demo

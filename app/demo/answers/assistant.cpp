// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/assistant.h"

#include "demo/answers/composer.h"
#include "demo/answers/questions.h"
#include "demo/answers/tier.h"
#include "demo/tools/schemavalue.h"
#include "demo/tools/toolpicker.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString reasoningOf(const QList<ToolCall> &calls)
{
    QStringList names;
    for (const ToolCall &call : calls)
        names += u"`%1`"_s.arg(call.name);
    names.removeDuplicates();
    return u"The question shares words with the name or the description of %1, so I ask for that first."_s
        .arg(names.join(u" and "_s));
}

Answer calling(QList<ToolCall> calls, const Depth &depth, const QString &id)
{
    for (qsizetype i = 0; i < calls.size(); ++i)
        calls[i].id = u"%1_%2"_s.arg(id).arg(i + 1);
    return {.reasoning = depth.reasoning ? reasoningOf(calls) : QString(),
        .text = {},
        .finishReason = u"tool_calls"_s,
        .toolCalls = calls};
}

QByteArray writtenJson(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

QJsonObject schemaOf(const ChatRequest &request)
{
    if (request.format.kind == AnswerFormat::Kind::JsonSchema)
        return QJsonDocument::fromJson(request.format.schema).object();
    const QJsonObject text{{u"type"_s, u"string"_s}};
    return {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"answer"_s, text}}}};
}

Answer inJson(const ChatRequest &request, const Depth &depth, bool isLoose)
{
    const QJsonValue value = schemaValue(schemaOf(request), latestQuestion(request), depth.variant);
    const QString json = QString::fromUtf8(writtenJson(value));
    Answer answer{
        .reasoning = depth.reasoning ? u"I fill the schema with what the question names."_s : QString(),
        .text = isLoose ? u"```json\n%1\n```"_s.arg(json) : json};
    answer = stopped(answer, request.stop);
    return request.maxTokens ? capped(answer, *request.maxTokens) : answer;
}

ChatRequest withServersTools(ChatRequest request, const QList<Toolset> &toolsets)
{
    for (const Toolset &toolset : toolsets)
        request.tools += toolset.tools;
    return request;
}

/// The first server that has a tool of that name; null if it is a tool of the client.
const Toolset *serverOf(const ToolCall &call, const ChatRequest &request, const QList<Toolset> &toolsets)
{
    if (std::ranges::contains(request.tools, call.name, &Tool::name))
        return nullptr;
    const auto server = std::ranges::find_if(toolsets, [&call](const Toolset &toolset) {
        return std::ranges::contains(toolset.tools, call.name, &Tool::name);
    });
    return server == toolsets.cend() ? nullptr : &*server;
}

/// How many of the calls the answers since the question have made.
qsizetype callsMade(const ChatRequest &request)
{
    qsizetype made = 0;
    for (const Message &message : std::views::reverse(request.messages)) {
        if (message.role == Role::User)
            break;
        made += partsOf<OtherPart>(message.parts).size();
    }
    return made;
}

/// The calls with their results. Each has an id that tells its place.
QList<ServerCall> served(const QList<ToolCall> &calls, const ChatRequest &request, const Asked &asked)
{
    QList<ServerCall> made;
    for (ToolCall call : calls) {
        const Toolset *server = serverOf(call, request, asked.toolsets);
        if (!server)
            continue;
        call.id = u"mcp%1_%2"_s.arg(asked.callId).arg(made.size() + 1);
        made.append({.call = call, .server = server->server, .result = mcpResult(call)});
    }
    return made;
}

/// The request as if the client had made the calls, so that their results are the answer.
ChatRequest withResults(ChatRequest request, const QList<ServerCall> &calls)
{
    Message answer{.role = Role::Assistant};
    QList<Message> results;
    for (const ServerCall &made : calls) {
        answer.parts.append(made.call);
        results.append(Message::of({made.result}));
    }
    request.messages.append(answer);
    request.messages += results;
    return request;
}

Answer serving(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const QList<ServerCall> &calls)
{
    const qsizetype made = std::min(callsMade(request), calls.size());
    const qsizetype now = std::min(MostServerCalls, calls.size() - made);
    Answer answer{.reasoning = {}, .text = {}, .finishReason = u"pause"_s};
    if (made + now == calls.size())
        answer = composer.compose(withResults(request, calls), depth);
    answer.serverCalls = calls.sliced(made, now);
    return answer;
}

/// The answer with the calls that are the client's at its end.
Answer withOwnCalls(Answer answer, QList<ToolCall> calls, const ChatRequest &request, const QString &id)
{
    calls.removeIf([&request](const ToolCall &call) {
        return !std::ranges::contains(request.tools, call.name, &Tool::name);
    });
    if (calls.isEmpty() || answer.finishReason == "pause"_L1)
        return answer;
    const Answer own = calling(calls, {}, id);
    answer.toolCalls = own.toolCalls;
    answer.finishReason = own.finishReason;
    return answer;
}

Answer said(const Composer &composer, const ChatRequest &request, const Depth &depth, bool isLoose)
{
    return request.format.isText() ? composer.compose(request, depth) : inJson(request, depth, isLoose);
}

} // namespace

QList<Answer> replies(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const Asked &asked)
{
    const QList<ToolCall> calls = pickCalls(withServersTools(request, asked.toolsets), asked.toolChoice);
    if (const QList<ServerCall> made = served(calls, request, asked); !made.isEmpty())
        return {withOwnCalls(serving(composer, request, depth, made), calls, request, asked.callId)};
    QList<Answer> answers;
    for (int i = 0; i < request.n.value_or(1); ++i) {
        Depth varied = depth;
        varied.variant = i;
        answers.append(calls.isEmpty() ? said(composer, request, varied, asked.isLoose)
                                       : calling(calls, depth, u"%1_%2"_s.arg(asked.callId).arg(i + 1)));
    }
    return answers;
}

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/assistant.h"

#include "demo/answers/composer.h"
#include "demo/answers/questions.h"
#include "demo/answers/tier.h"
#include "demo/tools/schemavalue.h"
#include "demo/tools/toolpicker.h"

#include <QJsonArray>
#include <QJsonDocument>

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

Answer said(const Composer &composer, const ChatRequest &request, const Depth &depth, bool isLoose)
{
    return request.format.isText() ? composer.compose(request, depth) : inJson(request, depth, isLoose);
}

} // namespace

QList<Answer> replies(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const Asked &asked)
{
    const QList<ToolCall> calls = pickCalls(request, asked.toolChoice);
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

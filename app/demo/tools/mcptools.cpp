// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/mcptools.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

ToolResult said(const QString &text)
{
    return {.callId = {}, .text = text};
}

ToolResult failed(const QString &text)
{
    return {.callId = {}, .text = text, .isError = true};
}

ToolResult countWords(const QString &text)
{
    const QJsonObject counted{
        {u"words"_s, text.split(u' ', Qt::SkipEmptyParts).size()}, {u"characters"_s, text.size()}};
    return said(QString::fromUtf8(QJsonDocument(counted).toJson(QJsonDocument::Compact)));
}

ToolResult divide(const QJsonObject &arguments)
{
    const double divisor = arguments["divisor"_L1].toDouble();
    if (divisor == 0)
        return failed(u"A division by zero has no result."_s);
    return said(QString::number(arguments["dividend"_L1].toDouble() / divisor));
}

ToolResult reverse(QString text)
{
    std::ranges::reverse(text);
    return said(text);
}

ToolResult answerTo(const QString &tool, const QJsonObject &arguments)
{
    if (tool == "count_words"_L1)
        return countWords(arguments["text"_L1].toString());
    if (tool == "divide"_L1)
        return divide(arguments);
    if (tool == "reverse_text"_L1)
        return reverse(arguments["text"_L1].toString());
    return failed(u"There is no tool %1 here."_s.arg(tool));
}

} // namespace

const QList<Tool> &mcpTools()
{
    static const QByteArray text =
        R"({"type":"object","properties":{"text":{"type":"string"}},"required":["text"]})";
    static const QByteArray numbers =
        R"({"type":"object","properties":{"dividend":{"type":"number"},"divisor":{"type":"number"}},)"
        R"("required":["dividend","divisor"]})";
    static const QList<Tool> tools{{.name = u"count_words"_s, .description = {}, .schema = text},
        {.name = u"divide"_s, .description = {}, .schema = numbers},
        {.name = u"reverse_text"_s, .description = {}, .schema = text}};
    return tools;
}

ToolResult mcpResult(const ToolCall &call)
{
    ToolResult result = answerTo(call.name, QJsonDocument::fromJson(call.arguments.toUtf8()).object());
    result.callId = call.id;
    return result;
}

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/requesttext.h"

#include "gateways/laneparameters.h"
#include "workspace/words/attachmenttext.h"
#include "workspace/words/parametertext.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct RequestText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::RequestText)
};

void addLine(QList<RequestPart> &parts, const QString &title, const QString &text)
{
    if (!text.isEmpty())
        parts.append({.title = title, .text = text, .isOneLine = true});
}

void addText(QList<RequestPart> &parts, const QString &title, const QString &text)
{
    if (!text.trimmed().isEmpty())
        parts.append({.title = title, .text = text});
}

QString shownValue(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? RequestText::tr("yes") : RequestText::tr("no");
    if (value.isArray()) {
        QStringList lines;
        for (const QJsonValue &line : value.toArray())
            lines << line.toString();
        return lines.join(u'\n');
    }
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 12) : value.toString();
}

void addParameters(QList<RequestPart> &parts, const ChatRequest &request)
{
    for (const ChatParameter &parameter : chatParameters()) {
        const QString value = shownValue(parameter.value(request));
        const QString label = parameterText(parameter.name).label;
        if (value.contains(u'\n'))
            addText(parts, label, value);
        else
            addLine(parts, label, value);
    }
    if (request.sendsStream)
        addLine(parts, parameterText(ParameterName::Stream).label, shownValue(request.stream));
}

QString shownTool(const Tool &tool)
{
    QStringList lines{tool.name};
    if (!tool.description.isEmpty())
        lines << tool.description;
    if (tool.strict)
        lines << RequestText::tr("strict");
    if (!tool.schema.isEmpty())
        lines << QString::fromUtf8(tool.schema);
    return lines.join(u'\n');
}

void addTools(QList<RequestPart> &parts, const ChatRequest &request)
{
    QStringList tools;
    for (const Tool &tool : request.tools)
        tools << shownTool(tool);
    addText(parts, RequestText::tr("Tools"), tools.join(u"\n\n"_s));
    addLine(parts, RequestText::tr("Tool choice"), request.toolChoice);
}

void addFormat(QList<RequestPart> &parts, const AnswerFormat &format)
{
    if (format.isText())
        return;
    const bool hasSchema = format.kind == AnswerFormat::Kind::JsonSchema;
    QString kind = hasSchema ? RequestText::tr("JSON by a schema") : RequestText::tr("JSON");
    if (!format.name.isEmpty())
        kind = RequestText::tr("%1 named %2").arg(kind, format.name);
    if (format.strict)
        kind = RequestText::tr("%1, strict").arg(kind);
    addLine(parts, RequestText::tr("Answer format"), kind);
    addText(parts, RequestText::tr("Schema"), QString::fromUtf8(format.schema));
}

QString shownMessage(const Message &message)
{
    QStringList lines;
    for (const ToolResult &result : message.results())
        lines << result.text;
    if (!message.text().isEmpty())
        lines << message.text();
    for (const Part &part : message.attachments())
        lines << RequestText::tr("Attached: %1, %2", "name, size")
                     .arg(AttachmentText::title(part), AttachmentText::facts(part));
    return lines.join(u'\n');
}

} // namespace

QList<RequestPart> describeRequest(const Call &call)
{
    QList<RequestPart> parts;
    const ChatRequest &request = call.request;
    addLine(parts, RequestText::tr("Gateway"), call.gateway.fullName());
    addLine(parts, RequestText::tr("Model"), request.model);
    addParameters(parts, request);
    addText(parts, parameterText(ParameterName::System).label, request.system);
    addTools(parts, request);
    addFormat(parts, request.format);
    addText(parts, parameterText(ParameterName::Extra).label, QString::fromUtf8(request.extra));
    if (const qsizetype before = request.messages.size() - 1; before > 0)
        addLine(parts, RequestText::tr("Messages before"), QString::number(before));
    if (!request.messages.isEmpty())
        addText(parts, RequestText::tr("Prompt"), shownMessage(request.messages.last()));
    return parts;
}

} // namespace Parlance

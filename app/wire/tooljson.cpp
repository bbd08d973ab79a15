// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/tooljson.h"

#include "wire/jsonindenter.h"
#include "wire/jsonobjectwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = ToolFault::Kind;
using ValueKind = JsonValueView::Kind;

std::optional<JsonValueView> memberOf(
    const JsonValueView &object, std::initializer_list<QStringView> names, ValueKind kind)
{
    for (const QStringView name : names) {
        if (const auto member = object.member(name); member && member->kind() == kind)
            return member;
    }
    return {};
}

QString textIn(const JsonValueView &object, QStringView name)
{
    const auto member = memberOf(object, {name}, ValueKind::String);
    return member ? member->string() : QString();
}

/// The values that may be tools.
QList<JsonValueView> candidatesIn(const JsonValueView &root)
{
    if (root.kind() == ValueKind::Array)
        return root.children();
    if (const auto result = memberOf(root, {u"result"}, ValueKind::Object))
        return candidatesIn(*result);
    if (const auto list = memberOf(root, {u"tools", u"functions"}, ValueKind::Array))
        return list->children();
    return {root};
}

/// The object with the name and the schema; the tool itself but in Chat Completions.
JsonValueView definitionIn(const JsonValueView &tool)
{
    return memberOf(tool, {u"function"}, ValueKind::Object).value_or(tool);
}

std::optional<JsonValueView> schemaIn(const JsonValueView &definition)
{
    for (const QStringView name : {u"parameters", u"input_schema", u"inputSchema"}) {
        if (const auto member = definition.member(name); member && member->kind() != ValueKind::Null)
            return member;
    }
    return {};
}

/// True for a tool such as {"type":"web_search_20250305","name":"web_search"}.
bool runsOnServer(const JsonValueView &tool)
{
    const QString type = textIn(tool, u"type");
    return !type.isEmpty() && type != "function"_L1 && type != "custom"_L1 && !schemaIn(definitionIn(tool));
}

std::expected<Tool, ToolFault> readTool(const JsonValueView &value)
{
    const JsonValueView definition = definitionIn(value);
    Tool tool{.name = textIn(definition, u"name"),
        .description = textIn(definition, u"description"),
        .schema = {},
        .strict = definition.member(u"strict").transform(&JsonValueView::text) == "true"};
    if (tool.name.isEmpty())
        return std::unexpected(ToolFault{.kind = Kind::NoName, .offset = definition.offset()});
    if (const auto schema = schemaIn(definition)) {
        if (schema->kind() != ValueKind::Object)
            return std::unexpected(ToolFault{.kind = Kind::BadSchema, .offset = schema->offset()});
        tool.schema = schema->text().toByteArray();
    }
    return tool;
}

void setSchema(JsonObjectWriter &object, const QString &name, const Tool &tool)
{
    object.setWritten(name, tool.schema.isEmpty() ? R"({"type":"object"})"_ba : tool.schema);
}

JsonObjectWriter named(const Tool &tool, const QString &schemaName)
{
    JsonObjectWriter object;
    object.set(u"name"_s, tool.name);
    if (!tool.description.isEmpty())
        object.set(u"description"_s, tool.description);
    setSchema(object, schemaName, tool);
    if (tool.strict && schemaName != "inputSchema"_L1)
        object.set(u"strict"_s, true);
    return object;
}

QByteArray writeTool(const Tool &tool, ToolForm form)
{
    JsonObjectWriter object;
    switch (form) {
    case ToolForm::ChatCompletions:
        object.set(u"type"_s, u"function"_s);
        object.setWritten(u"function"_s, named(tool, u"parameters"_s).toJson());
        return object.toJson();
    case ToolForm::Responses:
        object.set(u"type"_s, u"function"_s);
        object.setMembers(named(tool, u"parameters"_s).toJson());
        return object.toJson();
    case ToolForm::Messages:
        return named(tool, u"input_schema"_s).toJson();
    case ToolForm::Mcp:
        return named(tool, u"inputSchema"_s).toJson();
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

std::expected<QList<Tool>, ToolFault> toolsFromJson(const QByteArray &json)
{
    const auto document = JsonDocument::read(json);
    if (!document)
        return std::unexpected(ToolFault{
            .kind = Kind::Json, .reason = document.error().reason, .offset = document.error().offset});
    QList<Tool> tools;
    for (const JsonValueView &candidate : candidatesIn(document->root())) {
        if (candidate.kind() != ValueKind::Object)
            return std::unexpected(ToolFault{.kind = Kind::NoTools, .offset = candidate.offset()});
        if (runsOnServer(candidate))
            continue;
        const auto tool = readTool(candidate);
        if (!tool)
            return std::unexpected(tool.error());
        tools.append(*tool);
    }
    if (tools.isEmpty())
        return std::unexpected(ToolFault{.kind = Kind::NoTools, .offset = document->root().offset()});
    return tools;
}

QByteArray toolsToJson(const QList<Tool> &tools, ToolForm form)
{
    QList<QByteArray> written;
    for (const Tool &tool : tools)
        written.append(writeTool(tool, form));
    QByteArray json = writtenArray(written);
    if (form == ToolForm::Mcp)
        json = "{\"tools\":" + json + '}';
    return indentedJson(QString::fromUtf8(json)).toUtf8() + '\n';
}

} // namespace Parlance

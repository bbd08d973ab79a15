// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/lanetools.h"

#include "gateways/fieldreader.h"
#include "gateways/filledjson.h"
#include "gateways/mcpservers.h"
#include "wire/jsonindenter.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = ToolProblem::Kind;
using ValueKind = JsonValueView::Kind;

bool isObject(const std::optional<JsonValueView> &value)
{
    return value && value->kind() == ValueKind::Object;
}

std::optional<ToolProblem> problemOfType(const JsonValueView &schema)
{
    const auto type = schema.member(u"type");
    if (type && type->string() == "object"_L1)
        return {};
    return ToolProblem{.kind = Kind::NoObjectType, .offset = type ? type->offset() : schema.offset()};
}

std::optional<ToolProblem> problemOfRequired(const JsonValueView &schema)
{
    const auto properties = schema.member(u"properties");
    const auto required = schema.member(u"required");
    for (const JsonValueView &name : required ? required->children() : QList<JsonValueView>()) {
        if (!isObject(properties) || !properties->member(name.string()))
            return ToolProblem{.kind = Kind::UnknownRequired, .offset = name.offset(), .name = name.string()};
    }
    return {};
}

/// What is strict allows its properties alone, and requires them all.
std::optional<ToolProblem> problemOfStrict(const JsonValueView &schema)
{
    const auto properties = schema.member(u"properties");
    const auto required = schema.member(u"required");
    const auto additional = schema.member(u"additionalProperties");
    const qsizetype count = isObject(properties) ? properties->children().size() : 0;
    const bool requiresAll = count == (required ? required->children().size() : 0);
    if (requiresAll && additional && additional->text() == "false")
        return {};
    return ToolProblem{.kind = Kind::OpenStrict, .offset = schema.offset()};
}

std::optional<ToolProblem> problemOfObject(const JsonValueView &schema, bool strict)
{
    if (schema.kind() != ValueKind::Object)
        return ToolProblem{.kind = Kind::NoObject, .offset = schema.offset()};
    if (const auto problem = problemOfType(schema))
        return problem;
    if (const auto problem = problemOfRequired(schema))
        return problem;
    return strict ? problemOfStrict(schema) : std::nullopt;
}

std::optional<ToolProblem> problemOfText(const QByteArray &schema, bool strict)
{
    const auto document = JsonDocument::read(schema);
    if (document)
        return problemOfObject(document->root(), strict);
    return ToolProblem{
        .kind = Kind::BadJson, .reason = document.error().reason, .offset = document.error().offset};
}

std::optional<ToolProblem> at(qsizetype tool, std::optional<ToolProblem> problem)
{
    if (problem)
        problem->tool = tool;
    return problem;
}

QJsonObject toJson(const LaneTool &tool)
{
    QJsonObject object;
    const auto add = [&object](const QString &name, const QString &text) {
        if (!text.isEmpty())
            object.insert(name, text);
    };
    add(u"name"_s, tool.name);
    add(u"description"_s, tool.description);
    add(u"schema"_s, tool.schema);
    add(u"result"_s, tool.result);
    if (tool.strict)
        object.insert(u"strict"_s, true);
    if (tool.isErrorResult)
        object.insert(u"is_error"_s, true);
    return object;
}

LaneTool takeTool(const QJsonValue &value, const QString &place, FieldReader &all)
{
    FieldReader fields(value.toObject(), place);
    const LaneTool tool{.name = fields.takeOptionalText(u"name"_s),
        .description = fields.takeOptionalText(u"description"_s),
        .schema = fields.takeOptionalText(u"schema"_s),
        .strict = fields.takeOptionalBool(u"strict"_s, false),
        .result = fields.takeOptionalText(u"result"_s),
        .isErrorResult = fields.takeOptionalBool(u"is_error"_s, false)};
    fields.complainOfTheRest();
    all.adopt(fields);
    return tool;
}

QList<LaneTool> takeTools(FieldReader &fields, const QString &place)
{
    QList<LaneTool> tools;
    const QJsonValue list =
        fields.has(u"functions"_s) ? fields.take(u"functions"_s) : QJsonValue(QJsonArray());
    if (!list.isArray())
        fields.fail(u"functions"_s, u"expected a list of tools, got %1"_s.arg(typeName(list)));
    for (const QJsonValue &value : list.toArray())
        tools.append(takeTool(value, u"%1functions[%2]."_s.arg(place).arg(tools.size()), fields));
    return tools;
}

QString takeBeta(FieldReader &fields)
{
    if (!fields.has(u"mcp_beta"_s))
        return UsualMcpBeta;
    const QString beta = fields.takeOptionalText(u"mcp_beta"_s);
    if (!isMcpBeta(beta))
        fields.fail(u"mcp_beta"_s, u"has a character that is not for this header"_s);
    return beta;
}

int takeRounds(FieldReader &fields)
{
    constexpr qint64 most = 1000;
    const qint64 rounds = fields.takeOptionalCount(u"most_rounds"_s).value_or(LaneTools::UsualRounds);
    if (rounds > most)
        fields.fail(u"most_rounds"_s, u"%1 is too large"_s.arg(rounds));
    return static_cast<int>(std::min(rounds, most));
}

} // namespace

std::optional<ToolProblem> problemOfName(
    const LaneTools &tools, qsizetype tool, const QList<Variable> &variables)
{
    const auto nameOf = [&variables](const LaneTool &one) {
        return filled(one.name, variables);
    };
    const QString name = nameOf(tools.list.at(tool));
    if (!isToolName(name))
        return ToolProblem{.kind = Kind::BadName, .tool = tool};
    const auto first = std::ranges::find(tools.list, name, nameOf);
    if (first - tools.list.cbegin() < tool)
        return ToolProblem{.kind = Kind::SameName, .tool = tool};
    return {};
}

std::optional<ToolProblem> problemOfSchema(
    const LaneTools &tools, qsizetype tool, const QList<Variable> &variables)
{
    const LaneTool &edited = tools.list.at(tool);
    if (edited.schema.trimmed().isEmpty())
        return {};
    const FilledJson schema(edited.schema.toUtf8(), variables);
    std::optional<ToolProblem> problem = problemOfText(schema.text(), edited.strict);
    if (problem)
        problem->offset = schema.originOf(problem->offset);
    return at(tool, problem);
}

std::optional<ToolProblem> problemOf(const LaneTools &tools, const QList<Variable> &variables)
{
    for (qsizetype tool = 0; tool < tools.list.size(); ++tool) {
        if (const auto problem = problemOfName(tools, tool, variables))
            return problem;
        if (const auto problem = problemOfSchema(tools, tool, variables))
            return problem;
    }
    return {};
}

LaneTools filled(LaneTools tools, const QList<Variable> &variables)
{
    for (LaneTool &tool : tools.list) {
        tool.name = filled(tool.name, variables);
        tool.description = filled(tool.description, variables);
        tool.schema = QString::fromUtf8(FilledJson(tool.schema.toUtf8(), variables).text());
        tool.result = filled(tool.result, variables);
    }
    tools.choice = filled(tools.choice, variables);
    return tools;
}

QStringList textsOf(const LaneTools &tools)
{
    QStringList texts;
    for (const LaneTool &tool : tools.list)
        texts << tool.name << tool.description << stringsOf(tool.schema.toUtf8()) << tool.result;
    return texts;
}

Tool toolOf(const LaneTool &tool)
{
    return {.name = tool.name,
        .description = tool.description,
        .schema = tool.schema.trimmed().toUtf8(),
        .strict = tool.strict};
}

LaneTool laneToolOf(const Tool &tool)
{
    const QString schema = QString::fromUtf8(tool.schema);
    return {.name = tool.name,
        .description = tool.description,
        .schema = schema.contains(u'\n') ? schema : indentedJson(schema),
        .strict = tool.strict};
}

QJsonObject toJson(const LaneTools &tools)
{
    QJsonObject object;
    QJsonArray functions;
    for (const LaneTool &tool : tools.list)
        functions.append(toJson(tool));
    if (!functions.isEmpty())
        object.insert(u"functions"_s, functions);
    if (!tools.choice.isEmpty())
        object.insert(u"choice"_s, tools.choice);
    if (tools.answersItself)
        object.insert(u"automatic"_s, true);
    if (tools.mostRounds != LaneTools::UsualRounds)
        object.insert(u"most_rounds"_s, tools.mostRounds);
    if (!tools.servers.isEmpty())
        object.insert(u"mcp_servers"_s, toJson(tools.servers));
    if (tools.mcpBeta != UsualMcpBeta)
        object.insert(u"mcp_beta"_s, tools.mcpBeta);
    return object;
}

std::expected<LaneTools, QString> laneToolsFromJson(const QJsonObject &object, const QString &place)
{
    FieldReader fields(object, place);
    const LaneTools tools{.list = takeTools(fields, place),
        .choice = fields.takeOptionalText(u"choice"_s),
        .answersItself = fields.takeOptionalBool(u"automatic"_s, false),
        .mostRounds = takeRounds(fields),
        .servers = takeMcpServers(fields, place),
        .mcpBeta = takeBeta(fields)};
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return tools;
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/laneparameters.h"

#include "gateways/fieldreader.h"
#include "gateways/gateway.h"
#include "gateways/mcpservers.h"
#include "wire/dialect.h"
#include "wire/dialects/registry.h"

#include <QDebug>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename Number>
std::optional<Number> within(const Parameter &documented, const std::optional<Number> &value)
{
    if (!value)
        return {};
    const double low = documented.minimum.value_or(std::numeric_limits<double>::lowest());
    const double high = documented.maximum.value_or(std::numeric_limits<double>::max());
    return static_cast<Number>(std::clamp(static_cast<double>(*value), low, high));
}

template <typename Value>
Value within(const Parameter &, const Value &other)
{
    return other;
}

ChatParameters taken(const ChatParameters &values, const Gateway &gateway)
{
    ChatParameters taken;
    for (const ChatParameter &parameter : chatParameters()) {
        const Parameter *documented = documentedParameter(gateway, parameter.name);
        const auto take = [&](auto member) {
            taken.*member = documented ? within(*documented, values.*member) : values.*member;
        };
        if (documented || parameter.isForAll)
            std::visit(take, parameter.member);
    }
    return taken;
}

void takeValue(FieldReader &fields, const ChatParameter &parameter, std::optional<double> &number)
{
    number = fields.takeOptionalNumber(parameter.name);
}

std::optional<qint64> takeCount(FieldReader &fields, const ChatParameter &parameter)
{
    if (parameter.least > 0)
        return fields.takeOptionalCount(parameter.name);
    const std::optional<double> number = fields.takeOptionalNumber(parameter.name);
    if (number && (*number < parameter.least || *number != std::floor(*number)))
        fields.fail(
            parameter.name, u"expected a whole number from %1, got %2"_s.arg(parameter.least).arg(*number));
    return number ? std::optional(static_cast<qint64>(std::clamp(*number, -1e15, 1e15))) : std::nullopt;
}

void takeValue(FieldReader &fields, const ChatParameter &parameter, std::optional<int> &count)
{
    const std::optional<qint64> read = takeCount(fields, parameter);
    if (read && *read > std::numeric_limits<int>::max())
        fields.fail(parameter.name, u"%1 is too large"_s.arg(*read));
    if (read)
        count = static_cast<int>(*read);
}

void takeValue(FieldReader &fields, const ChatParameter &parameter, std::optional<bool> &flag)
{
    if (fields.has(parameter.name))
        flag = fields.takeOptionalBool(parameter.name, true);
}

void takeValue(FieldReader &fields, const ChatParameter &parameter, QString &text)
{
    text = fields.takeOptionalText(parameter.name);
}

void takeValue(FieldReader &fields, const ChatParameter &parameter, QStringList &texts)
{
    texts = fields.takeOptionalTexts(parameter.name);
}

ChatParameters takeValues(FieldReader &fields)
{
    ChatParameters values;
    for (const ChatParameter &parameter : chatParameters()) {
        const auto take = [&](auto member) {
            takeValue(fields, parameter, values.*member);
        };
        std::visit(take, parameter.member);
    }
    return values;
}

LaneTools takeTools(FieldReader &fields, const QString &place)
{
    const auto tools =
        laneToolsFromJson(fields.takeOptionalObject(ParameterName::Tools), place + u"tools."_s);
    fields.adopt(tools ? QString() : tools.error());
    return tools.value_or(LaneTools());
}

/// Adds the tools, and the MCP servers, if they can all be sent, and a choice that is a keyword or one of
/// them.
void addTools(
    const LaneTools &typed, const QList<Variable> &variables, const Gateway &gateway, ChatRequest &request)
{
    const bool sendsTools = takesParameter(gateway, ParameterName::Tools) && !problemOf(typed, variables);
    const LaneTools tools = sendsTools ? filled(typed, variables) : typed;
    if (sendsTools)
        std::ranges::transform(tools.list, std::back_inserter(request.tools), toolOf);
    if (takesMcp(gateway) && !problemOf(tools.servers)) {
        request.mcpServers = tools.servers;
        request.mcpBeta = tools.mcpBeta.trimmed();
    }
    if (!sendsTools && request.mcpServers.isEmpty())
        return;
    const QStringList words{u"auto"_s, u"none"_s, u"required"_s};
    if (words.contains(tools.choice) || std::ranges::contains(request.tools, tools.choice, &Tool::name))
        request.toolChoice = tools.choice;
}

QString takeExtra(FieldReader &fields)
{
    const QString extra = QString::fromUtf8(fields.takeOptionalWrittenObject(ParameterName::Extra));
    if (const auto problem = problemOfExtra(extra))
        fields.fail(
            ParameterName::Extra, u"the lane itself sends \"%1\": remove it"_s.arg(problem->reserved));
    return extra;
}

constexpr QLatin1StringView JsonObject("json_object");
constexpr QLatin1StringView JsonSchema("json_schema");

QJsonObject written(const AnswerFormat &format)
{
    QJsonObject object{{u"type"_s, format.kind == AnswerFormat::Kind::JsonObject ? JsonObject : JsonSchema}};
    if (!format.name.isEmpty())
        object.insert(u"name"_s, format.name);
    if (format.strict)
        object.insert(u"strict"_s, true);
    if (!format.schema.isEmpty())
        object.insert(u"schema"_s, QString::fromUtf8(format.schema));
    return object;
}

AnswerFormat takeFormat(FieldReader &fields, const QString &place)
{
    if (!fields.has(ParameterName::Format))
        return {};
    FieldReader members(
        fields.takeOptionalObject(ParameterName::Format), place + ParameterName::Format + u'.');
    const QString type = members.takeText(u"type"_s);
    if (type != JsonObject && type != JsonSchema)
        members.fail(u"type"_s, u"expected %1 or %2"_s.arg(JsonObject, JsonSchema));
    const AnswerFormat format{
        .kind = type == JsonObject ? AnswerFormat::Kind::JsonObject : AnswerFormat::Kind::JsonSchema,
        .name = members.takeOptionalText(u"name"_s),
        .strict = members.takeOptionalBool(u"strict"_s, false),
        .schema = members.takeOptionalText(u"schema"_s).toUtf8()};
    members.complainOfTheRest();
    fields.adopt(members);
    return format;
}

QJsonArray toJson(const QList<Variable> &variables)
{
    QJsonArray array;
    for (const Variable &variable : variables) {
        QJsonObject object{{u"name"_s, variable.name}};
        if (!variable.value.isEmpty())
            object.insert(u"value"_s, variable.value);
        array.append(object);
    }
    return array;
}

QList<Variable> takeVariables(FieldReader &fields)
{
    QList<Variable> variables;
    if (!fields.has(ParameterName::Variables))
        return variables;
    const QJsonValue list = fields.take(ParameterName::Variables);
    if (!list.isArray())
        fields.fail(ParameterName::Variables, u"expected a list of objects, got %1"_s.arg(typeName(list)));
    for (const QJsonValue &item : list.toArray()) {
        FieldReader one(item.toObject(), u"variables[%1]."_s.arg(variables.size()));
        variables.append({.name = one.takeText(u"name"_s), .value = one.takeOptionalText(u"value"_s)});
        one.complainOfTheRest();
        fields.adopt(one);
    }
    return variables;
}

} // namespace

const Parameter *documentedParameter(const Gateway &gateway, QLatin1StringView name)
{
    if (const Parameter *parameter = gateway.parameter(QString(name)))
        return parameter;
    const ChatParameter *known = findChatParameter(name);
    return known ? gateway.parameter(QString(known->otherName)) : nullptr;
}

bool takesParameter(const Gateway &gateway, QLatin1StringView name)
{
    if (name == ParameterName::System)
        return gateway.shape.sendsSystem;
    if (name == ParameterName::Format)
        return takesFormat(gateway, {.kind = AnswerFormat::Kind::JsonSchema});
    if (name == ParameterName::Stream || name == ParameterName::Extra || name == ParameterName::Variables)
        return true;
    const ChatParameter *known = findChatParameter(name);
    return (known && known->isForAll) || documentedParameter(gateway, name) != nullptr;
}

bool takesFormat(const Gateway &gateway, const AnswerFormat &format)
{
    const Dialect *dialect = findDialect(gateway.dialect);
    return dialect && dialect->takes(format);
}

bool documentsFormat(const Gateway &gateway)
{
    return gateway.parameter(u"response_format") || gateway.parameter(u"output_config");
}

ChatRequest requestOf(const LaneParameters &parameters, const Gateway &gateway, const QString &model)
{
    ChatRequest request;
    static_cast<ChatParameters &>(request) = taken(parameters.values, gateway);
    request.model = model;
    if (takesParameter(gateway, ParameterName::System))
        request.system = filled(parameters.system, parameters.variables);
    request.stream = parameters.stream.value_or(true);
    request.sendsStream = parameters.stream.has_value();
    request.format = parameters.format;
    if (!problemOfExtra(parameters.extra))
        request.extra = parameters.extra.trimmed().toUtf8();
    addTools(parameters.tools, parameters.variables, gateway, request);
    return request;
}

QStringList textsWithVariables(const LaneParameters &parameters, const Gateway &gateway)
{
    QStringList texts;
    if (takesParameter(gateway, ParameterName::System))
        texts << parameters.system;
    if (takesParameter(gateway, ParameterName::Tools))
        texts << textsOf(parameters.tools);
    return texts;
}

QJsonObject toJson(const LaneParameters &parameters)
{
    using namespace ParameterName;
    QJsonObject object;
    if (!parameters.system.isEmpty())
        object.insert(System, parameters.system);
    for (const ChatParameter &parameter : chatParameters())
        object.insert(parameter.name, parameter.value(parameters.values));
    if (parameters.stream)
        object.insert(Stream, *parameters.stream);
    if (!parameters.format.isText())
        object.insert(Format, written(parameters.format));
    if (!parameters.extra.trimmed().isEmpty() && !problemOfExtra(parameters.extra))
        object.insert(Extra, parameters.extra);
    if (!parameters.variables.isEmpty())
        object.insert(ParameterName::Variables, toJson(parameters.variables));
    if (parameters.tools != LaneTools())
        object.insert(Tools, toJson(parameters.tools));
    return object;
}

std::expected<LaneParameters, QString> laneParametersFromJson(const QJsonObject &object, const QString &place)
{
    using namespace ParameterName;
    FieldReader fields(object, place);
    const LaneParameters parameters{.system = fields.takeOptionalText(System),
        .values = takeValues(fields),
        .stream = fields.has(Stream) ? std::optional(fields.takeOptionalBool(Stream, true)) : std::nullopt,
        .format = takeFormat(fields, place),
        .extra = takeExtra(fields),
        .variables = takeVariables(fields),
        .tools = takeTools(fields, place)};
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return parameters;
}

std::optional<ExtraProblem> problemOfExtra(const QString &extra)
{
    if (extra.trimmed().isEmpty())
        return {};
    const auto document = JsonDocument::read(extra.toUtf8());
    if (!document)
        return ExtraProblem{.fault = document.error()};
    if (document->root().kind() != JsonValueView::Kind::Object)
        return ExtraProblem();
    for (const QString &name : {u"messages"_s, u"prompt"_s, u"model"_s, u"stream"_s}) {
        if (document->root().member(name))
            return ExtraProblem{.reserved = name};
    }
    return {};
}

QDebug operator<<(QDebug debug, const LaneParameters &parameters)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << QJsonDocument(toJson(parameters)).toJson(QJsonDocument::Compact);
}

} // namespace Parlance

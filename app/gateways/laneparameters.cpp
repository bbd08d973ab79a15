// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/laneparameters.h"

#include "gateways/fieldreader.h"
#include "gateways/gateway.h"

#include <QDebug>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const Parameter *documented(const Gateway &gateway, QLatin1StringView name)
{
    const Parameter *parameter = gateway.parameter(QString(name));
    if (!parameter && name == ParameterName::Stop)
        return gateway.parameter(u"stop_sequences"); // its name in Messages
    return parameter;
}

template <typename Number>
std::optional<Number> taken(
    const std::optional<Number> &value, const Gateway &gateway, QLatin1StringView name)
{
    const Parameter *parameter = documented(gateway, name);
    if (!value || !parameter)
        return {};
    const double low = parameter->minimum.value_or(std::numeric_limits<double>::lowest());
    const double high = parameter->maximum.value_or(std::numeric_limits<double>::max());
    return static_cast<Number>(std::clamp(static_cast<double>(*value), low, high));
}

template <typename Value>
void insert(QJsonObject &object, QLatin1StringView name, const std::optional<Value> &value)
{
    if (value)
        object.insert(name, *value);
}

std::optional<int> takeCount(FieldReader &fields, QLatin1StringView name)
{
    const std::optional<qint64> count = fields.takeOptionalCount(QString(name));
    if (count && *count > std::numeric_limits<int>::max())
        fields.fail(QString(name), u"%1 is too large"_s.arg(*count));
    return count ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

QString takeExtra(FieldReader &fields)
{
    const QString extra = QString::fromUtf8(fields.takeOptionalWrittenObject(ParameterName::Extra));
    if (const auto problem = problemOfExtra(extra))
        fields.fail(
            ParameterName::Extra, u"the lane itself sends \"%1\": remove it"_s.arg(problem->reserved));
    return extra;
}

} // namespace

bool takesParameter(const Gateway &gateway, QLatin1StringView name)
{
    if (name == ParameterName::System)
        return gateway.shape.sendsSystem;
    if (name == ParameterName::Stream || name == ParameterName::Extra)
        return true;
    return documented(gateway, name) != nullptr;
}

ChatRequest requestOf(const LaneParameters &parameters, const Gateway &gateway, const QString &model)
{
    using namespace ParameterName;
    ChatRequest request;
    request.model = model;
    request.system = takesParameter(gateway, System) ? parameters.system : QString();
    request.stream = parameters.stream.value_or(true);
    request.sendsStream = parameters.stream.has_value();
    request.maxTokens = taken(parameters.maxTokens, gateway, MaxTokens);
    request.temperature = taken(parameters.temperature, gateway, Temperature);
    request.topP = taken(parameters.topP, gateway, TopP);
    request.stop = takesParameter(gateway, Stop) ? parameters.stop : QStringList();
    request.n = taken(parameters.n, gateway, N);
    request.thinkingTokens = taken(parameters.thinkingTokens, gateway, Thinking);
    if (!problemOfExtra(parameters.extra))
        request.extra = parameters.extra.trimmed().toUtf8();
    return request;
}

QJsonObject toJson(const LaneParameters &parameters)
{
    using namespace ParameterName;
    QJsonObject object;
    if (!parameters.system.isEmpty())
        object.insert(System, parameters.system);
    insert(object, Temperature, parameters.temperature);
    insert(object, TopP, parameters.topP);
    insert(object, MaxTokens, parameters.maxTokens);
    if (!parameters.stop.isEmpty())
        object.insert(Stop, QJsonArray::fromStringList(parameters.stop));
    insert(object, N, parameters.n);
    insert(object, Stream, parameters.stream);
    insert(object, Thinking, parameters.thinkingTokens);
    if (!parameters.extra.trimmed().isEmpty() && !problemOfExtra(parameters.extra))
        object.insert(Extra, parameters.extra);
    return object;
}

std::expected<LaneParameters, QString> laneParametersFromJson(const QJsonObject &object, const QString &place)
{
    using namespace ParameterName;
    FieldReader fields(object, place);
    const LaneParameters parameters{.system = fields.takeOptionalText(System),
        .temperature = fields.takeOptionalNumber(Temperature),
        .topP = fields.takeOptionalNumber(TopP),
        .maxTokens = takeCount(fields, MaxTokens),
        .stop = fields.takeOptionalTexts(Stop),
        .n = takeCount(fields, N),
        .stream = fields.has(Stream) ? std::optional(fields.takeOptionalBool(Stream, true)) : std::nullopt,
        .thinkingTokens = takeCount(fields, Thinking),
        .extra = takeExtra(fields)};
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

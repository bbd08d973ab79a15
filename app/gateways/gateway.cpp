// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gateway.h"

#include "gateways/baseurl.h"
#include "wire/dialects/registry.h"
#include "wire/json.h"

#include <QHostAddress>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

QString Gateway::fullName() const
{
    return protocol.isEmpty() ? name : name + u" · "_s + protocol;
}

QString Gateway::defaultModel() const
{
    return tiers.isEmpty() ? QString() : tiers.first().model;
}

QString Gateway::useCase(const QString &model) const
{
    const auto tier = std::ranges::find(tiers, model, &Tier::model);
    return tier == tiers.cend() ? QString() : tier->useCase;
}

const Parameter *Gateway::parameter(QStringView wanted) const
{
    const auto found = std::ranges::find(parameters, wanted, &Parameter::name);
    return found == parameters.cend() ? nullptr : &*found;
}

bool Gateway::needsModel() const
{
    const Dialect *format = findDialect(dialect);
    const Parameter *model = parameter(u"model");
    return shape.sendsModel && !hasMember(shape.body, u"model") && !(format && !format->needsModel()) &&
           !(model && !model->fallback.isUndefined());
}

bool Gateway::isOnThisComputer() const
{
    return isLoopback(baseUrl);
}

QUrl Gateway::chatUrl(const QUrl &base) const
{
    return urlBelow(base, path);
}

QUrl Gateway::endpointUrl(EndpointKind kind, const QUrl &base) const
{
    return urlBelow(base, endpoints.value(kind).path);
}

QUrl Gateway::healthUrl(const QUrl &base) const
{
    return urlBelow(base, healthPath);
}

QDebug operator<<(QDebug debug, const Tier &tier)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Tier(" << tier.model << ", " << tier.useCase << ')';
}

QDebug operator<<(QDebug debug, const Parameter &parameter)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Parameter(" << parameter.name;
    if (!parameter.fallback.isUndefined())
        debug << " = " << parameter.fallback.toVariant();
    if (parameter.minimum || parameter.maximum)
        debug << ", " << parameter.minimum << " to " << parameter.maximum;
    return debug << (parameter.required ? ", required)" : ")");
}

QDebug operator<<(QDebug debug, const Gateway &gateway)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Gateway(" << gateway.id << ", " << gateway.fullName() << ", " << gateway.dialect
                    << ", " << gateway.baseUrl << ", path " << gateway.path << ", endpoints "
                    << gateway.endpoints.values() << ", health " << gateway.healthPath << ", auth "
                    << static_cast<int>(gateway.auth) << ", headers " << gateway.headers << ", body "
                    << gateway.shape.body << ", " << gateway.tiers << ", " << gateway.parameters << ", slot "
                    << gateway.key.slot << ", variable " << gateway.key.variable;
    if (gateway.inputLimit)
        debug << ", limit " << *gateway.inputLimit;
    return debug << ", docs " << gateway.documentation << ')';
}

} // namespace Parlance

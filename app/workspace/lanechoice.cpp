// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/lanechoice.h"

#include "chat/visibletext.h"
#include "workspace/laneconnection.h"

#include <QDebug>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

QJsonObject toJson(const LaneChoice &choice)
{
    const bool live = choice.mode == TargetResolver::Mode::Live;
    QJsonObject object{{u"gateway"_s, choice.gateway}, {u"mode"_s, live ? u"live"_s : u"demo"_s}};
    if (!choice.model.isEmpty())
        object.insert(u"model"_s, choice.model);
    return object;
}

LaneChoice laneChoiceFrom(const QJsonObject &object)
{
    const bool live = object["mode"_L1].toString() == "live"_L1;
    return {.gateway = object["gateway"_L1].toString(),
        .model = object["model"_L1].toString(),
        .mode = live ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo};
}

LaneChoice firstChoice(const TargetResolver &resolver, EndpointKind endpoint)
{
    const QList<Gateway> &gateways = resolver.catalog().gateways();
    const auto hasEndpoint = [endpoint](const Gateway &gateway) {
        return gateway.endpoints.contains(endpoint);
    };
    for (const Gateway &gateway : gateways) {
        if (hasEndpoint(gateway) && !resolver.replacedBaseUrl(gateway.id).isEmpty())
            return {.gateway = gateway.id, .model = {}, .mode = TargetResolver::Mode::Live};
    }
    const auto first = std::ranges::find_if(gateways, hasEndpoint);
    return {.gateway = first == gateways.cend() ? gateways.first().id : first->id, .model = {}};
}

LaneChoice choiceOf(const Call &call)
{
    return {.gateway = call.gateway.id,
        .model = call.request.model,
        .mode = call.isDemo ? TargetResolver::Mode::Demo : TargetResolver::Mode::Live};
}

QString nameOf(const LaneChoice &choice, const Gateway &gateway)
{
    return choice.model.isEmpty() ? gateway.fullName() : visibleLine(choice.model);
}

QString nameOf(const Call &call)
{
    const QString name = nameOf(choiceOf(call), call.gateway);
    const bool saysSo = call.gateway.id.isEmpty() && call.request.model.isEmpty();
    return call.isReplay && !saysSo ? LaneConnection::tr("%1 (replay)").arg(name) : name;
}

QDebug operator<<(QDebug debug, const LaneChoice &choice)
{
    const QDebugStateSaver saver(debug);
    const QString mode = choice.mode == TargetResolver::Mode::Live ? u"live"_s : u"demo"_s;
    return debug.noquote() << choice.gateway << mode << choice.model;
}

} // namespace Parlance

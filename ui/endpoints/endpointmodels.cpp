// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/endpointmodels.h"

#include "client/modellist.h"
#include "ui/compose/tiermodel.h"
#include "ui/playground/page.h"
#include "ui/playground/tierpicker.h"
#include "workspace/gatewayconnection.h"

namespace Parlance {

QList<Tier> EndpointModels::tiers(const Gateway &gateway, TargetResolver::Mode mode) const
{
    const QString reserved = gateway.endpoints.value(endpoint).reserved;
    if (!reserved.isEmpty())
        return {{.model = {}, .useCase = reserved}};
    QList<Tier> tiers;
    const bool isLive = mode == TargetResolver::Mode::Live;
    if (isLive && gateway.isOnThisComputer())
        return tiers;
    for (const QString &model : isLive ? live : demo)
        tiers.append({.model = model, .useCase = {}});
    return tiers;
}

QString EndpointModels::fitting(const QString &model, const Gateway &gateway, TargetResolver::Mode mode) const
{
    const bool isOfOther = (mode == TargetResolver::Mode::Live ? demo : live).contains(model);
    if (!model.isEmpty() && !isOfOther)
        return model;
    return tiers(gateway, mode).value(0).model;
}

LaneChoice choiceLike(const Page *page, const TargetResolver &resolver, EndpointKind endpoint)
{
    const Gateway *gateway = page ? resolver.catalog().find(page->gatewayId()) : nullptr;
    if (!gateway || !gateway->endpoints.contains(endpoint))
        return firstChoice(resolver, endpoint);
    const bool isReplaced = !resolver.replacedBaseUrl(gateway->id).isEmpty();
    return {.gateway = gateway->id,
        .model = {},
        .mode = isReplaced ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo};
}

EndpointPicker::EndpointPicker(const EndpointModels &known, const TargetResolver *resolver, ModelList *models,
    GatewayConnection *connection, QWidget *column)
    : QObject(column)
    , m_known(known)
    , m_resolver(resolver)
    , m_models(models)
    , m_connection(connection)
    , m_tiers(new TierModel({}, this))
    , m_picker(new TierPicker(models, m_tiers, resolver, column))
{
    connect(m_picker, &TierPicker::chosen, connection, &GatewayConnection::pick);
}

void EndpointPicker::open(const QWidget *anchor)
{
    showGateways();
    m_picker->open(anchor, shown(m_connection->gateway()), m_connection->choice());
}

void EndpointPicker::showGateways()
{
    QList<Gateway> gateways;
    for (const Gateway &gateway : m_resolver->catalog().gateways()) {
        if (gateway.endpoints.contains(m_known.endpoint))
            gateways.append(shown(gateway));
    }
    m_tiers->setGateways(gateways);
    for (const Gateway &gateway : std::as_const(gateways))
        m_tiers->setTiers(gateway, m_models->tiers(gateway, modeOf(gateway)));
}

/// The profile with the models of this endpoint in place of those for chats.
Gateway EndpointPicker::shown(const Gateway &gateway) const
{
    Gateway shown = gateway;
    shown.tiers = m_known.tiers(gateway, modeOf(gateway));
    if (!gateway.endpoints.value(m_known.endpoint).reserved.isEmpty())
        shown.protocol.clear(); // which would name the entry, and is that of chats
    return shown;
}

/// As `GatewayConnection::pick()` would have it.
TargetResolver::Mode EndpointPicker::modeOf(const Gateway &gateway) const
{
    const bool isLive = !m_connection->isDemo() && m_resolver->wasLive(gateway);
    return isLive ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo;
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/gatewayconnection.h"

#include "client/call.h"

#include <algorithm>
#include <utility>

namespace Parlance {

namespace {

const QByteArray FaultHeader = "X-Demo-Fault"; ///< makes the embedded gateway fail in this way

} // namespace

GatewayConnection::GatewayConnection(TargetResolver *resolver, QObject *parent)
    : QObject(parent)
    , m_resolver(resolver)
{
    connect(resolver, &TargetResolver::changed, this, &GatewayConnection::follow);
}

/// Updates the profile, which may have changed; if it was removed, uses the first gateway.
void GatewayConnection::follow()
{
    const Catalog &catalog = m_resolver->catalog();
    if (const Gateway *known = catalog.find(m_choice.gateway)) {
        m_gateway = *known;
        Q_EMIT changed();
    } else if (!catalog.gateways().isEmpty()) {
        const Gateway &first = catalog.gateways().first();
        choose({.gateway = first.id, .model = first.defaultModel(), .mode = TargetResolver::Mode::Demo});
    }
}

void GatewayConnection::choose(const LaneChoice &choice)
{
    const Gateway *known = m_resolver->catalog().find(choice.gateway);
    if (!known)
        return;
    m_choice = choice;
    m_gateway = *known;
    if (!isDemo())
        m_resolver->noteLive(m_gateway);
    Q_EMIT changed();
    Q_EMIT chosen();
}

void GatewayConnection::pick(const QString &gatewayId, const QString &model)
{
    const Gateway *known = m_resolver->catalog().find(gatewayId);
    const bool staysLive = !isDemo() && known && m_resolver->wasLive(*known);
    choose({.gateway = gatewayId,
        .model = model,
        .mode = staysLive ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo});
}

void GatewayConnection::toggleMode()
{
    LaneChoice other = m_choice;
    other.mode = isDemo() ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo;
    choose(other);
}

bool GatewayConnection::goLive(const QString &gatewayId)
{
    const Gateway *known = m_resolver->catalog().find(gatewayId);
    if (!known || m_resolver->baseUrl(*known, TargetResolver::Mode::Live).isEmpty())
        return false;
    const QString model = gatewayId == m_choice.gateway ? m_choice.model : known->defaultModel();
    choose({.gateway = gatewayId, .model = model, .mode = TargetResolver::Mode::Live});
    return true;
}

void GatewayConnection::setFault(const QString &fault)
{
    if (std::exchange(m_fault, fault) != fault)
        Q_EMIT changed();
}

void GatewayConnection::endFaultOf(const Call &call)
{
    const auto sent = std::ranges::find(call.sent.headers, FaultHeader, &WireHeader::name);
    if (sent != call.sent.headers.cend() && QLatin1StringView(sent->value) == m_fault)
        setFault({});
}

Target GatewayConnection::withFault(Target target) const
{
    if (isDemo() && !m_fault.isEmpty())
        target.headers.append({.name = FaultHeader, .value = m_fault.toLatin1()});
    return target;
}

} // namespace Parlance

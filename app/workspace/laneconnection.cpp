// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/laneconnection.h"

#include "client/chatsession.h"
#include "client/modellist.h"

#include <algorithm>

namespace Parlance {

namespace {

const QByteArray FaultHeader = "X-Demo-Fault"; ///< makes the embedded gateway fail in this way

} // namespace

LaneConnection::LaneConnection(
    ChatSession *session, TargetResolver *resolver, ModelList *models, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_resolver(resolver)
    , m_models(models)
{
    connect(resolver, &TargetResolver::changed, this, &LaneConnection::follow);
}

/// Updates the profile, which may have changed; if it was removed, uses the first gateway.
void LaneConnection::follow()
{
    if (isReplay())
        return;
    const Catalog &catalog = m_resolver->catalog();
    if (const Gateway *known = catalog.find(m_choice.gateway)) {
        m_gateway = *known;
        update();
    } else if (!catalog.gateways().isEmpty()) {
        const Gateway &first = catalog.gateways().first();
        choose({.gateway = first.id, .model = first.defaultModel(), .mode = TargetResolver::Mode::Demo});
    }
}

QString LaneConnection::name() const
{
    return isReplay() ? m_replayName : nameOf(m_choice, m_gateway);
}

void LaneConnection::play(const Target &target)
{
    m_replayed = target;
    m_gateway = target.gateway;
    m_replayName = nameOf(*callOf(target, {}));
    update();
}

void LaneConnection::readAs(const Dialect *dialect)
{
    m_replayed.dialect = dialect;
    update();
}

void LaneConnection::choose(const LaneChoice &choice)
{
    const Gateway *known = m_resolver->catalog().find(choice.gateway);
    if (!known || isReplay())
        return;
    m_choice = choice;
    m_gateway = *known;
    if (!isDemo())
        m_resolver->noteLive(m_gateway);
    update();
    Q_EMIT chosen();
}

void LaneConnection::pick(const QString &gatewayId, const QString &model)
{
    const Gateway *known = m_resolver->catalog().find(gatewayId);
    const bool staysLive = !isDemo() && known && m_resolver->wasLive(*known);
    choose({.gateway = gatewayId,
        .model = model,
        .mode = staysLive ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo});
}

void LaneConnection::toggleMode()
{
    LaneChoice other = m_choice;
    other.mode = isDemo() ? TargetResolver::Mode::Live : TargetResolver::Mode::Demo;
    choose(other);
}

bool LaneConnection::goLive(const QString &gatewayId)
{
    const Gateway *known = m_resolver->catalog().find(gatewayId);
    if (!known || isReplay() || m_resolver->baseUrl(*known, TargetResolver::Mode::Live).isEmpty())
        return false;
    const QString model = gatewayId == m_choice.gateway ? m_choice.model : known->defaultModel();
    choose({.gateway = gatewayId, .model = model, .mode = TargetResolver::Mode::Live});
    return true;
}

void LaneConnection::findModels()
{
    if (lacksModel() && !m_resolver->check(m_gateway, m_choice.mode))
        m_models->refresh(m_gateway, m_choice.mode);
}

void LaneConnection::setParameters(const LaneParameters &parameters)
{
    m_parameters = parameters;
    tellSession();
}

void LaneConnection::setFault(const QString &fault)
{
    if (std::exchange(m_fault, fault) != fault)
        update();
}

void LaneConnection::endFaultOf(const Call &call)
{
    const auto sent = std::ranges::find(call.sent.headers, FaultHeader, &WireHeader::name);
    if (sent != call.sent.headers.cend() && QLatin1StringView(sent->value) == m_fault)
        setFault({});
}

void LaneConnection::update()
{
    tellSession();
    Q_EMIT changed();
}

void LaneConnection::tellSession()
{
    m_session->setTarget(target());
    m_session->setParameters(requestOf(m_parameters, m_gateway, m_choice.model));
}

Target LaneConnection::targetWithoutFault() const
{
    return isReplay() ? m_replayed : m_resolver->target(m_gateway, m_choice.mode);
}

Target LaneConnection::target() const
{
    Target target = targetWithoutFault();
    if (isDemo() && !m_fault.isEmpty())
        target.headers.append({.name = FaultHeader, .value = m_fault.toLatin1()});
    return target;
}

std::shared_ptr<const Call> LaneConnection::nextCall(const QString &question) const
{
    ChatRequest request = m_session->parameters();
    request.messages = m_session->history();
    request.messages.append(Message::of(Role::User, question));
    return callOf(target(), request);
}

} // namespace Parlance

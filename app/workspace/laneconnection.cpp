// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/laneconnection.h"

#include "client/chatsession.h"
#include "client/modellist.h"

namespace Parlance {

LaneConnection::LaneConnection(
    ChatSession *session, TargetResolver *resolver, ModelList *models, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_resolver(resolver)
    , m_models(models)
    , m_connection(new GatewayConnection(resolver, this))
{
    connect(m_connection, &GatewayConnection::changed, this, [this] {
        if (!isReplay())
            update();
    });
    connect(m_connection, &GatewayConnection::chosen, this, [this] {
        if (!isReplay())
            Q_EMIT chosen();
    });
}

QString LaneConnection::name() const
{
    if (!m_givenName.isEmpty())
        return m_givenName;
    return isReplay() ? m_replayName : nameOf(choice(), gateway());
}

void LaneConnection::setGivenName(const QString &name)
{
    if (name == m_givenName)
        return;
    m_givenName = name;
    Q_EMIT changed();
    Q_EMIT chosen();
}

void LaneConnection::play(const Target &target)
{
    m_replayed = target;
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
    if (!isReplay())
        m_connection->choose(choice);
}

void LaneConnection::pick(const QString &gatewayId, const QString &model)
{
    if (!isReplay())
        m_connection->pick(gatewayId, model);
}

void LaneConnection::toggleMode()
{
    if (!isReplay())
        m_connection->toggleMode();
}

bool LaneConnection::goLive(const QString &gatewayId)
{
    return !isReplay() && m_connection->goLive(gatewayId);
}

void LaneConnection::findModels()
{
    if (lacksModel() && !m_resolver->check(gateway(), choice().mode))
        m_models->refresh(gateway(), choice().mode);
}

void LaneConnection::setParameters(const LaneParameters &parameters)
{
    m_parameters = parameters;
    tellSession();
}

void LaneConnection::update()
{
    tellSession();
    Q_EMIT changed();
}

void LaneConnection::tellSession()
{
    m_session->setTarget(target());
    m_session->setParameters(requestOf(m_parameters, gateway(), choice().model),
        isReplay() ? QList<Variable>() : m_parameters.variables);
    Q_EMIT parametersChanged();
}

Target LaneConnection::targetWithoutFault() const
{
    return isReplay() ? m_replayed : m_resolver->target(gateway(), choice().mode);
}

Target LaneConnection::target() const
{
    return isReplay() ? targetWithoutFault() : m_connection->withFault(targetWithoutFault());
}

std::shared_ptr<const Call> LaneConnection::nextCall(const QString &question) const
{
    ChatRequest request = m_session->parameters();
    request.messages = m_session->history();
    request.messages.append(Message::of(Role::User, question));
    return callOf(target(), request);
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/modelsource.h"

#include "client/chatclient.h"

namespace Parlance {

ModelSource::ModelSource(ChatClient *client, TargetResolver *resolver, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_resolver(resolver)
    , m_connection(new GatewayConnection(resolver, this))
{
    connect(m_connection, &GatewayConnection::changed, this, &ModelSource::follow);
}

QUrl ModelSource::url() const
{
    return m_resolver->endpointUrl(
        m_connection->gateway(), m_connection->choice().mode, EndpointKind::Models);
}

void ModelSource::follow()
{
    const std::pair asked(m_connection->gateway().id, url());
    if (std::exchange(m_asked, asked) != asked)
        clear();
    else
        Q_EMIT changed();
}

void ModelSource::refresh()
{
    if (isBusy() || url().isEmpty())
        return;
    const Target target =
        m_resolver->target(m_connection->gateway(), m_connection->choice().mode, EndpointKind::Models);
    if (target.problem)
        return;
    m_exchange = m_client->askForModels(target, this);
    m_call = m_exchange->call();
    connect(m_exchange, &HttpExchange::silent, this, &ModelSource::silent);
    connect(m_exchange, &HttpExchange::finished, this, &ModelSource::take);
    m_error.reset();
    Q_EMIT changed();
}

void ModelSource::stop()
{
    if (!isBusy())
        return;
    m_exchange->disconnect(this);
    m_exchange->stop();
    delete m_exchange;
    Q_EMIT changed();
}

void ModelSource::clear()
{
    delete m_exchange;
    m_models.clear();
    m_isListed = false;
    m_error.reset();
    m_call.reset();
    Q_EMIT listChanged();
    Q_EMIT changed();
}

void ModelSource::take(const Call &call)
{
    m_exchange->deleteLater();
    m_exchange.clear();
    const ListedModels models = listedModelsIn(call);
    if (!models)
        return end(models.error());
    m_models = *models;
    m_isListed = true;
    Q_EMIT listChanged();
    end({});
}

void ModelSource::end(const std::optional<ChatError> &error)
{
    m_error = error;
    Q_EMIT changed();
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/modellist.h"

#include "client/chatclient.h"
#include "client/httpexchange.h"
#include "wire/dialect.h"

#include <QTimer>
#include <algorithm>

namespace Parlance {

ModelList::ModelList(ChatClient *client, const TargetResolver *resolver, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_resolver(resolver)
{
}

ModelList::Source ModelList::sourceOf(const Gateway &gateway, TargetResolver::Mode mode) const
{
    return {gateway.id, m_resolver->endpointUrl(gateway, mode, EndpointKind::Models)};
}

QList<Tier> ModelList::tiers(const Gateway &gateway, TargetResolver::Mode mode) const
{
    QList<Tier> tiers = gateway.tiers;
    for (const QString &model : m_models.value(sourceOf(gateway, mode))) {
        if (!std::ranges::contains(gateway.tiers, model, &Tier::model))
            tiers.append({.model = model, .useCase = {}});
    }
    return tiers;
}

bool ModelList::canRefresh(const Gateway &gateway, TargetResolver::Mode mode) const
{
    return !sourceOf(gateway, mode).second.isEmpty();
}

bool ModelList::isListed(const Gateway &gateway, TargetResolver::Mode mode) const
{
    return m_models.contains(sourceOf(gateway, mode));
}

bool ModelList::isRefreshing(const Gateway &gateway, TargetResolver::Mode mode) const
{
    return m_asking.contains(sourceOf(gateway, mode));
}

void ModelList::refresh(const Gateway &gateway, TargetResolver::Mode mode)
{
    if (!canRefresh(gateway, mode) || isRefreshing(gateway, mode))
        return;
    const Target target = m_resolver->target(gateway, mode, EndpointKind::Models);
    const Source source = sourceOf(gateway, mode);
    const auto done = [this, source, mode](const ModelNames &models) {
        take(source, mode, models);
    };
    if (target.problem) {
        m_asking.insert(source, nullptr);
        QTimer::singleShot(0, this, [done, problem = *target.problem] { done(std::unexpected(problem)); });
        return;
    }
    HttpExchange *exchange = m_client->askForModels(target, this);
    m_asking.insert(source, exchange);
    connect(exchange, &HttpExchange::silent, this,
        [this, id = gateway.id, mode](const Silence &silence) { Q_EMIT silent(id, mode, silence); });
    connect(exchange, &HttpExchange::finished, this, [done](const Call &call) { done(modelsIn(call)); });
    connect(exchange, &HttpExchange::finished, exchange, &QObject::deleteLater);
}

void ModelList::stop(const Gateway &gateway, TargetResolver::Mode mode)
{
    delete m_asking.take(sourceOf(gateway, mode));
}

void ModelList::take(const Source &source, TargetResolver::Mode mode, const ModelNames &result)
{
    if (!m_asking.remove(source)) // it was stopped
        return;
    if (!result) {
        Q_EMIT failed(source.first, mode, result.error());
        return;
    }
    m_models.insert(source, *result);
    Q_EMIT refreshed(source.first, mode);
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverfinder.h"

#include "client/chatclient.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"

#include <QPointer>
#include <QTimer>
#include <algorithm>

namespace Parlance {

namespace {

QList<Gateway> serversOf(const Catalog &catalog)
{
    QList<Gateway> servers = catalog.gateways();
    servers.removeIf([](const Gateway &gateway) {
        return !gateway.isOnThisComputer() || !gateway.endpoints.contains(EndpointKind::Models);
    });
    return servers;
}

} // namespace

ServerFinder::ServerFinder(ChatClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

QStringList ServerFinder::places(const Catalog &catalog)
{
    QStringList places;
    for (const Gateway &gateway : serversOf(catalog))
        places.append(gateway.baseUrl.authority());
    return places;
}

void ServerFinder::look(const Catalog &catalog)
{
    delete m_search;
    m_search = new QObject(this);
    const QList<Gateway> servers = serversOf(catalog);
    m_open = servers.size() + 1;
    for (const Gateway &gateway : servers)
        ask(gateway);
    QTimer::singleShot(0, m_search, [this] { endOne(); }); // also if there is no server to ask
}

void ServerFinder::ask(const Gateway &gateway)
{
    HttpExchange *exchange =
        m_client->probeForModels(gateway.endpointUrl(EndpointKind::Models, gateway.baseUrl), m_search);
    connect(exchange, &HttpExchange::silent, this, [this, exchange] { noteNone(exchange); });
    connect(exchange, &HttpExchange::finished, this,
        [this, exchange, id = gateway.id, search = QPointer(m_search)](const Call &call) {
            exchange->deleteLater();
            if (const ModelNames models = modelsIn(call))
                Q_EMIT found(id, *models);
            if (search) // a handler may have started another search
                endOne();
        });
}

void ServerFinder::noteNone(HttpExchange *exchange)
{
    exchange->close();
    exchange->deleteLater();
    endOne();
}

void ServerFinder::endOne()
{
    if (--m_open > 0)
        return;
    m_search->deleteLater();
    m_search = nullptr;
    Q_EMIT finished();
}

} // namespace Parlance

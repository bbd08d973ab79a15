// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connections.h"

namespace Parlance {

Connections::Connections(Catalog catalog, QUrl demoUrl, QObject *parent)
    : QObject(parent)
    , m_catalog(std::move(catalog))
    , m_demoUrl(std::move(demoUrl))
{
}

QUrl Connections::baseUrl(const Gateway &gateway, Mode mode) const
{
    return mode == Mode::Demo ? m_demoUrl : m_baseUrls.value(gateway.id, gateway.baseUrl);
}

void Connections::setBaseUrl(const QString &gatewayId, const QUrl &url)
{
    if (m_baseUrls.value(gatewayId) == url)
        return;
    if (url.isEmpty())
        m_baseUrls.remove(gatewayId);
    else
        m_baseUrls.insert(gatewayId, url);
    Q_EMIT changed();
}

Target Connections::target(const Gateway &gateway, Mode mode) const
{
    return {.url = gateway.chatUrl(baseUrl(gateway, mode)),
        .headers = {},
        .dialect = Dialect::find(gateway.dialect)};
}

QUrl Connections::healthUrl(const Gateway &gateway, Mode mode) const
{
    return gateway.healthUrl(baseUrl(gateway, mode));
}

} // namespace Parlance

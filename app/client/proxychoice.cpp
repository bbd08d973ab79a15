// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/proxychoice.h"

#include "client/environmentproxies.h"
#include "gateways/gateway.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

ChosenProxies::ChosenProxies(ProxyChoice choice)
    : m_choice(std::move(choice))
{
}

QList<QNetworkProxy> ChosenProxies::queryProxy(const QNetworkProxyQuery &query)
{
    const QUrl url = query.url();
    if (m_choice.kind == ProxyChoice::Kind::None || isLoopback(url))
        return {QNetworkProxy::NoProxy};
    if (m_choice.kind == ProxyChoice::Kind::System)
        return EnvironmentProxies().queryProxy(query);
    return {isExcepted(url.host(), m_choice.exceptions) ? QNetworkProxy(QNetworkProxy::NoProxy)
                                                        : proxyOf(m_choice)};
}

QNetworkProxy proxyOf(const ProxyChoice &choice)
{
    QNetworkProxy proxy = proxyAt(choice.address);
    proxy.setPassword(QString::fromUtf8(choice.password.reveal()));
    return proxy;
}

QString shownProxy(const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy)
        return {};
    QUrl url;
    url.setScheme(proxy.type() == QNetworkProxy::Socks5Proxy ? u"socks5"_s : u"http"_s);
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    url.setUserName(proxy.user());
    if (!proxy.password().isEmpty())
        url.setPassword(u"•••"_s);
    return url.toString();
}

} // namespace Parlance

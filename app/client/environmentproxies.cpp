// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/environmentproxies.h"

#include "gateways/gateway.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// In small letters or, as others write them, in capitals.
QString valueOf(const QProcessEnvironment &environment, const QString &name)
{
    const QString value = environment.value(name).trimmed();
    return value.isEmpty() ? environment.value(name.toUpper()).trimmed() : value;
}

bool covers(QString entry, const QString &host)
{
    if (entry == u"*" || entry.compare(host, Qt::CaseInsensitive) == 0)
        return true;
    if (const QHostAddress address(host); !address.isNull()) {
        const auto network = QHostAddress::parseSubnet(entry);
        return network.second >= 0 && address.isInSubnet(network);
    }
    while (entry.startsWith(u'*') || entry.startsWith(u'.'))
        entry.removeFirst();
    return !entry.isEmpty() && (host.compare(entry, Qt::CaseInsensitive) == 0 ||
                                   host.endsWith(u'.' + entry, Qt::CaseInsensitive));
}

} // namespace

QList<QNetworkProxy> EnvironmentProxies::queryProxy(const QNetworkProxyQuery &query)
{
    const QList<QNetworkProxy> found = proxyForQuery(query);
    const bool isDirect = std::ranges::all_of(
        found, [](const QNetworkProxy &proxy) { return proxy.type() == QNetworkProxy::NoProxy; });
    const auto all =
        isDirect ? allProxy(query.url(), QProcessEnvironment::systemEnvironment()) : std::nullopt;
    return all ? QList{*all} : found;
}

QNetworkProxy proxyAt(const QUrl &url)
{
    constexpr int usualPort = 1080;
    const auto type =
        url.scheme().startsWith(u"socks") ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    return QNetworkProxy(type, url.host(), static_cast<quint16>(url.port(usualPort)),
        url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded));
}

bool isExcepted(const QString &host, const QString &list)
{
    static const QRegularExpression between(u"[,\\s]+"_s);
    const QStringList entries = list.split(between, Qt::SkipEmptyParts);
    return std::ranges::any_of(entries, [&host](const QString &entry) { return covers(entry, host); });
}

std::optional<QNetworkProxy> allProxy(const QUrl &url, const QProcessEnvironment &environment)
{
    const QString address = valueOf(environment, u"all_proxy"_s);
    const bool hasOwn = !valueOf(environment, url.scheme() + u"_proxy"_s).isEmpty();
    if (address.isEmpty() || hasOwn || isLoopback(url) ||
        isExcepted(url.host(), valueOf(environment, u"no_proxy"_s)))
        return {};
    return proxyAt(QUrl(address.contains(u"://"_s) ? address : u"http://"_s + address));
}

} // namespace Parlance

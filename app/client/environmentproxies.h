// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxyFactory>
#include <QProcessEnvironment>
#include <optional>

namespace Parlance {

/// The proxies that Qt finds, and `all_proxy`, which Qt ignores: who relies on it must not be led around it.
class EnvironmentProxies : public QNetworkProxyFactory
{
public:
    [[nodiscard]] QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

/// The SOCKS 5 or HTTP proxy at a URL of this scheme, at port 1080 if it names none, with its user and
/// password.
[[nodiscard]] QNetworkProxy proxyAt(const QUrl &url);
/// True if a list in the form of `no_proxy` has the host: by name, domain, address, network (10.0.0.0/8), or
/// `*`, with commas or blanks between them.
[[nodiscard]] bool isExcepted(const QString &host, const QString &list);
/// The SOCKS 5 or HTTP proxy that `all_proxy` or `ALL_PROXY` names, at port 1080 if it names none. Empty if
/// neither is set, if there is a variable for the URL's scheme, if the URL is on this computer, and if
/// `no_proxy` lists its host.
[[nodiscard]] std::optional<QNetworkProxy> allProxy(const QUrl &url, const QProcessEnvironment &environment);

} // namespace Parlance

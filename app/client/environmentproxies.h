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

/// The proxy that `all_proxy` or `ALL_PROXY` names: SOCKS 5, or HTTP, without a port at 1080. Empty if none
/// is set, if the scheme has a variable of its own, for this computer, and for what `no_proxy` lists: hosts,
/// domains, addresses, networks as 10.0.0.0/8, or `*`.
[[nodiscard]] std::optional<QNetworkProxy> allProxy(const QUrl &url, const QProcessEnvironment &environment);

} // namespace Parlance

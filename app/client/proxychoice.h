// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"

#include <QNetworkProxyFactory>
#include <QUrl>

namespace Parlance {

/// How requests leave this computer. A request to this computer never goes to a proxy.
struct ProxyChoice
{
    enum class Kind {
        System, ///< as the environment and the desktop say
        None,   ///< directly
        Manual  ///< by the proxy at `address`
    };

    Kind kind = Kind::System;
    QUrl address = {};       ///< "http://me@proxy.example:3128" or "socks5://…"; never with a password
    Secret password = {};    ///< in memory only
    QString exceptions = {}; ///< hosts that a manual proxy is not asked for, in the form of `no_proxy`

    bool operator==(const ProxyChoice &) const = default;
};

/// The proxies of a choice, for the network.
class ChosenProxies : public QNetworkProxyFactory
{
public:
    explicit ChosenProxies(ProxyChoice choice);

    [[nodiscard]] QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    ProxyChoice m_choice;
};

/// The proxy at an address, with its user and the password.
[[nodiscard]] QNetworkProxy proxyOf(const ProxyChoice &choice);
/// "http://me:•••@proxy.example:3128"; a password is never shown. Empty for no proxy.
[[nodiscard]] QString shownProxy(const QNetworkProxy &proxy);

} // namespace Parlance

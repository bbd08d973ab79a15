// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exchange.h"
#include "gateways/catalog.h"

#include <QHash>
#include <QObject>

namespace Parlance {

/// Where each gateway is reached: in demo, on the embedded gateway, where nothing leaves this computer; or
/// live, at its own base URL or the one the user set.
class Connections : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Demo, Live };
    Q_ENUM(Mode)

    /// An empty `demoUrl` means that there is no embedded gateway.
    Connections(Catalog catalog, QUrl demoUrl, QObject *parent = nullptr);

    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }

    /// Empty where it is not known: a live gateway whose documentation names no host, or no embedded gateway.
    [[nodiscard]] QUrl baseUrl(const Gateway &gateway, Mode mode) const;
    /// Sets the base URL that replaces the gateway's own when it is reached live; an empty one gives its own
    /// back.
    void setBaseUrl(const QString &gatewayId, const QUrl &url);

    [[nodiscard]] Target target(const Gateway &gateway, Mode mode) const;
    /// Where the gateway answers whether it is well; empty where it has no such place.
    [[nodiscard]] QUrl healthUrl(const Gateway &gateway, Mode mode) const;

Q_SIGNALS:
    /// A base URL is another one now.
    void changed();

private:
    Catalog m_catalog;
    QUrl m_demoUrl;
    QHash<QString, QUrl> m_baseUrls;
};

} // namespace Parlance

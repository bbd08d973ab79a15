// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"
#include "gateways/catalog.h"
#include "gateways/keyproblem.h"
#include "gateways/keystore.h"

#include <QHash>
#include <QObject>

namespace Parlance {

/// Where each gateway is reached, and with which key: in demo, on the embedded gateway with its demo key,
/// where nothing leaves this computer; or live, at its own base URL or the one the user set, with the user's
/// key.
///
/// A key belongs to one origin (scheme, host and port): that of the first profile of its slot. A profile that
/// is reached elsewhere does not get it, whatever its file says.
class Connections : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Demo, Live };
    Q_ENUM(Mode)

    /// An empty `demoUrl` means that there is no embedded gateway. Without a key store there is one of the
    /// desktop's.
    Connections(Catalog catalog, QUrl demoUrl, QObject *parent = nullptr);
    Connections(Catalog catalog, QUrl demoUrl, std::unique_ptr<KeyStore> keys, QObject *parent = nullptr);
    ~Connections() override;

    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    /// Pointers into the old catalog are invalid afterwards.
    void setCatalog(Catalog catalog);
    [[nodiscard]] KeyStore *keys() const { return m_keys.get(); }

    /// Empty where it is not known: a live gateway whose documentation names no host, or no embedded gateway.
    /// Profiles of one slot are one service, so one without a base URL is reached at another's.
    [[nodiscard]] QUrl baseUrl(const Gateway &gateway, Mode mode) const;
    /// Sets the base URL that replaces the gateway's own when it is reached live; an empty one gives its own
    /// back. The user's own word: the key goes there, too.
    void setBaseUrl(const QString &gatewayId, const QUrl &url);

    /// Where a request goes, and how. If it must not go, the target says why and has no key.
    [[nodiscard]] Target target(const Gateway &gateway, Mode mode) const;
    /// Why no request can be sent; empty if one can. Nothing was sent, so the status is 0: of kind
    /// Authentication for a key that is missing or questioned, of kind Network for a base URL that is not
    /// known.
    [[nodiscard]] std::optional<ChatError> check(const Gateway &gateway, Mode mode) const;
    /// A doubt about the live key that the user may overrule with `acceptKey()`; empty if there is none.
    [[nodiscard]] QString keyQuestion(const Gateway &gateway) const;
    /// From now on, until it is another one, the gateway's key is sent although it was questioned.
    void acceptKey(const Gateway &gateway);

    /// Where the gateway lists its models; empty where it does not.
    [[nodiscard]] QUrl modelsUrl(const Gateway &gateway, Mode mode) const;
    /// Where the gateway answers whether it is well; empty where it has no such place.
    [[nodiscard]] QUrl healthUrl(const Gateway &gateway, Mode mode) const;

Q_SIGNALS:
    /// The catalog is another one; comes before `changed()`.
    void catalogChanged();
    /// A base URL, a key or the catalog is another one now: targets are to be asked for again.
    void changed();

private:
    [[nodiscard]] QUrl ownBaseUrl(const Gateway &gateway) const;
    [[nodiscard]] Secret key(const Gateway &gateway, Mode mode) const;
    [[nodiscard]] bool isAtHome(const Gateway &gateway) const;
    [[nodiscard]] QString addressProblem(const Gateway &gateway, Mode mode) const;
    [[nodiscard]] QString missingKey(const Gateway &gateway) const;
    [[nodiscard]] QString liveKeyProblem(const Gateway &gateway) const;
    void adoptSources();

    Catalog m_catalog;
    QUrl m_demoUrl;
    std::unique_ptr<KeyStore> m_keys;
    QHash<QString, QUrl> m_baseUrls;
};

} // namespace Parlance

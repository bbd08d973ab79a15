// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/keyconsent.h"
#include "client/mcptokens.h"
#include "client/target.h"
#include "gateways/catalog.h"
#include "gateways/keyproblem.h"
#include "gateways/keystore.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace Parlance {

/// Decides where each gateway is reached and with which key. In demo mode: the embedded gateway with its demo
/// key; no data leaves this computer. In live mode: the gateway's base URL, or the one the user set, with the
/// user's key.
///
/// Only this class decides whether a key may be sent to an origin (scheme, host and port). A key is sent
/// without a question only to the origin of a built-in gateway, if it comes from the variable that the
/// gateway names or if the user entered it for no other origin. Everything else needs a consent for this
/// slot, key source and origin, so another base URL or another source needs a new one.
class TargetResolver : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Demo, Live };
    Q_ENUM(Mode)

    /// An empty `demoUrl` means no embedded gateway. Without `keys`, uses the desktop's key store.
    TargetResolver(Catalog catalog, QUrl demoUrl, QObject *parent = nullptr);
    TargetResolver(Catalog catalog, QUrl demoUrl, std::unique_ptr<KeyStore> keys, QObject *parent = nullptr);
    ~TargetResolver() override;

    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    /// Invalidates pointers into the old catalog.
    void setCatalog(Catalog catalog);
    [[nodiscard]] KeyStore *keys() const { return m_keys.get(); }

    /// Empty if unknown: a live gateway whose documentation names no host, or no embedded gateway. Profiles
    /// with the same slot are one service, so one without a base URL uses another's.
    [[nodiscard]] QUrl baseUrl(const Gateway &gateway, Mode mode) const;
    /// Sets a base URL for live mode in place of the gateway's own; an empty one restores its own. Does not
    /// affect the key.
    void setBaseUrl(const QString &gatewayId, const QUrl &url);

    /// All consents, including those for this run only.
    [[nodiscard]] const QList<KeyConsent> &consents() const { return m_consents; }
    void setConsents(const QList<KeyConsent> &consents);
    /// The open question whether the gateway's key may be sent to its live base URL, as the consent that
    /// would allow it. Empty without a key, without a base URL, or if it is already decided.
    [[nodiscard]] std::optional<KeyConsent> openQuestion(const Gateway &gateway) const;
    /// Stores the user's answer and replaces an earlier one to the same question.
    void decide(const KeyConsent &answer);
    /// Allows the gateway's key for its base URL: the user entered the key and saw the URL beside it. Forgets
    /// the consents for an earlier key of this slot and source, unless the source is a variable.
    void allowKey(const Gateway &gateway);
    /// Names a key by its source, for a sentence: "the key in RUAPI_API_KEY", "the key of RuAPI in the
    /// keychain".
    [[nodiscard]] QString nameOfKey(const QString &slot, const KeySource &source) const;

    /// The base URL set by `setBaseUrl()`; empty if none was set.
    [[nodiscard]] QUrl replacedBaseUrl(const QString &gatewayId) const { return m_baseUrls.value(gatewayId); }

    /// Notes that the user reached this gateway's service live in this run: then another lane that picks it
    /// may be live, too.
    void noteLive(const Gateway &gateway) { m_live.insert(gateway.key.slot); }
    [[nodiscard]] bool wasLive(const Gateway &gateway) const { return m_live.contains(gateway.key.slot); }

    /// Where and how a request is sent. If it must not be sent, the target has the reason and no key.
    [[nodiscard]] Target target(const Gateway &gateway, Mode mode) const;
    /// The same for an endpoint besides chat. A gateway without it is a problem of kind BadRequest; a
    /// reserved endpoint is none.
    [[nodiscard]] Target target(const Gateway &gateway, Mode mode, EndpointKind kind) const;
    /// Why no request can be sent; empty if one can. The HTTP status is 0, because nothing was sent. The kind
    /// is Authentication for a key that is missing, doubtful or not allowed for the origin, and Network for
    /// an unknown base URL.
    [[nodiscard]] std::optional<ChatError> check(const Gateway &gateway, Mode mode) const;
    /// A doubt about the live key that the user may override with `acceptKey()`; empty if there is none.
    [[nodiscard]] QString keyQuestion(const Gateway &gateway) const;
    /// Accepts the gateway's key for its current URL despite the doubt, until the key, the doubt or the URL
    /// changes. Does nothing if there is no doubt.
    void acceptKey(const Gateway &gateway);

    [[nodiscard]] const McpTokens &mcpTokens() const { return m_mcpTokens; }
    /// Sets the token of an MCP server for the service at this address, see `McpTokens::set()`.
    void setMcpToken(const QUrl &service, const QString &server, const Secret &token);

    /// The URL of an endpoint besides chat; empty if the gateway has none.
    [[nodiscard]] QUrl endpointUrl(const Gateway &gateway, Mode mode, EndpointKind kind) const;
    /// The URL of the gateway's health check; empty if it has none.
    [[nodiscard]] QUrl healthUrl(const Gateway &gateway, Mode mode) const;

Q_SIGNALS:
    /// The catalog changed; comes before `changed()`.
    void catalogChanged();
    /// A base URL, a key, a token, a consent or the catalog changed: get the targets again.
    void changed();

private:
    [[nodiscard]] QUrl ownBaseUrl(const Gateway &gateway) const;
    [[nodiscard]] Secret key(const Gateway &gateway, Mode mode) const;
    [[nodiscard]] KeyConsent questionOf(const Gateway &gateway) const;
    [[nodiscard]] bool isBuiltInOrigin(const KeyConsent &question) const;
    [[nodiscard]] bool isGivenElsewhere(const KeyConsent &question) const;
    [[nodiscard]] std::optional<bool> decisionOn(const KeyConsent &question) const;
    [[nodiscard]] QString consentProblem(const KeyConsent &question) const;
    [[nodiscard]] QString addressProblem(const Gateway &gateway, Mode mode) const;
    [[nodiscard]] QString missingKey(const Gateway &gateway) const;
    [[nodiscard]] QString doubtOf(const Gateway &gateway, const KeyProblem &problem) const;
    [[nodiscard]] QString liveKeyProblem(const Gateway &gateway) const;
    void adoptSources();

    Catalog m_catalog;
    QUrl m_demoUrl;
    std::unique_ptr<KeyStore> m_keys;
    QHash<QString, QUrl> m_baseUrls;
    QList<KeyConsent> m_consents;
    QSet<QString> m_live; ///< slots
    McpTokens m_mcpTokens;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/keyconsent.h"
#include "client/target.h"
#include "gateways/catalog.h"
#include "gateways/keyproblem.h"
#include "gateways/keystore.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace Parlance {

/// Where each gateway is reached, and with which key: in demo, on the embedded gateway with its demo key,
/// where nothing leaves this computer; or live, at its own base URL or the one the user set, with the user's
/// key.
///
/// This is the one place where it is decided whether a key goes to an origin (scheme, host and port). Without
/// a question, a key goes only to the origin of a gateway that comes with Parlance: from the variable that
/// this gateway names, or as the user gave it, if not for another origin. For everything else there must be a
/// consent to this slot, this source of the key and this origin; so another base URL or another source is
/// asked about again.
class TargetResolver : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Demo, Live };
    Q_ENUM(Mode)

    /// An empty `demoUrl` means that there is no embedded gateway. Without a key store there is one of the
    /// desktop's.
    TargetResolver(Catalog catalog, QUrl demoUrl, QObject *parent = nullptr);
    TargetResolver(Catalog catalog, QUrl demoUrl, std::unique_ptr<KeyStore> keys, QObject *parent = nullptr);
    ~TargetResolver() override;

    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    /// Pointers into the old catalog are invalid afterwards.
    void setCatalog(Catalog catalog);
    [[nodiscard]] KeyStore *keys() const { return m_keys.get(); }

    /// Empty where it is not known: a live gateway whose documentation names no host, or no embedded gateway.
    /// Profiles of one slot are one service, so one without a base URL is reached at another's.
    [[nodiscard]] QUrl baseUrl(const Gateway &gateway, Mode mode) const;
    /// Sets the base URL that replaces the gateway's own when it is reached live; an empty one gives its own
    /// back. It says nothing about the key.
    void setBaseUrl(const QString &gatewayId, const QUrl &url);

    /// All consents, those for this run, too.
    [[nodiscard]] const QList<KeyConsent> &consents() const { return m_consents; }
    void setConsents(const QList<KeyConsent> &consents);
    /// The question whether the gateway's key may go where the gateway is reached live, as the consent that
    /// would allow it. Empty if there is no key to send, no base URL, or nothing to ask.
    [[nodiscard]] std::optional<KeyConsent> openQuestion(const Gateway &gateway) const;
    /// Takes the user's answer, in the place of an earlier one to the same question.
    void decide(const KeyConsent &answer);
    /// The user entered this gateway's key and saw its base URL beside it: the key may go there. What was
    /// answered about an earlier key of this slot and source, other than a variable, is forgotten.
    void allowKey(const Gateway &gateway);
    /// "the key in RUAPI_API_KEY", "the key of RuAPI in the keychain": a key by its source, for a sentence.
    [[nodiscard]] QString nameOfKey(const QString &slot, const KeySource &source) const;

    /// The base URL that `setBaseUrl()` put in the place of the gateway's own; empty if it did not.
    [[nodiscard]] QUrl replacedBaseUrl(const QString &gatewayId) const { return m_baseUrls.value(gatewayId); }

    /// The user has had this gateway's service reached live in this run: then another lane may pick it and be
    /// live.
    void noteLive(const Gateway &gateway) { m_live.insert(gateway.key.slot); }
    [[nodiscard]] bool wasLive(const Gateway &gateway) const { return m_live.contains(gateway.key.slot); }

    /// Where a request goes, and how. If it must not go, the target says why and has no key.
    [[nodiscard]] Target target(const Gateway &gateway, Mode mode) const;
    /// Why no request can be sent; empty if one can. Nothing was sent, so the status is 0: of kind
    /// Authentication for a key that is missing, questioned or not allowed to go there, of kind Network for a
    /// base URL that is not known.
    [[nodiscard]] std::optional<ChatError> check(const Gateway &gateway, Mode mode) const;
    /// A doubt about the live key that the user may overrule with `acceptKey()`; empty if there is none.
    [[nodiscard]] QString keyQuestion(const Gateway &gateway) const;
    /// From now on, until the key, the question or the place is another one, the gateway's key is sent to
    /// where the gateway is reached now, although it was questioned. Nothing happens if there is nothing to
    /// accept.
    void acceptKey(const Gateway &gateway);

    /// Where the gateway lists its models; empty where it does not.
    [[nodiscard]] QUrl modelsUrl(const Gateway &gateway, Mode mode) const;
    /// Where the gateway answers whether it is well; empty where it has no such place.
    [[nodiscard]] QUrl healthUrl(const Gateway &gateway, Mode mode) const;

Q_SIGNALS:
    /// The catalog is another one; comes before `changed()`.
    void catalogChanged();
    /// A base URL, a key, a consent or the catalog has changed: ask for targets again.
    void changed();

private:
    [[nodiscard]] QUrl ownBaseUrl(const Gateway &gateway) const;
    [[nodiscard]] Secret key(const Gateway &gateway, Mode mode) const;
    [[nodiscard]] KeyConsent questionOf(const Gateway &gateway) const;
    [[nodiscard]] bool isBuiltInPlace(const KeyConsent &question) const;
    [[nodiscard]] bool isGivenElsewhere(const KeyConsent &question) const;
    [[nodiscard]] std::optional<bool> mayGo(const KeyConsent &question) const;
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
};

} // namespace Parlance

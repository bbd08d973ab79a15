// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/targetresolver.h"

#include "client/keyheader.h"
#include "wire/dialects/registry.h"

#include <algorithm>

namespace Parlance {

namespace {

/// Identifies the requests that a gateway counts together: those with one key (FF-42). Contains only a hash
/// of the key.
QString groupOf(const QUrl &url, const QString &slot, const Secret &key)
{
    return QStringLiteral("%1 %2 %3").arg(originOf(url), slot).arg(qHash(key.reveal()));
}

} // namespace

TargetResolver::TargetResolver(Catalog catalog, QUrl demoUrl, QObject *parent)
    : TargetResolver(std::move(catalog), std::move(demoUrl), std::make_unique<KeyStore>(), parent)
{
}

TargetResolver::TargetResolver(Catalog catalog, QUrl demoUrl, std::unique_ptr<KeyStore> keys, QObject *parent)
    : QObject(parent)
    , m_catalog(std::move(catalog))
    , m_demoUrl(std::move(demoUrl))
    , m_keys(std::move(keys))
{
    adoptSources();
    connect(m_keys.get(), &KeyStore::changed, this, &TargetResolver::changed);
}

TargetResolver::~TargetResolver() = default;

void TargetResolver::setCatalog(Catalog catalog)
{
    m_catalog = std::move(catalog);
    adoptSources();
    Q_EMIT catalogChanged();
    Q_EMIT changed();
}

/// A slot without a chosen source uses the variable that its profile names.
void TargetResolver::adoptSources()
{
    for (const Gateway &gateway : m_catalog.gateways()) {
        const KeySource source = m_keys->source(gateway.key.slot);
        if (source.kind == KeySource::Kind::Environment && source.variable.isEmpty())
            m_keys->setSource(gateway.key.slot, {.variable = gateway.key.variable});
    }
}

QUrl TargetResolver::ownBaseUrl(const Gateway &gateway) const
{
    return m_baseUrls.value(gateway.id, gateway.baseUrl);
}

QUrl TargetResolver::baseUrl(const Gateway &gateway, Mode mode) const
{
    if (mode == Mode::Demo)
        return m_demoUrl;
    QUrl url = ownBaseUrl(gateway);
    for (const Gateway &other : m_catalog.gateways()) {
        if (url.isEmpty() && other.key.slot == gateway.key.slot)
            url = ownBaseUrl(other);
    }
    return url;
}

void TargetResolver::setBaseUrl(const QString &gatewayId, const QUrl &url)
{
    if (m_baseUrls.value(gatewayId) == url)
        return;
    if (url.isEmpty())
        m_baseUrls.remove(gatewayId);
    else
        m_baseUrls.insert(gatewayId, url);
    Q_EMIT changed();
}

Target TargetResolver::target(const Gateway &gateway, Mode mode) const
{
    Target target{.url = gateway.chatUrl(baseUrl(gateway, mode)),
        .headers = wireHeaders(gateway.headers),
        .dialect = findDialect(gateway.dialect),
        .shape = gateway.shape,
        .problem = check(gateway, mode),
        .gateway = gateway,
        .isDemo = mode == Mode::Demo};
    if (target.problem)
        return target;
    const Secret sent = key(gateway, mode);
    target.headers += keyHeader(gateway.auth, sent);
    target.limit = {.group = groupOf(target.url, gateway.key.slot, sent),
        .requestsPerMinute = gateway.limits.requestsPerMinute};
    target.mcpTokens = m_mcpTokens.at(target.url);
    return target;
}

Target TargetResolver::target(const Gateway &gateway, Mode mode, EndpointKind kind) const
{
    Target target = this->target(gateway, mode);
    target.url = endpointUrl(gateway, mode, kind);
    if (!target.problem && target.url.isEmpty()) {
        target.problem.emplace();
        target.problem->kind = ChatError::Kind::BadRequest;
        target.problem->message = tr("%1 has no path for this endpoint.").arg(gateway.fullName());
        target.headers.clear();
    }
    return target;
}

Secret TargetResolver::key(const Gateway &gateway, Mode mode) const
{
    if (!gateway.takesKey())
        return {};
    if (mode == Mode::Demo)
        return Secret(gateway.key.demo.toLatin1());
    return decisionOn(questionOf(gateway)).value_or(false) ? m_keys->key(gateway.key.slot) : Secret();
}

/// A consent for a session key need not be remembered, because the key ends with the session.
KeyConsent TargetResolver::questionOf(const Gateway &gateway) const
{
    const KeySource source = m_keys->source(gateway.key.slot);
    return {.slot = gateway.key.slot,
        .source = source,
        .origin = originOf(baseUrl(gateway, Mode::Live)),
        .isForThisRun = source.kind == KeySource::Kind::Session};
}

/// An entered key replaces an earlier one, so consents for the earlier key no longer hold.
void TargetResolver::allowKey(const Gateway &gateway)
{
    const KeyConsent consent = questionOf(gateway);
    const bool isGiven = consent.source.kind != KeySource::Kind::Environment;
    if (consent.origin.isEmpty() || (!isGiven && isBuiltInOrigin(consent)))
        return;
    QList<KeyConsent> consents = m_consents;
    consents.removeIf([&consent, isGiven](const KeyConsent &other) {
        return isGiven ? other.slot == consent.slot && other.source == consent.source
                       : other.hasSameQuestion(consent);
    });
    setConsents(consents << consent);
}

/// A variable that a user's file names is not the built-in one, even if the origin is.
bool TargetResolver::isBuiltInOrigin(const KeyConsent &question) const
{
    return std::ranges::any_of(m_catalog.gateways(), [this, &question](const Gateway &gateway) {
        const Gateway original = m_catalog.original(gateway);
        const bool sameSource = question.source.kind != KeySource::Kind::Environment ||
                                question.source.variable == original.key.variable;
        return m_catalog.isBuiltIn(gateway.id) && original.key.slot == question.slot && sameSource &&
               originOf(original.baseUrl) == question.origin;
    });
}

/// A key that was entered beside another server's address belongs to that server.
bool TargetResolver::isGivenElsewhere(const KeyConsent &question) const
{
    return question.source.kind != KeySource::Kind::Environment &&
           std::ranges::any_of(m_consents, [&question](const KeyConsent &consent) {
               return consent.isGiven && consent.slot == question.slot && consent.source == question.source;
           });
}

std::optional<bool> TargetResolver::decisionOn(const KeyConsent &question) const
{
    const auto answer = std::ranges::find_if(
        m_consents, [&question](const KeyConsent &consent) { return consent.hasSameQuestion(question); });
    if (answer != m_consents.cend())
        return answer->isGiven;
    return isBuiltInOrigin(question) && !isGivenElsewhere(question) ? std::optional(true) : std::nullopt;
}

void TargetResolver::setConsents(const QList<KeyConsent> &consents)
{
    if (m_consents == consents)
        return;
    m_consents = consents;
    Q_EMIT changed();
}

std::optional<KeyConsent> TargetResolver::openQuestion(const Gateway &gateway) const
{
    const KeyConsent question = questionOf(gateway);
    const bool isNeeded = gateway.takesKey() && !question.origin.isEmpty() &&
                          m_keys->state(question.slot) != KeyStore::State::Missing;
    return isNeeded && !decisionOn(question) ? std::optional(question) : std::nullopt;
}

void TargetResolver::decide(const KeyConsent &answer)
{
    QList<KeyConsent> consents = m_consents;
    consents.removeIf([&answer](const KeyConsent &consent) { return consent.hasSameQuestion(answer); });
    setConsents(consents << answer);
}

QString TargetResolver::nameOfKey(const QString &slot, const KeySource &source) const
{
    const Gateway *gateway = m_catalog.firstOfSlot(slot);
    const QString owner = gateway ? gateway->name : slot;
    switch (source.kind) {
    case KeySource::Kind::Environment:
        return tr("the key in %1").arg(source.variable);
    case KeySource::Kind::Keychain:
        return tr("the key of %1 in the keychain").arg(owner);
    case KeySource::Kind::Session:
        return tr("the key of %1 for this session").arg(owner);
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<ChatError> TargetResolver::check(const Gateway &gateway, Mode mode) const
{
    ChatError error;
    error.kind = ChatError::Kind::Network;
    error.message = addressProblem(gateway, mode);
    if (!error.message.isEmpty())
        return error;
    error.kind = ChatError::Kind::Authentication;
    if (mode == Mode::Live && gateway.takesKey())
        error.message = liveKeyProblem(gateway);
    return error.message.isEmpty() ? std::nullopt : std::optional(error);
}

QString TargetResolver::addressProblem(const Gateway &gateway, Mode mode) const
{
    if (!baseUrl(gateway, mode).isEmpty())
        return {};
    if (mode == Mode::Demo)
        return tr("The embedded gateway is not running.");
    return tr("%1 has no base URL yet. Enter it in Settings, Gateways.").arg(gateway.fullName());
}

QString TargetResolver::liveKeyProblem(const Gateway &gateway) const
{
    const QString slot = gateway.key.slot;
    if (m_keys->state(slot) == KeyStore::State::Missing)
        return gateway.key.isOptional ? QString() : missingKey(gateway);
    const KeyConsent question = questionOf(gateway);
    const std::optional<bool> allowed = decisionOn(question);
    if (!allowed.value_or(false))
        return gateway.key.isOptional && allowed ? QString() : consentProblem(question);
    const Secret found = key(gateway, Mode::Live);
    if (found.isEmpty())
        return missingKey(gateway);
    const auto problem = keyProblem(found, gateway, baseUrl(gateway, Mode::Live), m_catalog);
    if (!problem || (problem->isQuestion && m_keys->isAccepted(slot, doubtOf(gateway, *problem))))
        return {};
    return problem->words;
}

QString TargetResolver::consentProblem(const KeyConsent &question) const
{
    const QString key = nameOfKey(question.slot, question.source);
    if (decisionOn(question).has_value())
        return tr("You chose not to send %1 to %2. Change that in Settings, Keys.").arg(key, question.origin);
    return tr("Without your consent, %1 is not sent to %2.").arg(key, question.origin);
}

QString TargetResolver::missingKey(const Gateway &gateway) const
{
    const QString slot = gateway.key.slot;
    const KeySource source = m_keys->source(slot);
    switch (m_keys->state(slot)) {
    case KeyStore::State::Asking:
        return tr("The keychain has not returned the key of %1 yet. Is it asking for a password?")
            .arg(gateway.name);
    case KeyStore::State::Failed:
        return tr("The key of %1 could not be read from the keychain: %2")
            .arg(gateway.name, m_keys->problem(slot));
    case KeyStore::State::Missing:
    case KeyStore::State::Found:
        break;
    }
    if (source.kind == KeySource::Kind::Environment && !source.variable.isEmpty())
        return tr("%1 needs a key. Enter one in Settings, Gateways, or start Parlance with %2 set.")
            .arg(gateway.name, source.variable);
    return tr("%1 needs a key. Enter one in Settings, Gateways.").arg(gateway.name);
}

/// Identifies a doubt that the user accepts: its text and the origin.
QString TargetResolver::doubtOf(const Gateway &gateway, const KeyProblem &problem) const
{
    return originOf(baseUrl(gateway, Mode::Live)) + u'\n' + problem.words;
}

QString TargetResolver::keyQuestion(const Gateway &gateway) const
{
    const auto problem =
        keyProblem(key(gateway, Mode::Live), gateway, baseUrl(gateway, Mode::Live), m_catalog);
    const bool isOpen =
        problem && problem->isQuestion && !m_keys->isAccepted(gateway.key.slot, doubtOf(gateway, *problem));
    return isOpen ? problem->words : QString();
}

void TargetResolver::acceptKey(const Gateway &gateway)
{
    const auto problem =
        keyProblem(key(gateway, Mode::Live), gateway, baseUrl(gateway, Mode::Live), m_catalog);
    if (!problem)
        return;
    m_keys->acceptKey(gateway.key.slot, doubtOf(gateway, *problem));
    Q_EMIT changed();
}

void TargetResolver::setMcpToken(const QUrl &service, const QString &server, const Secret &token)
{
    m_mcpTokens.set(service, server, token);
    Q_EMIT changed();
}

QUrl TargetResolver::endpointUrl(const Gateway &gateway, Mode mode, EndpointKind kind) const
{
    return gateway.endpointUrl(kind, baseUrl(gateway, mode));
}

QUrl TargetResolver::healthUrl(const Gateway &gateway, Mode mode) const
{
    return gateway.healthUrl(baseUrl(gateway, mode));
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/gatewaytest.h"

#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"
#include "gateways/laneparameters.h"
#include "workspace/preflight/knownmodel.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int FewTokens = 64; ///< enough for "Hello!"; a model that thinks first may be cut short

/// The server has no list of models. Any other failure concerns the whole gateway.
bool lacksList(const ChatError &error)
{
    return error.httpStatus == 404 || error.httpStatus == 405 || error.httpStatus == 501;
}

std::chrono::milliseconds inMilliseconds(std::optional<Timing::Duration> time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.value_or(Timing::Duration(0)));
}

ChatRequest shortPrompt(const Gateway &gateway)
{
    LaneParameters parameters{.stream = false};
    if (!KnownModel::of(gateway.defaultModel()).reasons) // it refuses the parameter
        parameters.values.maxTokens = FewTokens;
    ChatRequest request = requestOf(parameters, gateway, gateway.defaultModel());
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    return request;
}

QString answererOf(const Reply &reply, const Gateway &gateway)
{
    const QString &asked = gateway.defaultModel();
    return !reply.model.isEmpty() ? reply.model : !asked.isEmpty() ? asked : gateway.name;
}

} // namespace

GatewayTest::GatewayTest(ChatClient *client, const TargetResolver *resolver, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_resolver(resolver)
{
}

bool GatewayTest::sendsPrompt(const Gateway &gateway)
{
    return !gateway.endpoints.contains(EndpointKind::Models);
}

bool GatewayTest::canPrompt(const Gateway &gateway)
{
    return !gateway.defaultModel().isEmpty() || !gateway.needsModel();
}

bool GatewayTest::isPossible(const Gateway &gateway)
{
    return !sendsPrompt(gateway) || canPrompt(gateway);
}

/// Keeps the key in memory, whatever its source will be: a test writes into no keychain. So what was
/// consented to for the draft's source counts for the session's key, and nothing else does.
std::unique_ptr<TargetResolver> GatewayTest::resolverOf(const GatewayDraft &draft) const
{
    auto resolver = std::make_unique<TargetResolver>(m_resolver->catalog(), QUrl());
    const QString &slot = draft.gateway.key.slot;
    KeySource source = draft.source;
    if (source.kind == KeySource::Kind::Keychain)
        source = {.kind = KeySource::Kind::Session};
    KeyStore *keys = m_resolver->keys();
    const bool isInUse = draft.source == keys->source(slot);
    resolver->keys()->setSource(slot, source);
    if (source.kind == KeySource::Kind::Session)
        resolver->keys()->setKey(slot, draft.key ? *draft.key : isInUse ? keys->key(slot) : Secret());
    resolver->keys()->acceptAsIn(*keys);
    QList<KeyConsent> consents = m_resolver->consents();
    consents.removeIf([&](const KeyConsent &one) { return one.slot == slot && one.source != draft.source; });
    for (KeyConsent &consent : consents) {
        if (consent.slot == slot)
            consent.source = source;
    }
    resolver->setConsents(consents);
    if (draft.key)
        resolver->allowKey(draft.gateway);
    return resolver;
}

/// A key that the keychain has not given yet cannot be tested.
std::optional<ChatError> GatewayTest::keychainError(const GatewayDraft &draft) const
{
    const QString &slot = draft.gateway.key.slot;
    KeyStore *keys = m_resolver->keys();
    if (draft.key || !draft.gateway.takesKey() || draft.source.kind != KeySource::Kind::Keychain)
        return std::nullopt;
    ChatError error;
    error.kind = ChatError::Kind::Authentication;
    if (keys->source(slot) != draft.source)
        error.message =
            tr("A key that is in the keychain already is read once this is saved. Save, or type a key.");
    else if (keys->state(slot) == KeyStore::State::Asking)
        error.message = tr("The keychain has not given the key yet. It may be asking for its password.");
    else if (keys->state(slot) == KeyStore::State::Failed)
        error.message = keys->problem(slot);
    else
        return std::nullopt;
    return error;
}

GatewayTest::Result GatewayTest::refusal(const GatewayDraft &draft, const TargetResolver &resolver) const
{
    Result result{.error = resolver.check(draft.gateway, TargetResolver::Mode::Live),
        .question = resolver.openQuestion(draft.gateway)};
    if (result.question) {
        result.question->source = draft.source;
        result.question->isForThisRun = draft.source.kind == KeySource::Kind::Session;
    }
    if (!resolver.keyQuestion(draft.gateway).isEmpty())
        result.instead = Manner::DespiteDoubt;
    return result;
}

void GatewayTest::start(const GatewayDraft &unresolved, Manner manner)
{
    stop();
    GatewayDraft draft = unresolved;
    if (draft.gateway.baseUrl.isEmpty()) // another profile of the service may have one
        draft.gateway.baseUrl = m_resolver->baseUrl(draft.gateway, TargetResolver::Mode::Live);
    const Gateway &gateway = draft.gateway;
    if (const std::optional<ChatError> error = keychainError(draft))
        return refuse({.error = error});
    const auto resolver = resolverOf(draft);
    if (manner == Manner::DespiteDoubt)
        resolver->acceptKey(gateway);
    const Target chat = resolver->target(gateway, TargetResolver::Mode::Live);
    if (chat.problem)
        refuse(refusal(draft, *resolver));
    else if (sendsPrompt(gateway) || manner == Manner::WithPrompt)
        ask(chat);
    else
        askForModels(resolver->target(gateway, TargetResolver::Mode::Live, EndpointKind::Models));
}

void GatewayTest::stop()
{
    delete m_running;
}

void GatewayTest::refuse(const Result &result)
{
    m_running = new QObject(this);
    QTimer::singleShot(0, m_running, [this, result] { end(result); });
}

void GatewayTest::askForModels(const Target &list)
{
    HttpExchange *exchange = m_client->askForModels(list, this);
    m_running = exchange;
    connect(exchange, &HttpExchange::silent, this, &GatewayTest::silent);
    connect(exchange, &HttpExchange::finished, this, [this](const Call &call) {
        const ModelNames models = modelsIn(call);
        const bool canAsk = !models && lacksList(models.error()) && canPrompt(call.gateway);
        if (models)
            end({.models = *models,
                .time = inMilliseconds(call.recording.end.value_or(Recording::End()).at)});
        else
            end({.error = models.error(), .instead = canAsk ? Manner::WithPrompt : Manner::Usual});
    });
}

void GatewayTest::ask(const Target &chat)
{
    Exchange *exchange = m_client->start(chat, shortPrompt(chat.gateway), this);
    m_running = exchange;
    connect(exchange, &Exchange::silent, this, &GatewayTest::silent);
    connect(exchange, &Exchange::finished, this, [this, exchange](const Reply &reply) {
        const Call &call = *exchange->call();
        end({.error = reply.error,
            .answeredBy = reply.error ? QString() : answererOf(reply, call.gateway),
            .time = inMilliseconds(reply.timing.total)});
    });
}

void GatewayTest::end(const Result &result)
{
    m_running->deleteLater();
    m_running.clear();
    Q_EMIT finished(result);
}

} // namespace Parlance

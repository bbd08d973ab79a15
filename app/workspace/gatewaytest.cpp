// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/gatewaytest.h"

#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"
#include "gateways/laneparameters.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int FewTokens = 64; ///< enough for "Hello!"; a model that thinks first may be cut short

/// The server has no list of models: all that says something else is about the whole gateway.
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

bool GatewayTest::isPossible(const Gateway &gateway)
{
    return !sendsPrompt(gateway) || !gateway.defaultModel().isEmpty() || !gateway.needsModel();
}

/// Keeps the key in memory, whatever its source will be: a test writes into no keychain.
std::unique_ptr<TargetResolver> GatewayTest::resolverOf(const GatewayDraft &draft) const
{
    auto resolver = std::make_unique<TargetResolver>(m_resolver->catalog(), QUrl());
    const QString &slot = draft.gateway.key.slot;
    KeySource source = draft.source;
    if (source.kind == KeySource::Kind::Keychain)
        source = {.kind = KeySource::Kind::Session};
    resolver->keys()->setSource(slot, source);
    if (source.kind == KeySource::Kind::Session)
        resolver->keys()->setKey(slot, draft.key ? *draft.key : m_resolver->keys()->key(slot));
    QList<KeyConsent> consents = m_resolver->consents();
    for (KeyConsent &consent : consents) {
        if (consent.slot == slot && consent.source == draft.source)
            consent.source = source;
    }
    resolver->setConsents(consents);
    if (draft.key || draft.source != m_resolver->keys()->source(slot))
        resolver->allowKey(draft.gateway);
    return resolver;
}

void GatewayTest::start(const GatewayDraft &draft)
{
    stop();
    const auto resolver = resolverOf(draft);
    const Gateway &gateway = draft.gateway;
    const Target chat = resolver->target(gateway, TargetResolver::Mode::Live);
    if (chat.problem) {
        std::optional<KeyConsent> question = resolver->openQuestion(gateway);
        if (question)
            question->source = draft.source;
        refuse({.error = chat.problem, .question = question});
    } else if (sendsPrompt(gateway)) {
        ask(chat);
    } else {
        askForModels(resolver->target(gateway, TargetResolver::Mode::Live, EndpointKind::Models), chat);
    }
}

void GatewayTest::stop()
{
    delete m_running;
}

void GatewayTest::refuse(const Result &result)
{
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    m_running = timer;
    connect(timer, &QTimer::timeout, this, [this, result] { end(result); });
    timer->start(0);
}

void GatewayTest::askForModels(const Target &list, const Target &chat)
{
    HttpExchange *exchange = m_client->askForModels(list, this);
    m_running = exchange;
    connect(exchange, &HttpExchange::silent, this, &GatewayTest::silent);
    connect(exchange, &HttpExchange::finished, this, [this, chat](const Call &call) {
        const ModelNames models = modelsIn(call);
        if (models)
            end({.models = *models,
                .time = inMilliseconds(call.recording.end.value_or(Recording::End()).at)});
        else if (lacksList(models.error()) && !chat.gateway.defaultModel().isEmpty())
            ask(chat);
        else
            end({.error = models.error()});
    });
}

void GatewayTest::ask(const Target &chat)
{
    if (m_running)
        m_running->deleteLater();
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"

#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/httptransfer.h"
#include "client/network.h"
#include "client/plainanswers.h"
#include "client/replay.h"
#include "client/retrypolicy.h"
#include "client/route.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The longest model lists have a few hundred kilobytes.
constexpr qint64 MostOfModels = 16 * 1024 * 1024;

/// Three times what a picture of 3840x2160 takes as PNG.
constexpr qint64 MostOfPicture = 64 * 1024 * 1024;

/// More than any health check returns.
constexpr qint64 MostOfHealth = 64 * 1024;

/// 2,000 texts as vectors of 3,072 numbers in JSON have some 135 MB.
constexpr qint64 MostOfAnswer = 256 * 1024 * 1024;

/// An overload concerns a server, a limit the key.
bool isOfKey(const ChatError &error)
{
    return error.kind == ChatError::Kind::RateLimited;
}

} // namespace

ChatClient::ChatClient(QObject *parent, Clock *clock)
    : QObject(parent)
    , m_network(new Network)
    , m_clock(clock ? clock : new Clock(this))
    , m_limits(*m_clock)
{
    m_thread.setObjectName(u"network"_s);
    m_network->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_network, &QObject::deleteLater);
    m_thread.start();
}

ChatClient::~ChatClient()
{
    Q_EMIT closing(QPrivateSignal());
    m_thread.quit();
    m_thread.wait();
}

Exchange *ChatClient::start(const Target &target, const ChatRequest &request, QObject *parent)
{
    Q_ASSERT(target.dialect && !target.problem);
    return start(callOf(target, request), target.limit, parent);
}

Exchange *ChatClient::start(const std::shared_ptr<Call> &call, const RateLimit &limit, QObject *parent)
{
    auto *transfer = new HttpTransfer(call->sent);
    Exchange *exchange = read(transfer, call, parent);
    sendInTurn(limit, exchange, transfer);
    return exchange;
}

Exchange *ChatClient::replay(const std::shared_ptr<Call> &call, Replay &replay, QObject *parent)
{
    ReplayTransfer *transfer = replay.open();
    Exchange *exchange = read(transfer, call, parent);
    QMetaObject::invokeMethod(transfer, &ReplayTransfer::start);
    return exchange;
}

Exchange *ChatClient::read(Transfer *transfer, const std::shared_ptr<Call> &call, QObject *parent)
{
    transfer->moveToThread(&m_thread);
    auto *exchange = new Exchange(Exchange::TransferPointer(transfer), call, parent);
    connect(this, &ChatClient::closing, exchange, &Exchange::stop);
    m_calls.add(call);
    connect(exchange, &Exchange::finished, this, [this] { m_calls.keepBudget(); });
    return exchange;
}

/// A stopped exchange has no transfer any more, so it leaves the queue first.
void ChatClient::sendInTurn(const RateLimit &limit, Exchange *exchange, HttpTransfer *transfer)
{
    connect(exchange, &Exchange::finished, &m_limits, [this, exchange, limit](const Reply &reply) {
        m_limits.leave(exchange);
        if (!exchange->awaitsUsage())
            m_limits.note(limit, reply.usage);
        const RetryAdvice advice = retryAdvice(reply, 0, m_clock->utc());
        if (advice.kind == RetryAdvice::Kind::Wait && advice.isTold && isOfKey(*reply.error))
            m_limits.hold(limit, advice.time);
    });
    connect(exchange, &Exchange::usageSettled, &m_limits,
        [this, exchange, limit] { m_limits.note(limit, exchange->reply().usage); });
    enter(limit, exchange, transfer, [this, exchange] { exchange->watchSilence(*m_clock, m_silence); });
}

template <typename AnyExchange>
void ChatClient::enter(
    const RateLimit &limit, AnyExchange *exchange, HttpTransfer *transfer, const std::function<void()> &watch)
{
    const auto waited = std::make_shared<bool>(false);
    const auto send = [exchange, transfer, watch, network = m_network, waited] {
        watch();
        QMetaObject::invokeMethod(transfer, [transfer, network] { transfer->start(*network); });
        if (*waited)
            Q_EMIT exchange->waiting(std::chrono::milliseconds::zero());
    };
    m_limits.enter(limit, exchange, {.go = send, .wait = [exchange, waited](std::chrono::milliseconds time) {
                                         *waited = true;
                                         Q_EMIT exchange->waiting(time);
                                     }});
}

HttpExchange *ChatClient::send(const Target &target, const EndpointRequest &request, QObject *parent)
{
    Q_ASSERT(!target.problem);
    const auto call = std::make_shared<Call>();
    call->gateway = target.gateway;
    call->isDemo = target.isDemo;
    call->sent = wireRequest(target, request);
    auto *transfer = new HttpTransfer(call->sent);
    HttpExchange *exchange = readWhole(transfer, call, MostOfAnswer, parent);
    connect(exchange, &HttpExchange::finished, &m_limits,
        [this, exchange, limit = target.limit](const Call &ended) {
            m_limits.leave(exchange);
            keepLimit(limit, ended);
        });
    const auto form = request.streams ? SilenceWatch::Form::Stream : SilenceWatch::Form::Whole;
    enter(target.limit, exchange, transfer,
        [this, exchange, form] { exchange->watchSilence(*m_clock, m_silence, form); });
    return exchange;
}

/// A refusal for a time that is told holds the other requests of the key, as that of a chat does.
void ChatClient::keepLimit(const RateLimit &limit, const Call &call)
{
    Reply reply;
    reply.error = refusalIn(call);
    const RetryAdvice advice = retryAdvice(reply, 0, m_clock->utc());
    if (advice.kind == RetryAdvice::Kind::Wait && advice.isTold && isOfKey(*reply.error))
        m_limits.hold(limit, advice.time);
}

void ChatClient::setProxies(const ProxyChoice &proxies)
{
    m_proxies = proxies;
    if (!proxies.password.isEmpty()) {
        m_calls.add(proxies.password);
        m_calls.add(Secret(basicLogin(proxyOf(proxies))));
    }
    QMetaObject::invokeMethod(m_network, [proxies, network = m_network] { network->setProxies(proxies); });
}

void ChatClient::prepare(const QUrl &nearby)
{
    auto *transfer = new HttpTransfer({.method = "GET", .url = nearby, .headers = {}, .body = {}});
    transfer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, transfer, &QObject::deleteLater);
    connect(transfer, &Transfer::arrived, this, [this, transfer] {
        if (!transfer->take().end)
            return;
        transfer->deleteLater();
        Q_EMIT prepared();
    });
    QMetaObject::invokeMethod(transfer, [transfer, network = m_network] { transfer->start(*network); });
}

HttpExchange *ChatClient::askForHealth(const QUrl &url, QObject *parent)
{
    const auto call = std::make_shared<Call>();
    call->sent = wireRequest(url, {{.name = "Accept", .value = "*/*"}});
    return fetch(call, MostOfHealth, m_silence, parent);
}

HttpExchange *ChatClient::askForModels(const Target &target, QObject *parent)
{
    return fetchModels(target, m_silence, parent);
}

HttpExchange *ChatClient::probeForModels(const QUrl &url, QObject *parent)
{
    return fetchModels({.url = url, .headers = {}}, SilenceLimits::all(m_silence.probe), parent);
}

HttpExchange *ChatClient::fetchPicture(const QUrl &url, QObject *parent)
{
    const auto call = std::make_shared<Call>();
    call->sent = wireRequest(url, {{.name = "Accept", .value = "image/*"}});
    return fetch(call, MostOfPicture, m_silence, parent);
}

HttpExchange *ChatClient::fetchModels(const Target &target, const SilenceLimits &limits, QObject *parent)
{
    const RawHeaders dialect = target.dialect ? target.dialect->headers() : RawHeaders();
    const auto call = std::make_shared<Call>();
    call->gateway = target.gateway;
    call->isDemo = target.isDemo;
    call->sent = wireRequest(target.url, wireHeaders(dialect) + target.headers);
    return fetch(call, MostOfModels, limits, parent);
}

HttpExchange *ChatClient::fetch(
    const std::shared_ptr<Call> &call, qint64 mostBytes, const SilenceLimits &limits, QObject *parent)
{
    auto *transfer = new HttpTransfer(call->sent);
    HttpExchange *exchange = readWhole(transfer, call, mostBytes, parent);
    exchange->watchSilence(*m_clock, limits, SilenceWatch::Form::Whole);
    QMetaObject::invokeMethod(transfer, [transfer, network = m_network] { transfer->start(*network); });
    return exchange;
}

/// The budget is kept after those that wait for the end of the exchange have read its call.
HttpExchange *ChatClient::readWhole(
    Transfer *transfer, const std::shared_ptr<Call> &call, qint64 mostBytes, QObject *parent)
{
    transfer->moveToThread(&m_thread);
    m_calls.add(call);
    auto *exchange = new HttpExchange(HttpExchange::TransferPointer(transfer), call, mostBytes, parent);
    connect(this, &ChatClient::closing, exchange, &HttpExchange::close);
    const auto keepBudget = [this] {
        m_calls.keepBudget();
    };
    connect(exchange, &HttpExchange::finished, this,
        [this, keepBudget] { QMetaObject::invokeMethod(this, keepBudget, Qt::QueuedConnection); });
    return exchange;
}

} // namespace Parlance

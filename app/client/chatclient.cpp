// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"

#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/networkrequest.h"
#include "client/networktransfer.h"
#include "client/replay.h"
#include "client/retrypolicy.h"
#include "client/route.h"
#include "client/sockettransfer.h"

#include <QNetworkReply>
#include <QNetworkRequest>

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The longest model lists have a few hundred kilobytes.
constexpr qint64 MostOfModels = 16 * 1024 * 1024;

/// More than any health check returns.
constexpr qint64 MostOfHealth = 64 * 1024;

constexpr std::chrono::seconds IdleTime(10); ///< the time limit for a small request without traffic

/// From this size on, a server may refuse a body before it has come.
constexpr qsizetype LargeBody = 128 * 1024;

/// An overload concerns a server, a limit the key.
bool isOfKey(const ChatError &error)
{
    return error.kind == ChatError::Kind::RateLimited;
}

LiveTransfer *transferFor(const WireRequest &request)
{
    if (request.body.size() >= LargeBody)
        return new SocketTransfer(request);
    return new NetworkTransfer(request);
}

} // namespace

ChatClient::ChatClient(QObject *parent, Clock *clock)
    : QObject(parent)
    , m_network(new QNetworkAccessManager)
    , m_clock(clock ? clock : new Clock(this))
    , m_limits(*m_clock)
{
    m_thread.setObjectName(u"network"_s);
    m_network->setProxyFactory(new ChosenProxies({}));
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
    LiveTransfer *transfer = transferFor(call->sent);
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
void ChatClient::sendInTurn(const RateLimit &limit, Exchange *exchange, LiveTransfer *transfer)
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
    const auto waited = std::make_shared<bool>(false);
    const auto send = [this, exchange, transfer, network = m_network, waited] {
        exchange->watchSilence(*m_clock, m_silence);
        QMetaObject::invokeMethod(transfer, [transfer, network] { transfer->start(*network); });
        if (*waited)
            Q_EMIT exchange->waiting(std::chrono::milliseconds::zero());
    };
    m_limits.enter(limit, exchange, {.go = send, .wait = [exchange, waited](std::chrono::milliseconds time) {
                                         *waited = true;
                                         Q_EMIT exchange->waiting(time);
                                     }});
}

void ChatClient::setProxies(const ProxyChoice &proxies)
{
    m_proxies = proxies;
    if (!proxies.password.isEmpty()) {
        m_calls.add(proxies.password);
        m_calls.add(Secret(basicLogin(proxyOf(proxies))));
    }
    QMetaObject::invokeMethod(
        m_network, [proxies, network = m_network] { network->setProxyFactory(new ChosenProxies(proxies)); });
}

void ChatClient::prepare(const QUrl &nearby)
{
    const QNetworkRequest request =
        networkRequest({.method = "GET", .url = nearby, .headers = {}, .body = {}});
    QMetaObject::invokeMethod(m_network, [this, request, network = m_network] {
        QNetworkReply *reply = network->get(request);
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        connect(reply, &QNetworkReply::finished, this, &ChatClient::prepared);
    });
}

HttpExchange *ChatClient::askForHealth(const QUrl &url, QObject *parent)
{
    const auto call = std::make_shared<Call>();
    call->sent = wireRequest(url, {{.name = "Accept", .value = "*/*"}});
    return fetch(call, MostOfHealth, parent);
}

HttpExchange *ChatClient::askForModels(const Target &target, QObject *parent)
{
    const RawHeaders dialect = target.dialect ? target.dialect->headers() : RawHeaders();
    const auto call = std::make_shared<Call>();
    call->gateway = target.gateway;
    call->isDemo = target.isDemo;
    call->sent = wireRequest(target.url, wireHeaders(dialect) + target.headers);
    return fetch(call, MostOfModels, parent);
}

HttpExchange *ChatClient::fetch(const std::shared_ptr<Call> &call, qint64 mostBytes, QObject *parent)
{
    auto *transfer = new NetworkTransfer(call->sent, IdleTime);
    transfer->moveToThread(&m_thread);
    m_calls.add(call);
    auto *exchange = new HttpExchange(HttpExchange::TransferPointer(transfer), call, mostBytes, parent);
    connect(this, &ChatClient::closing, exchange, &HttpExchange::close);
    connect(exchange, &HttpExchange::finished, this, [this] { m_calls.keepBudget(); });
    QMetaObject::invokeMethod(transfer, [transfer, network = m_network] { transfer->start(*network); });
    return exchange;
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"

#include "client/exchange.h"
#include "client/healthprobe.h"
#include "client/modelrequest.h"

#include <QHttp1Configuration>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// More lanes than fit on any screen; Qt's own bound is 6, and a seventh lane would wait for another's answer
/// to end.
constexpr qsizetype ConnectionsPerHost = 128;

/// Idle connections are soon given up: one that the server, a router or a sleep of the computer has silently
/// closed would cost the next prompt, which is not sent twice.
constexpr int IdleConnectionSeconds = 20;

constexpr std::chrono::seconds ProbeTimeout(10); ///< of silence

void setTransport(QNetworkRequest &request)
{
    QHttp1Configuration http1;
    http1.setNumberOfConnectionsPerHost(ConnectionsPerHost);
    request.setHttp1Configuration(http1);
    // HTTP/2 would put all lanes on one connection: a lost packet halts them all, a stop closes nothing, and
    // each lane's times would measure the others too.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(
        QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, IdleConnectionSeconds);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(
        QNetworkRequest::DoNotBufferUploadDataAttribute, true); // or the body could be sent again
}

void setHeaders(QNetworkRequest &request, const Target &target, bool mayStream)
{
    request.setRawHeader("Content-Type", "application/json");
    // A server may answer a stream's request with JSON: an error, or because it cannot stream.
    request.setRawHeader("Accept", mayStream ? "text/event-stream, application/json" : "application/json");
    // A compressor on the way would hold tokens back until it has a block.
    request.setRawHeader("Accept-Encoding", "identity");
    // The request shall not depend on, or tell of, the computer it was made on.
    request.setRawHeader("Accept-Language", "*");
    request.setRawHeader("User-Agent", "Parlance/" PARLANCE_VERSION);
    for (const auto &[name, value] : target.dialect->headers() + target.headers)
        request.setRawHeader(name, value);
}

void setPlainHeaders(QNetworkRequest &request, const RawHeaders &headers)
{
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Language", "*");
    request.setRawHeader("User-Agent", "Parlance/" PARLANCE_VERSION);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
}

} // namespace

ChatClient::ChatClient(QObject *parent, RateLimits::Now now)
    : QObject(parent)
    , m_network(new QNetworkAccessManager)
    , m_limits(std::move(now))
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
    QNetworkRequest networkRequest(target.url);
    setTransport(networkRequest);
    setHeaders(networkRequest, target, request.stream || !request.saysStream);
    const QByteArray bytes = target.dialect->encode(target.shape.of(request));
    networkRequest.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());

    auto *transfer = new Transfer(networkRequest, bytes);
    transfer->moveToThread(&m_thread);
    auto *exchange = new Exchange(Exchange::TransferPointer(transfer), *target.dialect, parent);
    connect(this, &ChatClient::closing, exchange, &Exchange::stop);
    sendInTurn(target.limit, exchange, transfer);
    return exchange;
}

/// An exchange that was stopped has no transfer any more, so it leaves first.
void ChatClient::sendInTurn(const RateLimit &limit, Exchange *exchange, Transfer *transfer)
{
    connect(exchange, &Exchange::finished, &m_limits, [this, exchange] { m_limits.leave(exchange); });
    const auto waited = std::make_shared<bool>(false);
    const auto send = [exchange, transfer, network = m_network, waited] {
        QMetaObject::invokeMethod(transfer, [transfer, network] { transfer->start(*network); });
        if (*waited)
            Q_EMIT exchange->waiting(std::chrono::milliseconds::zero());
    };
    m_limits.enter(limit, exchange, {.go = send, .wait = [exchange, waited](std::chrono::milliseconds time) {
                                         *waited = true;
                                         Q_EMIT exchange->waiting(time);
                                     }});
}

void ChatClient::prepare(const QUrl &nearby)
{
    QNetworkRequest request(nearby);
    setTransport(request);
    QMetaObject::invokeMethod(m_network, [this, request, network = m_network] {
        QNetworkReply *reply = network->get(request);
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        connect(reply, &QNetworkReply::finished, this, &ChatClient::prepared);
    });
}

HealthProbe *ChatClient::probe(const QUrl &url, QObject *parent)
{
    QNetworkRequest request(url);
    setTransport(request);
    request.setTransferTimeout(ProbeTimeout);
    return new HealthProbe(m_probes.get(request), parent);
}

ModelRequest *ChatClient::askForModels(const QUrl &url, const RawHeaders &headers, QObject *parent)
{
    QNetworkRequest request(url);
    setTransport(request);
    setPlainHeaders(request, headers);
    request.setTransferTimeout(ProbeTimeout);
    return new ModelRequest(m_probes.get(request), parent);
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkrequest.h"

#include <QHttp1Configuration>

namespace Parlance {

namespace {

/// More lanes than fit on any screen. Qt's default is 6; a seventh lane would wait for another's answer to
/// end.
constexpr qsizetype ConnectionsPerHost = 128;

/// Idle connections are closed soon: if the server, a router or a suspend of the computer has silently closed
/// one, the next prompt fails, because it is not sent twice.
constexpr int IdleConnectionSeconds = 20;

void setTransport(QNetworkRequest &request)
{
    QHttp1Configuration http1;
    http1.setNumberOfConnectionsPerHost(ConnectionsPerHost);
    request.setHttp1Configuration(http1);
    // HTTP/2 would put all lanes on one connection: a lost packet delays them all, a stop closes nothing, and
    // each lane's times include the others' traffic.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(
        QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, IdleConnectionSeconds);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(
        QNetworkRequest::DoNotBufferUploadDataAttribute, true); // otherwise the body could be sent again
}

} // namespace

QNetworkRequest networkRequest(const WireRequest &request)
{
    QNetworkRequest network(request.url);
    setTransport(network);
    for (const auto &[name, value] : revealed(request.headers))
        network.setRawHeader(name, value);
    if (request.method != "GET")
        network.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    return network;
}

RawHeaders addedHeaders(const WireRequest &request)
{
    QByteArray host = request.url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (request.url.port() > 0)
        host += ':' + QByteArray::number(request.url.port());
    RawHeaders added{{"Host", host}, {"Connection", "Keep-Alive"}};
    if (request.method != "GET")
        added.prepend({"Content-Length", QByteArray::number(request.body.size())});
    return added;
}

} // namespace Parlance

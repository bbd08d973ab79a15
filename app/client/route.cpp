// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/route.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Route)
};

bool isHttp(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
}

QUrl serverOf(const QUrl &url)
{
    QUrl server;
    server.setScheme(url.scheme());
    server.setHost(url.host());
    server.setPort(url.port(url.scheme() == "https"_L1 ? 443 : 80));
    return server;
}

} // namespace

Route::Route(const QUrl &url, const QNetworkProxy &proxy)
    : m_server(serverOf(url))
    , m_proxy(proxy)
    , m_isForwarded(url.scheme() == "http"_L1 && isHttp(m_proxy))
{
    if (isHttp(m_proxy))
        m_proxy.setType(QNetworkProxy::HttpProxy);
}

QString Route::host() const
{
    return m_isForwarded ? m_proxy.hostName() : m_server.host();
}

bool Route::isEncrypted() const
{
    return m_server.scheme() == "https"_L1;
}

quint16 Route::port() const
{
    return m_isForwarded ? m_proxy.port() : static_cast<quint16>(m_server.port());
}

QString Route::place() const
{
    QUrl url;
    url.setHost(m_proxy.hostName());
    url.setPort(m_proxy.port());
    return isDirect() ? QString() : url.authority();
}

RawHeaders Route::login() const
{
    if (!m_isForwarded || m_proxy.user().isEmpty())
        return {};
    return {{"Proxy-Authorization", "Basic " + basicLogin(m_proxy).toBase64()}};
}

/// Of a server behind a tunnel, Qt tells as if there was no proxy.
Route::Fault Route::faultIn(QAbstractSocket::SocketError error) const
{
    switch (error) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Fault::Login;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return Fault::Refused;
    case QAbstractSocket::ProxyNotFoundError:
        return Fault::NotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return m_isForwarded ? Fault::Refused : Fault::None;
    case QAbstractSocket::HostNotFoundError:
        return m_isForwarded ? Fault::NotFound : Fault::None;
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyProtocolError:
    case QAbstractSocket::SocketAccessError: // "Proxy denied connection"
    case QAbstractSocket::NetworkError:
        return isDirect() ? Fault::None : Fault::Other;
    default:
        return m_isForwarded ? Fault::Other : Fault::None;
    }
}

std::optional<ChatError> Route::failure(Fault fault, const QString &words) const
{
    if (fault == Fault::None)
        return {};
    ChatError error;
    error.kind = ChatError::Kind::Proxy;
    error.httpStatus = fault == Fault::Login ? LoginWanted : 0;
    error.message = wordsOf(fault, words);
    return error;
}

QString Route::wordsOf(Fault fault, const QString &words) const
{
    if (fault == Fault::Refused)
        return Words::tr("Proxy %1 refused the connection.").arg(place());
    if (fault == Fault::NotFound)
        return Words::tr("Proxy %1 was not found.").arg(place());
    if (fault == Fault::Other)
        //: %1 is a host and port, %2 says what went wrong.
        return Words::tr("Proxy %1: %2").arg(place(), words);
    return m_proxy.user().isEmpty()
               ? Words::tr("Proxy %1 requires a user name and a password.").arg(place())
               : Words::tr("Proxy %1 did not accept the user name and the password.").arg(place());
}

QByteArray basicLogin(const QNetworkProxy &proxy)
{
    return (proxy.user() + u':' + proxy.password()).toUtf8();
}

} // namespace Parlance

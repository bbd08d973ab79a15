// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "wire/wirerequest.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QUrl>

namespace Parlance {

/// How one request gets to its server: directly, or by a proxy.
class Route
{
public:
    /// What a proxy did wrong; None if the server is at fault.
    enum class Fault { None, Login, Refused, NotFound, Other };

    /// The status with which an HTTP proxy asks for a login.
    static constexpr int LoginWanted = 407;

    Route() = default;
    /// Requests to the URL go by this proxy.
    Route(const QUrl &url, const QNetworkProxy &proxy);

    /// True if one connection serves the requests of both.
    bool operator==(const Route &) const = default;

    /// What the connection reaches: the URL's host, or the proxy of a forwarded request.
    [[nodiscard]] QString host() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] const QNetworkProxy &proxy() const { return m_proxy; }
    [[nodiscard]] bool isDirect() const { return m_proxy.type() == QNetworkProxy::NoProxy; }
    /// The proxy's "host:port"; empty if the request goes directly.
    [[nodiscard]] QString place() const;
    /// True if the request is sent to the proxy itself, as plain HTTP is to an HTTP proxy (RFC 9112 3.2.2).
    /// Anything else goes through a tunnel.
    [[nodiscard]] bool isForwarded() const { return m_isForwarded; }
    /// The header that logs in at the proxy of a forwarded request; none without a user.
    [[nodiscard]] RawHeaders login() const;
    /// The fault of the proxy in an error before the request is sent.
    [[nodiscard]] Fault faultIn(QAbstractSocket::SocketError error) const;
    /// The error that names the proxy, without its password; empty for no fault. `words` are Qt's, for
    /// another fault.
    [[nodiscard]] std::optional<ChatError> failure(Fault fault, const QString &words = {}) const;

private:
    [[nodiscard]] QString wordsOf(Fault fault, const QString &words) const;

    QUrl m_server; ///< scheme, host and port
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    bool m_isForwarded = false;
};

/// "user:password", as Basic authentication has it (RFC 7617).
[[nodiscard]] QByteArray basicLogin(const QNetworkProxy &proxy);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/network.h"

namespace Parlance {

/// Opens a connection along a route. A server may have addresses that nothing reaches, mostly of IPv6: when
/// none stands after a moment, IPv4 alone is tried beside it, and the first counts (RFC 8305).
///
/// `opened()` or `failed()` comes once, never from `start()`; then `take()` gives the socket. Destroying it
/// closes what was not taken.
class Dial : public QObject
{
    Q_OBJECT

public:
    explicit Dial(QObject *parent);

    void start(const Route &route);
    /// The open connection, or that which failed, with its error. Nothing is connected to its signals.
    [[nodiscard]] SocketPointer take();
    /// True if a certificate of the server was refused.
    [[nodiscard]] bool isCertificateRefused() const { return m_certificateRefused; }

Q_SIGNALS:
    /// It stands, and is encrypted if the route asks for that.
    void opened();
    void failed();

private:
    [[nodiscard]] SocketPointer call(QAbstractSocket::NetworkLayerProtocol protocol);
    void callBeside();
    void choose(QTcpSocket *socket);
    void drop(QTcpSocket *socket);

    Route m_route;
    SocketPointer m_first;  ///< that which counts, once one stands
    SocketPointer m_second; ///< by IPv4 alone
    bool m_certificateRefused = false;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace Parlance::Demo {

/// The client's end of a connection.
struct Peer
{
    QHostAddress address;
    quint16 port = 0;

    bool operator==(const Peer &) const = default;
};

/// Accepts connections on 127.0.0.1 only, sends small pieces at once (TCP_NODELAY), reports disconnects, and
/// can close connections, which Qt's HTTP server does not offer.
class LoopbackListener : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

    /// Port 0 takes any free one. Returns false on an error, see `errorString()`.
    [[nodiscard]] bool open(quint16 port);

    /// Closes the connection to this peer after the written bytes were sent.
    void hangUp(const Peer &peer);

Q_SIGNALS:
    void hungUp(const Parlance::Demo::Peer &peer);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QList<QPointer<QTcpSocket>> m_sockets; ///< owned by the HTTP server
};

} // namespace Parlance::Demo

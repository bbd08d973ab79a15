// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace Parlance::Demo {

/// One end of a connection.
struct Peer
{
    QHostAddress address;
    quint16 port = 0;

    bool operator==(const Peer &) const = default;
};

/// Accepts connections on 127.0.0.1 only, sends small pieces at once (TCP_NODELAY), says who hangs up, and
/// hangs up itself, which Qt's HTTP server keeps to itself.
class LoopbackListener : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

    /// Port 0 takes any free one. False, with `errorString()`, if it cannot.
    [[nodiscard]] bool open(quint16 port);

    /// Closes the connection to this peer when what was written has gone out.
    void hangUp(const Peer &peer);

Q_SIGNALS:
    void hungUp(const Parlance::Demo::Peer &peer);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QList<QPointer<QTcpSocket>> m_sockets; ///< they belong to the HTTP server
};

} // namespace Parlance::Demo

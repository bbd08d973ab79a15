// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace Parlance::Demo {

/// One end of a connection.
struct Peer
{
    QHostAddress address;
    quint16 port = 0;

    bool operator==(const Peer &) const = default;
};

/// Accepts connections on 127.0.0.1 only, sends small pieces at once (TCP_NODELAY), and says who hangs up,
/// which Qt's HTTP server keeps to itself.
class LoopbackListener : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

    /// Port 0 takes any free one. False, with `errorString()`, if it cannot.
    [[nodiscard]] bool open(quint16 port);

Q_SIGNALS:
    void hungUp(const Parlance::Demo::Peer &peer);

protected:
    void incomingConnection(qintptr descriptor) override;
};

} // namespace Parlance::Demo

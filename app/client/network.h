// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/proxychoice.h"
#include "client/route.h"

#include <QScopedPointer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <vector>

namespace Parlance {

/// The socket of a connection, for TLS a QSslSocket. It is deleted when its thread next handles events, so a
/// handler of its signals may drop it.
using SocketPointer = std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater>;

/// What the requests of a client share: how they leave this computer, and connections that stay open for the
/// next one. Lives in the network's thread, as all who use it do.
class Network : public QObject
{
    Q_OBJECT

public:
    ~Network() override;

    /// Drops the kept connections, which may not go by these.
    void setProxies(const ProxyChoice &proxies);
    [[nodiscard]] Route routeTo(const QUrl &url);

    /// The connection along this route that nobody has used for the shortest time; null if there is none.
    [[nodiscard]] SocketPointer take(const Route &route);
    /// Keeps a connection whose answer has been read whole, for 20 s at most. A connection that the server
    /// closes, or on which it speaks without being asked, is dropped.
    void keep(const Route &route, SocketPointer socket);

private:
    struct Kept
    {
        Route route;
        SocketPointer socket;
        std::chrono::nanoseconds since; ///< the computer was started
        std::unique_ptr<QTimer, QScopedPointerDeleteLater> idle;
    };

    SocketPointer remove(const QTcpSocket *socket);

    ChosenProxies m_proxies{{}};
    std::vector<Kept> m_kept; ///< the oldest first
};

} // namespace Parlance

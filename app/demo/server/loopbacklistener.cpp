// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/loopbacklistener.h"

#include <algorithm>
#include <memory>

namespace Parlance::Demo {

bool LoopbackListener::open(quint16 port)
{
    return listen(QHostAddress::LocalHost, port);
}

void LoopbackListener::incomingConnection(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>(this);
    if (!socket->setSocketDescriptor(descriptor))
        return;
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const Peer peer{.address = socket->peerAddress(), .port = socket->peerPort()};
    connect(socket.get(), &QTcpSocket::disconnected, this, [this, peer] { Q_EMIT hungUp(peer); });
    m_sockets.removeIf([](const QPointer<QTcpSocket> &gone) { return gone.isNull(); });
    m_sockets.append(socket.get());
    addPendingConnection(socket.release());
}

void LoopbackListener::hangUp(const Peer &peer)
{
    const auto isThat = [&](const QPointer<QTcpSocket> &socket) {
        return socket && peer == Peer{.address = socket->peerAddress(), .port = socket->peerPort()};
    };
    if (const auto found = std::ranges::find_if(m_sockets, isThat); found != m_sockets.end())
        (*found)->disconnectFromHost();
}

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/loopbacklistener.h"

#include <QTcpSocket>

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
    addPendingConnection(socket.release());
}

} // namespace Parlance::Demo

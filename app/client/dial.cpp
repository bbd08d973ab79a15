// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/dial.h"

#include <QSslSocket>

#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto MomentBesideFirst = 300ms;

/// What a socket keeps unread: then the server waits for us.
constexpr qint64 BufferBytes = 64 * 1024;

} // namespace

Dial::Dial(QObject *parent)
    : QObject(parent)
{
}

void Dial::start(const Route &route)
{
    m_route = route;
    m_first = call(QAbstractSocket::AnyIPProtocol);
    if (route.isDirect() || route.isForwarded())
        QTimer::singleShot(MomentBesideFirst, this, &Dial::callBeside);
}

SocketPointer Dial::call(QAbstractSocket::NetworkLayerProtocol protocol)
{
    SocketPointer pointer(m_route.isEncrypted() ? new QSslSocket : new QTcpSocket);
    QTcpSocket *socket = pointer.get();
    socket->setReadBufferSize(BufferBytes);
    socket->setProxy(m_route.isForwarded() ? QNetworkProxy(QNetworkProxy::NoProxy) : m_route.proxy());
    // Queued, for an address that is none fails at once.
    connect(socket, &QTcpSocket::connected, this, [this, socket] { choose(socket); }, Qt::QueuedConnection);
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket] { drop(socket); }, Qt::QueuedConnection);
    socket->connectToHost(m_route.host(), m_route.port(), QIODevice::ReadWrite, protocol);
    return pointer;
}

void Dial::callBeside()
{
    const bool isWaiting = m_first && (m_first->state() == QAbstractSocket::HostLookupState ||
                                          m_first->state() == QAbstractSocket::ConnectingState);
    if (isWaiting)
        m_second = call(QAbstractSocket::IPv4Protocol);
}

void Dial::choose(QTcpSocket *socket)
{
    if (socket == m_second.get())
        std::swap(m_first, m_second);
    if (socket != m_first.get())
        return;
    m_second.reset();
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // no part of a request waits for an answer
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    auto *encrypted = qobject_cast<QSslSocket *>(socket);
    if (!encrypted)
        return Q_EMIT opened();
    connect(encrypted, &QSslSocket::sslErrors, this, [this] { m_certificateRefused = true; });
    connect(encrypted, &QSslSocket::encrypted, this, &Dial::opened);
    encrypted->setPeerVerifyName(m_route.host());
    encrypted->startClientEncryption();
}

/// Of two attempts the other goes on.
void Dial::drop(QTcpSocket *socket)
{
    if (socket == m_second.get())
        return m_second.reset();
    if (socket != m_first.get())
        return;
    if (!m_second)
        return Q_EMIT failed();
    m_first = std::move(m_second);
}

SocketPointer Dial::take()
{
    m_second.reset();
    if (m_first)
        m_first->disconnect(this);
    return std::move(m_first);
}

} // namespace Parlance

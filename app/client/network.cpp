// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/network.h"

#include <QNetworkProxyQuery>

#include <algorithm>
#include <ctime>
#include <poll.h>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// Not long: if the server, a router or a suspend of the computer has silently closed a connection, the next
/// request fails, because it is not sent twice.
constexpr auto IdleTime = 20s;

/// The time since the computer was started, also that of a suspend.
std::chrono::nanoseconds timeSinceBoot()
{
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// True if the server has neither closed the connection nor said anything, also of what Qt was not told yet.
/// A connection through a proxy is not polled: Qt makes up its descriptor, which may be that of a file.
bool isQuiet(const QTcpSocket &socket)
{
    if (socket.state() != QAbstractSocket::ConnectedState || socket.bytesAvailable() > 0)
        return false;
    const bool isDirect = socket.proxy().type() == QNetworkProxy::NoProxy;
    pollfd state{.fd = static_cast<int>(socket.socketDescriptor()), .events = POLLIN, .revents = 0};
    return !isDirect || poll(&state, 1, 0) == 0;
}

} // namespace

Network::~Network()
{
    for (Kept &kept : m_kept) { // at once: the thread handles no more events
        delete kept.socket.release();
        delete kept.idle.release();
    }
}

void Network::setProxies(const ProxyChoice &proxies)
{
    m_proxies = ChosenProxies(proxies);
    m_kept.clear();
}

Route Network::routeTo(const QUrl &url)
{
    return {url, m_proxies.queryProxy(QNetworkProxyQuery(url)).value(0, QNetworkProxy::NoProxy)};
}

SocketPointer Network::take(const Route &route)
{
    for (;;) {
        const auto found = std::ranges::find(m_kept.rbegin(), m_kept.rend(), route, &Kept::route);
        if (found == m_kept.rend())
            return nullptr;
        const bool isFresh = timeSinceBoot() - found->since < IdleTime;
        SocketPointer socket = remove(found->socket.get());
        if (isFresh && isQuiet(*socket))
            return socket;
    }
}

void Network::keep(const Route &route, SocketPointer socket)
{
    const auto drop = [this, kept = socket.get()] {
        remove(kept);
    };
    connect(socket.get(), &QTcpSocket::readyRead, this, drop);
    connect(socket.get(), &QTcpSocket::disconnected, this, drop);
    auto *idle = new QTimer;
    idle->setSingleShot(true);
    connect(idle, &QTimer::timeout, this, drop);
    idle->start(IdleTime);
    m_kept.push_back(
        {.route = route, .socket = std::move(socket), .since = timeSinceBoot(), .idle = {idle, {}}});
}

SocketPointer Network::remove(const QTcpSocket *socket)
{
    const auto found =
        std::ranges::find_if(m_kept, [socket](const Kept &kept) { return kept.socket.get() == socket; });
    if (found == m_kept.end())
        return nullptr;
    SocketPointer removed = std::move(found->socket);
    m_kept.erase(found);
    removed->disconnect(this);
    return removed;
}

} // namespace Parlance

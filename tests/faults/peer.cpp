// SPDX-License-Identifier: GPL-3.0-or-later
#include "peer.h"

#include <arpa/inet.h>
#include <cerrno>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace Parlance {

namespace {

constexpr int Look = 20; ///< ms between two looks whether the server is to end

} // namespace

Peer::Peer(int descriptor, const std::atomic<bool> &over, std::atomic<int> &requests)
    : m_descriptor(descriptor)
    , m_over(over)
    , m_requests(requests)
{
    const int on = 1;
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

Peer::~Peer()
{
    if (!m_gone)
        finish();
    ::close(m_descriptor);
}

bool Peer::waitFor(short event)
{
    while (!m_over && !m_gone) {
        pollfd watched{.fd = m_descriptor, .events = event, .revents = 0};
        if (::poll(&watched, 1, Look) > 0)
            return true;
    }
    return false;
}

bool Peer::readSome()
{
    if (!waitFor(POLLIN))
        return false;
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const ssize_t size = ::recv(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()), MSG_DONTWAIT);
    m_gone = size == 0 || (size < 0 && errno != EAGAIN);
    if (size > 0)
        m_request += bytes.first(size);
    if (!m_counted && m_request.contains("\r\n\r\n")) {
        m_counted = true;
        ++m_requests;
    }
    return !m_gone;
}

void Peer::readHead()
{
    while (!m_request.contains("\r\n\r\n") && readSome()) {
    }
}

void Peer::readRequest()
{
    readHead();
    const qsizetype body = m_request.indexOf("\r\n\r\n") + 4;
    const qsizetype at = m_request.toLower().indexOf("\r\ncontent-length:");
    const qsizetype length =
        at < 0 ? 0 : m_request.sliced(at + 17).split('\r').constFirst().trimmed().toLongLong();
    while (m_request.size() < body + length && readSome()) {
    }
}

void Peer::send(const QByteArray &bytes)
{
    QByteArrayView rest = bytes;
    while (!rest.isEmpty() && waitFor(POLLOUT)) {
        const ssize_t size =
            ::send(m_descriptor, rest.data(), static_cast<size_t>(rest.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        m_gone = size < 0 && errno != EAGAIN;
        rest = rest.sliced(std::max<ssize_t>(0, size));
    }
}

void Peer::sendSlowly(const QByteArray &bytes)
{
    for (const char byte : bytes) {
        send(QByteArray(1, byte));
        std::this_thread::yield();
    }
}

void Peer::sendEndlessly(const QByteArray &bytes, qint64 most)
{
    for (qint64 sent = 0; sent < most && !m_gone && !m_over; sent += bytes.size())
        send(bytes);
}

void Peer::finish()
{
    ::shutdown(m_descriptor, SHUT_WR);
    beSilent();
}

void Peer::waitUntilReceived()
{
    int unacknowledged = 1;
    while (!m_over && ::ioctl(m_descriptor, SIOCOUTQ, &unacknowledged) == 0 && unacknowledged > 0)
        std::this_thread::yield();
}

void Peer::reset()
{
    pollfd watched{.fd = m_descriptor, .events = POLLIN, .revents = 0};
    if (::poll(&watched, 1, 0) > 0)
        std::ignore = readSome(); // only to count what has come
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
    m_gone = true;
}

void Peer::beSilent()
{
    while (readSome()) {
        if (m_counted)
            m_request.clear();
    }
}

FaultServer::FaultServer(Script script, Listening listening)
    : m_script(std::move(script))
    , m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof(address);
    if (::bind(m_descriptor, generic, size) != 0 || getsockname(m_descriptor, generic, &size) != 0)
        qFatal("No port to listen on");
    m_port = ntohs(address.sin_port);
    if (listening == Listening::Refuses)
        return; // a port that is bound and does not listen refuses
    if (::listen(m_descriptor, listening == Listening::IsFull ? 0 : 16) != 0)
        qFatal("Cannot listen");
    if (listening == Listening::IsFull)
        fill();
    else
        m_thread = std::thread(&FaultServer::serve, this);
}

FaultServer::~FaultServer()
{
    m_over = true;
    if (m_thread.joinable())
        m_thread.join();
    for (const int filling : std::as_const(m_filling))
        ::close(filling);
    ::close(m_descriptor);
}

/// Whoever comes after a full queue gets no answer at all.
void FaultServer::fill()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(m_port);
    for (int i = 0; i < 4; ++i) {
        m_filling << ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        static_cast<void>(
            ::connect(m_filling.constLast(), reinterpret_cast<sockaddr *>(&address), sizeof(address)));
    }
}

void FaultServer::serve()
{
    bool isConnected = false;
    while (!m_over) {
        pollfd watched{.fd = m_descriptor, .events = POLLIN, .revents = 0};
        if (::poll(&watched, 1, Look) <= 0)
            continue;
        const int accepted = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0)
            continue;
        Peer peer(accepted, m_over, m_requests);
        if (std::exchange(isConnected, true))
            peer.readHead(); // what reconnects need not ask again, and is counted if it does
        m_script(peer);
    }
}

} // namespace Parlance

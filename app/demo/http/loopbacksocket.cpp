// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/loopbacksocket.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Parlance::Demo {

namespace {

bool isPassing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

LoopbackSocket::LoopbackSocket(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_readable(descriptor, QSocketNotifier::Read)
    , m_writable(descriptor, QSocketNotifier::Write)
{
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &LoopbackSocket::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &LoopbackSocket::flush);
}

LoopbackSocket::~LoopbackSocket()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    ::close(m_descriptor);
}

QHostAddress LoopbackSocket::peer() const
{
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    getpeername(m_descriptor, reinterpret_cast<sockaddr *>(&address), &size);
    return QHostAddress(reinterpret_cast<const sockaddr *>(&address));
}

void LoopbackSocket::setReading(bool reading)
{
    m_readable.setEnabled(reading && !m_inputEnded && !m_broken);
}

void LoopbackSocket::write(const QByteArray &bytes)
{
    if (m_broken)
        return;
    const bool waits = !m_unsent.isEmpty();
    m_unsent += bytes;
    if (!waits)
        flush();
}

void LoopbackSocket::endWriting()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void LoopbackSocket::read()
{
    std::array<char, 64 * 1024> bytes; // NOLINT(*-member-init): recv() fills it
    const ssize_t size = ::recv(m_descriptor, bytes.data(), bytes.size(), 0);
    if (size > 0) {
        Q_EMIT arrived(QByteArray(bytes.data(), size));
    } else if (size == 0) {
        m_inputEnded = true;
        setReading(false); // or it would be readable for ever
        Q_EMIT inputEnded();
    } else if (!isPassing(errno)) {
        breakOff();
    }
}

void LoopbackSocket::flush()
{
    const qsizetype before = m_unsent.size();
    while (!m_unsent.isEmpty()) {
        const ssize_t size =
            ::send(m_descriptor, m_unsent.constData(), static_cast<size_t>(m_unsent.size()), MSG_NOSIGNAL);
        if (size < 0 && !isPassing(errno))
            return breakOff();
        if (size < 0)
            break;
        m_unsent.remove(0, size);
    }
    m_writable.setEnabled(!m_unsent.isEmpty());
    if (m_unsent.size() < before)
        Q_EMIT sent();
}

void LoopbackSocket::breakOff()
{
    m_broken = true;
    setReading(false);
    m_writable.setEnabled(false);
    m_unsent.clear();
    Q_EMIT broken();
}

} // namespace Parlance::Demo

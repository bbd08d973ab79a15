// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/loopbacklistener.h"

#include <QSocketNotifier>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr int MostWaiting = 128; ///< that the system keeps until they are accepted

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// A descriptor that listens, or -1, see errno.
int listening(quint16 port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return -1;
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    const sockaddr_in address = loopback(port);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0 &&
        ::listen(descriptor, MostWaiting) == 0)
        return descriptor;
    const int error = errno;
    ::close(descriptor);
    errno = error;
    return -1;
}

quint16 portOf(int descriptor)
{
    sockaddr_in address{};
    socklen_t size = sizeof(address);
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace

LoopbackListener::LoopbackListener(QObject *parent)
    : QObject(parent)
    , m_rest(this) // it moves to another thread with this
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(100ms);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_waiting->setEnabled(true); });
}

LoopbackListener::~LoopbackListener()
{
    delete m_waiting;
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::expected<quint16, QString> LoopbackListener::open(quint16 port)
{
    m_descriptor = listening(port);
    if (m_descriptor < 0)
        return std::unexpected(qt_error_string(errno));
    m_port = portOf(m_descriptor);
    m_waiting = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_waiting, &QSocketNotifier::activated, this, &LoopbackListener::accept);
    return m_port;
}

void LoopbackListener::accept()
{
    const int descriptor = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor >= 0) {
        Q_EMIT accepted(descriptor);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        m_waiting->setEnabled(false);
        m_rest.start();
    }
}

} // namespace Parlance::Demo

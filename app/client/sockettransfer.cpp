// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sockettransfer.h"

#include "client/networkrequest.h"
#include "client/transporterror.h"

#include <algorithm>
#include <poll.h>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// What the socket keeps unread: then the server waits for us.
constexpr qint64 BufferBytes = 64 * 1024;

/// As much as the system takes when it takes anything.
constexpr qint64 PieceBytes = 16 * 1024;

constexpr auto PollTime = 5ms;

/// The request up to its body. `target` is the path, or for a proxy the whole address (RFC 9112 3.2).
QByteArray headOf(const WireRequest &request, const QByteArray &target, const RawHeaders &more)
{
    QByteArray head = request.method + ' ' + target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : addedHeaders(request) + revealed(request.headers) + more)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

QByteArray pathOf(const QUrl &url)
{
    const QByteArray path = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return path.startsWith('/') ? path : '/' + path;
}

QByteArray locationIn(const RawHeaders &headers)
{
    const auto location = std::ranges::find_if(headers,
        [](const auto &header) { return header.first.compare("location", Qt::CaseInsensitive) == 0; });
    return location == headers.cend() ? QByteArray() : location->second;
}

} // namespace

SocketTransfer::SocketTransfer(WireRequest request)
    : m_request(std::move(request))
    , m_socket(this) // which moves to the network's thread with this
    , m_next(this)
    , m_patience(this)
{
    m_socket.setReadBufferSize(BufferBytes);
    connect(&m_socket, &QSslSocket::sslErrors, this, [this] { m_certificateRefused = true; });
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &SocketTransfer::write);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &SocketTransfer::giveUp);
    connect(&m_socket, &QSslSocket::readyRead, this, &SocketTransfer::read);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &SocketTransfer::readLast);
}

SocketTransfer::~SocketTransfer()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void SocketTransfer::start(QNetworkAccessManager &network)
{
    begin();
    note(&Arrivals::connectingAt);
    m_patience.start(headTime());
    m_route = Route(m_request.url, network);
    note(m_route);
    const QUrl &url = m_request.url;
    if (url.scheme() == "https"_L1) {
        connect(&m_socket, &QSslSocket::encrypted, this, [this] {
            note(&Arrivals::encryptedAt);
            send(pathOf(m_request.url));
        });
        m_socket.setProxy(m_route.proxy());
        m_socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(443)));
    } else if (m_route.isForwarded()) {
        openForwarded();
    } else {
        connect(&m_socket, &QSslSocket::connected, this, [this] { send(pathOf(m_request.url)); });
        m_socket.setProxy(m_route.proxy());
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    }
}

void SocketTransfer::openForwarded()
{
    connect(&m_socket, &QSslSocket::connected, this,
        [this] { send(m_request.url.toEncoded(QUrl::RemoveFragment)); });
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(m_route.proxy().hostName(), m_route.proxy().port());
}

void SocketTransfer::send(const QByteArray &target)
{
    m_isOpen = true;
    noteConnection();
    m_socket.write(headOf(m_request, target, m_route.login()));
    write();
}

/// Sends as much of the body as fits, and nothing after a refusal.
void SocketTransfer::write()
{
    if (!m_isOpen || m_isSent || m_reader.status() >= 300)
        return;
    while (m_written < m_request.body.size() && mayWrite()) {
        const QByteArrayView left = QByteArrayView(m_request.body).sliced(m_written);
        const qint64 length = std::min<qint64>(left.size(), PieceBytes);
        m_socket.write(left.data(), length);
        m_socket.flush();
        m_written += length;
    }
    tellUpload();
    m_isSent = m_written == m_request.body.size() && unsent() == 0;
    if (m_isSent)
        note(&Arrivals::sentAt);
    else
        m_next.start(PollTime);
}

void SocketTransfer::tellUpload()
{
    const qint64 uploaded = std::max<qint64>(m_written - unsent(), m_uploaded);
    if (uploaded > std::exchange(m_uploaded, uploaded))
        noteUpload(uploaded);
}

qint64 SocketTransfer::unsent() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

/// If a write fails, because the server has closed, Qt drops what the server has sent. So that is read first,
/// and Qt gets only what the system takes at once.
bool SocketTransfer::mayWrite() const
{
    if (unsent() > 0)
        return false;
    pollfd state{
        .fd = static_cast<int>(m_socket.socketDescriptor()), .events = POLLIN | POLLOUT, .revents = 0};
    return state.fd < 0 || (poll(&state, 1, 0) == 1 && state.revents == POLLOUT); // a proxy has no descriptor
}

void SocketTransfer::read()
{
    while (m_socket.bytesAvailable() > 0 && isReading()) {
        if (room() <= 0 && !m_isClosed)
            return; // goOn() comes
        const QByteArray body = m_reader.feed(m_socket.read(BufferBytes));
        noteHead();
        if (!body.isEmpty())
            add(QList<Arrivals::Piece>{{.bytes = body, .at = elapsed()}});
    }
    if (!isReading())
        readEnd();
}

bool SocketTransfer::isReading() const
{
    return m_reader.state() == HttpReader::State::Head || m_reader.state() == HttpReader::State::Body;
}

void SocketTransfer::noteHead()
{
    if (m_headNoted || m_reader.status() < 200)
        return;
    m_headNoted = true;
    m_patience.stop();
    if (isRefusedByProxy())
        return;
    add(Recording::Head{.status = m_reader.status(), .headers = m_reader.headers(), .at = elapsed()});
}

void SocketTransfer::giveUp()
{
    m_gaveUp = true;
    readEnd();
}

/// The connection has ended, though Qt calls it open still. What came before is read, and counts.
void SocketTransfer::readLast()
{
    m_isClosed = true;
    read();
    m_reader.close();
    readEnd();
}

void SocketTransfer::readEnd()
{
    if (std::exchange(m_over, true))
        return;
    const std::optional<ChatError> end = failure();
    m_next.stop();
    m_patience.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    add(Recording::End{.failure = end, .at = elapsed()});
}

bool SocketTransfer::isRefusedByProxy() const
{
    return m_route.isForwarded() && m_reader.status() == Route::LoginWanted;
}

std::optional<ChatError> SocketTransfer::failure() const
{
    if (isRefusedByProxy())
        return m_route.failure(Route::Fault::Login);
    const int status = m_reader.status();
    if (m_gaveUp)
        return headMissing(headTime());
    if (status >= 400)
        return {};
    if (m_reader.state() == HttpReader::State::Ended)
        return status < 300 ? std::nullopt
                            : redirection(m_request.url, status, locationIn(m_reader.headers()));
    const auto ofProxy = m_route.failure(m_route.faultIn(m_socket.error()), m_socket.errorString());
    if (!m_isOpen && ofProxy)
        return ofProxy;
    const bool isClosed = m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    const QString words = isClosed ? QString() : m_socket.errorString();
    return connectionError(
        m_reader.problem().isEmpty() ? words : m_reader.problem(), m_headNoted, m_certificateRefused);
}

void SocketTransfer::closeSoon()
{
    QMetaObject::invokeMethod(this, [this] {
        m_over = true;
        m_next.stop();
        m_patience.stop();
        m_socket.disconnect(this);
        m_socket.abort();
    });
}

} // namespace Parlance

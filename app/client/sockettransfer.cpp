// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sockettransfer.h"

#include "client/networkrequest.h"
#include "client/transporterror.h"

#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

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

QNetworkProxy proxyFor(const QUrl &url, QNetworkAccessManager &network)
{
    QNetworkProxyFactory *factory = network.proxyFactory();
    const QNetworkProxyQuery query(url);
    const QList<QNetworkProxy> found =
        factory ? factory->queryProxy(query) : QNetworkProxyFactory::proxyForQuery(query);
    return found.value(0, QNetworkProxy::NoProxy);
}

bool isHttp(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
}

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
    const QUrl &url = m_request.url;
    QNetworkProxy proxy = proxyFor(url, network);
    if (url.scheme() == "https"_L1) {
        connect(&m_socket, &QSslSocket::encrypted, this, [this] {
            note(&Arrivals::encryptedAt);
            send(pathOf(m_request.url), {});
        });
        if (isHttp(proxy))
            proxy.setType(QNetworkProxy::HttpProxy);
        m_socket.setProxy(proxy);
        m_socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(443)));
    } else if (isHttp(proxy)) {
        openThrough(proxy);
    } else {
        connect(&m_socket, &QSslSocket::connected, this, [this] { send(pathOf(m_request.url), {}); });
        m_socket.setProxy(proxy);
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    }
}

/// Plain HTTP goes to the proxy itself.
void SocketTransfer::openThrough(const QNetworkProxy &proxy)
{
    RawHeaders more;
    if (!proxy.user().isEmpty()) {
        const QByteArray user = (proxy.user() + u':' + proxy.password()).toUtf8();
        more.emplaceBack("Proxy-Authorization", "Basic " + user.toBase64());
    }
    connect(&m_socket, &QSslSocket::connected, this,
        [this, more] { send(m_request.url.toEncoded(QUrl::RemoveFragment), more); });
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(proxy.hostName(), proxy.port());
}

void SocketTransfer::send(const QByteArray &target, const RawHeaders &more)
{
    m_isOpen = true;
    noteConnection();
    m_socket.write(headOf(m_request, target, more));
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
    m_isSent = m_written == m_request.body.size() && unsent() == 0;
    if (m_isSent)
        note(&Arrivals::sentAt);
    else
        m_next.start(PollTime);
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

std::optional<ChatError> SocketTransfer::failure() const
{
    const int status = m_reader.status();
    if (m_gaveUp)
        return headMissing(headTime());
    if (status >= 400)
        return {};
    if (m_reader.state() == HttpReader::State::Ended)
        return status < 300 ? std::nullopt
                            : redirection(m_request.url, status, locationIn(m_reader.headers()));
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

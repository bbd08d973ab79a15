// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httptransfer.h"

#include "client/requesthead.h"
#include "client/transporterror.h"

#include <QSslSocket>

#include <algorithm>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// As much as the system takes when it takes anything, and small enough to be read between two frames.
constexpr qint64 PieceBytes = 16 * 1024;

constexpr auto PollTime = 5ms;

/// How long an answer that nobody reads any more may still take to end.
constexpr auto DrainTime = 1s;

QByteArray locationIn(const RawHeaders &headers)
{
    const auto location = std::ranges::find_if(headers,
        [](const auto &header) { return header.first.compare("location", Qt::CaseInsensitive) == 0; });
    return location == headers.cend() ? QByteArray() : location->second;
}

} // namespace

HttpTransfer::HttpTransfer(WireRequest request)
    : m_request(std::move(request))
    , m_dial(this) // which moves to the network's thread with this
    , m_next(this)
    , m_patience(this)
{
    connect(&m_dial, &Dial::opened, this, [this] {
        if (m_route.isEncrypted())
            note(&Arrivals::encryptedAt);
        use(m_dial.take());
        if (m_socket->state() == QAbstractSocket::ConnectedState)
            send();
        else
            readLast();
    });
    connect(&m_dial, &Dial::failed, this, [this] {
        m_socket = m_dial.take();
        readLast();
    });
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &HttpTransfer::write);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &HttpTransfer::giveUp);
}

/// Deletes the socket at once, as the thread may handle no more events.
HttpTransfer::~HttpTransfer()
{
    QTcpSocket *socket = (m_socket ? std::move(m_socket) : m_dial.take()).release();
    if (socket)
        socket->disconnect(this);
    delete socket;
}

void HttpTransfer::start(Network &network)
{
    begin();
    if (const auto name = unsendableHeader(m_request)) {
        m_isOver = true;
        return add(Recording::End{.failure = headerRefused(*name), .at = elapsed()});
    }
    m_patience.start(m_headTime);
    m_network = &network;
    m_route = network.routeTo(m_request.url);
    note(m_route);
    if (SocketPointer kept = network.take(m_route)) {
        use(std::move(kept));
        send();
    } else {
        note(&Arrivals::connectingAt);
        m_dial.start(m_route);
    }
}

void HttpTransfer::use(SocketPointer socket)
{
    m_socket = std::move(socket);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpTransfer::read);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &HttpTransfer::readLast);
}

/// Head and body of a small request go out together.
void HttpTransfer::send()
{
    m_isOpen = true;
    noteConnection();
    m_written = std::min<qsizetype>(m_request.body.size(), PieceBytes);
    m_socket->write(requestHead(m_request, m_route) + m_request.body.first(m_written));
    m_socket->flush();
    write();
}

/// Sends as much of the body as fits, and nothing after a refusal.
void HttpTransfer::write()
{
    if (m_isSent || m_isOver || m_reader.status() >= 300)
        return;
    while (m_written < m_request.body.size() && mayWrite()) {
        const QByteArrayView left = QByteArrayView(m_request.body).sliced(m_written);
        const qint64 taken = put(left.first(std::min<qint64>(left.size(), PieceBytes)));
        if (m_isOver)
            return; // the connection broke meanwhile
        if (taken == 0)
            break;
        m_written += taken;
    }
    m_isSent = m_written == m_request.body.size() && unsent() == 0;
    if (m_isSent)
        note(&Arrivals::sentAt);
    else
        m_next.start(PollTime);
    tellUpload();
}

/// Sends as much as the system takes at once, and returns how much that is. Past Qt where that is possible,
/// as Qt drops what the server has sent when a write fails.
qint64 HttpTransfer::put(QByteArrayView bytes)
{
    if (descriptor() >= 0 && !qobject_cast<QSslSocket *>(m_socket.get()))
        return std::max<qint64>(0, ::send(descriptor(), bytes.data(), static_cast<size_t>(bytes.size()),
                                       MSG_DONTWAIT | MSG_NOSIGNAL));
    m_socket->write(bytes.data(), bytes.size());
    m_socket->flush();
    return bytes.size();
}

/// -1 for a connection through a proxy, for which Qt makes up a number.
int HttpTransfer::descriptor() const
{
    const bool isDirect = m_socket->proxy().type() == QNetworkProxy::NoProxy;
    return isDirect ? static_cast<int>(m_socket->socketDescriptor()) : -1;
}

void HttpTransfer::tellUpload()
{
    const qint64 uploaded = std::max<qint64>(m_written - unsent(), m_uploaded);
    if (uploaded <= std::exchange(m_uploaded, uploaded))
        return;
    if (!m_headNoted)
        m_patience.start(m_headTime);
    noteUpload(uploaded);
}

qint64 HttpTransfer::unsent() const
{
    const auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get());
    return m_socket->bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
}

/// If a write fails, because the server has closed, Qt drops what the server has sent. So that is read first.
bool HttpTransfer::mayWrite() const
{
    if (unsent() > 0)
        return false;
    pollfd state{.fd = descriptor(), .events = POLLIN | POLLOUT, .revents = 0};
    return state.fd < 0 || (poll(&state, 1, 0) == 1 && state.revents == POLLOUT);
}

void HttpTransfer::read()
{
    while (m_socket && m_socket->bytesAvailable() > 0 && isReading()) {
        if (!m_isOver && !m_isClosed && room() <= 0)
            return; // goOn() comes
        const QByteArray body = m_reader.feed(m_socket->read(PieceBytes));
        noteHead();
        if (!body.isEmpty() && !m_isOver)
            add(QList<Arrivals::Piece>{{.bytes = body, .at = elapsed()}});
    }
    if (!isReading())
        readEnd();
}

bool HttpTransfer::isReading() const
{
    return m_reader.state() == HttpReader::State::Head || m_reader.state() == HttpReader::State::Body;
}

void HttpTransfer::noteHead()
{
    if (m_headNoted || m_reader.status() < 200)
        return;
    m_headNoted = true;
    m_patience.stop();
    if (!isRefusedByProxy())
        add(Recording::Head{.status = m_reader.status(), .headers = m_reader.headers(), .at = elapsed()});
}

void HttpTransfer::giveUp()
{
    m_gaveUp = true;
    readEnd();
}

/// The connection has ended, though Qt calls it open still. What came before is read, and counts.
void HttpTransfer::readLast()
{
    m_isClosed = true;
    read();
    if (m_socket && m_socket->error() == QAbstractSocket::RemoteHostClosedError)
        m_reader.close();
    else
        m_reader.breakOff();
    readEnd();
}

/// The connection is free before somebody hears of the end, and may ask again.
void HttpTransfer::readEnd()
{
    const bool isNews = !std::exchange(m_isOver, true);
    const Recording::End end{.failure = isNews ? failure() : std::nullopt, .at = elapsed()};
    if (isReusable()) {
        m_socket->disconnect(this);
        m_network->keep(m_route, std::move(m_socket));
    }
    letGo();
    if (isNews)
        add(end);
}

/// Closes what is open still.
void HttpTransfer::letGo()
{
    m_next.stop();
    m_patience.stop();
    SocketPointer socket = m_socket ? std::move(m_socket) : m_dial.take();
    if (!socket)
        return;
    socket->disconnect(this);
    socket->abort();
}

bool HttpTransfer::isReusable() const
{
    return m_network && m_socket && m_isSent && !m_isClosed && m_reader.keepsConnection() &&
           m_socket->bytesAvailable() == 0;
}

bool HttpTransfer::isRefusedByProxy() const
{
    return m_route.isForwarded() && m_reader.status() == Route::LoginWanted;
}

std::optional<ChatError> HttpTransfer::failure() const
{
    if (isRefusedByProxy())
        return m_route.failure(Route::Fault::Login);
    const int status = m_reader.status();
    if (m_gaveUp)
        return headMissing(m_headTime);
    if (status >= 400)
        return {};
    if (m_reader.state() == HttpReader::State::Ended)
        return status < 300 ? std::nullopt
                            : redirection(m_request.url, status, locationIn(m_reader.headers()));
    return brokenConnection();
}

ChatError HttpTransfer::brokenConnection() const
{
    const auto ofProxy = m_route.failure(m_route.faultIn(m_socket->error()), m_socket->errorString());
    if (!m_isOpen && ofProxy)
        return *ofProxy;
    const bool isClosed = m_socket->error() == QAbstractSocket::RemoteHostClosedError;
    const QString words = isClosed ? QString() : m_socket->errorString();
    return connectionError(m_reader.problem().isEmpty() ? words : m_reader.problem(), m_headNoted,
        m_dial.isCertificateRefused());
}

void HttpTransfer::closeSoon()
{
    QMetaObject::invokeMethod(this, [this] {
        m_isOver = true;
        if (!m_socket || !m_isSent)
            return letGo();
        m_patience.start(DrainTime);
        read();
    });
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networktransfer.h"

#include "client/networkrequest.h"
#include "client/oneshotbody.h"
#include "client/transporterror.h"

#include <QNetworkReply>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// The time limit for the rest of a body after the end mark, of which Qt keeps `BufferBytes`. A connection
/// that ends in time can be reused.
constexpr auto DrainTime = 1s;

/// Small enough to be read between two frames.
constexpr qint64 PieceBytes = 16 * 1024;

/// The most bytes that Qt keeps. When they are not taken, the network waits, and so does the server. Without
/// a bound from the start, Qt's thread would read from a fast server without end and process no other event.
constexpr qint64 BufferBytes = 256 * 1024;

/// How long a server is quiet at the end of an answer that does not tell its end.
constexpr auto QuietTime = 2s;

/// Does not abort a reply that has failed: it ends by itself, and Qt warns of a second failure.
void abortRunning(QNetworkReply *reply)
{
    if (reply->error() == QNetworkReply::NoError)
        reply->abort();
}

} // namespace

NetworkTransfer::NetworkTransfer(WireRequest request)
    : m_request(std::move(request))
    , m_patience(this) // which moves to the network's thread with this
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &NetworkTransfer::giveUp);
}

NetworkTransfer::~NetworkTransfer()
{
    if (!m_network)
        return;
    m_network->disconnect(this);
    abortRunning(m_network);
    delete m_network;
}

void NetworkTransfer::start(QNetworkAccessManager &network)
{
    begin();
    m_route = Route(m_request.url, network);
    note(m_route);
    m_network = send(network);
    m_patience.start(headTime()); // at once, as endless headers may keep Qt from telling more
    // Qt forgets it when it is set before; the first signal does not come for a connection that is used
    // again.
    const auto limitBuffer = [reply = m_network.get()] {
        reply->setReadBufferSize(BufferBytes);
    };
    connect(m_network, &QNetworkReply::socketStartedConnecting, m_network, limitBuffer);
    connect(m_network, &QNetworkReply::requestSent, m_network, limitBuffer);
    connect(m_network, &QNetworkReply::sslErrors, this, [this] { m_certificateRefused = true; });
    connect(
        m_network, &QNetworkReply::socketStartedConnecting, this, [this] { note(&Arrivals::connectingAt); });
    connect(m_network, &QNetworkReply::encrypted, this, [this] { note(&Arrivals::encryptedAt); });
    connect(m_network, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0)
            noteUpload(sent);
    });
    connect(m_network, &QNetworkReply::requestSent, this, &NetworkTransfer::noteSent);
    connect(m_network, &QNetworkReply::metaDataChanged, this, &NetworkTransfer::readHead);
    connect(m_network, &QNetworkReply::readyRead, this, &NetworkTransfer::readBody);
    connect(m_network, &QNetworkReply::finished, this, &NetworkTransfer::readEnd);
}

QNetworkReply *NetworkTransfer::send(QNetworkAccessManager &network) const
{
    QNetworkRequest request = networkRequest(m_request);
    for (const auto &[name, value] : m_route.login()) // Qt would send the request twice
        request.setRawHeader(name, value);
    if (m_request.method == "GET")
        return network.get(request);
    auto *body = new OneShotBody(m_request.body);
    QNetworkReply *reply = network.post(request, body);
    body->setParent(reply);
    return reply;
}

void NetworkTransfer::closeSoon()
{
    QMetaObject::invokeMethod(this, [this] {
        m_over = true;
        if (m_network && m_network->isRunning())
            QTimer::singleShot(DrainTime, m_network, [reply = m_network.get()] { abortRunning(reply); });
    });
}

/// Qt may tell of a head before it tells that the request was sent.
void NetworkTransfer::noteSent()
{
    if (std::exchange(m_isSent, true))
        return;
    noteConnection();
    note(&Arrivals::sentAt);
}

int NetworkTransfer::status() const
{
    return m_network->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void NetworkTransfer::readHead()
{
    const int status = this->status();
    const bool isBroken = status < 300 && transportError(*m_network, m_certificateRefused);
    if (m_status > 0 || status == 0 || isBroken || isRefusedByProxy())
        return;
    m_status = status;
    noteSent();
    m_patience.stop();
    const Recording::Head head{.status = status, .headers = m_network->rawHeaderPairs(), .at = elapsed()};
    if (head.headers.isEmpty())
        m_lost.emplace();
    if (m_lost && status >= 400)
        m_patience.start(QuietTime);
    add(head);
}

void NetworkTransfer::readBody()
{
    if (m_over || m_status == 0 || !m_network->isOpen())
        return;
    while (m_network->bytesAvailable() > 0) {
        const qint64 most = m_network->isFinished() ? std::numeric_limits<qint64>::max() : room();
        if (most <= 0)
            return; // goOn() comes
        const QList<Arrivals::Piece> pieces = piecesOf(most);
        watchEnd(pieces.constFirst().bytes);
        add(pieces);
    }
    tellTaken();
}

/// Lets Qt refill its buffer, now and then: a read beyond its end tells Qt's threads, and they call each
/// other for that. All that arrived must have been read.
void NetworkTransfer::tellTaken()
{
    if (m_taken < BufferBytes / 4)
        return;
    m_taken = 0;
    std::ignore = m_network->read(1);
}

void NetworkTransfer::goOn()
{
    if (m_network)
        readBody();
}

/// Up to this many bytes, and a piece.
QList<Arrivals::Piece> NetworkTransfer::piecesOf(qint64 most)
{
    const Timing::Duration now = elapsed();
    QList<Arrivals::Piece> pieces;
    while (most > 0 && m_network->bytesAvailable() > 0) {
        const qint64 size = std::min(PieceBytes, m_network->bytesAvailable());
        pieces.append({.bytes = m_network->read(size), .at = now});
        most -= size;
        m_taken += size;
    }
    return pieces;
}

/// Waits for the end of a body of which nothing else tells the end.
void NetworkTransfer::watchEnd(QByteArrayView bytes)
{
    if (!m_lost)
        return;
    m_lost->read(bytes);
    if (m_status >= 400 || m_lost->isWhole())
        m_patience.start(QuietTime);
}

/// Ends an answer that has no end: its head, or what follows lost headers.
void NetworkTransfer::giveUp()
{
    m_gaveUp = true;
    if (m_status == 0)
        m_failure = headMissing(headTime());
    else if (m_status < 400 && m_lost && m_lost->isChunked())
        m_failure = headersLost(m_status);
    abortRunning(m_network);
}

void NetworkTransfer::readEnd()
{
    readHead();
    readBody();
    m_patience.stop();
    add(Recording::End{.failure = failure(), .at = elapsed()});
}

bool NetworkTransfer::isRefusedByProxy() const
{
    return m_route.isForwarded() && status() == Route::LoginWanted;
}

std::optional<ChatError> NetworkTransfer::failure() const
{
    if (m_gaveUp)
        return m_failure;
    if (isRefusedByProxy())
        return m_route.failure(Route::Fault::Login);
    const QNetworkReply::NetworkError error = m_network->error();
    const auto ofProxy = m_route.failure(m_route.faultIn(error), m_network->errorString());
    const bool failedEarly = error != QNetworkReply::NoError && !m_isSent;
    return failedEarly && ofProxy ? ofProxy : transportError(*m_network, m_certificateRefused);
}

} // namespace Parlance

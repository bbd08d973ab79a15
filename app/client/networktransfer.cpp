// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networktransfer.h"

#include "client/networkrequest.h"
#include "client/oneshotbody.h"
#include "client/transporterror.h"

#include <QNetworkReply>
#include <QTimer>

#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// The time limit for the rest of a body after the end mark. A connection that ends in time can be reused.
constexpr auto DrainTime = 1s;

/// Small enough to be read between two frames.
constexpr qint64 PieceBytes = 16 * 1024;

/// Does not abort a reply that has failed: it ends by itself, and Qt warns of a second failure.
void abortRunning(QNetworkReply *reply)
{
    if (reply->error() == QNetworkReply::NoError)
        reply->abort();
}

} // namespace

NetworkTransfer::NetworkTransfer(WireRequest request, std::chrono::milliseconds silence)
    : m_request(std::move(request))
    , m_silence(silence)
{
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
    {
        const QMutexLocker lock(&m_mutex);
        m_clock.start();
        m_arrivals.startedAt = std::chrono::steady_clock::now();
    }
    m_network = send(network);
    connect(
        m_network, &QNetworkReply::socketStartedConnecting, this, [this] { note(&Arrivals::connectingAt); });
    connect(m_network, &QNetworkReply::encrypted, this, [this] { note(&Arrivals::encryptedAt); });
    connect(m_network, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0)
            noteConnection();
    });
    connect(m_network, &QNetworkReply::requestSent, this, [this] {
        noteConnection();
        note(&Arrivals::sentAt);
    });
    connect(m_network, &QNetworkReply::metaDataChanged, this, &NetworkTransfer::readHead);
    connect(m_network, &QNetworkReply::readyRead, this, &NetworkTransfer::readBody);
    connect(m_network, &QNetworkReply::finished, this, &NetworkTransfer::readEnd);
}

QNetworkReply *NetworkTransfer::send(QNetworkAccessManager &network) const
{
    QNetworkRequest request = networkRequest(m_request);
    request.setTransferTimeout(m_silence);
    if (m_request.method == "GET")
        return network.get(request);
    auto *body = new OneShotBody(m_request.body);
    QNetworkReply *reply = network.post(request, body);
    body->setParent(reply);
    return reply;
}

Timing::Duration NetworkTransfer::elapsed() const
{
    const QMutexLocker lock(&m_mutex);
    if (!m_clock.isValid())
        return {};
    return std::chrono::duration_cast<Timing::Duration>(m_clock.durationElapsed());
}

void NetworkTransfer::closeSoon()
{
    QMetaObject::invokeMethod(this, [this] {
        m_over = true;
        if (m_network && m_network->isRunning())
            QTimer::singleShot(DrainTime, m_network, [reply = m_network.get()] { abortRunning(reply); });
    });
}

/// Emits no signal: the time is only read together with later arrivals.
void NetworkTransfer::note(std::optional<Timing::Duration> Arrivals::*stage)
{
    const Timing::Duration now = elapsed();
    const QMutexLocker lock(&m_mutex);
    m_arrivals.*stage = now;
}

/// A byte of the request that has gone tells of the connection; Qt tells of the connection only under TLS.
void NetworkTransfer::noteConnection()
{
    const QMutexLocker lock(&m_mutex);
    m_arrivals.isConnected = true;
}

void NetworkTransfer::readHead()
{
    if (m_headRead || transportError(*m_network))
        return;
    m_headRead = true;
    const int status = m_network->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    Recording::Head head{.status = status, .headers = m_network->rawHeaderPairs(), .at = elapsed()};
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.head = std::move(head);
    }
    tell();
}

void NetworkTransfer::readBody()
{
    if (m_over) {
        if (m_network->isOpen()) // the end of the connection closes it
            m_network->skip(m_network->bytesAvailable());
        return;
    }
    const Timing::Duration now = elapsed();
    QList<Arrivals::Piece> pieces;
    while (m_headRead && m_network->bytesAvailable() > 0)
        pieces.append({.bytes = m_network->read(PieceBytes), .at = now});
    if (pieces.isEmpty())
        return;
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.body.append(std::move(pieces));
    }
    tell();
}

void NetworkTransfer::readEnd()
{
    readHead();
    readBody();
    Recording::End end{.failure = transportError(*m_network), .at = elapsed()};
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.end = std::move(end);
    }
    tell();
}

} // namespace Parlance

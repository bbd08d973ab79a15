// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include "client/transporterror.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QNetworkReply>
#include <algorithm>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// How long the rest of a body may take after the end mark; what ends in time leaves its connection to the
/// next one.
constexpr auto DrainTime = 1s;

/// How long reading may keep the program from anything else, and how much is read before the clock is looked
/// at.
constexpr auto SliceTime = 3ms;
constexpr qint64 PieceBytes = 16 * 1024;

AnswerHead headOf(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return AnswerHead::from(status, reply.rawHeaderPairs(), QDateTime::currentDateTimeUtc());
}

} // namespace

Exchange::Exchange(QNetworkReply *networkReply, const Dialect &dialect, QObject *parent)
    : QObject(parent)
    , m_network(networkReply)
    , m_dialect(dialect)
{
    m_clock.start();
    // QNetworkAccessManager begins when the event loop goes on, and until then other lanes send and paint:
    // that is no time of the server's.
    QMetaObject::invokeMethod(this, [this] { m_clock.restart(); }, Qt::QueuedConnection);
    m_nextSlice.setSingleShot(true);
    connect(&m_nextSlice, &QTimer::timeout, this, &Exchange::readBody);
    connect(m_network, &QNetworkReply::metaDataChanged, this, &Exchange::readHead);
    connect(m_network, &QNetworkReply::readyRead, this, &Exchange::readBody);
    connect(m_network, &QNetworkReply::finished, this, &Exchange::readRest);
    connect(m_network, &QObject::destroyed, this, [this] { end(Reply::State::Stopped, {}); });
}

Exchange::~Exchange()
{
    close();
    if (m_network)
        m_network->deleteLater(); // later, for this may be within one of its signals
}

void Exchange::stop()
{
    if (!isRunning())
        return;
    close();
    end(Reply::State::Stopped, {});
}

void Exchange::close()
{
    if (!m_network)
        return;
    m_network->disconnect(this);
    m_network->abort();
}

void Exchange::readHead()
{
    if (m_reader || transportError(*m_network))
        return;
    m_reply.timing.headers = elapsed();
    const AnswerHead head = headOf(*m_network);
    m_reply.requestId = head.requestId;
    m_record.status = head.status;
    m_record.headers = m_network->rawHeaderPairs();
    m_reader.emplace(m_dialect, head);
}

QByteArray Exchange::recorded(const QByteArray &bytes)
{
    m_record.add(bytes);
    return bytes;
}

void Exchange::readBody()
{
    if (!m_reader || !isRunning())
        return;
    const QDeadlineTimer slice(SliceTime, Qt::PreciseTimer);
    while (m_network->bytesAvailable() > 0) {
        if (slice.hasExpired())
            return m_nextSlice.start();
        const QList<Delta> deltas = m_reader->feed(recorded(m_network->read(PieceBytes)));
        const bool ended = std::ranges::any_of(deltas, &Delta::end);
        if (!take(deltas))
            return;
        if (ended)
            return readEnd();
    }
    if (m_allArrived)
        readEnd();
}

void Exchange::readRest()
{
    m_allArrived = true;
    readHead();
    if (m_reader)
        readBody();
    else
        readEnd();
}

void Exchange::readEnd()
{
    const std::optional<ChatError> failure = transportError(*m_network);
    if (m_reader && !take(lastDeltas(failure.has_value())))
        return;
    const Reply::State state = m_reader ? m_reader->state() : Reply::State::Failed;
    if (!failure || state == Reply::State::Complete || m_reply.error)
        end(m_reply.error ? Reply::State::Failed : state, {});
    else
        end(m_reply.hasContent() ? Reply::State::Incomplete : Reply::State::Failed, failure);
}

QList<Delta> Exchange::lastDeltas(bool broke)
{
    const QList<Delta> whole = m_reader->feed(recorded(m_network->readAll()));
    QList<Delta> cut = m_reader->finish();
    if (broke) // then what cannot be read is the connection's fault
        cut.removeIf([](const Delta &delta) { return delta.error.has_value(); });
    return whole + cut;
}

bool Exchange::take(const QList<Delta> &deltas)
{
    if (deltas.isEmpty())
        return true;
    for (const Delta &delta : deltas)
        note(delta);
    const QPointer<Exchange> self(this);
    Q_EMIT deltasArrived(deltas);
    return self && isRunning();
}

void Exchange::note(const Delta &delta)
{
    m_reply.apply(delta);
    if (!delta.hasContent())
        return;
    m_reply.timing.lastToken = elapsed();
    if (!m_reply.timing.firstToken)
        m_reply.timing.firstToken = m_reply.timing.lastToken;
    if (!m_reply.timing.firstText && !delta.text.isEmpty())
        m_reply.timing.firstText = m_reply.timing.lastToken;
}

void Exchange::end(Reply::State state, const std::optional<ChatError> &error)
{
    if (m_network)
        m_network->disconnect(this);
    if (m_network && m_network->isRunning())
        QTimer::singleShot(DrainTime, m_network, &QNetworkReply::abort);
    m_reply.state = state;
    m_reply.timing.total = elapsed();
    if (error) {
        m_reply.error = error;
        m_reply.error->requestId = m_reply.requestId;
    }
    const Reply reply = m_reply; // a handler may delete the exchange
    Q_EMIT finished(reply);
}

Timing::Duration Exchange::elapsed() const
{
    return std::chrono::duration_cast<Timing::Duration>(m_clock.durationElapsed());
}

} // namespace Parlance

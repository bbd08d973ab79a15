// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QPointer>
#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// How long reading may keep the program from anything else.
constexpr auto SliceTime = 3ms;

/// After something was read: half a frame, so nobody sees it. A fast stream comes in a thousand pieces a
/// second, and to wake up for each costs more than to read it; a slow one is read as it comes.
constexpr auto RestTime = 8ms;

} // namespace

Exchange::Exchange(TransferPointer transfer, const Dialect &dialect, QObject *parent)
    : QObject(parent)
    , m_transfer(std::move(transfer))
    , m_dialect(dialect)
{
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setTimerType(Qt::PreciseTimer);
    connect(&m_nextSlice, &QTimer::timeout, this, &Exchange::read);
    connect(this, &Exchange::waiting, this, [this](std::chrono::milliseconds time) { m_waits = time > 0ms; });
    connect(m_transfer.get(), &Transfer::arrived, this, [this] {
        if (!m_nextSlice.isActive()) // then it is read soon anyway
            read();
    });
}

void Exchange::stop()
{
    if (m_transfer && isRunning())
        m_now = m_transfer->elapsed();
    m_transfer.reset();
    if (isRunning())
        end(Reply::State::Stopped, {});
}

void Exchange::fetch()
{
    Arrivals arrivals = m_transfer->take();
    m_unread.append(std::move(arrivals.body));
    if (arrivals.sentAt)
        m_reply.timing.sent = arrivals.sentAt;
    if (arrivals.end)
        m_end = std::move(arrivals.end);
    if (!arrivals.head)
        return;
    m_reply.timing.headers = arrivals.head->at;
    m_record.status = arrivals.head->status;
    m_record.headers = arrivals.head->headers;
    const AnswerHead head =
        AnswerHead::from(m_record.status, m_record.headers, QDateTime::currentDateTimeUtc());
    m_reply.requestId = head.requestId;
    m_reader.emplace(m_dialect, head);
}

void Exchange::read()
{
    if (!isRunning())
        return;
    fetch();
    if (m_unread.isEmpty() && !m_end)
        return;
    if (!readPieces())
        return;
    if (!m_end)
        return m_nextSlice.start(RestTime);
    m_now = m_end->at;
    readEnd();
}

/// False if not all was read, or the answer came to its end mark.
bool Exchange::readPieces()
{
    const QDeadlineTimer slice(SliceTime, Qt::PreciseTimer);
    while (!m_unread.isEmpty()) {
        if (slice.hasExpired()) {
            m_nextSlice.start(0ms);
            return false;
        }
        const Arrivals::Piece piece = m_unread.takeFirst();
        m_now = piece.at;
        const QList<Delta> deltas = decode(piece.bytes);
        const bool ended = std::ranges::any_of(deltas, &Delta::end);
        if (!take(deltas))
            return false;
        if (ended) {
            readEnd();
            return false;
        }
    }
    return true;
}

void Exchange::readEnd()
{
    const std::optional<ChatError> failure = m_end ? m_end->failure : std::nullopt;
    if (m_reader && !take(lastDeltas()))
        return;
    const Reply::State state = m_reader ? m_reader->state() : Reply::State::Failed;
    if (!failure || state == Reply::State::Complete || m_reply.error)
        end(m_reply.error ? Reply::State::Failed : state, {});
    else
        end(m_reply.hasContent() ? Reply::State::Incomplete : Reply::State::Failed, failure);
}

QList<Delta> Exchange::decode(const QByteArray &bytes)
{
    m_record.add(bytes);
    return m_reader->feed(bytes);
}

QList<Delta> Exchange::lastDeltas()
{
    QList<Delta> whole;
    for (const Arrivals::Piece &piece : std::as_const(m_unread))
        whole += decode(piece.bytes);
    QList<Delta> cut = m_reader->finish();
    if (m_end && m_end->failure) // then what cannot be read is the connection's fault
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
    m_reply.timing.lastToken = m_now;
    if (!m_reply.timing.firstToken)
        m_reply.timing.firstToken = m_reply.timing.lastToken;
    if (!m_reply.timing.firstText && !delta.text.isEmpty())
        m_reply.timing.firstText = m_reply.timing.lastToken;
}

void Exchange::end(Reply::State state, const std::optional<ChatError> &error)
{
    if (m_transfer)
        m_transfer->closeSoon();
    m_unread.clear();
    m_reply.state = state;
    if (!m_waits)
        m_reply.timing.total = m_now;
    if (error) {
        m_reply.error = error;
        m_reply.error->requestId = m_reply.requestId;
    }
    const Reply reply = m_reply; // a handler may delete the exchange
    Q_EMIT finished(reply);
}

} // namespace Parlance

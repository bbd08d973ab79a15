// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QPointer>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// The maximum time to read without returning to the event loop.
constexpr auto SliceTime = 3ms;

/// The pause after reading: half a frame, which nobody can see. A fast stream brings a thousand pieces per
/// second, and waking up for each costs more than reading it; a slow stream is read as it arrives.
constexpr auto RestTime = 8ms;

} // namespace

Exchange::Exchange(TransferPointer transfer, std::shared_ptr<Call> call, QObject *parent)
    : QObject(parent)
    , m_transfer(std::move(transfer))
    , m_call(std::move(call))
    , m_unread(m_call->recording)
    , m_assembler(*m_call->dialect, m_call->reply, keysOf(*m_call))
{
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setTimerType(Qt::PreciseTimer);
    connect(&m_nextSlice, &QTimer::timeout, this, &Exchange::read);
    connect(this, &Exchange::waiting, this, [this](std::chrono::milliseconds time) { m_waits = time > 0ms; });
    connect(m_transfer.get(), &Transfer::arrived, this, [this] {
        if (!m_nextSlice.isActive()) // otherwise the timer reads it soon
            read();
    });
}

Timing::Duration Exchange::elapsed() const
{
    return m_transfer ? m_transfer->elapsed() : m_now;
}

void Exchange::stop()
{
    const Timing::Duration now = elapsed();
    m_transfer.reset();
    if (!isRunning())
        return;
    if (m_waits)
        m_call->sent = {};
    m_call->recording.end = {.at = now, .by = Recording::End::By::User};
    m_assembler.stop(m_waits ? std::nullopt : std::optional(now));
    end();
}

void Exchange::fetch()
{
    const Arrivals arrivals = m_transfer->take();
    arrivals.addTo(m_call->recording);
    m_call->reply.timing.sent = m_call->recording.sentAt;
    if (arrivals.head)
        m_assembler.readHead(*arrivals.head, QDateTime::currentDateTimeUtc());
}

void Exchange::read()
{
    if (!isRunning())
        return;
    fetch();
    if (m_unread.atEnd() && !m_call->recording.end)
        return;
    if (!readPieces())
        return;
    if (!m_call->recording.end)
        return m_nextSlice.start(RestTime);
    m_now = m_call->recording.end->at;
    readEnd();
}

/// Returns false if bytes are left unread, or at the answer's end mark.
bool Exchange::readPieces()
{
    const QDeadlineTimer slice(SliceTime, Qt::PreciseTimer);
    while (!m_unread.atEnd()) {
        if (slice.hasExpired()) {
            m_nextSlice.start(0ms);
            return false;
        }
        const Recording::Piece piece = m_unread.next();
        m_now = piece.at;
        if (!pass(m_assembler.read(piece.bytes, piece.at)))
            return false;
        if (m_assembler.sawEnd()) {
            if (!m_call->recording.end)
                m_call->recording.end = {.at = m_now, .by = Recording::End::By::EndMark};
            readEnd();
            return false;
        }
    }
    return true;
}

void Exchange::readEnd()
{
    if (const auto &ended = m_call->recording.end; ended && ended->by == Recording::End::By::User) {
        m_assembler.stop(ended->at); // a replay ends as its capture did
        return end();
    }
    const std::optional<ChatError> failure =
        m_call->recording.end ? m_call->recording.end->failure : std::nullopt;
    if (!pass(m_assembler.readRest(failure.has_value())))
        return;
    m_assembler.finish(failure, m_now);
    end();
}

bool Exchange::pass(const QList<Delta> &deltas)
{
    if (deltas.isEmpty())
        return true;
    const QPointer<Exchange> self(this);
    Q_EMIT deltasArrived(deltas);
    return self && isRunning();
}

void Exchange::end()
{
    if (m_transfer)
        m_transfer->closeSoon();
    m_call->recording.squeeze();
    const std::shared_ptr<const Call> call = m_call; // a handler may delete the exchange
    Q_EMIT finished(call->reply);
}

} // namespace Parlance

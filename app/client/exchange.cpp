// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include "client/transporterror.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QPointer>
#include <tuple>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// The maximum time to read without returning to the event loop.
constexpr auto SliceTime = 2ms;

/// The pause after reading: half a frame, which nobody can see. A fast stream brings a thousand pieces per
/// second, and waking up for each costs more than reading it; a slow stream is read as it arrives.
constexpr auto RestTime = 8ms;

/// The most bytes to take before they are read. The rest waits in the network, and so does the server.
constexpr qint64 MostUnread = 1024 * 1024;

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
    connect(m_transfer.get(), &Transfer::arrived, this, &Exchange::readSoon);
}

/// Reads at once, or when `RestTime` has passed since the last read.
void Exchange::readSoon()
{
    if (m_nextSlice.isActive())
        return;
    const auto rested = m_sinceRead.isValid() ? m_sinceRead.durationElapsed() : RestTime;
    if (rested >= RestTime)
        read();
    else
        m_nextSlice.start(std::chrono::ceil<std::chrono::milliseconds>(RestTime - rested));
}

Timing::Duration Exchange::elapsed() const
{
    return m_transfer ? m_transfer->elapsed() : m_now;
}

void Exchange::watchSilence(const Clock &clock, const SilenceLimits &limits)
{
    const ChatRequest &request = m_call->request;
    const bool mayStream = request.stream || !request.sendsStream;
    m_watch = new SilenceWatch(
        clock, limits, mayStream ? SilenceWatch::Form::Stream : SilenceWatch::Form::Whole, this);
    connect(m_watch, &SilenceWatch::silent, this, &Exchange::silent);
    connect(
        m_watch, &SilenceWatch::notConnected, this, [this, limits] { failUnconnected(limits.connection); });
    connect(m_watch, &SilenceWatch::complete, this, &Exchange::completeInSilence);
    connect(m_watch, &SilenceWatch::usageOverdue, this, &Exchange::endUsage);
}

void Exchange::stop()
{
    const Timing::Duration now = elapsed();
    m_transfer.reset();
    if (std::exchange(m_awaitsUsage, false)) {
        m_watch->stop();
        m_call->recording.end = {.at = now, .by = Recording::End::By::EndMark};
        Q_EMIT usageSettled();
        return;
    }
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
    if (m_watch)
        m_watch->note(arrivals);
}

void Exchange::read()
{
    if (m_awaitsUsage)
        return readUsage();
    if (!isRunning())
        return;
    const bool fetches = m_unread.left() < MostUnread;
    if (fetches)
        fetch();
    if (m_unread.atEnd() && !m_call->recording.end)
        return;
    if (!readPieces())
        return;
    if (!m_call->recording.end) {
        watchOpenEnd();
        m_sinceRead.start();
        if (!fetches) // no signal tells of what is left in the transfer
            m_nextSlice.start(RestTime);
        return;
    }
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
        if (m_assembler.sawEnd() || m_assembler.problem()) {
            endEarly();
            return false;
        }
    }
    return true;
}

/// At the end mark, or where an answer cannot be read on: then the connection is closed at once.
void Exchange::endEarly()
{
    if (const auto &problem = m_assembler.problem()) {
        m_transfer.reset();
        m_call->recording.end = {.failure = problem, .at = m_now};
    } else if (!m_call->recording.end) {
        m_call->recording.end = {.at = m_now, .by = Recording::End::By::EndMark};
    }
    readEnd();
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

/// A body of which nothing tells the end counts as whole when it is, and nothing follows.
void Exchange::watchOpenEnd()
{
    if (!m_watch || !m_assembler.maybeOver())
        return;
    m_watch->noteAnswer();
    m_watch->noteFinish();
}

/// Fetches first: of a connection alone, the transfer does not tell.
void Exchange::failUnconnected(std::chrono::milliseconds limit)
{
    fetch();
    if (!m_watch->isConnecting() || m_call->recording.end || !isRunning())
        return;
    m_now = elapsed();
    m_transfer.reset();
    m_call->recording.end = {.failure = notConnected(limit, m_call->recording.proxy), .at = m_now};
    readEnd();
}

void Exchange::completeInSilence()
{
    fetch();
    if (!isRunning())
        return;
    if (!m_unread.atEnd() || m_call->recording.end) // which is read next
        return m_watch->noteAnswer();
    m_awaitsUsage = !reply().error && !m_assembler.isWhole() && !reply().usage.outputTokens && m_transfer;
    if (!m_awaitsUsage)
        m_call->recording.end = {.at = m_now, .by = Recording::End::By::EndMark};
    if (m_assembler.isWhole())
        return readEnd();
    m_assembler.complete(m_now);
    end();
}

/// Reads without slices and deltas: only a small frame is expected.
void Exchange::readUsage()
{
    fetch();
    while (!m_call->bytesDropped && !m_unread.atEnd() && !m_assembler.sawEnd()) {
        const Recording::Piece piece = m_unread.next();
        std::ignore = m_assembler.read(piece.bytes, piece.at);
    }
    const bool isOver = m_assembler.sawEnd() || m_assembler.problem() || m_call->recording.end;
    if (m_call->bytesDropped || reply().usage.outputTokens || isOver)
        endUsage();
}

void Exchange::endUsage()
{
    if (!std::exchange(m_awaitsUsage, false))
        return;
    if (!m_call->recording.end)
        m_call->recording.end = {.at = elapsed(), .by = Recording::End::By::EndMark};
    m_watch->stop();
    if (m_assembler.problem())
        m_transfer.reset();
    else
        m_transfer->closeSoon();
    m_call->recording.squeeze();
    Q_EMIT usageSettled();
}

bool Exchange::pass(const QList<Delta> &deltas)
{
    if (deltas.isEmpty())
        return true;
    if (m_watch) {
        m_watch->noteAnswer();
        const bool hasAllChoices = reply().error || reply().usage.outputTokens ||
                                   reply().choices.size() >= m_call->request.n.value_or(1);
        if (hasAllChoices && m_assembler.sawFinish())
            m_watch->noteFinish();
        else
            m_watch->noteMore();
    }
    const QPointer<Exchange> self(this);
    Q_EMIT deltasArrived(deltas);
    return self && isRunning();
}

void Exchange::end()
{
    if (m_transfer && !m_awaitsUsage)
        m_transfer->closeSoon();
    if (m_watch && !m_awaitsUsage)
        m_watch->stop();
    m_call->recording.squeeze();
    const std::shared_ptr<const Call> call = m_call; // a handler may delete the exchange
    Q_EMIT finished(call->reply);
}

} // namespace Parlance

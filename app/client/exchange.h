// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/silencewatch.h"
#include "client/transfer.h"
#include "wire/replyassembler.h"

#include <QElapsedTimer>
#include <QScopedPointer>
#include <QTimer>

namespace Parlance {

/// One chat completion: a request, its answer as it arrives, and its times.
///
/// An exchange runs from its construction on. `deltasArrived()` reports new content. `finished()` comes
/// exactly once, never from the constructor, also after `stop()`, and is the last signal but for
/// `usageSettled()`. Deleting a running exchange closes its connection and emits nothing. A handler of these
/// signals may call `stop()` or delete the exchange.
///
/// The exchange reads a burst in slices of a few milliseconds, and pauses for half a frame when it has read
/// everything, so that the program stays responsive. The times are those of arrival, not of reading.
///
/// The dialect's end mark ends the exchange, whether or not the server then closes the connection. An answer
/// beyond the bounds of ReplyAssembler ends there, too, and closes the connection at once. If the
/// connection breaks before, the reply is incomplete, or failed with an error of kind Network if it has no
/// content. All exchanges of a client stop when the client is deleted.
///
/// Silence ends an exchange only where nothing more can be hoped for: if the connection does not stand in
/// time, the reply fails; if all choices have their finish reason and nothing follows, the reply is complete.
/// Then the connection stays open for a while if the usage is missing (`awaitsUsage()`), and adds it to the
/// reply. `SilenceLimits` has the times; `ChatClient::setSilenceLimits()` sets them.
///
/// The gateway's rate limit may delay the request. All times count from the request on.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// Deletes a transfer in the network's thread, where it lives.
    using TransferPointer = std::unique_ptr<Transfer, QScopedPointerDeleteLater>;

    /// Reads the answer of `transfer`, which must not have started, into `call`, which must have a dialect.
    Exchange(TransferPointer transfer, std::shared_ptr<Call> call, QObject *parent = nullptr);

    /// Watches for silence from now on, when the request is sent. Call it at most once.
    void watchSilence(const Clock &clock, const SilenceLimits &limits);
    /// Closes the connection at once, in any phase. A running exchange ends as stopped, with the content read
    /// so far; it emits `finished()` from inside this call.
    void stop();

    /// The time since the request was handed to the network; of a replay, that of the recording which has
    /// passed.
    [[nodiscard]] Timing::Duration elapsed() const;
    [[nodiscard]] bool isRunning() const { return reply().state == Reply::State::Streaming; }
    /// True for a finished exchange whose connection is still open, because the usage may follow.
    [[nodiscard]] bool awaitsUsage() const { return m_awaitsUsage; }
    /// The request and what has arrived so far.
    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call; }
    [[nodiscard]] const Reply &reply() const { return m_call->reply; }
    [[nodiscard]] const Recording &recording() const { return m_call->recording; }

Q_SIGNALS:
    /// The gateway's rate limit delays the request by this time; 0 when it is sent after a delay. Not emitted
    /// for a request that is sent at once.
    void waiting(std::chrono::milliseconds time);
    /// Nothing has come for this time, see `SilenceWatch::silent()`. A handler must not delete the exchange.
    void silent(const Parlance::Silence &silence);
    void deltasArrived(const QList<Parlance::Delta> &deltas);
    void finished(const Parlance::Reply &reply);
    /// The usage came, or is not awaited any more. Follows `finished()` if the exchange awaits the usage
    /// then.
    void usageSettled();

private:
    void fetch();
    void readSoon();
    void read();
    [[nodiscard]] bool readPieces();
    void endEarly();
    void watchOpenEnd();
    void readEnd();
    void failUnconnected(std::chrono::milliseconds limit);
    void completeInSilence();
    void readUsage();
    void endUsage();
    /// Emits the deltas. Returns false if a handler has stopped or deleted the exchange.
    [[nodiscard]] bool pass(const QList<Delta> &deltas);
    void end();

    TransferPointer m_transfer;         ///< kept until its connection ends; null once this side closed it
    const std::shared_ptr<Call> m_call; ///< the recording has all that arrived, read or not
    Recording::Reader m_unread;
    Timing::Duration m_now{0}; ///< the arrival time of the bytes being read
    bool m_waits = false;      ///< for the rate limit: nothing has been sent
    bool m_awaitsUsage = false;
    SilenceWatch *m_watch = nullptr; ///< of a request that was sent
    QTimer m_nextSlice;
    QElapsedTimer m_sinceRead; ///< since all that had arrived was read
    ReplyAssembler m_assembler;
};

} // namespace Parlance

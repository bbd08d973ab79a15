// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/transfer.h"
#include "wire/replyassembler.h"

#include <QScopedPointer>
#include <QTimer>

namespace Parlance {

/// One chat completion: a request, its answer as it arrives, and the time it took.
///
/// It is born running. `deltasArrived()` comes when bytes bring something; `finished()` comes exactly
/// once, never from the constructor, also after `stop()`, and nothing comes after it. Deleting a running
/// exchange closes its connection and emits nothing. A handler of either signal may call `stop()` or delete
/// the exchange, at once too.
///
/// A burst is read in slices of a few milliseconds, with rests of half a frame when all is read, so that the
/// program stays responsive whatever arrives. The times are those at which the bytes came, not those at which
/// they were read.
///
/// It is over at the dialect's end mark, whether or not the server then closes the connection. A connection
/// that breaks before leaves the reply incomplete, or failed if it brought nothing, with an error of kind
/// Network. With the client all its exchanges stop.
///
/// It may have to wait for its gateway's rate limit before its request goes. All times count from the request
/// on.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// A transfer belongs to the thread of the network, and is deleted there.
    using TransferPointer = std::unique_ptr<Transfer, QScopedPointerDeleteLater>;

    /// Reads what comes of `transfer`, which has not been started yet, into `call`, which has a dialect.
    Exchange(TransferPointer transfer, std::shared_ptr<Call> call, QObject *parent = nullptr);

    /// Closes the connection at once, in any phase. One that is running finishes with what has been read,
    /// marked as stopped; the `finished()` comes from inside this call.
    void stop();

    [[nodiscard]] bool isRunning() const { return reply().state == Reply::State::Streaming; }
    /// What was asked, and what has arrived so far.
    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call; }
    [[nodiscard]] const Reply &reply() const { return m_call->reply; }
    [[nodiscard]] const Recording &recording() const { return m_call->recording; }

Q_SIGNALS:
    /// The request goes in so long, for the gateway's rate limit; 0 when it goes after it has waited. Never
    /// comes for a request that goes at once.
    void waiting(std::chrono::milliseconds time);
    void deltasArrived(const QList<Parlance::Delta> &deltas);
    void finished(const Parlance::Reply &reply);

private:
    void fetch();
    void read();
    [[nodiscard]] bool readPieces();
    void readEnd();
    /// Passes the deltas on. False if a handler has stopped or deleted the exchange.
    [[nodiscard]] bool pass(const QList<Delta> &deltas);
    void end();

    TransferPointer m_transfer; ///< kept to the end of its connection; null once that was closed from here
    const std::shared_ptr<Call> m_call; ///< its recording has all that arrived; maybe not all of it is read
    Recording::Reader m_unread;
    Timing::Duration m_now{0}; ///< when that arrived which is being read
    bool m_waits = false;      ///< for its gateway's rate limit: nothing has gone
    QTimer m_nextSlice;
    ReplyAssembler m_assembler;
};

} // namespace Parlance

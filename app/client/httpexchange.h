// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/silencewatch.h"
#include "client/transfer.h"

#include <QScopedPointer>

namespace Parlance {

/// One HTTP request that is no chat: a model list, a health check, or a request to another endpoint.
///
/// An exchange runs from its construction on, and its call grows as bytes arrive: `arrived()` says so, and a
/// `Recording::Reader` on `call()->recording` reads them. `finished()` comes exactly once, never from the
/// constructor, also after `stop()`. Deleting a running exchange closes its connection and emits nothing. An
/// answer larger than `mostBytes` is cut there and fails with an error of kind Protocol. A handler of these
/// signals may call `stop()` or delete the exchange.
class HttpExchange : public QObject
{
    Q_OBJECT

public:
    /// Deletes a transfer in the network's thread, where it lives.
    using TransferPointer = std::unique_ptr<Transfer, QScopedPointerDeleteLater>;

    /// Reads the answer of `transfer`, which must not have started, into `call`.
    HttpExchange(TransferPointer transfer, std::shared_ptr<Call> call, qint64 mostBytes, QObject *parent);

    /// Watches for silence from now on, when the request is sent. Call it at most once. Without a connection
    /// in time the exchange fails; any other silence is only said. A body that is being sent is no silence.
    void watchSilence(const Clock &clock, const SilenceLimits &limits, SilenceWatch::Form form);

    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call; }
    [[nodiscard]] bool isRunning() const { return m_transfer != nullptr; }
    /// The time since the request was handed to the network; zero before, and once the exchange has ended.
    [[nodiscard]] Timing::Duration elapsed() const;
    /// How many bytes of the request's body were sent: all of them, unless the request ended before.
    [[nodiscard]] qint64 sentBytes() const;
    /// Closes the connection and keeps what has arrived. A running exchange emits `finished()` from inside
    /// this call.
    void stop(Recording::End::By by = Recording::End::By::User);
    /// Names in the call the model that its body asks for.
    void setModel(const QString &model) { m_call->request.model = model; }
    /// Keeps in the call how the reader of its answer judged it.
    void judge(Reply::State state, const std::optional<ChatError> &error);
    /// Closes the connection. No signal comes any more.
    void close();

Q_SIGNALS:
    /// The gateway's rate limit delays the request by this time; 0 when it is sent after a delay. Not emitted
    /// for a request that is sent at once.
    void waiting(std::chrono::milliseconds time);
    /// So many bytes of the request's body were sent, of `total`. Never runs backwards.
    void uploaded(qint64 sent, qint64 total);
    /// The head or bytes of the body were added to the recording. Not for those with which the answer ends.
    void arrived();
    /// Nothing has come for this time, see `SilenceWatch::silent()`. A handler must not delete the exchange.
    void silent(const Parlance::Silence &silence);
    void finished(const Parlance::Call &call);

private:
    void read();
    [[nodiscard]] Arrivals fetch();
    void cutTooLong();
    void failUnconnected(std::chrono::milliseconds limit);
    void end();

    TransferPointer m_transfer; ///< null once the exchange has ended
    const std::shared_ptr<Call> m_call;
    const qint64 m_mostBytes;
    std::optional<qint64> m_uploaded; ///< as the transfer told last; not of a small body
    SilenceWatch *m_watch = nullptr;  ///< of a request that was sent
};

} // namespace Parlance

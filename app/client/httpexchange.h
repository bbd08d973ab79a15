// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/silencewatch.h"
#include "client/transfer.h"

#include <QScopedPointer>

namespace Parlance {

/// One HTTP request whose answer is read as a whole: a model list or a health check.
///
/// An exchange runs from its construction on, and its call grows as bytes arrive. `finished()` comes exactly
/// once, never from the constructor. Deleting a running exchange closes its connection and emits nothing. An
/// answer larger than `mostBytes` is cut there and fails with an error of kind Protocol.
class HttpExchange : public QObject
{
    Q_OBJECT

public:
    /// Deletes a transfer in the network's thread, where it lives.
    using TransferPointer = std::unique_ptr<Transfer, QScopedPointerDeleteLater>;

    /// Reads the answer of `transfer`, which must not have started, into `call`.
    HttpExchange(TransferPointer transfer, std::shared_ptr<Call> call, qint64 mostBytes, QObject *parent);

    /// Watches for silence from now on, when the request is sent. Call it at most once. Without a connection
    /// in time the exchange fails; any other silence is only said.
    void watchSilence(const Clock &clock, const SilenceLimits &limits);

    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call; }
    /// Closes the connection. No signal comes any more.
    void close();

Q_SIGNALS:
    /// Nothing has come for this time, see `SilenceWatch::silent()`. A handler must not delete the exchange.
    void silent(const Parlance::Silence &silence);
    void finished(const Parlance::Call &call);

private:
    void read();
    void fetch();
    void failUnconnected(std::chrono::milliseconds limit);
    void end();

    TransferPointer m_transfer; ///< null once the exchange has ended
    const std::shared_ptr<Call> m_call;
    const qint64 m_mostBytes;
    SilenceWatch *m_watch = nullptr;
};

} // namespace Parlance

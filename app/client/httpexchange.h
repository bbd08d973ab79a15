// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
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

    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call; }
    /// Closes the connection. `finished()` does not come any more.
    void close() { m_transfer.reset(); }

Q_SIGNALS:
    void finished(const Parlance::Call &call);

private:
    void read();

    TransferPointer m_transfer; ///< null once the exchange has ended
    const std::shared_ptr<Call> m_call;
    const qint64 m_mostBytes;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/transfer.h"

#include <QScopedPointer>

namespace Parlance {

/// One HTTP request whose answer is taken as a whole: a list of models, a report of health.
///
/// It is born running, and its call grows with what arrives. `finished()` comes exactly once, never from the
/// constructor. Deleting a running exchange closes its connection and emits nothing. An answer of more than
/// `mostBytes` is cut off there, with an error of kind Protocol.
class HttpExchange : public QObject
{
    Q_OBJECT

public:
    /// A transfer belongs to the thread of the network, and is deleted there.
    using TransferPointer = std::unique_ptr<Transfer, QScopedPointerDeleteLater>;

    /// Reads what comes of `transfer`, which has not been started yet, into `call`.
    HttpExchange(TransferPointer transfer, std::shared_ptr<Call> call, qint64 mostBytes, QObject *parent);

    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call; }

Q_SIGNALS:
    void finished(const Parlance::Call &call);

private:
    void read();

    TransferPointer m_transfer; ///< null once it is over
    const std::shared_ptr<Call> m_call;
    const qint64 m_mostBytes;
};

} // namespace Parlance

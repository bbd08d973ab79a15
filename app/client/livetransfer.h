// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/transfer.h"

#include <QElapsedTimer>

namespace Parlance {

class Route;

/// A transfer over a network, whose times are those of its clock.
class LiveTransfer : public Transfer
{
    Q_OBJECT

public:
    [[nodiscard]] Timing::Duration elapsed() const override;

protected:
    /// Starts the clock, and tells so: a call without an answer has its time, too.
    void begin();
    /// Notes that a stage is reached now. Emits no signal: the time is only read together with later
    /// arrivals.
    void note(std::optional<Timing::Duration> Arrivals::*stage);
    /// Notes which proxy the request goes by. Emits no signal.
    void note(const Route &route);
    /// Notes that the connection stands, and is secured. Emits no signal, either.
    void noteConnection();
    /// Notes how many bytes of the request's body are sent, and tells so.
    void noteUpload(qint64 bytes);
    void add(const Recording::Head &head);
    void add(QList<Arrivals::Piece> pieces);
    void add(const Recording::End &end);

private:
    QElapsedTimer m_clock; ///< guarded by the mutex
};

} // namespace Parlance

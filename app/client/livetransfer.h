// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/transfer.h"

#include <QElapsedTimer>

class QNetworkAccessManager;

namespace Parlance {

/// A transfer over a network, whose times are those of its clock.
class LiveTransfer : public Transfer
{
    Q_OBJECT

public:
    /// Sends the request. Call it once, in the thread of both objects.
    virtual void start(QNetworkAccessManager &network) = 0;

    [[nodiscard]] Timing::Duration elapsed() const override;

protected:
    /// Starts the clock.
    void begin();
    /// Notes that a stage is reached now. Emits no signal: the time is only read together with later
    /// arrivals.
    void note(std::optional<Timing::Duration> Arrivals::*stage);
    /// Notes that the connection stands, and is secured. Emits no signal, either.
    void noteConnection();
    void add(const Recording::Head &head);
    void add(QList<Arrivals::Piece> pieces);
    void add(const Recording::End &end);

private:
    QElapsedTimer m_clock; ///< guarded by the mutex
};

} // namespace Parlance

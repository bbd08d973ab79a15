// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <chrono>

namespace Parlance {

/// The time for all that waits: silence, rate limits, retries. One clock serves a program; a test derives its
/// own and moves it by hand.
class Clock : public QObject
{
    Q_OBJECT

public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using QObject::QObject;

    /// Never goes back, and runs on while the computer sleeps, as the servers' clocks do.
    [[nodiscard]] virtual TimePoint now() const;
    /// The date in UTC, which a person may set. Only what a server ties to a date depends on it.
    [[nodiscard]] virtual QDateTime utc() const;

Q_SIGNALS:
    /// The time was moved by hand: who waits looks again. Only a test's clock emits it.
    void moved();
};

} // namespace Parlance

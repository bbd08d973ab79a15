// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clock.h"

#include <QTimeZone>

namespace Parlance {

/// A clock that stands still until the test moves it. It starts at noon.
class ManualClock : public Clock
{
public:
    using Clock::Clock;

    [[nodiscard]] TimePoint now() const override { return m_now; }
    [[nodiscard]] QDateTime utc() const override { return m_utc; }

    /// Lets time pass, and everybody who waits look.
    void pass(std::chrono::milliseconds time)
    {
        m_now += time;
        m_utc = m_utc.addMSecs(time.count());
        Q_EMIT moved();
    }
    /// Sets the date as a person does: the time that has passed stays.
    void setUtc(const QDateTime &utc) { m_utc = utc; }

private:
    TimePoint m_now{std::chrono::hours(1)};
    QDateTime m_utc{QDate(2026, 11, 28), QTime(12, 0), QTimeZone::UTC};
};

} // namespace Parlance

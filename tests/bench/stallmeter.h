// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QList>
#include <QTimer>

namespace Parlance::Bench {

/// How long the main thread was away, as a timer of 5 ms sees it: each gap between two ticks is one stall.
class StallMeter
{
public:
    StallMeter();

    /// Begins anew.
    void begin();
    /// Also the gap that is still open counts.
    [[nodiscard]] QJsonObject end();
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

private:
    void tick();

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    QList<double> m_gaps; ///< in milliseconds
};

/// What the gaps (in milliseconds) come to: `stallMaxMs` and when that gap began, `stallMaxAtMs`,
/// `stallP99Ms`, `stallP50Ms`, `ticks`, and the shares of the time that lie in gaps over 50 and over 16 ms,
/// `frac50` and `frac16`.
[[nodiscard]] QJsonObject summaryOf(QList<double> gaps);

} // namespace Parlance::Bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/floopfloopplan.h"
#include "demo/forms/refusal.h"
#include "demo/server/throttle.h"

#include <QList>

namespace Parlance::Demo {

/// Meters the usage of one project AI key (FF-38 to FF-42), in memory only.
class FloopFloopMeter
{
public:
    FloopFloopMeter(const FloopFloopPlan &plan, Clock clock, Calendar calendar);

    struct Bill
    {
        Credits used;
        Credits remaining;
    };

    /// Counts a request, or refuses it with RATE_LIMITED and the seconds until the next try: no minute has
    /// more requests than the plan allows. A refused request does not count.
    [[nodiscard]] std::optional<Refusal> admit();

    /// INSUFFICIENT_CREDITS if the balance is zero, BUDGET_EXCEEDED if the tokens of this day (UTC) are used
    /// up.
    [[nodiscard]] std::optional<Refusal> refusal();

    /// Subtracts the price of these tokens from the balance: at least 0.01, at most the balance.
    Bill charge(qint64 tokens, double creditsPerToken);

private:
    void beginDay();

    FloopFloopPlan m_plan;
    Clock m_clock;
    Calendar m_calendar;
    QList<std::chrono::steady_clock::time_point> m_requests; ///< in the last minute
    std::chrono::sys_days m_day;
    qint64 m_tokensToday = 0;
    Credits m_balance;
};

} // namespace Parlance::Demo

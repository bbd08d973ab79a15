// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/floopfloopplan.h"
#include "demo/forms/refusal.h"
#include "demo/server/throttle.h"

#include <QList>

namespace Parlance::Demo {

/// Counts what one project AI key uses (FF-38 to FF-42). A new meter knows nothing of an old one's.
class FloopFloopMeter
{
public:
    FloopFloopMeter(const FloopFloopPlan &plan, Clock clock, Calendar calendar);

    struct Bill
    {
        Credits used;
        Credits remaining;
    };

    /// Counts a request, or refuses it with RATE_LIMITED and in how many seconds to try again: in any minute
    /// there are at most as many as the plan says. A refused request does not count.
    [[nodiscard]] std::optional<Refusal> admit();

    /// INSUFFICIENT_CREDITS at a balance of zero, BUDGET_EXCEEDED when the tokens of this day (UTC) are used.
    [[nodiscard]] std::optional<Refusal> refusal();

    /// Takes the price of these tokens, at least 0.01 and at most what is there, from the balance.
    Bill charge(qint64 tokens, double creditsPerToken);

private:
    void beginDay();

    FloopFloopPlan m_plan;
    Clock m_clock;
    Calendar m_calendar;
    QList<std::chrono::steady_clock::time_point> m_requests; ///< of the last minute
    std::chrono::sys_days m_day;
    qint64 m_tokensToday = 0;
    Credits m_balance;
};

} // namespace Parlance::Demo

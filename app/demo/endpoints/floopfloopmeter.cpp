// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/floopfloopmeter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

FloopFloopMeter::FloopFloopMeter(const FloopFloopPlan &plan, Clock clock, Calendar calendar)
    : m_plan(plan)
    , m_clock(std::move(clock))
    , m_calendar(std::move(calendar))
    , m_balance(plan.balance)
{
}

std::optional<Refusal> FloopFloopMeter::admit()
{
    const auto now = m_clock();
    m_requests.removeIf([&](std::chrono::steady_clock::time_point when) { return now - when >= 1min; });
    if (m_requests.size() < m_plan.requestsPerMinute) {
        m_requests.append(now);
        return std::nullopt;
    }
    const auto wait = m_requests.isEmpty() ? 1min : 1min - (now - m_requests.constFirst());
    return Refusal{.status = 429,
        .message = u"Per-key RPM exceeded: %1 requests per minute"_s.arg(m_plan.requestsPerMinute),
        .retryAfter = std::chrono::ceil<std::chrono::seconds>(wait)};
}

std::optional<Refusal> FloopFloopMeter::refusal()
{
    beginDay();
    if (m_balance.hundredths <= 0)
        return Refusal{.status = 402};
    if (m_tokensToday < m_plan.tokensPerDay)
        return std::nullopt;
    const QString words = u"Daily token budget exhausted: %1 of %2 tokens used, resets at midnight UTC"_s;
    return Refusal{.status = 429, .message = words.arg(m_tokensToday).arg(m_plan.tokensPerDay), .plan = true};
}

FloopFloopMeter::Bill FloopFloopMeter::charge(qint64 tokens, double creditsPerToken)
{
    beginDay();
    m_tokensToday += tokens;
    const qint64 price = std::llround(static_cast<double>(tokens) * creditsPerToken * 100);
    const Credits used{std::min(std::max<qint64>(price, 1), m_balance.hundredths)};
    m_balance.hundredths -= used.hundredths;
    return {.used = used, .remaining = m_balance};
}

void FloopFloopMeter::beginDay()
{
    const auto today = std::chrono::floor<std::chrono::days>(m_calendar());
    if (std::exchange(m_day, today) != today)
        m_tokensToday = 0;
}

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/pacer.h"

#include <algorithm>

namespace Parlance {

namespace {

/// A minute, plus a margin for a server whose minute begins later.
constexpr std::chrono::milliseconds Window(61'000);

} // namespace

void Pacer::setLimit(std::optional<qint64> requestsPerMinute)
{
    m_limit = requestsPerMinute.transform(
        [](qint64 limit) { return static_cast<size_t>(std::max<qint64>(1, limit)); });
}

std::optional<qint64> Pacer::limit() const
{
    return m_limit.transform([](size_t limit) { return static_cast<qint64>(limit); });
}

qsizetype Pacer::sentInMinute(Clock::time_point now) const
{
    return std::ranges::count_if(m_sent, [now](Clock::time_point sent) { return sent + Window > now; });
}

Pacer::Clock::duration Pacer::wait(Clock::time_point now)
{
    while (!m_sent.empty() && m_sent.front() + Window <= now)
        m_sent.pop_front();
    Clock::time_point next = std::max(now, m_holdUntil);
    if (m_limit && m_sent.size() >= *m_limit)
        next = std::max(next, m_sent[m_sent.size() - *m_limit] + Window);
    return next - now;
}

void Pacer::holdUntil(Clock::time_point time)
{
    m_holdUntil = std::max(m_holdUntil, time);
}

} // namespace Parlance

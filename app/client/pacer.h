// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>
#include <chrono>
#include <deque>
#include <optional>

namespace Parlance {

/// Computes when the next request may go to a gateway with a limit of requests per minute. Has no clock: the
/// caller passes the time.
class Pacer
{
public:
    using Clock = std::chrono::steady_clock;

    /// Without a limit, only `holdUntil()` delays requests.
    explicit Pacer(std::optional<qint64> requestsPerMinute = {}) { setLimit(requestsPerMinute); }

    /// The new limit also counts requests sent before.
    void setLimit(std::optional<qint64> requestsPerMinute);
    [[nodiscard]] std::optional<qint64> limit() const;
    /// How many requests were sent in the last minute.
    [[nodiscard]] qsizetype sentInMinute(Clock::time_point now) const;

    /// The time to wait from `now` on; 0 if a request may go.
    [[nodiscard]] Clock::duration wait(Clock::time_point now);
    /// Notes that a request was sent.
    void note(Clock::time_point now) { m_sent.push_back(now); }
    /// Holds all requests until `time`, as the gateway asked.
    void holdUntil(Clock::time_point time);

private:
    std::optional<size_t> m_limit;
    std::deque<Clock::time_point> m_sent; ///< in the last minute
    Clock::time_point m_holdUntil;
};

} // namespace Parlance

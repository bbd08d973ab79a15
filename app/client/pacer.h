// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>
#include <chrono>
#include <deque>
#include <optional>

namespace Parlance {

/// Says when the next request may go to a gateway that takes only so many a minute. No clock of its own: the
/// caller says what time it is.
class Pacer
{
public:
    using Clock = std::chrono::steady_clock;

    /// Without a limit nothing waits but for `holdUntil()`.
    explicit Pacer(std::optional<qint64> requestsPerMinute = {}) { setLimit(requestsPerMinute); }

    /// Holds for what was sent before, too.
    void setLimit(std::optional<qint64> requestsPerMinute);

    /// How long to wait from `now` on; 0 if a request may go.
    [[nodiscard]] Clock::duration wait(Clock::time_point now);
    /// A request went.
    void note(Clock::time_point now) { m_sent.push_back(now); }
    /// Nothing goes before `time`: the gateway has said so.
    void holdUntil(Clock::time_point time);

private:
    std::optional<size_t> m_limit;
    std::deque<Clock::time_point> m_sent; ///< of the last minute
    Clock::time_point m_holdUntil;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"

#include <QDateTime>

namespace Parlance {

/// What may follow a failed request: when the same request makes sense again. Nothing is sent again without
/// the user's consent, and nothing once a token has come.
struct RetryAdvice
{
    enum class Kind {
        None,   ///< the failure would recur, is no limit, or the answer had begun
        Wait,   ///< sending again after `time` may help
        Long,   ///< the server asks for more than `LongestWait` (X-04); `time` is what it asks for
        GiveUp, ///< a limit without a time outlasted all waits: it may be a plan's quota (RO-25)
        Budget  ///< today's budget is used up; `time` is the time to midnight UTC (FF-39)
    };

    /// Longer than a person would wait for.
    static constexpr std::chrono::minutes LongestWait{10};
    /// The waits for a limit whose end the server does not tell, one after the other.
    static constexpr std::array<std::chrono::seconds, 3> Untold{
        std::chrono::seconds(2), std::chrono::seconds(4), std::chrono::seconds(8)};

    Kind kind = Kind::None;
    std::chrono::milliseconds time{0}; ///< from the end of the answer on
    bool isTold = false;               ///< by the server

    bool operator==(const RetryAdvice &) const = default;
};

/// `retries` counts how often this request was sent again automatically. `utc` is the date now.
[[nodiscard]] RetryAdvice retryAdvice(const Reply &reply, int retries, const QDateTime &utc);
/// True if the same request would fail in the same way again, whenever it is sent.
[[nodiscard]] bool isHopeless(const ChatError &error);

} // namespace Parlance

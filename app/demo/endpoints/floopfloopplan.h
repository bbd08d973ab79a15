// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/credits.h"

#include <chrono>
#include <functional>

namespace Parlance::Demo {

/// The limits of a project AI key (FF-38 to FF-42). The first two are FloopFloop's defaults; it documents no
/// numbers for the others, which are the demo's.
struct FloopFloopPlan
{
    int requestsPerMinute = 10;
    qint64 tokensPerDay = 10'000;
    qint64 mostInputTokens = 8'192; ///< of one request, estimated
    int mostOutputTokens = 4'096;   ///< the upper limit for `max_tokens`
    Credits balance{500'000};
};

/// The wall clock, for limits that end at midnight.
using Calendar = std::function<std::chrono::system_clock::time_point()>;

} // namespace Parlance::Demo

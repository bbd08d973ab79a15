// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerhead.h"

namespace Parlance {

/// How long the headers of an answer ask to wait, rounded up to seconds; empty if they do not. A number of
/// more than nine digits gives 999,999,999 s, a date in the past 0 s.
///
/// `retry-after-ms` says more than `Retry-After` (RFC 9110 10.2.3: seconds, also with a fraction, or a date).
/// With status 429 and neither, the limits that are exhausted say when they reset:
/// `x-ratelimit-reset-requests` and its like, as seconds, as "6m0s", as a date or as seconds since 1970. A
/// date counts from the answer's own `Date`, so that no clock of this computer matters, and from `now`
/// without one.
[[nodiscard]] std::optional<std::chrono::seconds> retryAfterOf(
    int status, const RawHeaders &headers, const QDateTime &now);

} // namespace Parlance

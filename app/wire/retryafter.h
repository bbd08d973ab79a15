// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerhead.h"

namespace Parlance {

/// "6m0s", "1h2m3.5s" or "120ms", as Go writes a duration, rounded up to seconds; empty for anything else.
[[nodiscard]] std::optional<std::chrono::seconds> durationOf(const QByteArray &text);

/// How long the headers of an answer ask to wait, rounded up to seconds; empty if they do not. At most
/// 999,999,999 s; a time in the past gives 0 s.
///
/// `retry-after-ms` says more than `Retry-After` (RFC 9110 10.2.3: seconds or a date; servers also send a
/// fraction, "30s" and seconds since 1970).
/// With status 429 and neither, the limits that are exhausted say when they reset:
/// `x-ratelimit-reset-requests` and its like, as seconds, as "6m0s", as a date or as seconds since 1970. A
/// date counts from the answer's own `Date`, so that no clock of this computer matters, and from `now`
/// without one.
[[nodiscard]] std::optional<std::chrono::seconds> retryAfterOf(
    int status, const RawHeaders &headers, const QDateTime &now);

} // namespace Parlance

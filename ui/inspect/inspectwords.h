// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/inspectedcall.h"

namespace Parlance {

/// A time since the start of a call, or between two events: "1.204 s", "12.3 ms".
[[nodiscard]] QString timeText(Timing::Duration time);
/// The time of an event or a gap to a hundredth of a millisecond, so that gaps add up: "352.41 ms",
/// "1.78812 s".
[[nodiscard]] QString eventTimeText(Timing::Duration time);
/// "204 bytes", "9,733 bytes (9.7 kB)".
[[nodiscard]] QString sizeText(qint64 bytes);
/// What an event was read as: "text, 5 characters", "usage, finish reason", "comment"; if nothing was read
/// from it, why: "ignored: nothing to read in object, created".
[[nodiscard]] QString readAs(const InspectedCall &call, const TracedEvent &event);
/// What kind of text a section of the call's answer is: "Text", "Reasoning", "Tool call get_weather", which
/// says so if it was cut off.
[[nodiscard]] QString titleOf(const InspectedCall &call, const SourceSection &section);
/// How the answer ended, or went wrong: "closed by the server after the end mark", "stopped by you", or the
/// failure.
[[nodiscard]] QString endText(const InspectedCall &call);
/// How the answer went wrong: "failed: Overloaded (event 58)", "broken in mid-event: ..."; empty if it did
/// not.
[[nodiscard]] QString failureText(const InspectedCall &call);
/// The event of a stream that brought an error; -1 for none.
[[nodiscard]] qsizetype errorEvent(const InspectedCall &call);
/// Why there is no event, header or body of an answer to show; null for no call.
[[nodiscard]] QString nothingText(const InspectedCall *call);
/// Where a call stands: "waiting" until a byte of the answer has arrived, then "streaming", "complete".
[[nodiscard]] QString stateText(const Call &call);
/// What a header of an answer means, for rate limits, request ids and retries; empty for any other.
[[nodiscard]] QString headerMeaning(const QByteArray &name, const QByteArray &value);

} // namespace Parlance

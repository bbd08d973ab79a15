// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/inspectedcall.h"

namespace Parlance {

/// A time since the start of a call, or between two events: "1.204 s", "12.3 ms".
[[nodiscard]] QString timeText(Timing::Duration time);
/// "1,204 bytes", "3.5 MB".
[[nodiscard]] QString sizeText(qint64 bytes);
/// What an event was read as: "text, 5 letters", "usage, finish reason", "comment"; if nothing was read from
/// it, why: "ignored: nothing to read in object, created".
[[nodiscard]] QString readAs(const InspectedCall &call, const TracedEvent &event);
/// What kind of text a section of the call's answer is: "Text", "Reasoning", "Tool call get_weather", which
/// says so if it was cut off.
[[nodiscard]] QString titleOf(const InspectedCall &call, const SourceSection &section);
/// How the answer ended: "closed by the server after the end mark", "reset in mid-event: ...", "stopped by
/// you".
[[nodiscard]] QString endText(const InspectedCall &call);
/// What a header of an answer means, for rate limits, request ids and retries; empty for any other.
[[nodiscard]] QString headerMeaning(const QByteArray &name, const QByteArray &value);

} // namespace Parlance

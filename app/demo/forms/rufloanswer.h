// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"
#include "demo/answers/tier.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// Formats an answer as Ruflo's stream: `data: {"choices":[{"delta":{...}}]}` token by token, each event
/// ended by a blank line, the role first, the finish reason last, then `data: [DONE]` (RF-16 to RF-19).
/// Reasoning precedes the text, as `reasoning_content`.
[[nodiscard]] DemoResponse streamedAnswer(const Answer &answer, const Pace &pace);

/// Formats an answer as one JSON object (RF-15), sent when a stream would end.
[[nodiscard]] DemoResponse plainAnswer(const Answer &answer, const Pace &pace);

} // namespace Parlance::Demo

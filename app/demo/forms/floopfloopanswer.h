// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/answers/tokencount.h"
#include "demo/endpoints/credits.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// FloopFloop's answer to one request. Reasoning takes its time but is not sent: no frame for it is
/// documented.
struct FloopFloopReply
{
    QString model; ///< the requested alias: "auto" stays "auto" (FF-18)
    Answer answer;
    TokenCount usage;
    Credits used;
    Credits remaining;
};

/// {"content","model","usage","finishReason"} (FF-17 to FF-21), sent when a stream would end.
[[nodiscard]] DemoResponse plainReply(const FloopFloopReply &reply, const Pace &pace);

/// Frames {"text"}, a frame with usage and finishReason, then `[DONE]` (FF-31 to FF-34).
[[nodiscard]] DemoResponse streamedReply(const FloopFloopReply &reply, const Pace &pace);

} // namespace Parlance::Demo

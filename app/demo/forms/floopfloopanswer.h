// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/answers/tokencount.h"
#include "demo/endpoints/credits.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// What FloopFloop says to one request. Reasoning takes its time but is not shown: no frame for it is stated.
struct FloopFloopReply
{
    QString model; ///< the alias that was asked for: "auto" stays "auto" (FF-18)
    Answer answer;
    TokenCount usage;
    Credits used;
    Credits remaining;
};

/// {"content","model","usage","finishReason"} (FF-17 to FF-21), in the time that the stream would take.
[[nodiscard]] DemoResponse plainReply(const FloopFloopReply &reply, const Pace &pace);

/// Frames {"text"}, then one with usage and finishReason, then `[DONE]` (FF-31 to FF-34).
[[nodiscard]] DemoResponse streamedReply(const FloopFloopReply &reply, const Pace &pace);

} // namespace Parlance::Demo

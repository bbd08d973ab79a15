// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/answers/tokencount.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// What a gateway says to one request in Anthropic's form. Reasoning is a thinking block with a signature.
struct ClaudeMessage
{
    QString id;
    QString model;
    Answer answer;
    TokenCount usage;
};

/// One JSON object with blocks of content (RA-28), in the time that the stream would take.
[[nodiscard]] DemoResponse plainMessage(const ClaudeMessage &message, const Pace &pace);

/// Pairs of `event:` and `data:` from message_start to message_stop, with a ping in each block and no [DONE]
/// (RA-30). The tokens of the input are told first, those of the output last (RA-31).
[[nodiscard]] DemoResponse streamedMessage(const ClaudeMessage &message, const Pace &pace);

} // namespace Parlance::Demo

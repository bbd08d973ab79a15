// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/answers/tokencount.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// A gateway's answer to one request in Anthropic's form. Reasoning is a thinking block with a signature.
struct ClaudeMessage
{
    QString id;
    QString model;
    Answer answer;
    TokenCount usage;
};

/// One JSON object with content blocks (RA-28), sent when a stream would end.
[[nodiscard]] DemoResponse plainMessage(const ClaudeMessage &message, const Pace &pace);

/// Pairs of `event:` and `data:` from message_start to message_stop, with a ping in each block and no [DONE]
/// (RA-30). Input tokens come first, output tokens last (RA-31).
[[nodiscard]] DemoResponse streamedMessage(const ClaudeMessage &message, const Pace &pace);

} // namespace Parlance::Demo

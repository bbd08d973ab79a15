// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/answers/tokencount.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// All that a gateway says to one request in OpenAI's form.
struct Completion
{
    QString id;
    qint64 created = 0; ///< seconds since 1970
    QString model;
    QList<Answer> choices;
    TokenCount usage;
};

/// How the frames of a stream look.
struct CompletionStream
{
    /// RL-13 to RL-17: neither created nor model, and a finish reason in the last frame of a choice only.
    bool bare = false;
    bool usage = false; ///< a frame without choices before the end mark, as OpenAI's include_usage gives
};

/// One JSON object (RA-13, RO-20 to RO-22, RL-12), in the time that the stream would take. A count of cached
/// or reasoning tokens is in `..._tokens_details` where there are any (RL-20).
[[nodiscard]] DemoResponse plainCompletion(const Completion &completion, const Pace &pace);

/// Frames `chat.completion.chunk`: first the role with empty content, then tokens, the choices in turn, then
/// the finish reason of each, then `[DONE]` (RA-17, RL-13 to RL-17). Reasoning is `reasoning_content`.
[[nodiscard]] DemoResponse streamedCompletion(
    const Completion &completion, const Pace &pace, const CompletionStream &form);

} // namespace Parlance::Demo

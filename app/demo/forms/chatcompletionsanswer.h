// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/answers/tokencount.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// A gateway's complete answer to one request, in OpenAI's form.
struct Completion
{
    QString id;
    qint64 created = 0; ///< seconds since 1970
    QString model;
    QList<Answer> choices;
    TokenCount usage;
    /// So many alternatives are told for each token of the text; empty to tell no probabilities.
    std::optional<int> alternatives = {};
};

/// The form of a stream's frames.
struct CompletionStream
{
    /// RL-13 to RL-17: without created and model, and with a finish reason only in the last frame of a
    /// choice.
    bool bare = false;
    bool usage = false; ///< adds a frame without choices before the end mark, as OpenAI's include_usage does
};

/// One JSON object (RA-13, RO-20 to RO-22, RL-12), sent when a stream would end. Cached and reasoning tokens
/// are in `..._tokens_details` if there are any (RL-20).
[[nodiscard]] DemoResponse plainCompletion(const Completion &completion, const Pace &pace);

/// Frames `chat.completion.chunk`: the role with empty content, the tokens, choice by choice, the finish
/// reason of each choice, then `[DONE]` (RA-17, RL-13 to RL-17). Reasoning is `reasoning_content`.
[[nodiscard]] DemoResponse streamedCompletion(
    const Completion &completion, const Pace &pace, const CompletionStream &form);

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"
#include "demo/tools/toolchoice.h"

namespace Parlance::Demo {

/// A request in OpenAI's form.
struct CompletionRequest
{
    ChatRequest chat; ///< its system messages stay among the messages
    ToolChoice toolChoice;
    bool includeUsage = false; ///< `stream_options.include_usage`
};

/// A gateway's values for fields that a request omits.
struct CompletionDefaults
{
    QString model; ///< empty: `model` is required
    std::optional<int> maxTokens;
};

/// Reads the body of a chat completion (RA-08 to RA-12, RL-04 to RL-11, RO-11 to RO-15): messages with the
/// roles system, developer, user, assistant and tool, with content as text or in parts: text, and of the
/// user image_url and file (B-41); tools and tool choice; max_tokens or max_completion_tokens; temperature 0
/// to 2; top_p 0 to 1; n 1 to 128; penalties -2 to 2; logprobs, with top_logprobs 0 to 20; `stop` as a string
/// or up to four in an array. Ignores other fields; null counts as absent. A 400 names the invalid field.
[[nodiscard]] std::expected<CompletionRequest, Refusal> readCompletionRequest(
    const QByteArray &body, const CompletionDefaults &defaults = {});

} // namespace Parlance::Demo

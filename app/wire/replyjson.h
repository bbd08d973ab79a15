// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"

namespace Parlance {

/// A reply as one line of JSON, for people's scripts:
/// {"text","reasoning","refusal","tool_calls":[{"id","name",
/// "arguments"}],"finish_reason","usage":{"input_tokens","output_tokens","total_tokens","cached_tokens",
/// "reasoning_tokens","credits_used","credits_remaining"},"error":{"message","code","type","status","retry_after_s",
/// "request_id"},"incomplete","timing":{"sent_ms","headers_ms","first_token_ms","first_text_ms",
/// "last_token_ms","total_ms"}}, in this order.
///
/// What is unknown is null; text and reasoning are "" where there are none. `incomplete` is true for an
/// answer that broke off, was stopped, or failed after it had begun. With several choices,
/// "choices":[{"index","text", "reasoning","refusal","tool_calls","finish_reason"}] follows, and the fields
/// above are those of the first. "signatures":[text,...] stands before them where reasoning was signed, and
/// then "parts":[{"type",...}], where the fields alone do not tell the answer: where its parts came in
/// another order than reasoning, text and calls, or there are others. Each choice may have its own. By their
/// type they have: "text": "text"; "reasoning": "text","signature"; "tool_call": "id","name","arguments";
/// "tool_result": "call_id","text"; "image": "media_type","base64","url"; "file":
/// "name","media_type","base64"; "other": "json", the text of an object that only the dialect knows.
[[nodiscard]] QByteArray replyToJson(const Reply &reply);

/// False if the reply has an error or is incomplete: what a command line tool's exit code tells.
[[nodiscard]] bool isWhole(const Reply &reply);

} // namespace Parlance

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
/// Unknown values are null; text and reasoning are "" if there are none. `incomplete` is true for an answer
/// that broke off, was stopped, or failed after it had begun.
///
/// A call that was cut off is not among the calls: "cut_tool_calls":[{"id","name","arguments"}] then follows
/// them, with what arrived.
///
/// With several choices, "choices":[{"index","text","reasoning","refusal","tool_calls","finish_reason"}]
/// follows, and the fields above are those of the first choice. Signed reasoning adds "signatures":[text,...]
/// before it. Then "parts":[{"type",...}] follows if the fields above do not give the whole answer: if its
/// parts came in another order than reasoning, text, calls and cut calls, or if there are others. Each choice
/// may have its own. The members of a part by its type: "text": "text"; "reasoning": "text","signature";
/// "tool_call" and "cut_tool_call": "id","name","arguments"; "tool_result": "call_id","text"; "image":
/// "media_type","base64","url"; "file": "name","media_type","base64"; "other": "json", the text of an object
/// that only the dialect knows.
[[nodiscard]] QByteArray replyToJson(const Reply &reply);

/// The usage and the error of a reply as that JSON has them, for the answers of other endpoints; null if
/// there is nothing to tell.
[[nodiscard]] QByteArray usageToJson(const Usage &usage);
[[nodiscard]] QByteArray errorToJson(const std::optional<ChatError> &error);

/// The types of the parts that only the server's dialect knows, once each; the names of its members for one
/// without a type.
[[nodiscard]] QStringList otherTypes(const QList<Part> &parts);

/// False if the reply has an error or is incomplete: decides a command line tool's exit code.
[[nodiscard]] bool isWhole(const Reply &reply);

} // namespace Parlance

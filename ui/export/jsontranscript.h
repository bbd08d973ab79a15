// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

struct Transcript;

/// {"format":"parlance-conversation","version":1,"exported":ISO 8601,"messages":[...]}, one line per message.
///
/// A question is {"role","content"}. An answer is
/// {"role","content","reasoning","refusal","tool_calls":[{"id","name",
/// "arguments"}],"finish_reason","gateway","model_asked","model_answered","state","id","request_id",
/// "usage","timing", "error"}, with usage, timing and error as `replyToJson()` spells them; "state" is
/// "complete", "incomplete", "stopped", "failed" or "streaming". With several choices, "choices" follows.
/// Unknown values are null.
[[nodiscard]] QByteArray toJson(const Transcript &transcript);

} // namespace Parlance

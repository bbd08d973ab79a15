// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance {

class JsonObjectWriter;

/// The system prompt and all messages with the role system as one text, for a dialect with a system field
/// (RA-22, FF-13).
[[nodiscard]] QString systemText(const ChatRequest &request);

/// True if `toolChoice` is the name of a tool, not one of the keywords.
[[nodiscard]] bool namesTool(const ChatRequest &request);

/// Sets the user's own fields in the body; they override others (RA-12).
void addExtra(const ChatRequest &request, JsonObjectWriter &body);

} // namespace Parlance

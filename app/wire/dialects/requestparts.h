// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance {

class JsonObjectWriter;

/// The system prompt and every message with the role system, as one text, for a dialect where system is a
/// field (RA-22, FF-13).
[[nodiscard]] QString systemText(const ChatRequest &request);

/// True if `toolChoice` is the name of one of the tools, and not one of the words.
[[nodiscard]] bool namesTool(const ChatRequest &request);

/// Lays the user's own fields over the body (RA-12).
void addExtra(const ChatRequest &request, JsonObjectWriter &body);

} // namespace Parlance

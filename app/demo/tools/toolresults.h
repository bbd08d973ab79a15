// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance::Demo {

/// The tool results at the end of a conversation, each with its call, as Markdown; empty if the latest
/// message is not a result.
[[nodiscard]] QString resultText(const ChatRequest &request);

} // namespace Parlance::Demo

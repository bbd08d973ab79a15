// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance::Demo {

/// What the results of tools at the end of a conversation say, each with the call it answers, as Markdown;
/// empty if the latest message is no result.
[[nodiscard]] QString resultText(const ChatRequest &request);

} // namespace Parlance::Demo

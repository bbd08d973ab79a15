// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/tools/toolchoice.h"

namespace Parlance::Demo {

/// The tool calls that the conversation's latest question asks for, without ids. Selects the tools whose name
/// or description has the most of its words, and fills their arguments by their schemas. A question for
/// several things ("the weather in Paris and Rome") gives several calls. Empty if no tool fits, if the choice
/// is none, or if the latest message is a tool result and no call is required.
[[nodiscard]] QList<ToolCall> pickCalls(const ChatRequest &request, const ToolChoice &choice);

} // namespace Parlance::Demo

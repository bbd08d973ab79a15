// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/tools/toolchoice.h"

namespace Parlance::Demo {

/// The calls that the conversation's latest question asks for, without ids: of the tools whose name or
/// description has most of its words, with arguments from their schemas. A question that asks for several
/// things ("the weather in Paris and Rome") gives several calls. Empty if none fits, if the choice is none,
/// or if the latest message is the result of a tool and no call is required.
[[nodiscard]] QList<ToolCall> pickCalls(const ChatRequest &request, const ToolChoice &choice);

} // namespace Parlance::Demo

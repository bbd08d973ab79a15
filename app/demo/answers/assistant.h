// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"
#include "demo/tools/toolchoice.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

class Composer;
struct Depth;

/// What is asked of an assistant beside the conversation.
struct Asked
{
    ToolChoice toolChoice;
    QString callId; ///< what the ids of tool calls begin with
};

/// As many answers as `n` asks for: calls of tools where some fit, otherwise what the composer says.
[[nodiscard]] QList<Answer> replies(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const Asked &asked);

} // namespace Parlance::Demo

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

/// What a request asks of the assistant besides the conversation.
struct Asked
{
    ToolChoice toolChoice;
    QString callId;       ///< the prefix of tool call ids
    bool isLoose = false; ///< JSON is not forced: it comes in a code fence, as models like to write it
};

/// As many answers as `n` asks for: tool calls if a tool fits, JSON if the request has a schema, otherwise
/// the composer's answers.
[[nodiscard]] QList<Answer> replies(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const Asked &asked);

} // namespace Parlance::Demo

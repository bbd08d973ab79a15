// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"
#include "demo/tools/mcptools.h"
#include "demo/tools/toolchoice.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

class Composer;
struct Depth;

/// The calls of MCP servers in one answer.
inline constexpr qsizetype MostServerCalls = 2;

/// What a request asks of the assistant besides the conversation.
struct Asked
{
    ToolChoice toolChoice;
    QString callId;               ///< the prefix of tool call ids
    QList<Toolset> toolsets = {}; ///< of MCP servers, which the gateway calls by itself
    bool isLoose = false; ///< JSON is not forced: it comes in a code fence, as models like to write it
};

/// As many answers as `n` asks for: tool calls if a tool fits, JSON if the request has a schema, otherwise
/// the composer's answers. Calls of MCP servers come with their results, and a text about them; after each
/// `MostServerCalls` the answer pauses, and the next one, which follows it, goes on there.
[[nodiscard]] QList<Answer> replies(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const Asked &asked);

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"
#include "demo/tools/mcptools.h"
#include "demo/tools/toolchoice.h"

namespace Parlance::Demo {

/// A request in Anthropic's form.
struct MessagesRequest
{
    ChatRequest chat; ///< with `system` separate, and tool results as separate messages
    ToolChoice toolChoice;
    QList<Toolset> toolsets; ///< of MCP servers
    bool thinking = false;   ///< the client asks to see the reasoning
};

/// Reads the body of `POST /v1/messages` (RA-21 to RA-27): `max_tokens` is required, `system` is text or text
/// blocks, content is text or blocks (text, tool_use, tool_result, mcp_tool_use, mcp_tool_result, thinking,
/// image, document), `thinking` needs a budget of at least 1024 and below `max_tokens`; MCP servers need a
/// beta, see `readToolsets()`. Ignores other fields; null counts as absent. A 400 names the invalid field.
[[nodiscard]] std::expected<MessagesRequest, Refusal> readMessagesRequest(
    const QByteArray &body, const QByteArray &betas = {});

} // namespace Parlance::Demo

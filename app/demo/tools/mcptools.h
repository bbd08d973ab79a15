// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

#include <QByteArrayView>

namespace Parlance::Demo {

/// The one MCP server that the embedded gateway can call: it is a part of it, as the gateway talks to nobody.
/// Nothing can be at its address (RFC 2606).
inline constexpr QLatin1StringView McpServerUrl{"https://tools.example/mcp"};
/// Its token, which need not be sent.
inline constexpr QLatin1StringView McpServerToken{"mcp-demo-token"};

/// The tools of a server that a request offers.
struct Toolset
{
    QString server; ///< its name in the request
    QList<Tool> tools;
};

/// `count_words`, `divide` and `reverse_text`.
[[nodiscard]] const QList<Tool> &mcpTools();
/// What the server answers to this call. Always the same; an error for a division by zero, for a tool that it
/// does not have and for arguments that do not fit.
[[nodiscard]] ToolResult mcpResult(const ToolCall &call);

} // namespace Parlance::Demo

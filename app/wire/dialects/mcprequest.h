// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance {

/// The value of the header `anthropic-beta` for the older form, in which the choice of tools stands with the
/// server (B-02).
inline constexpr QLatin1StringView OldMcpBeta{"mcp-client-2025-04-04"};
/// True if this header asks for the older form and for no other.
[[nodiscard]] bool isOldMcpForm(const QString &beta);

/// The field `mcp_servers` of Messages: objects of the type url; in the old form with the choice of tools, of
/// which it can only name those that are offered (B-02).
[[nodiscard]] QByteArray encodeMcpServers(const ChatRequest &request);
/// A server's entry in the field `tools`: which of its tools the model is offered (B-03).
[[nodiscard]] QByteArray encodeToolset(const McpServer &server);

} // namespace Parlance

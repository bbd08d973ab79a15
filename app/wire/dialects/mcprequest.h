// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/mcpserver.h"

namespace Parlance {

/// The field `mcp_servers` of Messages: objects of the type url (B-02).
[[nodiscard]] QByteArray encodeMcpServers(const QList<McpServer> &servers);
/// A server's entry in the field `tools`: which of its tools the model is offered (B-03).
[[nodiscard]] QByteArray encodeToolset(const McpServer &server);

} // namespace Parlance

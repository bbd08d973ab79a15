// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <optional>

namespace Parlance {

/// A block of an answer on Messages: a call that the gateway made itself, to its own tool or to an MCP
/// server, or the result of such a call. The client answers none of them, and sends them back in their place.
struct ServerBlock
{
    bool isResult = false;
    QString id;     ///< of the call
    QString server; ///< of a call at an MCP server: the server's name
    QString tool;   ///< of a call
    QString text;   ///< the arguments of a call as JSON, or the text of a result
    bool isError = false;

    bool operator==(const ServerBlock &) const = default;
};

/// {"type":"mcp_tool_use","id","name","server_name","input"},
/// {"type":"mcp_tool_result","tool_use_id","is_error", "content"} with content as a string or a list of text
/// blocks; `server_tool_use` and results of other names ("web_search_tool_result") likewise, whose content is
/// an object or a list of them. Empty for any other part.
[[nodiscard]] std::optional<ServerBlock> serverBlockOf(const OtherPart &part);
/// True for a part that is such a block.
[[nodiscard]] bool isServerPart(const Part &part);
/// Removes the calls without a result, which servers refuse: of an answer that broke off.
void dropOpenServerCalls(QList<Part> &parts);

} // namespace Parlance

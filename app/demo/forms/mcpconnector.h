// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/tools/mcptools.h"

namespace Parlance::Demo {

class BodyReader;

/// True for an entry of `tools` that stands for an MCP server's.
[[nodiscard]] bool isToolset(BodyReader &tool);

/// Reads `mcp_servers` and the toolsets among `tools` (B-01 to B-04). `betas` is the header `anthropic-beta`.
/// Refuses servers and toolsets without a beta that knows them, a server that is not the embedded gateway's
/// own, a wrong token, a name that stands twice, a toolset of an unknown server, and a server without exactly
/// one toolset.
[[nodiscard]] QList<Toolset> readToolsets(BodyReader &reader, const QByteArray &betas);

} // namespace Parlance::Demo

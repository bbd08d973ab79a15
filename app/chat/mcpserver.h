// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"

#include <QStringList>

namespace Parlance {

/// A server of tools that the gateway calls by itself (Model Context Protocol).
struct McpServer
{
    QString name;                ///< in calls and results; see `isToolName()`
    QString url;                 ///< as typed
    bool offersAll = true;       ///< all its tools but the exceptions; false: the exceptions alone
    QStringList exceptions = {}; ///< names of its tools
    bool needsToken = false;     ///< a token belongs to it, which only a request has
    Secret token = {};           ///< in a request that is being written; empty anywhere else

    bool operator==(const McpServer &) const = default;
};

/// The value of the header `anthropic-beta` that names the form of MCP servers: see the client of Anthropic,
/// anthropic-sdk-typescript (B-01).
inline constexpr QLatin1StringView UsualMcpBeta{"mcp-client-2025-11-20"};

QDebug operator<<(QDebug debug, const McpServer &server);

} // namespace Parlance

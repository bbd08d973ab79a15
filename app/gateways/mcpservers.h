// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/mcpserver.h"

#include <QJsonArray>
#include <optional>

namespace Parlance {

class FieldReader;
struct Gateway;

/// Why MCP servers cannot be sent.
struct McpProblem
{
    enum class Kind {
        BadName,  ///< see `isToolName()`
        SameName, ///< another server has this name
        BadUrl,   ///< not an address that begins with https:// or http://
    };

    Kind kind = Kind::BadName;
    qsizetype server = 0; ///< its index

    bool operator==(const McpProblem &) const = default;
};

/// The first problem of the servers; empty if they can be sent.
[[nodiscard]] std::optional<McpProblem> problemOf(const QList<McpServer> &servers);
/// The problem of the name of the server at this index, and of its URL.
[[nodiscard]] std::optional<McpProblem> problemOfName(const QList<McpServer> &servers, qsizetype server);
[[nodiscard]] std::optional<McpProblem> problemOfUrl(const QList<McpServer> &servers, qsizetype server);

/// True if a service on the internet can call this address: https, and not on this computer or a private
/// network (B-04).
[[nodiscard]] bool isPublic(const QString &url);
/// True for a token that can be sent and masked: at least 8 visible characters of ASCII.
[[nodiscard]] bool isMcpToken(QStringView text);
/// True for the value of a header `anthropic-beta`.
[[nodiscard]] bool isMcpBeta(QStringView text);

/// True if the gateway's dialect has a field for MCP servers, and if its profile documents that.
[[nodiscard]] bool takesMcp(const Gateway &gateway);
[[nodiscard]] bool documentsMcp(const Gateway &gateway);

/// [{"name", "url", "only", "except", "needs_token"}] without tokens: `only` or `except` are names of tools.
[[nodiscard]] QJsonArray toJson(const QList<McpServer> &servers);
/// Takes such a list from the field "mcp_servers". `place` is that of the object with the field.
[[nodiscard]] QList<McpServer> takeMcpServers(FieldReader &fields, const QString &place);

} // namespace Parlance

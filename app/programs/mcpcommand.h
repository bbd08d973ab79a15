// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/mcpserver.h"

#include <QCommandLineOption>
#include <QHash>

#include <expected>

class QCommandLineParser;
class QProcessEnvironment;

namespace Parlance {

/// What the options of parlance-ask say about MCP servers.
struct McpCommand
{
    QList<McpServer> servers = {};
    QHash<QString, Secret> tokens = {}; ///< by the URL of the server

    [[nodiscard]] static QList<QCommandLineOption> options();
    /// The options, with tokens from the variables that they name; or what is wrong with them, in words for
    /// the user.
    [[nodiscard]] static std::expected<McpCommand, QString> read(
        const QCommandLineParser &parser, const QProcessEnvironment &environment);
};

} // namespace Parlance

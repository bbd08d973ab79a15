// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcpcommand.h"

#include "gateways/keysource.h"
#include "gateways/mcpservers.h"
#include "workspace/words/mcptext.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename T>
using OrWrong = std::expected<T, QString>;

/// The parts of NAME=VALUE.
OrWrong<std::pair<QString, QString>> pairIn(const QString &option, const QString &text)
{
    const qsizetype sign = text.indexOf(u'=');
    if (sign < 1 || sign + 1 == text.size())
        return std::unexpected(
            u"--%1 takes the name of the server, = and a value, not '%2'"_s.arg(option, text));
    return std::pair(text.first(sign), text.sliced(sign + 1));
}

OrWrong<QList<McpServer>> serversIn(const QCommandLineParser &parser)
{
    QList<McpServer> servers;
    for (const QString &text : parser.values(u"mcp"_s)) {
        const auto pair = pairIn(u"mcp"_s, text);
        if (!pair)
            return std::unexpected(pair.error());
        servers.append({.name = pair->first, .url = pair->second});
    }
    if (const auto problem = problemOf(servers))
        return std::unexpected(
            u"--mcp %1: %2"_s.arg(servers.at(problem->server).name, McpText::problem(*problem)));
    return servers;
}

OrWrong<Secret> tokenIn(const QString &variable, const QProcessEnvironment &environment)
{
    if (!isKeyVariable(variable))
        return std::unexpected(
            u"a token is read only from a variable with KEY, APIKEY, TOKEN, SECRET or PASSWORD in its name"_s);
    const QString token = environment.value(variable).trimmed();
    if (token.isEmpty())
        return std::unexpected(u"the environment variable '%1' is not set"_s.arg(variable));
    if (!isMcpToken(token))
        return std::unexpected(
            u"the environment variable '%1' does not hold a token of at least 8 characters"_s.arg(variable));
    return Secret(token.toLatin1());
}

} // namespace

QList<QCommandLineOption> McpCommand::options()
{
    return {
        {u"mcp"_s,
            u"Let the gateway call the tools of the MCP server at this address, and go on after its pauses; "
            u"may "
            "be repeated."_s,
            u"name=url"_s},
        {u"mcp-token-env"_s, u"Take the token of that MCP server from this environment variable."_s,
            u"name=variable"_s},
    };
}

OrWrong<McpCommand> McpCommand::read(const QCommandLineParser &parser, const QProcessEnvironment &environment)
{
    const auto servers = serversIn(parser);
    if (!servers)
        return std::unexpected(servers.error());
    McpCommand command{.servers = *servers};
    for (const QString &text : parser.values(u"mcp-token-env"_s)) {
        const auto pair = pairIn(u"mcp-token-env"_s, text);
        if (!pair)
            return std::unexpected(pair.error());
        const auto server = std::ranges::find(command.servers, pair->first, &McpServer::name);
        if (server == command.servers.end())
            return std::unexpected(u"--mcp-token-env names no --mcp: '%1'"_s.arg(pair->first));
        const auto token = tokenIn(pair->second, environment);
        if (!token)
            return std::unexpected(token.error());
        server->needsToken = true;
        command.tokens.insert(server->url, *token);
    }
    return command;
}

} // namespace Parlance

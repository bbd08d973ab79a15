// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/mcpconnector.h"

#include "demo/forms/bodyreader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr auto Servers = "mcp_servers"_L1;
constexpr auto Tools = "tools"_L1;

/// Those that have toolsets: the form of 2025-04-04 is another one.
bool knowsToolsets(const QByteArray &betas)
{
    static constexpr std::array<QByteArrayView, 2> known{"mcp-client-2025-11-20", "mcp-client-2026-09-15"};
    return std::ranges::any_of(betas.split(','),
        [](const QByteArray &beta) { return std::ranges::contains(known, beta.trimmed()); });
}

void readUrl(BodyReader &server)
{
    const QString url = server.requiredString(u"url"_s);
    if (!url.startsWith("https://"_L1) && !url.startsWith("http://"_L1))
        server.refuse(u"url"_s, u"must be an address that begins with https://"_s);
    else if (url != McpServerUrl)
        server.refuse(u"url"_s,
            u"cannot be reached: the embedded gateway calls no server but its own, %1"_s.arg(McpServerUrl));
}

/// The name of a server.
QString readServer(BodyReader &server)
{
    if (server.requiredString(u"type"_s) != "url"_L1)
        server.refuse(u"type"_s, u"must be url"_s);
    readUrl(server);
    const QString name = server.requiredString(u"name"_s);
    if (server.has(u"authorization_token"_s) && server.string(u"authorization_token"_s) != McpServerToken)
        server.refuse(u"authorization_token"_s, u"is refused by the server"_s);
    if (server.has(u"tool_configuration"_s))
        server.refuse(u"tool_configuration"_s, u"is of mcp-client-2025-04-04: use an mcp_toolset"_s);
    return name;
}

QStringList readServers(BodyReader &reader)
{
    QStringList names;
    reader.each(Servers, reader.array(Servers), [&](BodyReader &server) {
        const QString name = readServer(server);
        if (names.contains(name))
            server.refuse(u"name"_s, u"must not be that of another server"_s);
        names += name;
    });
    return names;
}

bool readEnabled(BodyReader &reader, const QString &field, bool usual)
{
    BodyReader config = reader.nested(field);
    const bool enabled = config.has(u"enabled"_s) ? config.flag(u"enabled"_s) : usual;
    reader.take(config);
    return enabled;
}

Toolset readToolset(BodyReader &reader, const QStringList &servers)
{
    Toolset toolset{.server = reader.requiredString(u"mcp_server_name"_s), .tools = {}};
    if (!servers.contains(toolset.server))
        reader.refuse(u"mcp_server_name"_s, u"must be the name of one of mcp_servers"_s);
    const bool usual = readEnabled(reader, u"default_config"_s, true);
    BodyReader configs = reader.nested(u"configs"_s);
    for (const Tool &tool : mcpTools()) {
        if (readEnabled(configs, tool.name, usual))
            toolset.tools.append(tool);
    }
    reader.take(configs);
    return toolset;
}

void checkOneEach(BodyReader &reader, const QStringList &servers, const QList<Toolset> &toolsets)
{
    for (const QString &server : servers) {
        if (std::ranges::count(toolsets, server, &Toolset::server) != 1)
            reader.refuse(Servers, u"needs exactly one mcp_toolset in `tools` for each: %1"_s.arg(server));
    }
}

} // namespace

bool isToolset(BodyReader &tool)
{
    return tool.string(u"type"_s) == "mcp_toolset"_L1;
}

QList<Toolset> readToolsets(BodyReader &reader, const QByteArray &betas)
{
    if (reader.has(Servers) && !knowsToolsets(betas))
        reader.refuse(
            Servers, u"is not permitted without the header anthropic-beta: mcp-client-2025-11-20"_s);
    const QStringList servers = readServers(reader);
    QList<Toolset> toolsets;
    reader.each(Tools, reader.array(Tools), [&](BodyReader &tool) {
        if (isToolset(tool))
            toolsets.append(readToolset(tool, servers));
    });
    checkOneEach(reader, servers, toolsets);
    return toolsets;
}

} // namespace Parlance::Demo

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

/// What the header `anthropic-beta` says of the form.
struct McpForm
{
    bool isKnown = false;
    bool hasToolsets = true; ///< the choice of tools is a tool; otherwise a member of the server
};

McpForm formOf(const QByteArray &betas)
{
    static constexpr std::array<QByteArrayView, 2> withToolsets{
        "mcp-client-2025-11-20", "mcp-client-2026-09-15"};
    McpForm old;
    for (const QByteArray &beta : betas.split(',')) {
        if (std::ranges::contains(withToolsets, beta.trimmed()))
            return {.isKnown = true};
        if (beta.trimmed() == "mcp-client-2025-04-04")
            old = {.isKnown = true, .hasToolsets = false};
    }
    return old;
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

/// The tools that the older form allows; all where it names none.
QList<Tool> readConfiguration(BodyReader &server)
{
    BodyReader configuration = server.nested(u"tool_configuration"_s);
    const bool enabled = !configuration.has(u"enabled"_s) || configuration.flag(u"enabled"_s);
    QStringList allowed;
    for (const QJsonValue &name : configuration.array(u"allowed_tools"_s))
        allowed += name.toString();
    const bool all = !configuration.has(u"allowed_tools"_s);
    server.take(configuration);
    QList<Tool> tools;
    for (const Tool &tool : mcpTools()) {
        if (enabled && (all || allowed.contains(tool.name)))
            tools.append(tool);
    }
    return tools;
}

/// A server, with the tools of the older form.
Toolset readServer(BodyReader &server, const McpForm &form)
{
    if (server.requiredString(u"type"_s) != "url"_L1)
        server.refuse(u"type"_s, u"must be url"_s);
    readUrl(server);
    Toolset read{.server = server.requiredString(u"name"_s), .tools = {}};
    if (server.has(u"authorization_token"_s) && server.string(u"authorization_token"_s) != McpServerToken)
        server.refuse(u"authorization_token"_s, u"is refused by the server"_s);
    if (!form.hasToolsets)
        read.tools = readConfiguration(server);
    else if (server.has(u"tool_configuration"_s))
        server.refuse(u"tool_configuration"_s, u"is of mcp-client-2025-04-04: use an mcp_toolset"_s);
    return read;
}

QList<Toolset> readServers(BodyReader &reader, const McpForm &form)
{
    QList<Toolset> servers;
    reader.each(Servers, reader.array(Servers), [&](BodyReader &server) {
        const Toolset read = readServer(server, form);
        if (std::ranges::contains(servers, read.server, &Toolset::server))
            server.refuse(u"name"_s, u"must not be that of another server"_s);
        servers += read;
    });
    return servers;
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
    const McpForm form = formOf(betas);
    if (reader.has(Servers) && !form.isKnown)
        reader.refuse(
            Servers, u"is not permitted without the header anthropic-beta: mcp-client-2025-11-20"_s);
    const QList<Toolset> servers = readServers(reader, form);
    QStringList names;
    std::ranges::transform(servers, std::back_inserter(names), &Toolset::server);
    QList<Toolset> toolsets;
    reader.each(Tools, reader.array(Tools), [&](BodyReader &tool) {
        if (isToolset(tool) && !form.hasToolsets)
            tool.refuse(u"type"_s, u"is unknown in mcp-client-2025-04-04: use tool_configuration"_s);
        else if (isToolset(tool))
            toolsets.append(readToolset(tool, names));
    });
    if (!form.hasToolsets)
        return servers;
    checkOneEach(reader, names, toolsets);
    return toolsets;
}

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/mcprequest.h"

#include "wire/jsonobjectwriter.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray encodeConfiguration(const McpServer &server)
{
    QList<QByteArray> allowed;
    for (const QString &tool : server.exceptions)
        allowed.append(writtenJsonText(tool.toUtf8()));
    JsonObjectWriter configuration;
    configuration.set(u"enabled"_s, true);
    configuration.setWritten(u"allowed_tools"_s, writtenArray(allowed));
    return configuration.toJson();
}

QByteArray encodeServer(const McpServer &server, bool isOldForm)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"url"_s);
    object.set(u"url"_s, server.url);
    object.set(u"name"_s, server.name);
    if (!server.token.isEmpty())
        object.setWritten(u"authorization_token"_s, writtenJsonText(server.token.reveal()));
    if (isOldForm && !server.offersAll)
        object.setWritten(u"tool_configuration"_s, encodeConfiguration(server));
    return object.toJson();
}

QByteArray encodeEnabled(bool enabled)
{
    JsonObjectWriter config;
    config.set(u"enabled"_s, enabled);
    return config.toJson();
}

QByteArray encodeExceptions(const McpServer &server)
{
    JsonObjectWriter configs;
    for (const QString &tool : server.exceptions)
        configs.setWritten(tool, encodeEnabled(!server.offersAll));
    return configs.toJson();
}

} // namespace

bool isOldMcpForm(const QString &beta)
{
    return beta.contains(OldMcpBeta) && beta.count("mcp-client-"_L1) == 1;
}

QByteArray encodeMcpServers(const ChatRequest &request)
{
    QList<QByteArray> written;
    for (const McpServer &server : request.mcpServers)
        written.append(encodeServer(server, isOldMcpForm(request.mcpBeta)));
    return writtenArray(written);
}

QByteArray encodeToolset(const McpServer &server)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"mcp_toolset"_s);
    object.set(u"mcp_server_name"_s, server.name);
    if (!server.offersAll)
        object.setWritten(u"default_config"_s, encodeEnabled(false));
    if (!server.exceptions.isEmpty())
        object.setWritten(u"configs"_s, encodeExceptions(server));
    return object.toJson();
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/mcprequest.h"

#include "wire/jsonobjectwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray encodeServer(const McpServer &server)
{
    JsonObjectWriter object;
    object.set(u"type"_s, u"url"_s);
    object.set(u"url"_s, server.url);
    object.set(u"name"_s, server.name);
    if (!server.token.isEmpty())
        object.setWritten(u"authorization_token"_s, writtenJsonText(server.token.reveal()));
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

QByteArray encodeMcpServers(const QList<McpServer> &servers)
{
    QList<QByteArray> written;
    std::ranges::transform(servers, std::back_inserter(written), encodeServer);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/mcpservers.h"

#include "chat/chatrequest.h"
#include "gateways/fieldreader.h"
#include "gateways/gateway.h"
#include "wire/dialect.h"
#include "wire/dialects/registry.h"

#include <QHostAddress>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = McpProblem::Kind;

constexpr auto Field = "mcp_servers"_L1;

QJsonObject toJson(const McpServer &server)
{
    QJsonObject object{{u"name"_s, server.name}, {u"url"_s, server.url}};
    if (!server.offersAll || !server.exceptions.isEmpty())
        object.insert(
            server.offersAll ? u"except"_s : u"only"_s, QJsonArray::fromStringList(server.exceptions));
    if (server.needsToken)
        object.insert(u"needs_token"_s, true);
    return object;
}

McpServer takeServer(const QJsonValue &value, const QString &place, FieldReader &all)
{
    FieldReader fields(value.toObject(), place);
    McpServer server{.name = fields.takeOptionalText(u"name"_s), .url = fields.takeOptionalText(u"url"_s)};
    server.offersAll = !fields.has(u"only"_s);
    server.exceptions = fields.takeOptionalTexts(server.offersAll ? u"except"_s : u"only"_s);
    server.needsToken = fields.takeOptionalBool(u"needs_token"_s, false);
    fields.complainOfTheRest();
    all.adopt(fields);
    return server;
}

} // namespace

std::optional<McpProblem> problemOfName(const QList<McpServer> &servers, qsizetype server)
{
    const QString &name = servers.at(server).name;
    if (!isToolName(name))
        return McpProblem{.kind = Kind::BadName, .server = server};
    const auto first = std::ranges::find(servers, name, &McpServer::name);
    if (first - servers.cbegin() < server)
        return McpProblem{.kind = Kind::SameName, .server = server};
    return {};
}

std::optional<McpProblem> problemOfUrl(const QList<McpServer> &servers, qsizetype server)
{
    const QUrl url(servers.at(server).url, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (isHttp && url.isValid() && !url.host().isEmpty())
        return {};
    return McpProblem{.kind = Kind::BadUrl, .server = server};
}

std::optional<McpProblem> problemOf(const QList<McpServer> &servers)
{
    for (qsizetype server = 0; server < servers.size(); ++server) {
        if (const auto problem = problemOfName(servers, server))
            return problem;
        if (const auto problem = problemOfUrl(servers, server))
            return problem;
    }
    return {};
}

bool isPublic(const QString &url)
{
    const QUrl address(url);
    const QString host = address.host();
    const QHostAddress number(host);
    const bool isNear = host == "localhost"_L1 || host.endsWith(".localhost"_L1) ||
                        host.endsWith(".local"_L1) || number.isLoopback() || number.isPrivateUse() ||
                        number.isLinkLocal();
    return address.scheme() == "https"_L1 && !isNear;
}

bool isMcpToken(QStringView text)
{
    constexpr qsizetype shortest = 8; // what is shorter would match ordinary words and is not masked
    return text.size() >= shortest &&
           std::ranges::all_of(text, [](QChar c) { return c > u' ' && c < QChar(0x7f); });
}

bool isMcpBeta(QStringView text)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9._, -]*\\z"_s);
    return form.matchView(text).hasMatch();
}

bool takesMcp(const Gateway &gateway)
{
    const Dialect *dialect = findDialect(gateway.dialect);
    return dialect && dialect->takesMcp();
}

bool documentsMcp(const Gateway &gateway)
{
    return gateway.parameter(QString(Field));
}

QJsonArray toJson(const QList<McpServer> &servers)
{
    QJsonArray array;
    for (const McpServer &server : servers)
        array.append(toJson(server));
    return array;
}

QList<McpServer> takeMcpServers(FieldReader &fields, const QString &place)
{
    const QJsonValue list = fields.has(Field) ? fields.take(Field) : QJsonValue(QJsonArray());
    if (!list.isArray())
        fields.fail(Field, u"expected a list of servers, got %1"_s.arg(typeName(list)));
    QList<McpServer> servers;
    for (const QJsonValue &value : list.toArray())
        servers.append(takeServer(value, u"%1%2[%3]."_s.arg(place, Field).arg(servers.size()), fields));
    return servers;
}

} // namespace Parlance

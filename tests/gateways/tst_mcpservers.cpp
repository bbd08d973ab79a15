// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/mcpservers.h"

#include "gateways/catalog.h"
#include "gateways/keywatch.h"
#include "gateways/laneparameters.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestMcpServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problems_data();
    void problems();
    void B_04_whatAServiceCannotCall_data();
    void B_04_whatAServiceCannotCall();
    void B_12_aTokenCanBeMasked_data();
    void B_12_aTokenCanBeMasked();
    void RA_27_whoTakesServers();
    void B_01_theBetaIsEditable();
    void serversWithAProblemAreNotSent();
    void B_12_jsonComesBackTheSameWithoutTokens();
    void badJsonIsNamed_data();
    void badJsonIsNamed();
    void aKeyInAnAddressIsSeen();
};

namespace {

using Kind = McpProblem::Kind;

McpServer example()
{
    return {.name = u"example"_s, .url = u"https://mcp.example/sse"_s};
}

const Gateway &gateway(const QString &id)
{
    static const Catalog catalog = Catalog::builtIn();
    return *catalog.find(id);
}

ChatRequest requestWith(const LaneTools &tools, const QString &gatewayId = u"ruapi-claude"_s)
{
    return requestOf({.tools = tools}, gateway(gatewayId), u"m"_s);
}

} // namespace

void TestMcpServers::problems_data()
{
    using Problem = std::optional<McpProblem>;
    QTest::addColumn<QList<McpServer>>("servers");
    QTest::addColumn<Problem>("problem");
    const auto row = [](const char *name, const QList<McpServer> &servers, const Problem &problem) {
        QTest::newRow(name) << servers << problem;
    };
    const auto at = [](const QString &url) {
        return QList{McpServer{.name = u"a"_s, .url = url}};
    };
    row("none", {}, {});
    row("one", {example()}, {});
    row("loopback", at(u"http://127.0.0.1:8080/mcp"_s), {});
    row("no name", {{.name = {}, .url = u"https://h"_s}}, McpProblem{Kind::BadName});
    row("blank in name", {{.name = u"my server"_s, .url = u"https://h"_s}}, McpProblem{Kind::BadName});
    row("two of a name", {example(), example()}, McpProblem{Kind::SameName, 1});
    row("no address", at({}), McpProblem{Kind::BadUrl});
    row("no scheme", at(u"mcp.example/sse"_s), McpProblem{Kind::BadUrl});
    row("another scheme", at(u"ftp://mcp.example"_s), McpProblem{Kind::BadUrl});
    row("no host", at(u"https://"_s), McpProblem{Kind::BadUrl});
    row("blank", at(u"https://mcp.example/a b"_s), McpProblem{Kind::BadUrl});
}

void TestMcpServers::problems()
{
    QFETCH(const QList<McpServer>, servers);
    QFETCH(const std::optional<McpProblem>, problem);
    QCOMPARE(problemOf(servers), problem);
}

void TestMcpServers::B_04_whatAServiceCannotCall_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("reachable");
    QTest::newRow("public") << u"https://mcp.example/sse"_s << true;
    QTest::newRow("public number") << u"https://9.9.9.9/"_s << true;
    QTest::newRow("http") << u"http://mcp.example/sse"_s << false;
    for (const char *host : {"localhost", "a.localhost", "printer.local", "127.0.0.1", "[::1]", "10.0.0.1",
             "192.168.1.2", "169.254.0.1"})
        QTest::newRow(host) << u"https://%1:8443/mcp"_s.arg(QLatin1StringView(host)) << false;
}

void TestMcpServers::B_04_whatAServiceCannotCall()
{
    QFETCH(const QString, url);
    QTEST(isPublic(url), "reachable");
}

void TestMcpServers::B_12_aTokenCanBeMasked_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("good");
    QTest::newRow("token") << u"0123-abc"_s << true;
    QTest::newRow("too short") << u"0123-ab"_s << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << u"0123 abcd"_s << false;
    QTest::newRow("line") << u"0123-abcd\n"_s << false;
    QTest::newRow("letter beyond ASCII") << u"0123-abcé"_s << false;
}

void TestMcpServers::B_12_aTokenCanBeMasked()
{
    QFETCH(const QString, token);
    QTEST(isMcpToken(token), "good");
}

void TestMcpServers::RA_27_whoTakesServers()
{
    QVERIFY(takesMcp(gateway(u"ruapi-claude"_s)));
    QVERIFY(documentsMcp(gateway(u"ruapi-claude"_s)));
    const Catalog catalog = Catalog::builtIn();
    for (const Gateway &other : catalog.gateways())
        QCOMPARE(takesMcp(other), other.dialect == u"messages"_s);
    const LaneTools tools{.servers = {example()}};
    QCOMPARE(requestWith(tools).mcpServers, tools.servers);
    QVERIFY(requestWith(tools, u"ruapi"_s).mcpServers.isEmpty());
}

void TestMcpServers::B_01_theBetaIsEditable()
{
    QCOMPARE(requestWith({.servers = {example()}}).mcpBeta, u"mcp-client-2025-11-20"_s);
    QCOMPARE(requestWith({.servers = {example()}, .mcpBeta = u" mcp-client-2026-09-15 "_s}).mcpBeta,
        u"mcp-client-2026-09-15"_s);
    QVERIFY(isMcpBeta(u"mcp-client-2025-11-20, files-api-2025-04-14"));
    QVERIFY(!isMcpBeta(u"a\r\nb"));
}

void TestMcpServers::serversWithAProblemAreNotSent()
{
    const LaneTools tools{.list = {{.name = u"now"_s}}, .servers = {example(), example()}};
    QVERIFY(requestWith(tools).mcpServers.isEmpty());
    QCOMPARE(requestWith(tools).tools.size(), 1);
}

void TestMcpServers::B_12_jsonComesBackTheSameWithoutTokens()
{
    const LaneTools tools{.servers = {example(),
                              {.name = u"b"_s,
                                  .url = u"https://b"_s,
                                  .offersAll = false,
                                  .exceptions = {u"read"_s},
                                  .needsToken = true},
                              {.name = u"c"_s, .url = u"https://c"_s, .exceptions = {u"write"_s}},
                              {.name = u"none"_s, .url = u"https://d"_s, .offersAll = false}},
        .mcpBeta = u"mcp-client-2026-09-15"_s};
    QCOMPARE(laneToolsFromJson(toJson(tools)), tools);
    LaneTools secret = tools;
    secret.servers[1].token = Secret("0123-abc");
    QCOMPARE(toJson(secret), toJson(tools));
    QCOMPARE(keyInProfile({{u"parameters"_s, QJsonObject{{u"tools"_s, toJson(tools)}}}}), QString());
}

void TestMcpServers::badJsonIsNamed_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("error");
    const auto row = [](const QString &field, const QJsonValue &value, const QString &error) {
        QTest::newRow(qUtf8Printable(error)) << QJsonObject{{field, value}} << error;
    };
    row(u"mcp_servers"_s, 7, u"mcp_servers: expected a list of servers, got the number 7"_s);
    row(u"mcp_servers"_s, QJsonArray{QJsonObject{{u"url"_s, 7}}},
        u"mcp_servers[0].url: expected text, got the number 7"_s);
    row(u"mcp_servers"_s, QJsonArray{QJsonObject{{u"token"_s, u"x"_s}}},
        u"mcp_servers[0].token: is not a known field"_s);
    row(u"mcp_beta"_s, u"a\nb"_s, u"mcp_beta: has a character that is not for this header"_s);
}

void TestMcpServers::badJsonIsNamed()
{
    QFETCH(const QJsonObject, json);
    QFETCH(const QString, error);
    const auto tools = laneToolsFromJson(json);
    QVERIFY(!tools);
    QCOMPARE(tools.error(), error);
}

void TestMcpServers::aKeyInAnAddressIsSeen()
{
    const auto found = [](const QString &url) {
        const LaneTools tools{.servers = {{.name = u"a"_s, .url = url}}};
        return keyInProfile({{u"tools"_s, toJson(tools)}});
    };
    QCOMPARE(found(u"https://mcp.example/?page=2"_s), QString());
    QVERIFY(found(u"https://mcp.example/?api_key=0123"_s).startsWith(u"tools.mcp_servers[0].url: "));
    QVERIFY(found(u"https://me:word@mcp.example/"_s).startsWith(u"tools.mcp_servers[0].url: "));
}

QTEST_APPLESS_MAIN(TestMcpServers)
#include "tst_mcpservers.moc"

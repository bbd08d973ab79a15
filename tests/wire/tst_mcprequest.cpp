// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/mcprequest.h"

#include "wire/dialects/registry.h"
#include "wire/fieldmapping.h"
#include "wire/redaction.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestMcpRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B_01_serversNeedABeta();
    void B_02_B_03_serversAndTheirToolsets_data();
    void B_02_B_03_serversAndTheirToolsets();
    void B_03_toolsetsFollowTheTools();
    void B_01_B_02_theOldFormNamesAllowedToolsWithTheServer();
    void B_03_aChoiceIsSentWithServersAlone();
    void otherDialectsLeaveServersOut();
    void B_12_theTokenIsAKeyOfTheBody();
    void B_12_theMaskHasTheTokensLength();
    void noDebugOutputHasTheToken();
};

namespace {

constexpr auto Token = "mcp-canary-0?>\"9\\8";

ChatRequest ask(const QList<McpServer> &servers)
{
    ChatRequest request;
    request.model = u"claude"_s;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    request.mcpServers = servers;
    request.mcpBeta = UsualMcpBeta;
    return request;
}

McpServer example()
{
    return {.name = u"example"_s, .url = u"https://mcp.example/sse"_s};
}

McpServer withToken()
{
    McpServer server = example();
    server.needsToken = true;
    server.token = Secret(Token);
    return server;
}

const Dialect &messages()
{
    return *findDialect(u"messages");
}

} // namespace

void TestMcpRequest::B_01_serversNeedABeta()
{
    QCOMPARE(
        messages().headersFor(ask({example()})), (RawHeaders{{"anthropic-beta", "mcp-client-2025-11-20"}}));
    QCOMPARE(messages().headersFor(ask({})), RawHeaders());
    ChatRequest without = ask({example()});
    without.mcpBeta.clear();
    QCOMPARE(messages().headersFor(without), RawHeaders());
}

void TestMcpRequest::B_02_B_03_serversAndTheirToolsets_data()
{
    QTest::addColumn<McpServer>("server");
    QTest::addColumn<QByteArray>("servers");
    QTest::addColumn<QByteArray>("toolset");
    const QByteArray plain = R"([{"type":"url","url":"https://mcp.example/sse","name":"example"}])";
    const QByteArray named = R"("type":"mcp_toolset","mcp_server_name":"example")";
    const auto row = [&](const char *name, const McpServer &server, const QByteArray &rest) {
        QTest::newRow(name) << server << plain << '{' + named + rest + '}';
    };
    McpServer server = example();
    row("all tools", server, {});
    server.exceptions = {u"write"_s, u"files.delete"_s};
    row("all but", server, R"(,"configs":{"write":{"enabled":false},"files.delete":{"enabled":false}})");
    server.offersAll = false;
    row("only", server,
        R"(,"default_config":{"enabled":false},"configs":{"write":{"enabled":true},"files.delete":{"enabled":true}})");
    server.exceptions.clear();
    row("none", server, R"(,"default_config":{"enabled":false})");
    QTest::newRow("token")
        << withToken()
        << R"([{"type":"url","url":"https://mcp.example/sse","name":"example","authorization_token":"mcp-canary-0?>\"9\\8"}])"_ba
        << '{' + named + '}';
}

void TestMcpRequest::B_02_B_03_serversAndTheirToolsets()
{
    QFETCH(const McpServer, server);
    QFETCH(const QByteArray, servers);
    QFETCH(const QByteArray, toolset);
    QCOMPARE(encodeMcpServers(ask({server})), servers);
    QCOMPARE(encodeToolset(server), toolset);
}

void TestMcpRequest::B_01_B_02_theOldFormNamesAllowedToolsWithTheServer()
{
    McpServer server = example();
    server.offersAll = false;
    server.exceptions = {u"read"_s, u"li\"st"_s};
    ChatRequest request = ask({server, {.name = u"other"_s, .url = u"https://other.example"_s}});
    request.mcpBeta = u"files-api-2025-04-14,mcp-client-2025-04-04"_s;
    QCOMPARE(messages().encode(request),
        R"({"model":"claude","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"stream":true,)"
        R"("mcp_servers":[{"type":"url","url":"https://mcp.example/sse","name":"example",)"
        R"("tool_configuration":{"enabled":true,"allowed_tools":["read","li\"st"]}},)"
        R"({"type":"url","url":"https://other.example","name":"other"}]})"_ba);
    request.mcpBeta += u",mcp-client-2025-11-20"_s;
    QVERIFY(messages().encode(request).contains(R"("type":"mcp_toolset")"));
}

void TestMcpRequest::B_03_toolsetsFollowTheTools()
{
    ChatRequest request = ask({example(), {.name = u"other"_s, .url = u"http://127.0.0.1:1/mcp"_s}});
    request.tools = {{.name = u"now"_s, .description = {}, .schema = "{}"}};
    QCOMPARE(messages().encode(request),
        R"({"model":"claude","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"stream":true,)"
        R"("mcp_servers":[{"type":"url","url":"https://mcp.example/sse","name":"example"},)"
        R"({"type":"url","url":"http://127.0.0.1:1/mcp","name":"other"}],)"
        R"("tools":[{"name":"now","input_schema":{}},{"type":"mcp_toolset","mcp_server_name":"example"},)"
        R"({"type":"mcp_toolset","mcp_server_name":"other"}]})"_ba);
}

void TestMcpRequest::B_03_aChoiceIsSentWithServersAlone()
{
    ChatRequest request = ask({example()});
    request.toolChoice = u"required"_s;
    QVERIFY(messages().encode(request).endsWith(R"(,"tool_choice":{"type":"any"}})"));
}

void TestMcpRequest::otherDialectsLeaveServersOut()
{
    for (const QString &id : dialectIds()) {
        const Dialect &dialect = *findDialect(id);
        if (!dialect.takesMcp())
            QCOMPARE(dialect.encode(ask({withToken()})), dialect.encode(ask({})));
    }
    QVERIFY(messages().takesMcp());
}

void TestMcpRequest::B_12_theTokenIsAKeyOfTheBody()
{
    const QByteArray body = messages().encode(ask({withToken()}));
    QCOMPARE(keysInBody(body), QList<Secret>{Secret(Token)});
    QCOMPARE(keysOf(WireRequest{.url = {}, .headers = {}, .body = body}), QList<Secret>{Secret(Token)});
    McpServer keyed = example();
    keyed.url = u"https://me:passw0rd@mcp.example/?api_key=q-0123456"_s;
    QCOMPARE(keysInBody(messages().encode(ask({keyed}))),
        (QList<Secret>{Secret("q-0123456"), Secret("passw0rd")}));
    ChatRequest byHand = ask({});
    byHand.extra = R"({"mcp_servers":[{"authorization_token":"in-extra-json"}],)"
                   R"("mcp_servers":[{"authorization_token":"twice-in-extra"}]})";
    QCOMPARE(keysInBody(messages().encode(byHand)), QList<Secret>{Secret("twice-in-extra")});
    QCOMPARE(keysInBody(byHand.extra), (QList<Secret>{Secret("in-extra-json"), Secret("twice-in-extra")}));
    QCOMPARE(keysInBody(R"({"mcp_servers":)"), QList<Secret>());
    QCOMPARE(keysInBody(R"(["mcp_servers", 1])"), QList<Secret>());
    QVERIFY(isKeyName(u"authorization_token"));
}

void TestMcpRequest::B_12_theMaskHasTheTokensLength()
{
    const ChatRequest request = ask({withToken()});
    const WireRequest wire{.url = {}, .headers = {}, .body = messages().encode(request)};
    const Redaction redaction(keysOf(wire));
    const QByteArray masked = redaction.of(wire).body;
    QCOMPARE(masked.size(), wire.body.size());
    QVERIFY(masked.contains(R"("authorization_token":"********************")"));
    QVERIFY(!masked.contains("canary"));
    QVERIFY(redaction.of(request).mcpServers.first().token.isEmpty());
}

void TestMcpRequest::noDebugOutputHasTheToken()
{
    QString text;
    QDebug(&text) << ask({withToken()});
    QVERIFY(text.contains(u"mcp.example"));
    QVERIFY(!text.contains(u"canary"));
}

QTEST_APPLESS_MAIN(TestMcpRequest)
#include "tst_mcprequest.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/ruapiendpoint.h"
#include "demo/tools/mcptools.h"

#include "demosupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

QByteArray requestFor(const QByteArray &question, const QByteArray &more)
{
    return R"({"model":"claude-3-5-sonnet-20241022","max_tokens":2048,"messages":[{"role":"user","content":")" +
           question +
           R"("}],"mcp_servers":[{"type":"url","url":"https://tools.example/mcp","name":"demo"}],)" +
           R"("tools":[{"type":"mcp_toolset","mcp_server_name":"demo"}])" + more + '}';
}

} // namespace

/// The embedded gateway's own MCP server, and the requests that name it. More in tests/sdk.
class TestMcpConnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServersTools_data();
    void theServersTools();
    void B_07_B_09_aStreamHasWholeResults();
    void B_10_itPausesAfterTwoCalls();
    void B_06_thinkingComesFirst();

private:
    [[nodiscard]] DemoResponse converse(const QByteArray &question, const QByteArray &more = {})
    {
        return answer(
            m_ruApi.routes(), post(u"/v1/messages"_s, requestFor(question, more),
                                  {{"x-api-key", "sk-demo"}, {"anthropic-version", "2023-06-01"},
                                      {"anthropic-beta", "other-2025-01-01, mcp-client-2025-11-20"}}));
    }

    const Composer m_composer{Handbook::builtIn()};
    RuApiEndpoint m_ruApi{&m_composer, atOnce()};
};

void TestMcpConnector::theServersTools_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isError");
    const auto row = [](const QString &tool, const QString &arguments, const QString &text, bool isError) {
        QTest::newRow(qUtf8Printable(tool + arguments)) << tool << arguments << text << isError;
    };
    row(u"count_words"_s, uR"({"text":"to be  or"})"_s, uR"({"characters":9,"words":3})"_s, false);
    row(u"divide"_s, uR"({"dividend":7,"divisor":2})"_s, u"3.5"_s, false);
    row(u"divide"_s, uR"({"dividend":7,"divisor":0})"_s, u"A division by zero has no result."_s, true);
    row(u"divide"_s, u"not JSON"_s, u"A division by zero has no result."_s, true);
    row(u"reverse_text"_s, uR"({"text":"abc"})"_s, u"cba"_s, false);
    row(u"format_disk"_s, u"{}"_s, u"There is no tool format_disk here."_s, true);
}

void TestMcpConnector::theServersTools()
{
    QFETCH(const QString, tool);
    QFETCH(const QString, arguments);
    const ToolResult result = mcpResult({.id = u"1"_s, .name = tool, .arguments = arguments});
    QCOMPARE(result.callId, u"1"_s);
    QTEST(result.text, "text");
    QTEST(result.isError, "isError");
}

void TestMcpConnector::B_07_B_09_aStreamHasWholeResults()
{
    const QByteArray body = bytesOf(converse("Divide 6 by 0", R"(,"stream":true)"));
    QVERIFY(body.contains(R"("content_block":{"id":"mcptoolu)"));
    QVERIFY(body.contains(R"("input":{},"name":"divide","server_name":"demo","type":"mcp_tool_use"})"));
    QVERIFY(body.contains(R"("type":"input_json_delta")"));
    QVERIFY(body.contains(
        R"("content_block":{"content":[{"text":"A division by zero has no result.","type":"text"}],"is_error":true,)"));
    QVERIFY(body.contains(R"("stop_reason":"end_turn")"));
}

void TestMcpConnector::B_10_itPausesAfterTwoCalls()
{
    const QJsonObject said =
        QJsonDocument::fromJson(bytesOf(converse(R"(Divide 6 by 2, reverse \"abc\", divide 9 by 3)")))
            .object();
    QCOMPARE(said["stop_reason"_L1].toString(), u"pause_turn"_s);
    QCOMPARE(said["content"_L1].toArray().size(), 4);
}

void TestMcpConnector::B_06_thinkingComesFirst()
{
    const QJsonObject said = QJsonDocument::fromJson(
        bytesOf(converse("Divide 6 by 2", R"(,"thinking":{"type":"enabled","budget_tokens":1024})")))
                                 .object();
    QStringList types;
    for (const QJsonValue &block : said["content"_L1].toArray())
        types << block["type"_L1].toString();
    QCOMPARE(types, QStringList({u"thinking"_s, u"mcp_tool_use"_s, u"mcp_tool_result"_s, u"text"_s}));
}

QTEST_GUILESS_MAIN(TestMcpConnector)
#include "tst_mcpconnector.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/mcptokens.h"

#include "client/call.h"
#include "client/callcapture.h"
#include "client/calllog.h"
#include "client/targetresolver.h"
#include "support/fakekeychain.h"
#include "wire/capturefile.h"
#include "wire/dialects/registry.h"
#include "wire/replyassembler.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestMcpTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void B_12_aTokenGoesToOneServiceAlone();
    void B_12_aTokenIsSentOnlyInTheBody();
    void B_12_aTokenIsMaskedBeforeItIsSent();
    void B_12_noFileHasTheToken_data();
    void B_12_noFileHasTheToken();
    void B_01_betasStandSideBySide();

private:
    [[nodiscard]] Target target() const;
    [[nodiscard]] static ChatRequest ask();

    std::unique_ptr<TargetResolver> m_resolver;
};

namespace {

const QByteArray Token = "mcp-canary~0?>\"9/8>7";
const QString Server = u"https://mcp.example/sse"_s;
const QUrl Service(u"http://127.0.0.1:9"_s);

} // namespace

void TestMcpTokens::init()
{
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::builtIn(), Service, std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
    m_resolver->setMcpToken(Service, Server, Secret(Token));
}

Target TestMcpTokens::target() const
{
    return m_resolver->target(*m_resolver->catalog().find(u"ruapi-claude"), TargetResolver::Mode::Demo);
}

ChatRequest TestMcpTokens::ask()
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    request.mcpServers = {{.name = u"example"_s, .url = Server, .needsToken = true}};
    request.mcpBeta = UsualMcpBeta;
    return request;
}

void TestMcpTokens::B_12_aTokenGoesToOneServiceAlone()
{
    McpTokens tokens;
    tokens.set(QUrl(u"https://a.example/v1/messages"_s), Server, Secret(Token));
    QCOMPARE(tokens.at(QUrl(u"https://A.example:443"_s)).value(Server), Secret(Token));
    QVERIFY(tokens.at(QUrl(u"https://b.example"_s)).isEmpty());
    QVERIFY(tokens.at(QUrl(u"http://a.example"_s)).isEmpty());
    QVERIFY(tokens.at(QUrl(u"https://a.example"_s)).value(Server + u'/').isEmpty());
    tokens.set({}, Server, Secret(Token));
    QVERIFY(tokens.at({}).isEmpty());
    QCOMPARE(tokens.all(), QList<Secret>{Secret(Token)});
    tokens.set(QUrl(u"https://a.example"_s), Server, {});
    QVERIFY(tokens.all().isEmpty());
}

void TestMcpTokens::B_12_aTokenIsSentOnlyInTheBody()
{
    const auto call = callOf(target(), ask());
    QVERIFY(call->request.mcpServers.first().token.isEmpty());
    const QByteArray written = "\"authorization_token\":\"" + QByteArray(Token).replace('"', "\\\"") + '"';
    QVERIFY(call->sent.body.contains(written));
    for (const auto &[name, value] : revealed(call->sent.headers))
        QVERIFY(!value.contains("canary"));
    QCOMPARE(keysOf(*call), QList<Secret>{Secret(Token)}); // also in the demo
}

void TestMcpTokens::B_12_aTokenIsMaskedBeforeItIsSent()
{
    const Redaction redaction = redactionOf(CallLog(), *m_resolver);
    const QByteArray body = wireRequest(target(), ask()).body;
    QVERIFY(!redaction.of(body).contains("canary"));
    QCOMPARE(redaction.of(body).size(), body.size());
}

void TestMcpTokens::B_12_noFileHasTheToken_data()
{
    QTest::addColumn<QString>("suffix");
    for (const QString &suffix : {u"har"_s, u"txt"_s, u"sse"_s})
        QTest::newRow(qUtf8Printable(suffix)) << suffix;
}

/// The server echoes it, too: in a result, in the call's input over two events, and in an error.
void TestMcpTokens::B_12_noFileHasTheToken()
{
    QFETCH(const QString, suffix);
    const auto call = callOf(target(), ask());
    const QByteArray body =
        "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"mcp_tool_use\","
        "\"id\":\"1\",\"name\":\"t\",\"server_name\":\"example\",\"input\":{}}}\n\n"
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\","
        "\"partial_json\":\"{\\\"q\\\":\\\"mcp-canary~0\"}}\n\n"
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\","
        "\"partial_json\":\"?>\\\\\\\"9/8>7\\\"}\"}}\n\n"
        "data: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        "data: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"mcp_tool_result\","
        "\"tool_use_id\":\"1\",\"is_error\":true,\"content\":\"not mcp-canary~0?>\\\"9/8>7\"}}\n\n"
        "data: {\"type\":\"content_block_stop\",\"index\":1}\n\n"
        "data: {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
        "\"message\":\"mcp-canary~0?>\\\"9/8>7\"}}\n\n";
    call->recording.head = {.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .at = {}};
    call->recording.append(body, {});
    call->recording.end = {.at = {}};
    ReplyAssembler assembler(*call->dialect, call->reply, keysOf(*call));
    assembler.readHead(*call->recording.head, {});
    static_cast<void>(assembler.read(body, {}));
    static_cast<void>(assembler.readRest(false));
    assembler.finish({}, {});
    QVERIFY(call->reply.error);
    QVERIFY(!call->reply.error->message.contains(u"canary"));
    const QByteArray file =
        captureFile(captureOf(*call, redactionOf(CallLog(), *m_resolver)), u"answer."_s + suffix);
    QVERIFY(file.contains("tool_use"));
    QVERIFY(!file.contains("canary"));
    QVERIFY(!file.contains("9/8>7"));
}

void TestMcpTokens::B_01_betasStandSideBySide()
{
    const auto betaOf = [this](const ChatRequest &request) {
        for (const auto &[name, value] : revealed(wireRequest(target(), request).headers)) {
            if (name.toLower() == "anthropic-beta")
                return value;
        }
        return QByteArray();
    };
    ChatRequest request = ask();
    QCOMPARE(betaOf(request), "mcp-client-2025-11-20"_ba);
    request.headers = {u"anthropic-beta: files-api-2025-04-14"_s, u"X-Other: 1"_s};
    QCOMPARE(betaOf(request), "mcp-client-2025-11-20,files-api-2025-04-14"_ba);
    request.headers = {u"Anthropic-Beta: mcp-client-2025-11-20"_s};
    QCOMPARE(betaOf(request), "mcp-client-2025-11-20"_ba);
    request.mcpServers.clear();
    request.headers = {u"anthropic-beta: a"_s, u"anthropic-beta: b"_s};
    QCOMPARE(betaOf(request), "a,b"_ba);
    request.headers << u"anthropic-beta: a"_s;
    QCOMPARE(betaOf(request), "a,b"_ba);
}

QTEST_GUILESS_MAIN(TestMcpTokens)
#include "tst_mcptokens.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded gateway over real sockets, byte by byte. The client here is the test's own and knows nothing
// of wire.
#include "demo/server/demogateway.h"

#include "connection.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>
#include <memory>
#include <vector>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

constexpr double AtOnce = std::numeric_limits<double>::infinity();
constexpr double Endless = 1e-4; ///< so slow that no stream ends while a test runs

DemoSettings settings(double speed)
{
    DemoSettings result;
    result.speed = speed;
    return result;
}

/// TCP does not say that a client has closed both ends; without a frame to send it is noticed after this
/// time.
DemoSettings impatient(double speed)
{
    DemoSettings result = settings(speed);
    result.http.patience = std::chrono::milliseconds(200);
    return result;
}

QByteArray post(const QByteArray &body, const QByteArray &headers = {})
{
    return postTo("/api/chat", body, headers);
}

QByteArray question(const QByteArray &model, const QByteArray &text, bool stream)
{
    return post(R"({"model":")" + model + R"(","messages":[{"role":"user","content":")" + text +
                R"("}],"stream":)" + (stream ? "true" : "false") + "}");
}

/// Waits until the gateway is giving this many answers.
bool waitForRunning(const QUrl &url, int count)
{
    const QByteArray wanted = "\"answers_running\":" + QByteArray::number(count) + ",";
    return QTest::qWaitFor(
        [&] { return Connection(url).ask(get("/api/health")).contains(wanted); }, Patience);
}

QJsonObject firstChoice(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object()["choices"_L1].toArray().first().toObject();
}

struct Said
{
    QString reasoning;
    QString text;
    QString finishReason;

    bool operator==(const Said &) const = default;
};

Said saidInStream(const QByteArray &answer)
{
    Said said;
    for (const QByteArray &chunk : chunksOf(answer)) {
        const QJsonObject choice = firstChoice(chunk.sliced(6));
        said.reasoning += choice["delta"_L1]["reasoning_content"_L1].toString();
        said.text += choice["delta"_L1]["content"_L1].toString();
        said.finishReason += choice["finish_reason"_L1].toString();
    }
    return said;
}

Said saidPlainly(const QByteArray &answer)
{
    const QJsonObject choice = firstChoice(bodyOf(answer));
    const QJsonObject message = choice["message"_L1].toObject();
    return {message["reasoning_content"_L1].toString(), message["content"_L1].toString(),
        choice["finish_reason"_L1].toString()};
}

} // namespace

class DemoGatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersByteForByte_data();
    void answersByteForByte();
    void RF_26_limitHoldsOverTheWire();
    void RF_24_throttlesWithoutRetryAfter();
    void streamEqualsPlainAnswer_data();
    void streamEqualsPlainAnswer();
    void RF_16_to_RF_19_streamFrames();
    void connectionServesAnotherRequestAfterAStream();
    void tokensArriveOneByOne();
    void fiveGateways_data();
    void fiveGateways();
    void RF_32_requestIdsAreCountedButNotRuflos();
    void frontPageSaysWhatThereIs();
    void faultHangsUp_data();
    void faultHangsUp();
    void faultSendsEachByteInAChunk();
    void hangUpEndsTheStream();
    void hangUpEndsAPlainAnswer();
    void hangUpLeavesOthersAlone();
    void hangUpWhileOthersWait();
    void eightStreamsAtOnce();
    void streamsArePacedIndependently();
    void destructionEndsRunningStreams();
    void listensOnLoopbackOnly();
    void takenPortIsAnError();
    void canBeDestroyedWithoutStart();
};

void DemoGatewayTest::answersByteForByte_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const QByteArray &request, const QByteArray &status,
                         const QByteArray &body, const QByteArray &more = {}) {
        QTest::newRow(name) << request
                            << "HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\n" + more +
                                   "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    };
    const auto error = [](const QByteArray &message) {
        return R"({"error":{"message":")" + message + R"("}})";
    };
    row("RF-14 RF-21 model and messages are required", post("{}"), "400 Bad Request",
        error("Body must include `model` and `messages[]`"));
    row("RF-22 malformed body", post("{"), "400 Bad Request",
        error("Body is not JSON: unterminated object at byte 1"));
    row("RF-22 unknown tier id", question("gpt-4", "hi", true), "400 Bad Request",
        error(R"(Unknown tier id \"gpt-4\". The tiers are ruflo-free, ruflo-fast, ruflo-smart, ruflo-pro)"));
    row("RF-10 role is named with its place",
        post(R"({"model":"ruflo-free","messages":[{"role":"tool","content":"a"}]})"), "400 Bad Request",
        error("`messages[0].role` must be system, user or assistant"));
    row("RF-25 server-side configuration issue", post("{}", "X-Demo-Fault: 500\r\n"),
        "500 Internal Server Error", error("Server-side configuration issue. Check /api/health"));
    row("nothing there", get("/api/chats"), "404 Not Found",
        error("Nothing is at /api/chats. This gateway has POST /api/chat, GET /api/health, POST "
              "/v1/chat/completions, GET /v1/models, POST /v1/messages, POST /v1/embeddings, POST "
              "/v1/images/generations, POST /v1/audio/speech, POST /v1/audio/transcriptions, GET "
              "/v1/images/files/, POST /api/v1/chat, POST /api/v1/agents/chat, POST /api/v1/ai/chat, POST "
              "/api/v1/ai/generate, POST /api/v1/ai/embed, GET /"));
    row("wrong method", get("/api/chat"), "405 Method Not Allowed", error("/api/chat takes POST"),
        "allow: POST\r\n");
    row("health takes GET", "POST /api/health HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n",
        "405 Method Not Allowed", error("/api/health takes GET, HEAD"), "allow: GET, HEAD\r\n");
    row("RF-25 health", get("/api/health"), "200 OK",
        R"({"answers_running":0,"gateway":"demo","status":"ok"})");
    row("RF-15 plain answer",
        post(
            R"({"model":"ruflo-free","max_tokens":7,"messages":[{"role":"user","content":"Say hello in 5 words."}]})"),
        "200 OK",
        R"({"choices":[{"finish_reason":"length","message":{"content":"Hi there, how are you?","role":"assistant"}}]})");
}

void DemoGatewayTest::answersByteForByte()
{
    QFETCH(QByteArray, request);
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    QTEST(connection.ask(request), "answer");
}

void DemoGatewayTest::RF_26_limitHoldsOverTheWire()
{
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    QVERIFY(connection.ask(question("ruflo-free", QByteArray(16384, 'x'), false))
            .startsWith("HTTP/1.1 200 OK\r\n"));
    const QByteArray refused = connection.ask(question("ruflo-free", QByteArray(16385, 'x'), false));
    QVERIFY2(refused.startsWith("HTTP/1.1 413 "), refused.constData());
    QCOMPARE(bodyOf(refused),
        R"({"error":{"message":"Conversation too long for the public demo: 16385 bytes of messages, at most 16384"}})"_ba);
}

void DemoGatewayTest::RF_24_throttlesWithoutRetryAfter()
{
    DemoSettings tight = settings(AtOnce);
    tight.limit = {.burst = 2, .perSecond = 1};
    tight.clock = [] {
        return std::chrono::steady_clock::time_point();
    };
    DemoGateway gateway(tight);
    Connection connection(gateway.start().value());
    QVERIFY(connection.ask(question("ruflo-free", "hi", false)).startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(connection.ask(post("{}")).startsWith("HTTP/1.1 400 "));
    const QByteArray body = R"({"error":{"message":"Rate limit hit. Slow down or upgrade your tier."}})";
    QCOMPARE(connection.ask(question("ruflo-free", "hi", true)),
        "HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\ncontent-length: " +
            QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY(connection.ask(get("/api/health")).startsWith("HTTP/1.1 200 OK\r\n"));
}

void DemoGatewayTest::streamEqualsPlainAnswer_data()
{
    QTest::addColumn<QByteArray>("model");
    for (const char *model : {"ruflo-free", "ruflo-fast", "ruflo-smart", "ruflo-pro"})
        QTest::newRow(model) << QByteArray(model);
}

void DemoGatewayTest::streamEqualsPlainAnswer()
{
    QFETCH(QByteArray, model);
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    const Said streamed = saidInStream(connection.ask(question(model, "How do I compare tiers?", true)));
    const Said plain = saidPlainly(connection.ask(question(model, "How do I compare tiers?", false)));
    QVERIFY(!plain.text.isEmpty());
    QCOMPARE(plain.reasoning.isEmpty(), model != "ruflo-pro");
    QCOMPARE(plain.finishReason, u"stop"_s);
    QCOMPARE(streamed.text, plain.text);
    QVERIFY(streamed == plain);
}

void DemoGatewayTest::RF_16_to_RF_19_streamFrames()
{
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    const QByteArray answer = connection.ask(question("ruflo-smart", "How do I compare tiers?", true));
    QVERIFY(
        answer.startsWith("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\n"
                          "transfer-encoding: chunked\r\n\r\n"));
    const QByteArrayList chunks = chunksOf(answer);
    for (const QByteArray &chunk : chunks) {
        QVERIFY2(chunk.startsWith("data: ") && chunk.endsWith("\n\n"), chunk.constData());
        QVERIFY2(chunk.count('\n') == 2, chunk.constData());
    }
    QCOMPARE(chunks.constFirst(),
        "data: {\"choices\":[{\"delta\":{\"content\":\"\",\"role\":\"assistant\"}}]}\n\n"_ba);
    QCOMPARE(chunks.at(chunks.size() - 2),
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"_ba);
    QCOMPARE(chunks.constLast(), "data: [DONE]\n\n"_ba);
    QCOMPARE(answer.count("[DONE]"), 1);
}

void DemoGatewayTest::connectionServesAnotherRequestAfterAStream()
{
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    const QByteArray first = connection.ask(question("ruflo-fast", "hello", true));
    const QByteArray second = connection.ask(question("ruflo-fast", "hello", true));
    QVERIFY(!first.isEmpty());
    QCOMPARE(second, first);
    // Sent together, they are answered in turn.
    connection.send(question("ruflo-fast", "hello", true) + get("/api/health"));
    QCOMPARE(connection.readAnswer(), first);
    QVERIFY(connection.readAnswer().contains("\"status\":\"ok\""));
}

void DemoGatewayTest::tokensArriveOneByOne()
{
    DemoGateway gateway(settings(0.25)); // the first token after a third of a second
    Connection connection(gateway.start().value());
    connection.send(question("ruflo-fast", "hello", true));
    // The headers and the first frame are here long before the first token is due.
    QVERIFY(connection.readUntil("\r\n\r\n").contains("text/event-stream"));
    QVERIFY(connection.readUntil("\n\n").contains("assistant"));
    QVERIFY(connection.readUntil("\n\n").endsWith("{\"content\":\"Hello\"}}]}\n\n"));
}

void DemoGatewayTest::fiveGateways_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("end");
    const QByteArray messages = R"("stream":true,"messages":[{"role":"user","content":"hello"}]})";
    const QByteArray done = "data: [DONE]\n\n";
    QTest::newRow("RF-01 Ruflo") << "/api/chat"_ba << ""_ba << R"({"model":"ruflo-free",)" + messages << done;
    QTest::newRow("RA-06 RuAPI, OpenAI protocol")
        << "/v1/chat/completions"_ba << "Authorization: Bearer sk-demo\r\n"_ba
        << R"({"model":"grok-3-mini",)" + messages << done;
    QTest::newRow("RA-18 RuAPI, Claude protocol")
        << "/v1/messages"_ba << "x-api-key: sk-demo\r\nanthropic-version: 2023-06-01\r\n"_ba
        << R"({"model":"gpt-4o","max_tokens":99,)" + messages
        << "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"_ba;
    QTest::newRow("RO-01 RoraOS, developer")
        << "/api/v1/chat"_ba << "Authorization: Bearer demo\r\n"_ba << "{" + messages << done;
    QTest::newRow("RO-02 RoraOS, agent")
        << "/api/v1/agents/chat"_ba << "Authorization: Bearer agent_demo\r\n"_ba << "{" + messages << done;
    QTest::newRow("RL-01 ru-llm") << "/v1/chat/completions"_ba << "Authorization: Bearer sk-ru-demo\r\n"_ba
                                  << R"({"model":"claude-3-5-sonnet-20241022",)" + messages << done;
    QTest::newRow("FF-10 FloopFloop, chat")
        << "/api/v1/ai/chat"_ba << "Authorization: Bearer flp_sk_demo\r\n"_ba << "{" + messages << done;
    QTest::newRow("FF-27 FloopFloop, generate")
        << "/api/v1/ai/generate"_ba << "Authorization: Bearer flp_sk_demo\r\n"_ba
        << R"({"prompt":"hello","stream":true})"_ba << done;
}

void DemoGatewayTest::fiveGateways()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, end);
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    const QByteArray answer = connection.ask(postTo(path, body, headers));
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"), answer.constData());
    QVERIFY(answer.contains("Hello"));
    QCOMPARE(chunksOf(answer).constLast(), end);
    if (!headers.isEmpty())
        QVERIFY(connection.ask(postTo(path, body)).startsWith("HTTP/1.1 401 Unauthorized\r\n"));
}

void DemoGatewayTest::RF_32_requestIdsAreCountedButNotRuflos()
{
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    QVERIFY(!connection.ask(get("/api/health")).contains("x-request-id"));
    QVERIFY(connection.ask(get("/v1/models")).contains("\r\nx-request-id: req_demo_2\r\n"));
    QVERIFY(connection.ask(get("/api/v1/ai/chat")).contains("\r\nx-request-id: req_demo_3\r\n"));
}

void DemoGatewayTest::frontPageSaysWhatThereIs()
{
    DemoGateway gateway(settings(AtOnce));
    const QUrl url = gateway.start().value();
    Connection connection(url);
    const QByteArray page =
        connection.ask("GET / HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n");
    QVERIFY(page.contains("content-type: text/plain; charset=utf-8\r\n"));
    for (const char *word : {"sk-demo", "agent_demo", "sk-ru-demo", "flp_sk_demo", "error-mid-stream"})
        QVERIFY2(page.contains(word), word);
    QVERIFY(page.contains("curl " + url.toEncoded() + "/api/chat"));
}

void DemoGatewayTest::faultHangsUp_data()
{
    QTest::addColumn<bool>("stream");
    QTest::newRow("stream") << true;
    QTest::newRow("plain answer") << false;
}

void DemoGatewayTest::faultHangsUp()
{
    QFETCH(bool, stream);
    DemoGateway gateway(settings(AtOnce));
    const QUrl url = gateway.start().value();
    Connection connection(url);
    const QByteArray body =
        R"({"model":"ruflo-fast","messages":[{"role":"user","content":"hello"}],"stream":)" +
        QByteArray(stream ? "true" : "false") + "}";
    connection.send(post(body, "X-Demo-Fault: hang-up\r\n"));
    const QByteArray answer = connection.readUntil("nothing like this comes");
    QVERIFY(connection.waitForEnd());
    QCOMPARE(answer.contains("Hello"), stream);
    QVERIFY(!answer.contains("[DONE]") && !answer.endsWith("0\r\n\r\n"));
    QVERIFY(waitForRunning(url, 0));
}

void DemoGatewayTest::faultSendsEachByteInAChunk()
{
    DemoGateway gateway(settings(AtOnce));
    Connection connection(gateway.start().value());
    const QByteArray body =
        R"({"model":"ruflo-fast","max_tokens":3,"messages":[{"role":"user","content":"hello"}],"stream":true})";
    const QByteArrayList whole = chunksOf(connection.ask(post(body)));
    const QByteArrayList single = chunksOf(connection.ask(post(body, "X-Demo-Fault: one-byte\r\n")));
    QCOMPARE(single.join(), whole.join());
    QCOMPARE(single.size(), whole.join().size());
}

void DemoGatewayTest::hangUpEndsTheStream()
{
    DemoGateway gateway(impatient(Endless));
    const QUrl url = gateway.start().value();
    Connection connection(url);
    connection.send(question("ruflo-pro", "hello", true));
    connection.readUntil("assistant");
    QVERIFY(Connection(url).ask(get("/api/health")).contains("\"answers_running\":1"));
    connection.hangUp();
    QVERIFY(waitForRunning(url, 0));
}

void DemoGatewayTest::hangUpEndsAPlainAnswer()
{
    DemoGateway gateway(impatient(Endless));
    const QUrl url = gateway.start().value();
    Connection connection(url);
    connection.send(question("ruflo-pro", "hello", false));
    QVERIFY(waitForRunning(url, 1));
    connection.hangUp();
    QVERIFY(waitForRunning(url, 0));
}

void DemoGatewayTest::hangUpLeavesOthersAlone()
{
    DemoGateway gateway;
    const QUrl url = gateway.start().value();
    Connection leaving(url);
    Connection staying(url);
    leaving.send(question("ruflo-fast", "hello", true));
    staying.send(question("ruflo-fast", "hello", true));
    leaving.readUntil("assistant");
    leaving.hangUp();
    QVERIFY(staying.readAnswer().contains("data: [DONE]"));
}

void DemoGatewayTest::hangUpWhileOthersWait()
{
    DemoGateway gateway(settings(AtOnce));
    const QUrl url = gateway.start().value();
    for (int round = 0; round < 20; ++round) {
        Connection first(url);
        Connection leaving(url);
        Connection last(url);
        for (Connection *connection : {&first, &leaving, &last})
            connection->send(question("ruflo-pro", "How do I compare tiers?", true));
        leaving.hangUp();
        QVERIFY(first.readAnswer().contains("data: [DONE]"));
        QVERIFY(last.readAnswer().contains("data: [DONE]"));
    }
}

void DemoGatewayTest::eightStreamsAtOnce()
{
    DemoGateway gateway(settings(20));
    const QUrl url = gateway.start().value();
    std::vector<std::unique_ptr<Connection>> connections;
    connections.reserve(8);
    for (int i = 0; i < 8; ++i)
        connections.push_back(std::make_unique<Connection>(url));
    for (const auto &connection : connections)
        connection->send(question("ruflo-smart", "How do I compare tiers?", true));
    const QByteArray first = connections.front()->readAnswer();
    QVERIFY(first.contains("data: [DONE]"));
    for (size_t i = 1; i < connections.size(); ++i)
        QCOMPARE(connections.at(i)->readAnswer(), first);
}

void DemoGatewayTest::streamsArePacedIndependently()
{
    DemoGateway gateway(settings(Endless));
    const QUrl url = gateway.start().value();
    std::vector<std::unique_ptr<Connection>> waiting;
    for (int i = 0; i < 7; ++i) {
        waiting.push_back(std::make_unique<Connection>(url));
        waiting.back()->send(question("ruflo-pro", "hello", true));
    }
    // Seven answers that go on forever hold up neither an eighth nor an error.
    for (const auto &connection : waiting)
        QVERIFY(connection->readUntil("\n\n").contains("assistant"));
    Connection eighth(url);
    QVERIFY(eighth.ask(post("{}")).startsWith("HTTP/1.1 400 "));
    QVERIFY(eighth.ask(get("/api/health")).contains("\"answers_running\":7"));
}

void DemoGatewayTest::destructionEndsRunningStreams()
{
    auto gateway = std::make_unique<DemoGateway>(settings(Endless));
    const QUrl url = gateway->start().value();
    Connection streamed(url);
    Connection plain(url);
    Connection idle(url);
    streamed.send(question("ruflo-pro", "hello", true));
    plain.send(question("ruflo-pro", "hello", false));
    streamed.readUntil("assistant");
    QVERIFY(waitForRunning(url, 2));
    gateway.reset();
    QVERIFY(streamed.waitForEnd());
    QVERIFY(plain.waitForEnd());
    QVERIFY(idle.waitForEnd());
}

void DemoGatewayTest::listensOnLoopbackOnly()
{
    DemoGateway gateway;
    const QUrl url = gateway.start().value();
    QCOMPARE(url.scheme(), u"http"_s);
    QCOMPARE(url.host(), u"127.0.0.1"_s);
    QVERIFY(url.port() > 0);
    QCOMPARE(url.path(), QString());
    // Another address of this computer, which a server on all interfaces would answer at.
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.2"_s, static_cast<quint16>(url.port()));
    QVERIFY(!socket.waitForConnected(Patience));
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void DemoGatewayTest::takenPortIsAnError()
{
    DemoGateway first;
    const auto port = static_cast<quint16>(first.start().value().port());
    DemoGateway second;
    const auto refused = second.start(port);
    QVERIFY(!refused);
    QVERIFY(!refused.error().isEmpty());
    QVERIFY(second.start());
}

void DemoGatewayTest::canBeDestroyedWithoutStart()
{
    const DemoGateway gateway;
}

QTEST_GUILESS_MAIN(DemoGatewayTest)
#include "tst_demogateway.moc"

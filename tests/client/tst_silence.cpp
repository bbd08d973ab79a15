// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Finish = R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})";
const QByteArray UsageFrame =
    R"({"choices":[],"usage":{"prompt_tokens":4,"completion_tokens":1,"total_tokens":5}})";

QByteArray frame(const QByteArray &json)
{
    return "data: " + json + "\n\n";
}

/// The silences that were said.
struct Heard
{
    template <typename Source>
    explicit Heard(Source *source)
        : spy(source, &Source::silent)
    {
    }

    [[nodiscard]] Silence last() const { return spy.last().first().value<Silence>(); }
    [[nodiscard]] bool isSilent() const { return !spy.isEmpty() && last().time > 0ms; }

    QSignalSpy spy;
};

} // namespace

/// What is said and done when nothing comes. The clock is the test's own.
class TestSilence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beforeTheFirstEvent();
    void inMidStream();
    void aPlainAnswer();
    void commentsAreLifeButNoAnswer();
    void commentsInMidStream();
    void aByteEndsTheSilence();
    void stopEndsIt();
    void connectionThatDoesNotStand();
    void anExchangeMayGoWhenItFails();
    void aProxyThatIsSilent();
    void connectionThatStandsJustInTime();
    void waitingForTheLimitIsNoSilence();
    void suspendAndWake();
    void aListOrAHealthCheckGoesOn_data();
    void aListOrAHealthCheckGoesOn();
    void aListWithoutAConnection();

    void finishAndThenSilence();
    void finishUsageAndThenSilence();
    void aFinishReasonWithEachPieceIsNone();
    void aFinishReasonBeforeTheAnswerIsNone();
    void aSecondChoiceIsAwaited();
    void anOpenEnd_data();
    void anOpenEnd();
    void linesOfJsonAreReadAsTheyCome();
    void usageComesLate();
    void usageNeverComes();
    void textAfterTheFinishReason();
    void commentsAfterTheFinishReason();
    void FF_33_lastFrameWithoutDone();
    void RA_30_stopReasonWithoutMessageStop();
    void twoChoicesFinish();
    void stopWhileTheUsageIsAwaited();
    void theNextQuestionWaitsForNoUsage();
    void usageOfAClearedConversationStillComes_data();
    void usageOfAClearedConversationStillComes();
    void overRealTime();

private:
    Exchange *ask(const ChatRequest &request = {});
    FakeConnection *connect();
    FakeConnection *begin();
    FakeConnection *finish();

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<Exchange> m_exchange;
};

void TestSilence::init()
{
    m_exchange.reset();
    m_client.reset();
    m_clock = std::make_unique<ManualClock>();
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ChatClient>(nullptr, m_clock.get());
}

Exchange *TestSilence::ask(const ChatRequest &request)
{
    const Target target{.url = m_server->url(), .headers = {}, .dialect = findDialect(u"chat-completions")};
    m_exchange.reset(m_client->start(target, request, nullptr));
    return m_exchange.get();
}

/// The connection of a request whose head was answered.
FakeConnection *TestSilence::connect()
{
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    return eventually([this] { return m_exchange->recording().head.has_value(); }) ? connection : nullptr;
}

/// The connection of an answer whose first word was read.
FakeConnection *TestSilence::begin()
{
    FakeConnection *connection = connect();
    connection->sendText("Hello");
    return eventually([this] { return m_exchange->reply().hasContent(); }) ? connection : nullptr;
}

/// The same with its finish reason read.
FakeConnection *TestSilence::finish()
{
    FakeConnection *connection = begin();
    connection->sendChunk(frame(Finish));
    const auto isRead = [this] {
        return !m_exchange->reply().first().finishReason.isEmpty();
    };
    return eventually(isRead) ? connection : nullptr;
}

void TestSilence::beforeTheFirstEvent()
{
    const Heard heard(ask());
    QVERIFY(connect());
    m_clock->pass(29s);
    QVERIFY(!heard.isSilent());
    m_clock->pass(1s);
    QVERIFY(heard.isSilent());
    QCOMPARE(heard.last().time, 30s);
    QVERIFY(!heard.last().isAlive);
    m_clock->pass(1s);
    QCOMPARE(heard.last().time, 31s);
    QVERIFY(m_exchange->isRunning()); // it never ends by itself
}

void TestSilence::inMidStream()
{
    const Heard heard(ask());
    QVERIFY(begin());
    m_clock->pass(9s);
    QVERIFY(!heard.isSilent());
    m_clock->pass(1s);
    QCOMPARE(heard.last().time, 10s);
    m_clock->pass(1h);
    QVERIFY(m_exchange->isRunning());
}

void TestSilence::aPlainAnswer()
{
    ChatRequest request;
    request.stream = false;
    const Heard heard(ask(request));
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(200, "application/json");
    QVERIFY(eventually([this] { return m_exchange->recording().head.has_value(); }));
    m_clock->pass(59s);
    QVERIFY(!heard.isSilent());
    m_clock->pass(1s);
    QCOMPARE(heard.last().time, 60s);
}

void TestSilence::commentsAreLifeButNoAnswer()
{
    const Heard heard(ask());
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    for (int i = 1; i <= 4; ++i) {
        connection->sendChunk(": ping\n\n");
        QVERIFY(eventually([this, i] { return m_exchange->recording().size() == i * 8; }));
        QVERIFY2(!heard.isSilent(), QByteArray::number(i).constData());
        m_clock->pass(i < 4 ? 9s : 3s);
    }
    QVERIFY(heard.isSilent());
    QVERIFY(heard.last().isAlive);
    QCOMPARE(heard.last().time, 30s);
    const qsizetype said = heard.spy.size();
    connection->sendChunk(": ping\n\n");
    QVERIFY(eventually([this] { return m_exchange->recording().size() == 5 * 8; }));
    QCOMPARE(heard.spy.size(), said); // life alone does not end it
    connection->sendText("Hello");
    QVERIFY(eventually([&] { return !heard.isSilent(); }));
}

void TestSilence::commentsInMidStream()
{
    const Heard heard(ask());
    FakeConnection *connection = begin();
    QVERIFY(connection);
    m_clock->pass(9s);
    const qint64 size = m_exchange->recording().size();
    connection->sendChunk(": ping\n\n");
    QVERIFY(eventually([&] { return m_exchange->recording().size() > size; }));
    m_clock->pass(9s);
    QVERIFY(!heard.isSilent());
    m_clock->pass(1s);
    QVERIFY(heard.isSilent());
    QVERIFY(!heard.last().isAlive);
    QCOMPARE(heard.last().time, 10s);
}

void TestSilence::aByteEndsTheSilence()
{
    const Heard heard(ask());
    FakeConnection *connection = begin();
    QVERIFY(connection);
    m_clock->pass(12s);
    QVERIFY(heard.isSilent());
    connection->sendText(" again");
    QVERIFY(eventually([&] { return !heard.isSilent(); }));
    m_clock->pass(9s);
    QVERIFY(!heard.isSilent());
}

void TestSilence::stopEndsIt()
{
    const Heard heard(ask());
    QVERIFY(begin());
    m_clock->pass(12s);
    m_exchange->stop();
    QVERIFY(!heard.isSilent());
    const qsizetype said = heard.spy.size();
    m_clock->pass(1h);
    QCOMPARE(heard.spy.size(), said);
    QCOMPARE(m_exchange->reply().state, Reply::State::Stopped);
}

/// A server that accepts TCP and never shakes hands.
void TestSilence::connectionThatDoesNotStand()
{
    QUrl url = m_server->url();
    url.setScheme(u"https"_s);
    const Target target{.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")};
    m_exchange.reset(m_client->start(target, ChatRequest(), nullptr));
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    QVERIFY(m_server->nextConnection());
    settle();
    m_clock->pass(19s);
    settle();
    QCOMPARE(finished.size(), 0);
    m_clock->pass(1s);
    QCOMPARE(finished.size(), 1);
    const Reply &reply = m_exchange->reply();
    QCOMPARE(reply.state, Reply::State::Failed);
    QVERIFY(reply.error);
    QCOMPARE(reply.error->kind, ChatError::Kind::Network);
    QCOMPARE(reply.error->message, u"No connection after 20 s"_s);
}

void TestSilence::anExchangeMayGoWhenItFails()
{
    QUrl url = m_server->url();
    url.setScheme(u"https"_s);
    m_exchange.reset(m_client->start(
        {.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")}, ChatRequest(), nullptr));
    QObject::connect(m_exchange.get(), &Exchange::finished, this, [this] { m_exchange.reset(); });
    QVERIFY(m_server->nextConnection());
    settle();
    m_clock->pass(20s);
    QVERIFY(!m_exchange);
}

void TestSilence::aProxyThatIsSilent()
{
    m_client->setProxies({.kind = ProxyChoice::Kind::Manual, .address = m_server->url({})});
    const Target target{.url = QUrl(u"https://api.example.invalid/v1"_s),
        .headers = {},
        .dialect = findDialect(u"chat-completions")};
    m_exchange.reset(m_client->start(target, ChatRequest(), nullptr));
    QVERIFY(m_server->nextRequest()); // CONNECT
    settle();
    m_clock->pass(20s);
    const Reply &reply = m_exchange->reply();
    QVERIFY(reply.error);
    QCOMPARE(reply.error->kind, ChatError::Kind::Proxy);
    QCOMPARE(reply.error->message, u"Proxy %1: no connection after 20 s"_s.arg(m_server->url().authority()));
}

void TestSilence::connectionThatStandsJustInTime()
{
    ask();
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    QVERIFY(connect());
    m_clock->pass(20s);
    settle();
    QCOMPARE(finished.size(), 0);
}

void TestSilence::waitingForTheLimitIsNoSilence()
{
    const Target target{.url = m_server->url(),
        .headers = {},
        .dialect = findDialect(u"chat-completions"),
        .limit = {.group = u"key"_s, .requestsPerMinute = 1}};
    const std::unique_ptr<Exchange> first(m_client->start(target, ChatRequest(), nullptr));
    m_exchange.reset(m_client->start(target, ChatRequest(), nullptr));
    const Heard heard(m_exchange.get());
    QVERIFY(m_server->nextRequest());
    m_clock->pass(50s);
    QVERIFY(!heard.isSilent());
    QVERIFY(m_exchange->isRunning());
}

void TestSilence::suspendAndWake()
{
    const Heard heard(ask());
    FakeConnection *connection = begin();
    QVERIFY(connection);
    m_clock->pass(8h);
    QCOMPARE(heard.spy.size(), 1); // once, not for each second that was slept
    QCOMPARE(heard.last().time, 8h);
    connection->sendText(" awake");
    QVERIFY(eventually([&] { return !heard.isSilent(); }));
}

void TestSilence::aListOrAHealthCheckGoesOn_data()
{
    QTest::addColumn<bool>("isList");
    QTest::newRow("models") << true;
    QTest::newRow("health") << false;
}

/// As a plain answer: after a minute it is said that nothing comes, and nothing ends by itself.
void TestSilence::aListOrAHealthCheckGoesOn()
{
    QFETCH(const bool, isList);
    const std::unique_ptr<HttpExchange> exchange(
        isList ? m_client->askForModels({.url = m_server->url(), .headers = {}}, nullptr)
               : m_client->askForHealth(m_server->url(), nullptr));
    const Heard heard(exchange.get());
    const QSignalSpy finished(exchange.get(), &HttpExchange::finished);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendHead(200, "application/json");
    QVERIFY(eventually([&] { return exchange->call()->recording.head.has_value(); }));
    m_clock->pass(59s);
    QVERIFY(!heard.isSilent());
    m_clock->pass(1s);
    QVERIFY(heard.isSilent());
    QCOMPARE(heard.last().time, 60s);
    m_clock->pass(1h);
    QCOMPARE(heard.last().time, 1h + 60s);
    connection->sendChunk("{}");
    QVERIFY(eventually([&] { return !heard.isSilent(); }));
    connection->endBody();
    QVERIFY(eventually([&] { return finished.size() == 1; }));
    QVERIFY(!exchange->call()->recording.end->failure);
    m_clock->pass(1h);
    QVERIFY(!heard.isSilent());
}

void TestSilence::aListWithoutAConnection()
{
    QUrl url = m_server->url();
    url.setScheme(u"https"_s);
    const std::unique_ptr<HttpExchange> exchange(
        m_client->askForModels({.url = url, .headers = {}}, nullptr));
    const QSignalSpy finished(exchange.get(), &HttpExchange::finished);
    QVERIFY(m_server->nextConnection());
    settle();
    m_clock->pass(19s);
    settle();
    QCOMPARE(finished.size(), 0);
    m_clock->pass(1s);
    QVERIFY(eventually([&] { return finished.size() == 1; }));
    QCOMPARE(exchange->call()->recording.end->failure->message, u"No connection after 20 s"_s);
}

void TestSilence::finishAndThenSilence()
{
    const QSignalSpy finished(ask(), &Exchange::finished);
    QVERIFY(finish());
    m_clock->pass(1s);
    QCOMPARE(finished.size(), 0);
    m_clock->pass(1s);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_exchange->reply().state, Reply::State::Complete);
    QVERIFY(m_exchange->awaitsUsage());
}

/// The case openai-finish-then-silence of public reports: no [DONE] comes, and the server closes nothing.
void TestSilence::finishUsageAndThenSilence()
{
    const QSignalSpy finished(ask(), &Exchange::finished);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    connection->sendChunk(frame(UsageFrame));
    QVERIFY(eventually([this] { return m_exchange->reply().usage.outputTokens.has_value(); }));
    m_clock->pass(2s);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_exchange->awaitsUsage());
    QCOMPARE(m_exchange->reply().usage.totalTokens, 5);
    QVERIFY(m_exchange->recording().end);
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
}

/// Public reports: LiteLLM #2195, one-api PR #1477, open-webui #16377.
void TestSilence::aFinishReasonWithEachPieceIsNone()
{
    const auto piece = [](const QByteArray &text) {
        return frame(
            R"({"choices":[{"index":0,"delta":{"content":")" + text + R"("},"finish_reason":"stop"}]})");
    };
    ask();
    FakeConnection *connection = connect();
    connection->sendChunk(piece("one"));
    QVERIFY(eventually([this] { return m_exchange->reply().hasContent(); }));
    connection->sendChunk(piece("two"));
    QVERIFY(eventually([this] { return m_exchange->reply().first().text() == u"onetwo"_s; }));
    m_clock->pass(5s);
    QVERIFY(m_exchange->isRunning());
    connection->sendChunk(piece("three"));
    connection->sendChunk(frame("[DONE]"));
    QVERIFY(eventually([this] { return !m_exchange->isRunning(); }));
    QCOMPARE(m_exchange->reply().first().text(), u"onetwothree"_s);
}

void TestSilence::aFinishReasonBeforeTheAnswerIsNone()
{
    ask();
    FakeConnection *connection = connect();
    connection->sendChunk(frame(Finish));
    QVERIFY(eventually([this] { return !m_exchange->reply().first().finishReason.isEmpty(); }));
    m_clock->pass(5s);
    QVERIFY(m_exchange->isRunning());
    connection->sendText("Hello");
    connection->sendChunk(frame("[DONE]"));
    QVERIFY(eventually([this] { return !m_exchange->isRunning(); }));
    QCOMPARE(m_exchange->reply().first().text(), u"Hello"_s);
}

void TestSilence::aSecondChoiceIsAwaited()
{
    ChatRequest request;
    request.n = 2;
    ask(request);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    m_clock->pass(5s);
    QVERIFY(m_exchange->isRunning());
    connection->sendChunk(
        frame(R"({"choices":[{"index":1,"delta":{"content":"Hi"},"finish_reason":"stop"}]})"));
    QVERIFY(eventually([this] { return m_exchange->reply().choices.size() == 2; }));
    m_clock->pass(2s);
    QVERIFY(!m_exchange->isRunning());
}

void TestSilence::anOpenEnd_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reply::State>("state");
    QTest::addColumn<QString>("words");
    const QByteArray chunk = R"({"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]})";
    const QByteArray whole = R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]})";
    const QByteArray error = R"({"error":{"message":"gone"}})";
    using enum Reply::State;
    QTest::newRow("an error in the stream") << 200 << "data: " + error + "\n\n" << Failed << u"gone"_s;
    QTest::newRow("an error with its status") << 429 << error << Failed << u"gone"_s;
    QTest::newRow("the page of a proxy") << 502 << "<html><title>Bad</title>"_ba << Failed << u"Bad"_s;
    QTest::newRow("an error with status 200") << 200 << error << Failed << u"gone"_s;
    QTest::newRow("a whole answer") << 200 << whole << Complete << u"Hi"_s;
    QTest::newRow("a line of JSON") << 200 << chunk + '\n' << Complete << u"Hi"_s;
    QTest::newRow("lines of JSON") << 200
                                   << R"({"choices":[]})"
                                      "\n" +
                                          chunk + '\n'
                                   << Complete << u"Hi"_s;
}

/// A server that has said all and keeps the connection open, without the length of what it says.
void TestSilence::anOpenEnd()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const Reply::State, state);
    QFETCH(const QString, words);
    ask();
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(status, "text/plain");
    connection->sendChunk(body);
    QVERIFY(eventually([&] { return m_exchange->recording().size() == body.size(); }));
    settle();
    m_clock->pass(1s);
    QVERIFY(m_exchange->isRunning());
    m_clock->pass(1s);
    QVERIFY(!m_exchange->isRunning());
    const Reply &reply = m_exchange->reply();
    QCOMPARE(reply.state, state);
    QCOMPARE(reply.error ? reply.error->message : reply.first().text(), words);
}

void TestSilence::linesOfJsonAreReadAsTheyCome()
{
    ask();
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(200, "application/x-ndjson");
    for (const char *word : {"one", "two", "three"})
        connection->sendChunk(R"({"choices":[{"delta":{"content":")" + QByteArray(word) + "\"}}]}\n");
    QVERIFY(eventually([this] { return m_exchange->reply().first().text() == u"onetwothree"_s; }));
    m_clock->pass(3s);
    QVERIFY(m_exchange->isRunning());
    m_exchange->stop();
    QCOMPARE(m_exchange->reply().state, Reply::State::Stopped);
    QCOMPARE(m_exchange->reply().first().text(), u"onetwothree"_s);
}

void TestSilence::usageComesLate()
{
    ask();
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    const QSignalSpy settled(m_exchange.get(), &Exchange::usageSettled);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    m_clock->pass(2s);
    QCOMPARE(finished.size(), 1);
    m_clock->pass(20s);
    QVERIFY(connection->isOpen());
    connection->sendChunk(frame(UsageFrame));
    QVERIFY(eventually([&] { return settled.size() == 1; }));
    QCOMPARE(m_exchange->reply().usage.totalTokens, 5);
    QCOMPARE(m_exchange->reply().state, Reply::State::Complete);
    QCOMPARE(finished.size(), 1);
    QVERIFY(m_exchange->recording().end);
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
}

void TestSilence::usageNeverComes()
{
    ask();
    const QSignalSpy settled(m_exchange.get(), &Exchange::usageSettled);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    m_clock->pass(2s);
    m_clock->pass(27s);
    QCOMPARE(settled.size(), 0);
    m_clock->pass(1s);
    QCOMPARE(settled.size(), 1);
    QVERIFY(!m_exchange->awaitsUsage());
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
}

void TestSilence::textAfterTheFinishReason()
{
    const QSignalSpy finished(ask(), &Exchange::finished);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    m_clock->pass(1s);
    connection->sendText(" more");
    QVERIFY(eventually([this] { return m_exchange->reply().first().text() == u"Hello more"_s; }));
    m_clock->pass(1s);
    QCOMPARE(finished.size(), 0); // the silence begins anew
    m_clock->pass(1s);
    QCOMPARE(finished.size(), 1);
}

/// Comments keep the connection alive for ever, but the answer has ended.
void TestSilence::commentsAfterTheFinishReason()
{
    ask();
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    const QSignalSpy settled(m_exchange.get(), &Exchange::usageSettled);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    for (int i = 0; i < 4; ++i) {
        m_clock->pass(i == 0 ? 2s : 9s);
        const qint64 size = m_exchange->recording().size();
        connection->sendChunk(": ping\n\n");
        QVERIFY(eventually([&] { return m_exchange->recording().size() > size; }));
    }
    QCOMPARE(finished.size(), 1);
    QCOMPARE(settled.size(), 0);
    m_clock->pass(1s);
    QCOMPARE(settled.size(), 1);
}

void TestSilence::FF_33_lastFrameWithoutDone()
{
    const Target target{.url = m_server->url(), .headers = {}, .dialect = findDialect(u"floopfloop")};
    m_exchange.reset(m_client->start(target, ChatRequest(), nullptr));
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendChunk(frame(R"({"text":"Once"})"));
    connection->sendChunk(
        frame(R"({"usage":{"input_tokens":4,"output_tokens":1},"finishReason":"end_turn"})"));
    QVERIFY(eventually([this] { return !m_exchange->reply().first().finishReason.isEmpty(); }));
    m_clock->pass(2s);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_exchange->reply().state, Reply::State::Complete);
    QVERIFY(!m_exchange->awaitsUsage());
}

void TestSilence::RA_30_stopReasonWithoutMessageStop()
{
    const Target target{.url = m_server->url(), .headers = {}, .dialect = findDialect(u"messages")};
    m_exchange.reset(m_client->start(target, ChatRequest(), nullptr));
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    for (const char *json :
        {R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
            R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Once"}})",
            R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}})"})
        connection->sendChunk(frame(json));
    QVERIFY(eventually([this] { return !m_exchange->reply().first().finishReason.isEmpty(); }));
    m_clock->pass(2s);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_exchange->reply().state, Reply::State::Complete);
}

void TestSilence::twoChoicesFinish()
{
    ChatRequest request;
    request.n = 2;
    const QSignalSpy finished(ask(request), &Exchange::finished);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    for (const char *json :
        {R"({"choices":[{"index":0,"delta":{"content":"A"}},{"index":1,"delta":{"content":"B"}}]})",
            R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"})
        connection->sendChunk(frame(json));
    QVERIFY(eventually([this] { return !m_exchange->reply().first().finishReason.isEmpty(); }));
    m_clock->pass(5s);
    QCOMPARE(finished.size(), 0); // the other one is still written
    connection->sendChunk(frame(R"({"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]})"));
    QVERIFY(eventually([this] { return !m_exchange->reply().choices.at(1).finishReason.isEmpty(); }));
    m_clock->pass(2s);
    QCOMPARE(finished.size(), 1);
}

void TestSilence::stopWhileTheUsageIsAwaited()
{
    const QSignalSpy finished(ask(), &Exchange::finished);
    FakeConnection *connection = finish();
    QVERIFY(connection);
    m_clock->pass(2s);
    m_exchange->stop();
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_exchange->reply().state, Reply::State::Complete);
    QVERIFY(m_exchange->recording().end);
}

void TestSilence::theNextQuestionWaitsForNoUsage()
{
    ChatSession session(m_client.get());
    session.setTarget({.url = m_server->url(), .headers = {}, .dialect = findDialect(u"chat-completions")});
    QVERIFY(session.send(u"one"_s));
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendChunk(frame(Finish));
    const Conversation::TurnId answer = session.conversation().last();
    const auto reply = [&] {
        return session.conversation().turn(answer).reply();
    };
    QVERIFY(eventually([&] { return !reply().first().finishReason.isEmpty(); }));
    m_clock->pass(2s);
    QVERIFY(!session.isBusy());
    const QSignalSpy settled(&session, &ChatSession::usageSettled);
    QVERIFY(session.send(u"two"_s));
    QVERIFY(m_server->nextRequest());
    connection->sendChunk(frame(UsageFrame));
    QVERIFY(eventually([&] { return settled.size() == 1; }));
    QCOMPARE(reply().usage.totalTokens, 5);
}

void TestSilence::usageOfAClearedConversationStillComes_data()
{
    QTest::addColumn<bool>("asksOn");
    QTest::newRow("of its last answer") << false;
    QTest::newRow("of one before") << true;
}

void TestSilence::usageOfAClearedConversationStillComes()
{
    ChatSession session(m_client.get());
    session.setTarget({.url = m_server->url(), .headers = {}, .dialect = findDialect(u"chat-completions")});
    QVERIFY(session.send(u"one"_s));
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendChunk(frame(Finish));
    const Conversation &conversation = session.conversation();
    QVERIFY(eventually(
        [&] { return !conversation.turn(conversation.last()).reply().first().finishReason.isEmpty(); }));
    m_clock->pass(2s);
    QFETCH(const bool, asksOn);
    QVERIFY(!asksOn || (session.send(u"two"_s) && m_server->nextRequest()));
    session.clear();
    const QSignalSpy settled(&session, &ChatSession::usageSettled);
    connection->sendChunk(frame(UsageFrame));
    QVERIFY(eventually([&] { return settled.size() == 1; }));
    const auto call = settled.front().front().value<std::shared_ptr<const Call>>();
    QCOMPARE(call->reply.usage.totalTokens, 5);
}

/// With short limits and the system's clock, as a test of many faults runs.
void TestSilence::overRealTime()
{
    ChatClient client;
    client.setSilenceLimits(SilenceLimits::all(200ms));
    const Target target{.url = m_server->url(), .headers = {}, .dialect = findDialect(u"chat-completions")};
    m_exchange.reset(client.start(target, ChatRequest(), nullptr));
    const Heard heard(m_exchange.get());
    const QSignalSpy finished(m_exchange.get(), &Exchange::finished);
    FakeConnection *connection = begin();
    QVERIFY(connection);
    QVERIFY(eventually([&] { return heard.isSilent(); }));
    connection->sendChunk(frame(Finish));
    QVERIFY(eventually([&] { return finished.size() == 1; }));
    QCOMPARE(m_exchange->reply().state, Reply::State::Complete);
    m_exchange.reset();
}

QTEST_GUILESS_MAIN(TestSilence)
#include "tst_silence.moc"

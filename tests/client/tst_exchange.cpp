// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Hello = R"({"choices":[{"message":{"role":"assistant","content":"Hello"}}]})";

/// An exchange with a server, and what it has signalled.
struct Asked
{
    explicit Asked(ChatClient &client, const QUrl &url)
        : exchange(client.start({.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")},
              ChatRequest{}, nullptr))
        , deltas(exchange.get(), &Exchange::deltasArrived)
        , finished(exchange.get(), &Exchange::finished)
    {
    }

    [[nodiscard]] const Reply &reply() const { return exchange->reply(); }
    [[nodiscard]] QString text() const { return reply().first().text(); }
    [[nodiscard]] bool waitForText(const QString &awaited) const
    {
        return eventually([this, &awaited] { return text() == awaited; });
    }
    /// Lets everything happen that is still under way, and tells how often it finished.
    [[nodiscard]] qsizetype finishedInTheEnd()
    {
        if (finished.isEmpty())
            finished.wait(10'000);
        settle();
        return finished.size();
    }

    std::unique_ptr<Exchange> exchange;
    QSignalSpy deltas;
    QSignalSpy finished;
};

} // namespace

class TestExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isBornRunning();
    void RF_31_deltasComeAsTheyArrive();
    void RF_18_doneEndsIt();
    void doneEndsItThoughTheConnectionStaysOpen();
    void doneAndThenAReset();
    void X_02_endWithoutAMarkIsIncomplete_data();
    void X_02_endWithoutAMarkIsIncomplete();
    void finishReasonAndThenAReset();
    void aBrokenConnectionKeepsTheText();
    void anEventCutByAResetIsLeftOut();
    void aConnectionBrokenBeforeTheHead_data();
    void aConnectionBrokenBeforeTheHead();
    void aConnectionBrokenBeforeTheBody();
    void RF_15_plainAnswer();
    void aPlainAnswerCutShortIsTheNetworksFault();
    void X_03_plainAnswerThoughAStreamWasAskedFor();
    void bodyUntilTheConnectionCloses();
    void bodyCutAnywhere();
    void aBurstIsReadInSlices();
    void stopWithinABurst();
    void errorAnswers_data();
    void errorAnswers();
    void errorAnswerThatBreaksOff();
    void X_03_pageOfAProxy();
    void X_03_errorInAStream();
    void refusedConnection();
    void unknownHost();
    void notHttp();
    void requestIdIsKept();
    void timing();
    void clientGoneFirst();
    void finishedNeverComesFromTheConstructor();

private:
    ChatClient m_client;
};

void TestExchange::isBornRunning()
{
    FakeServer server;
    Asked call(m_client, server.url());
    QVERIFY(call.exchange->isRunning());
    QCOMPARE(call.reply().state, Reply::State::Streaming);
    QCOMPARE(call.finished.size(), 0);
}

void TestExchange::RF_31_deltasComeAsTheyArrive()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendText("one");
    QVERIFY(call.waitForText(u"one"_s));
    connection->sendText(" two");
    QVERIFY(call.waitForText(u"one two"_s));
    QCOMPARE(call.deltas.size(), 2);
    QVERIFY(call.exchange->isRunning());
    QCOMPARE(call.finished.size(), 0);
}

void TestExchange::RF_18_doneEndsIt()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendDone();
    connection->endBody();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.finished.first().first().value<Reply>(), call.reply());
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QCOMPARE(call.text(), u"Hello"_s);
    QVERIFY(!call.reply().error);
    QVERIFY(!call.exchange->isRunning());
}

void TestExchange::doneEndsItThoughTheConnectionStaysOpen()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    QSignalSpy closed(connection, &FakeConnection::closed);
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendDone();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QVERIFY(connection->isOpen());
    QVERIFY(closed.wait(10'000)); // it is not held for ever
    QCOMPARE(call.finished.size(), 1);
}

void TestExchange::doneAndThenAReset()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendDone();
    QVERIFY(call.waitForText(u"Hello"_s));
    connection->reset();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QVERIFY(!call.reply().error);
}

void TestExchange::X_02_endWithoutAMarkIsIncomplete_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("end of the chunks") << QByteArray("Transfer-Encoding: chunked\r\n");
    QTest::newRow("end of the connection") << QByteArray("Connection: close\r\n");
}

void TestExchange::X_02_endWithoutAMarkIsIncomplete()
{
    QFETCH(QByteArray, head);
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + head + "\r\n");
    const bool chunked = head.contains("chunked");
    const QByteArray event = "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n";
    if (chunked) {
        connection->sendChunk(event);
        connection->endBody();
    } else {
        connection->write(event);
        connection->close();
    }
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Incomplete);
    QCOMPARE(call.text(), u"Hel"_s);
}

void TestExchange::finishReasonAndThenAReset()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendChunk(
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n");
    QVERIFY(call.waitForText(u"Hi"_s));
    connection->reset();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QVERIFY(!call.reply().error);
}

void TestExchange::aBrokenConnectionKeepsTheText()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead(200, "text/event-stream", "X-Request-Id: r1\r\n");
    connection->sendText("Hel");
    QVERIFY(call.waitForText(u"Hel"_s));
    connection->reset();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Incomplete);
    QCOMPARE(call.text(), u"Hel"_s);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
    QCOMPARE(call.reply().error->httpStatus, 0);
    QCOMPARE(call.reply().error->requestId, u"r1"_s);
    QCOMPARE(call.reply().error->message, u"Connection closed"_s);
    QCOMPARE(server.requestCount(), 1); // X-05
}

void TestExchange::anEventCutByAResetIsLeftOut()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendText("Hel");
    connection->write("40\r\ndata: {\"choices\":[{\"del"); // half a chunk
    QVERIFY(call.waitForText(u"Hel"_s));
    connection->close();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Incomplete);
    QCOMPARE(call.text(), u"Hel"_s);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
}

void TestExchange::aConnectionBrokenBeforeTheHead_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a status line") << QByteArray("HTTP/1.");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty");
}

void TestExchange::aConnectionBrokenBeforeTheHead()
{
    QFETCH(QByteArray, sent);
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->write(sent);
    connection->close();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
    QCOMPARE(call.reply().error->httpStatus, 0);
    QCOMPARE(call.deltas.size(), 0);
    QCOMPARE(server.requestCount(), 1);
}

void TestExchange::aConnectionBrokenBeforeTheBody()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    QVERIFY(eventually([&call] { return call.reply().timing.headers.has_value(); }));
    connection->reset();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
}

void TestExchange::RF_15_plainAnswer()
{
    FakeServer server;
    Asked call(m_client, server.url());
    server.nextRequest()->sendWhole(200, "application/json", Hello);
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QCOMPARE(call.text(), u"Hello"_s);
    QCOMPARE(call.deltas.size(), 1);
}

void TestExchange::aPlainAnswerCutShortIsTheNetworksFault()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n" +
                      Hello.first(30));
    connection->close();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
}

void TestExchange::X_03_plainAnswerThoughAStreamWasAskedFor()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead(200, "text/event-stream"); // the wrong content type
    connection->sendChunk(Hello.first(20));
    connection->sendChunk(Hello.sliced(20));
    connection->endBody();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QCOMPARE(call.text(), u"Hello"_s);
}

void TestExchange::bodyUntilTheConnectionCloses()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + Hello);
    connection->close();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QCOMPARE(call.text(), u"Hello"_s);
}

void TestExchange::bodyCutAnywhere()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    const QByteArray body =
        "data: {\"choices\":[{\"delta\":{\"content\":\"gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x8c\x8d\"}}]}\n\n"
        "data: [DONE]\n\n";
    connection->sendHead();
    for (const char byte : body)
        connection->sendChunk(QByteArray(1, byte));
    connection->endBody();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Complete);
    QCOMPARE(call.text(), u"grüß dich 🌍"_s);
}

void TestExchange::aBurstIsReadInSlices()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i)
        connection->sendText("word ");
    connection->sendDone();
    QVERIFY(eventually([&call] { return !call.exchange->isRunning(); }));
    QCOMPARE(call.text(), u"word "_s.repeated(count));
    QCOMPARE(call.reply().state, Reply::State::Complete);
    for (const QList<QVariant> &arguments : std::as_const(call.deltas))
        QVERIFY(arguments.first().value<QList<Delta>>().size() < count / 10);
}

void TestExchange::stopWithinABurst()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connect(call.exchange.get(), &Exchange::deltasArrived, call.exchange.get(), &Exchange::stop);
    connection->sendHead();
    for (int i = 0; i < 20'000; ++i)
        connection->sendText("word ");
    connection->sendDone();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.deltas.size(), 1);
    QCOMPARE(call.reply().state, Reply::State::Stopped);
}

void TestExchange::errorAnswers_data()
{
    using Kind = ChatError::Kind;
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("RF-22 400") << 400 << Kind::BadRequest;
    QTest::newRow("401") << 401 << Kind::Authentication;
    QTest::newRow("402") << 402 << Kind::Credits;
    QTest::newRow("404") << 404 << Kind::BadRequest;
    QTest::newRow("RF-23 413") << 413 << Kind::TooLarge;
    QTest::newRow("RF-24 429") << 429 << Kind::RateLimited;
    QTest::newRow("RF-25 500") << 500 << Kind::Server;
    QTest::newRow("501") << 501 << Kind::NotImplemented;
    QTest::newRow("503") << 503 << Kind::Server;
}

void TestExchange::errorAnswers()
{
    QFETCH(int, status);
    QFETCH(ChatError::Kind, kind);
    FakeServer server;
    Asked call(m_client, server.url());
    server.nextRequest()->sendWhole(
        status, "application/json", R"({"error":{"message":"The reason"}})", "Retry-After: 7\r\n");
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QVERIFY(!call.reply().hasContent());
    QCOMPARE(call.reply().error->kind, kind);
    QCOMPARE(call.reply().error->httpStatus, status);
    QCOMPARE(call.reply().error->message, u"The reason"_s);
    QCOMPARE(call.reply().error->retryAfter, std::chrono::seconds(7));
}

void TestExchange::errorAnswerThatBreaksOff()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->write("HTTP/1.1 429 Slow\r\nContent-Length: 1000\r\n\r\n{\"error\":");
    QVERIFY(eventually([&call] { return call.reply().timing.headers.has_value(); }));
    connection->reset();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::RateLimited);
    QCOMPARE(call.reply().error->httpStatus, 429);
}

void TestExchange::X_03_pageOfAProxy()
{
    FakeServer server;
    Asked call(m_client, server.url());
    server.nextRequest()->sendWhole(200, "text/html", "<!DOCTYPE html><title>Sign in</title>");
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Protocol);
    QCOMPARE(call.reply().error->httpStatus, 200);
    QVERIFY(!call.reply().hasContent());
}

void TestExchange::X_03_errorInAStream()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendText("Hel");
    connection->sendChunk("data: {\"error\":{\"message\":\"Out of steam\"}}\n\n");
    connection->sendDone();
    connection->endBody();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.text(), u"Hel"_s);
    QCOMPARE(call.reply().error->message, u"Out of steam"_s);
}

void TestExchange::refusedConnection()
{
    Asked call(m_client, FakeServer::closedUrl());
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
    QCOMPARE(call.reply().error->httpStatus, 0);
    QCOMPARE(call.reply().error->message, u"Connection refused"_s);
    QVERIFY(call.reply().timing.total);
    QVERIFY(!call.reply().timing.headers);
}

void TestExchange::unknownHost()
{
    Asked call(m_client, QUrl(u"http://host.invalid/api/chat"_s)); // RFC 6761 6.4: never resolves
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QCOMPARE(call.reply().error->kind, ChatError::Kind::Network);
}

void TestExchange::notHttp()
{
    FakeServer server;
    Asked call(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->write("220 mail.example ESMTP\r\n\r\n");
    connection->close();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
    QVERIFY(call.reply().error);
    QCOMPARE(server.requestCount(), 1);
}

void TestExchange::requestIdIsKept()
{
    FakeServer server;
    Asked call(m_client, server.url());
    server.nextRequest()->sendWhole(200, "application/json", Hello, "X-Request-Id: abc-1\r\n");
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().requestId, u"abc-1"_s);
}

void TestExchange::timing()
{
    FakeServer server;
    Asked call(m_client, server.url());
    const Timing &timing = call.reply().timing;
    FakeConnection *connection = server.nextRequest();
    QVERIFY(!timing.headers);
    connection->sendHead();
    QVERIFY(eventually([&timing] { return timing.headers.has_value(); }));
    // RL-13: the first frame's empty content is no first token.
    connection->sendChunk(
        "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n");
    QVERIFY(eventually([&call] { return call.reply().model == u"m"_s; }));
    QVERIFY(!timing.firstToken);
    connection->sendText("one");
    QVERIFY(call.waitForText(u"one"_s));
    QCOMPARE(timing.firstToken, timing.lastToken);
    const auto first = timing.firstToken;
    connection->sendText("two");
    QVERIFY(call.waitForText(u"onetwo"_s));
    QVERIFY(!timing.total);
    connection->sendDone();
    QCOMPARE(call.finishedInTheEnd(), 1);

    QVERIFY(timing.sent->count() > 0);
    QVERIFY(timing.sent <= timing.headers);
    QCOMPARE(timing.firstToken, first);
    QVERIFY(timing.headers < timing.firstToken);
    QVERIFY(timing.firstToken < timing.lastToken);
    QVERIFY(timing.lastToken <= timing.total);
}

void TestExchange::clientGoneFirst()
{
    FakeServer server;
    auto client = std::make_unique<ChatClient>();
    Asked call(*client, server.url());
    QVERIFY(server.nextRequest());
    client.reset();
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Stopped);
    call.exchange->stop();
    QCOMPARE(call.finished.size(), 1);
    QVERIFY(eventually([&server] { return server.openConnectionCount() == 0; }));
}

void TestExchange::finishedNeverComesFromTheConstructor()
{
    Asked call(m_client, QUrl(u"nonsense:/"_s)); // fails at once
    QCOMPARE(call.finished.size(), 0);
    QVERIFY(call.exchange->isRunning());
    QCOMPARE(call.finishedInTheEnd(), 1);
    QCOMPARE(call.reply().state, Reply::State::Failed);
}

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Target targetOf(const QUrl &url)
{
    return {.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")};
}

ChatRequest hello()
{
    ChatRequest request;
    request.model = u"ruflo-free"_s;
    request.messages = {Message::of(Role::User, u"Say hello in 5 words."_s)};
    return request;
}

} // namespace

class TestChatClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactBytesOfASimpleCall();
    void RF_02_noAuthorizationUnlessAsked();
    void RF_03_RA_07_RO_03_RL_03_contentTypeIsJson();
    void RF_04_bodyHasTheFourFieldsOnly();
    void acceptFollowsTheKindOfAnswer_data();
    void acceptFollowsTheKindOfAnswer();
    void headersOfTheTargetAreSent();
    void RA_19_headersOfTheDialectAreSent();
    void keepsNoCookies();
    void answersNoChallengeWithCredentials();
    void preparingAsksNearbyAndKeepsTheExchangesAtOnce();
    void eightExchangesStartAtOnce();
    void aConnectionServesTheNextRequest_data();
    void aConnectionServesTheNextRequest();
    void aStreamsConnectionServesTheNextRequest();
    void X_07_aRedirectIsNotFollowed_data();
    void X_07_aRedirectIsNotFollowed();
    void X_05_aRequestIsSentOnce();
    void aHeaderThatWouldBeTwoIsNotSent();
    void aLongBodyArrivesWhole();

private:
    ChatClient m_client;
};

void TestChatClient::exactBytesOfASimpleCall()
{
    FakeServer server;
    m_client.start(targetOf(server.url()), hello(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    const QByteArray body =
        R"({"model":"ruflo-free","messages":[{"role":"user","content":"Say hello in 5 words."}],"stream":true})";
    const QByteArray expected = "POST /api/chat HTTP/1.1\r\n"
                                "Host: " +
                                server.url().authority().toLatin1() +
                                "\r\n"
                                "Connection: Keep-Alive\r\n"
                                "Content-Length: " +
                                QByteArray::number(body.size()) +
                                "\r\n"
                                "Content-Type: application/json\r\n"
                                "Accept: text/event-stream, application/json\r\n"
                                "Accept-Encoding: identity\r\n"
                                "Accept-Language: *\r\n"
                                "User-Agent: Parlance/" PARLANCE_VERSION "\r\n"
                                "\r\n" +
                                body;
    QCOMPARE(connection->request(), expected);
}

void TestChatClient::RF_02_noAuthorizationUnlessAsked()
{
    FakeServer server;
    m_client.start(targetOf(server.url()), hello(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(!connection->head().toLower().contains("authorization"));
    QVERIFY(!connection->head().toLower().contains("key"));
}

void TestChatClient::RF_03_RA_07_RO_03_RL_03_contentTypeIsJson()
{
    FakeServer server;
    m_client.start(targetOf(server.url()), hello(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Content-Type"), "application/json");
}

void TestChatClient::RF_04_bodyHasTheFourFieldsOnly()
{
    FakeServer server;
    ChatRequest request = hello();
    request.maxTokens = 800;
    m_client.start(targetOf(server.url()), request, &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    const QStringList fields = QJsonDocument::fromJson(connection->body()).object().keys();
    QCOMPARE(fields, QStringList({u"max_tokens"_s, u"messages"_s, u"model"_s, u"stream"_s}));
}

void TestChatClient::acceptFollowsTheKindOfAnswer_data()
{
    QTest::addColumn<bool>("stream");
    QTest::addColumn<QByteArray>("accept");
    QTest::newRow("X-03 stream or a plain answer")
        << true << QByteArray("text/event-stream, application/json");
    QTest::newRow("plain answer") << false << QByteArray("application/json");
}

void TestChatClient::acceptFollowsTheKindOfAnswer()
{
    QFETCH(bool, stream);
    QFETCH(QByteArray, accept);
    FakeServer server;
    ChatRequest request = hello();
    request.stream = stream;
    m_client.start(targetOf(server.url()), request, &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Accept"), accept);
}

void TestChatClient::headersOfTheTargetAreSent()
{
    FakeServer server;
    Target target = targetOf(server.url());
    target.headers = {{"Authorization", "Bearer test-key"}, {"anthropic-version", "2023-06-01"}};
    m_client.start(target, hello(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("authorization"), "Bearer test-key");
    QCOMPARE(connection->header("anthropic-version"), "2023-06-01");
}

void TestChatClient::RA_19_headersOfTheDialectAreSent()
{
    FakeServer server;
    Target target = targetOf(server.url(u"/v1/messages"_s));
    target.dialect = findDialect(u"messages"_s);
    m_client.start(target, hello(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("anthropic-version"), "2023-06-01");

    target.headers = {{"anthropic-version", "2099-01-01"}}; // what the gateway wants counts
    m_client.start(target, hello(), &server);
    connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("anthropic-version"), "2099-01-01");
}

void TestChatClient::keepsNoCookies()
{
    FakeServer server;
    Exchange *first = m_client.start(targetOf(server.url()), hello(), &server);
    QSignalSpy finished(first, &Exchange::finished);
    server.nextRequest()->sendWhole(200, "application/json", "{}", "Set-Cookie: who=you; Path=/\r\n");
    QVERIFY(finished.wait());

    m_client.start(targetOf(server.url()), hello(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Cookie"), QByteArray());
}

void TestChatClient::answersNoChallengeWithCredentials()
{
    FakeServer server;
    Exchange *exchange = m_client.start(targetOf(server.url()), hello(), &server);
    QSignalSpy finished(exchange, &Exchange::finished);
    server.nextRequest()->sendWhole(401, "application/json", R"({"error":{"message":"No key"}})",
        "WWW-Authenticate: Basic realm=\"x\"\r\n");
    QVERIFY(finished.wait());
    QCOMPARE(exchange->reply().error->kind, ChatError::Kind::Authentication);
    QCOMPARE(exchange->reply().error->message, u"No key"_s);
    QCOMPARE(server.requestCount(), 1);
}

void TestChatClient::preparingAsksNearbyAndKeepsTheExchangesAtOnce()
{
    constexpr int lanes = 8;
    FakeServer server;
    m_client.prepare(server.url());
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->request().startsWith("GET "));
    connection->sendWhole(200, "text/plain", "hello");
    for (int lane = 0; lane < lanes; ++lane)
        m_client.start(targetOf(server.url()), hello(), &server);
    for (int lane = 0; lane < lanes; ++lane)
        QVERIFY(server.nextRequest());
}

void TestChatClient::eightExchangesStartAtOnce()
{
    constexpr int lanes = 8;
    FakeServer server;
    QList<FakeConnection *> connections;
    for (int lane = 0; lane < lanes; ++lane)
        m_client.start(targetOf(server.url()), hello(), &server);
    for (int lane = 0; lane < lanes; ++lane)
        connections.append(server.nextRequest()); // and none is answered
    QVERIFY(!connections.contains(nullptr));
    QCOMPARE(server.requestCount(), lanes);
    QCOMPARE(server.connectionCount(), lanes);
}

void TestChatClient::aConnectionServesTheNextRequest_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("later");
    QTest::addColumn<int>("connections");
    const QByteArray json = "{\"choices\":[]}";
    const QByteArray length = "Content-Length: " + QByteArray::number(json.size()) + "\r\n";
    const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    QTest::newRow("with its length") << ok + length + "\r\n" + json << QByteArray() << 1;
    QTest::newRow("in chunks") << ok + "Transfer-Encoding: chunked\r\n\r\nf\r\n" + json + "\r\n0\r\n\r\n"
                               << QByteArray() << 1;
    QTest::newRow("an error") << "HTTP/1.1 400 Bad Request\r\n" + length + "\r\n" + json << QByteArray() << 1;
    QTest::newRow("closed by its word")
        << ok + "Connection: x, Close\r\n" + length + "\r\n" + json << QByteArray() << 3;
    QTest::newRow("of HTTP/1.0") << "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n" + length +
                                        "\r\n" + json
                                 << QByteArray() << 3;
    QTest::newRow("with more than it tells") << ok + length + "\r\n" + json + "more" << QByteArray() << 3;
    QTest::newRow("that speaks again")
        << ok + length + "\r\n" + json << "HTTP/1.1 408 Timeout\r\n\r\n"_ba << 3;
}

void TestChatClient::aConnectionServesTheNextRequest()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, later);
    QFETCH(const int, connections);
    FakeServer server;
    for (int round = 0; round < 3; ++round) {
        Exchange *exchange = m_client.start(targetOf(server.url()), hello(), &server);
        QSignalSpy finished(exchange, &Exchange::finished);
        FakeConnection *connection = server.nextRequest();
        connection->write(answer);
        QVERIFY(!finished.isEmpty() || finished.wait());
        connection->write(later);
        if (connections > 1)
            QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    }
    QCOMPARE(server.connectionCount(), connections);
}

/// The last chunk comes after the end mark, and is read a moment later, which a busy machine may draw out.
void TestChatClient::aStreamsConnectionServesTheNextRequest()
{
    FakeServer server;
    for (int round = 0; round < 20 && server.connectionCount() == server.requestCount(); ++round) {
        Exchange *exchange = m_client.start(targetOf(server.url()), hello(), &server);
        QSignalSpy finished(exchange, &Exchange::finished);
        FakeConnection *connection = server.nextRequest();
        connection->sendHead();
        connection->sendDone();
        QVERIFY(!finished.isEmpty() || finished.wait());
        connection->endBody();
        settle();
    }
    QCOMPARE_LT(server.connectionCount(), server.requestCount());
}

void TestChatClient::X_07_aRedirectIsNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestChatClient::X_07_aRedirectIsNotFollowed()
{
    QFETCH(int, status);
    FakeServer server;
    FakeServer other;
    Target target = targetOf(server.url());
    target.headers = {{"Authorization", "Bearer test-key"}};
    Exchange *exchange = m_client.start(target, hello(), &server);
    QSignalSpy finished(exchange, &Exchange::finished);
    const QByteArray location = other.url(u"/elsewhere"_s).toEncoded();
    server.nextRequest()->sendWhole(status, "text/html", "<p>Moved", "Location: " + location + "\r\n");
    QVERIFY(finished.wait());

    const Reply &reply = exchange->reply();
    QCOMPARE(reply.state, Reply::State::Failed);
    QCOMPARE(reply.error->kind, ChatError::Kind::Protocol);
    QCOMPARE(reply.error->httpStatus, status);
    QVERIFY2(reply.error->message.contains(QString::fromLatin1(location)), qPrintable(reply.error->message));
    QVERIFY(!reply.hasContent());
    QCOMPARE(other.connectionCount(), 0);
    QCOMPARE(server.requestCount(), 1);
}

void TestChatClient::X_05_aRequestIsSentOnce()
{
    FakeServer server;
    Exchange *exchange = m_client.start(targetOf(server.url()), hello(), &server);
    QSignalSpy finished(exchange, &Exchange::finished);
    server.nextRequest()->close();
    QVERIFY(finished.wait());
    QCOMPARE(exchange->reply().error->kind, ChatError::Kind::Network);
    QCOMPARE(exchange->reply().error->message, u"Connection closed before an answer came"_s);
    QCOMPARE(server.requestCount(), 1);
}

void TestChatClient::aHeaderThatWouldBeTwoIsNotSent()
{
    FakeServer server;
    Target target = targetOf(server.url());
    target.headers = {{.name = "Authorization", .value = "Bearer ", .secret = Secret("sk-1\r\nX-Other: 1")}};
    Exchange *exchange = m_client.start(target, hello(), &server);
    QSignalSpy finished(exchange, &Exchange::finished);
    QVERIFY(finished.wait());
    const ChatError &error = *exchange->reply().error;
    QCOMPARE(error.kind, ChatError::Kind::Authentication);
    QVERIFY2(error.message.contains(u"Authorization"_s), qPrintable(error.message));
    QVERIFY(!error.message.contains(u"sk-1"_s));
    QCOMPARE(server.connectionCount(), 0);
}

void TestChatClient::aLongBodyArrivesWhole()
{
    FakeServer server;
    ChatRequest request = hello();
    request.messages = {Message::of(Role::User, QString(3'000'000, u'ä'))};
    m_client.start(targetOf(server.url()), request, &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->body() == targetOf(server.url()).dialect->encode(request));
}

QTEST_GUILESS_MAIN(TestChatClient)
#include "tst_chatclient.moc"

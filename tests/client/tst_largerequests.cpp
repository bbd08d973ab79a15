// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httptransfer.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/sanitizers.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1024 * 1024;

/// What a server does once it has answered a request whose body it has not read.
enum class Then { StaysOpen, Closes };

/// Answers as soon as the head of a request is there, and reads nothing of the body.
class HastyServer : public QTcpServer
{
    Q_OBJECT

public:
    HastyServer(QByteArray answer, Then then)
        : m_answer(std::move(answer))
        , m_then(then)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            socket->setReadBufferSize(4096);
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { this->answer(socket); });
        });
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(u"http://127.0.0.1:%1/v1/chat/completions"_s.arg(serverPort()));
    }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray answer = std::exchange(m_answer, {});
        if (answer.isEmpty())
            return;
        socket->write(answer);
        socket->flush();
        if (m_then == Then::Closes)
            socket->close(); // with bytes unread: the system resets the connection
    }

    QByteArray m_answer;
    Then m_then;
};

ChatRequest requestOf(qsizetype bytes)
{
    ChatRequest request;
    request.messages = {Message::of(Role::User, QString(bytes, u'x'))};
    return request;
}

/// An exchange with a large request.
struct Asked
{
    Asked(ChatClient &client, const QUrl &url, qsizetype bytes)
        : exchange(client.start({.url = url,
                                    .headers = {{"Authorization", "Bearer test-key"}},
                                    .dialect = findDialect(u"chat-completions")},
              requestOf(bytes), nullptr))
        , finished(exchange.get(), &Exchange::finished)
    {
    }

    [[nodiscard]] const Reply &reply() const { return exchange->reply(); }
    [[nodiscard]] bool waitForEnd()
    {
        return !finished.isEmpty() || finished.wait(20'000 * SanitizerSlowness);
    }

    std::unique_ptr<Exchange> exchange;
    QSignalSpy finished;
};

} // namespace

Q_DECLARE_METATYPE(Then)

/// Requests with large bodies: pictures and files.
class TestLargeRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEarlyRefusalIsRead_data();
    void anEarlyRefusalIsRead();
    void aWholeRequestIsSent();
    void aRedirectIsNotFollowed();
    void aLostConnection_data();
    void aLostConnection();
    void theEndIsReadAfterAPause();
    void tellsWhatCannotBeRead_data();
    void tellsWhatCannotBeRead();
    void nobodyListens();
    void stopClosesTheConnection();
    void plainHttpThroughAProxy();

private:
    ChatClient m_client;
};

void TestLargeRequests::anEarlyRefusalIsRead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ChatError::Kind>("kind");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<Then>("then");
    const QByteArray known = "Content-Length: 44\r\n\r\n";
    using Kind = ChatError::Kind;
    QTest::newRow("413") << 413 << Kind::TooLarge << known << Then::StaysOpen;
    QTest::newRow("413 and closed") << 413 << Kind::TooLarge << known << Then::Closes;
    QTest::newRow("413 until closed") << 413 << Kind::TooLarge << QByteArray("\r\n") << Then::Closes;
    QTest::newRow("400 and closed") << 400 << Kind::BadRequest << known << Then::Closes;
    QTest::newRow("401 and closed") << 401 << Kind::Authentication << known << Then::Closes;
}

void TestLargeRequests::anEarlyRefusalIsRead()
{
    QFETCH(const int, status);
    QFETCH(const ChatError::Kind, kind);
    QFETCH(const QByteArray, length);
    QFETCH(const Then, then);
    HastyServer server("HTTP/1.1 " + QByteArray::number(status) +
                           " No\r\nContent-Type: application/json\r\n" + length +
                           R"({"error":{"message":"The body is too much"}})",
        then);
    Asked asked(m_client, server.url(), 32 * MiB);
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, Reply::State::Failed);
    QCOMPARE(asked.reply().error->message, u"The body is too much"_s);
    QCOMPARE(asked.reply().error->httpStatus, status);
    QCOMPARE(asked.reply().error->kind, kind);
    QVERIFY(!asked.exchange->recording().sentAt);
}

void TestLargeRequests::aWholeRequestIsSent()
{
    FakeServer server;
    Asked asked(m_client, server.url(u"/v1/chat/completions?a=%20b"_s), 4 * MiB);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /v1/chat/completions?a=%20b HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Authorization"), "Bearer test-key");
    QCOMPARE(connection->header("Host"), server.url().authority().toLatin1());
    QCOMPARE(connection->header("Accept-Encoding"), "identity");
    QVERIFY(connection->body() == asked.exchange->call()->sent.body);
    connection->sendHead(200, "text/event-stream", "X-Request-Id: r1\r\n");
    connection->sendText("Hel");
    QVERIFY(eventually([&asked] { return asked.reply().first().text() == u"Hel"_s; }));
    connection->sendText("lo");
    connection->sendDone();
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, Reply::State::Complete);
    QCOMPARE(asked.reply().first().text(), u"Hello"_s);
    QCOMPARE(asked.reply().requestId, u"r1"_s);
    const Recording &recording = asked.exchange->recording();
    QVERIFY(recording.sentAt && recording.head && *recording.sentAt <= recording.head->at);
    QCOMPARE(server.connectionCount(), 1);
    QVERIFY(eventually([&server] { return server.openConnectionCount() == 0; }));
}

void TestLargeRequests::aRedirectIsNotFollowed()
{
    FakeServer server;
    Asked asked(m_client, server.url(), MiB);
    server.nextRequest()->write("HTTP/1.1 307 There\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().error->httpStatus, 307);
    QVERIFY(asked.reply().error->message.contains(server.url(u"/other"_s).toString()));
    settle();
    QCOMPARE(server.requestCount(), 1);
}

void TestLargeRequests::aLostConnection_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Reply::State>("state");
    QTest::newRow("before the head") << QByteArray() << Reply::State::Failed;
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nConte") << Reply::State::Failed;
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"
                                               "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n")
                                 << Reply::State::Incomplete;
}

void TestLargeRequests::aLostConnection()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const Reply::State, state);
    FakeServer server;
    Asked asked(m_client, server.url(), MiB);
    FakeConnection *connection = server.nextRequest();
    connection->write(answer);
    connection->close();
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, state);
    QCOMPARE(asked.reply().error->kind, ChatError::Kind::Network);
    QVERIFY2(asked.reply().error->message.startsWith(u"Connection closed"_s),
        qPrintable(asked.reply().error->message));
    settle();
    QCOMPARE(server.connectionCount(), 1); // X-05
}

/// The server closes while what it sent last waits for room.
void TestLargeRequests::theEndIsReadAfterAPause()
{
    FakeServer server;
    Network network;
    HttpTransfer transfer({.url = server.url(), .headers = {}, .body = QByteArray(MiB, ' ')});
    transfer.start(network);
    FakeConnection *connection = server.nextRequest();
    const QByteArray body(MiB + 20 * 1024, 'x');
    connection->write(
        "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    connection->close();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    Recording recording;
    QVERIFY(eventually([&] {
        transfer.take().addTo(recording);
        return recording.end.has_value();
    }));
    QCOMPARE(recording.size(), body.size());
    QVERIFY(!recording.end->failure);
}

void TestLargeRequests::tellsWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH\r\n") << u"HTTP/1.1"_s;
    QTest::newRow("two lengths") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n")
                                 << u"Content-Length: 1, 2"_s;
    QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
                            << u"chunks"_s;
}

void TestLargeRequests::tellsWhatCannotBeRead()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, words);
    FakeServer server;
    Asked asked(m_client, server.url(), MiB);
    server.nextRequest()->write(answer);
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().error->kind, ChatError::Kind::Network);
    QVERIFY2(asked.reply().error->message.contains(words), qPrintable(asked.reply().error->message));
}

void TestLargeRequests::nobodyListens()
{
    Asked asked(m_client, FakeServer::closedUrl(), MiB);
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().error->kind, ChatError::Kind::Network);
    QCOMPARE(asked.reply().error->message, u"Connection refused"_s);
}

void TestLargeRequests::stopClosesTheConnection()
{
    FakeServer server;
    Asked asked(m_client, server.url(), MiB);
    FakeConnection *connection = server.nextRequest();
    QSignalSpy closed(connection, &FakeConnection::closed);
    asked.exchange->stop();
    QCOMPARE(asked.reply().state, Reply::State::Stopped);
    QVERIFY(closed.wait(10'000));
}

void TestLargeRequests::plainHttpThroughAProxy()
{
    for (const char *name : {"http_proxy", "no_proxy", "HTTP_PROXY", "NO_PROXY"})
        qunsetenv(name);
    FakeServer proxy;
    QUrl address = proxy.url({});
    address.setUserInfo(u"u:p"_s);
    qputenv("all_proxy", address.toEncoded());
    Asked asked(m_client, QUrl(u"http://api.example.invalid/v1/chat/completions"_s), MiB);
    FakeConnection *connection = proxy.nextRequest();
    qunsetenv("all_proxy");
    QVERIFY(connection);
    QVERIFY(
        connection->head().startsWith("POST http://api.example.invalid/v1/chat/completions HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Host"), "api.example.invalid");
    QCOMPARE(connection->header("Proxy-Authorization"), "Basic dTpw");
}

QTEST_GUILESS_MAIN(TestLargeRequests)
#include "tst_largerequests.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httptransfer.h"
#include "support/compressed.h"
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
using namespace std::chrono_literals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray head(const QByteArray &more, const QByteArray &contentType = "text/event-stream", int status = 200)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: " + contentType + "\r\n" +
           more + "\r\n";
}

QByteArray manyHeaders(int count)
{
    QByteArray headers;
    for (int i = 0; i < count; ++i)
        headers += "X-Number-" + QByteArray::number(i) + ": " + QByteArray::number(i) + "\r\n";
    return headers;
}

/// A server that repeats a piece as fast as it is taken, once a request is there, and counts what it could
/// send.
class Flood : public QTcpServer
{
    Q_OBJECT

public:
    Flood(QByteArray begin, QByteArray piece)
        : m_begin(std::move(begin))
        , m_piece(std::move(piece))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, &Flood::accept);
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(u"http://127.0.0.1:%1/v1/chat/completions"_s.arg(serverPort()));
    }
    [[nodiscard]] qint64 sent() const { return m_sent; }
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

private:
    void accept()
    {
        QTcpSocket *socket = nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            socket->readAll();
            if (!m_begin.isEmpty())
                socket->write(std::exchange(m_begin, {}));
            send(socket);
        });
        connect(socket, &QTcpSocket::bytesWritten, socket, [this, socket](qint64 bytes) {
            m_sent += bytes;
            send(socket);
        });
        connect(socket, &QTcpSocket::disconnected, this, [this] { m_isClosed = true; });
    }

    void send(QTcpSocket *socket)
    {
        while (!m_begin.isEmpty() || socket->bytesToWrite() < 256 * 1024)
            socket->write(m_piece);
    }

    QByteArray m_begin;
    QByteArray m_piece;
    qint64 m_sent = 0;
    bool m_isClosed = false;
};

/// An exchange with a server.
struct Asked
{
    Asked(ChatClient &client, const QUrl &url)
        : exchange(client.start({.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")},
              ChatRequest{}, nullptr))
        , finished(exchange.get(), &Exchange::finished)
    {
    }

    [[nodiscard]] const Reply &reply() const { return exchange->reply(); }
    [[nodiscard]] QString words() const { return reply().error ? reply().error->message : QString(); }
    [[nodiscard]] bool waitForEnd()
    {
        return !finished.isEmpty() || finished.wait(60'000 * SanitizerSlowness);
    }

    std::unique_ptr<Exchange> exchange;
    QSignalSpy finished;
};

} // namespace

/// What a server may not do: go on for ever.
class TestExchangeBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndlessLineEndsTheExchange_data();
    void anEndlessLineEndsTheExchange();
    void endlessTextEndsTheExchangeAndIsKept();
    void aServerWaitsForUs();
    void endlessToolCallsEndTheExchange();
    void aBombEndsTheExchange();
    void manyHeadersAreRead_data();
    void manyHeadersAreRead();
    void longHeadersEndTheExchange_data();
    void longHeadersEndTheExchange();
    void anEndlessHeadEnds_data();
    void anEndlessHeadEnds();

private:
    ChatClient m_client;
};

void TestExchangeBounds::anEndlessLineEndsTheExchange_data()
{
    QTest::addColumn<QByteArray>("begin");
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    QTest::newRow("streamed") << head(chunked) + chunk("data: ");
    QTest::newRow("plain") << head(chunked, "application/json") + chunk("{\"choices\":[\"");
    QTest::newRow("an error") << head(chunked, "application/json", 500) + chunk("{\"error\":\"");
    QTest::newRow("white space") << head(chunked) + chunk(" ");
}

void TestExchangeBounds::anEndlessLineEndsTheExchange()
{
    QFETCH(const QByteArray, begin);
    Flood server(begin, chunk(QByteArray(MiB, begin.endsWith(" \r\n") ? ' ' : 'x')));
    Asked asked(m_client, server.url());
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, Reply::State::Failed);
    QVERIFY2(asked.words().contains(u"64 MiB"_s), qPrintable(asked.words()));
    QCOMPARE(asked.reply().error->httpStatus, begin.contains("500") ? 500 : 200);
    QVERIFY(eventually([&server] { return server.isClosed(); }));
    QCOMPARE_LT(server.sent(), 96 * MiB);
}

void TestExchangeBounds::endlessTextEndsTheExchangeAndIsKept()
{
    const QByteArray event =
        "data: {\"choices\":[{\"delta\":{\"content\":\"" + QByteArray(64 * 1024, 'x') + "\"}}]}\n\n";
    Flood server(head("Transfer-Encoding: chunked\r\n"), chunk(event));
    Asked asked(m_client, server.url());
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, Reply::State::Incomplete);
    QVERIFY2(asked.words().contains(u"16 MiB of text"_s), qPrintable(asked.words()));
    QCOMPARE_GT(asked.reply().first().text().size(), 16 * MiB);
    QCOMPARE_LT(asked.reply().first().text().size(), 18 * MiB);
    QVERIFY(eventually([&server] { return server.isClosed(); }));
    QCOMPARE(decoded(asked.exchange->recording(), *findDialect(u"chat-completions"), {}).state,
        Reply::State::Incomplete);
}

/// The thread that reads does nothing for a while.
void TestExchangeBounds::aServerWaitsForUs()
{
    QThread servers;
    auto *server =
        new Flood(head("Transfer-Encoding: chunked\r\n"), chunk(":" + QByteArray(64 * 1024, 'x') + "\n"));
    const QUrl url = server->url();
    server->moveToThread(&servers);
    connect(&servers, &QThread::finished, server, &QObject::deleteLater);
    servers.start();
    QThread networks;
    auto *network = new Network;
    network->moveToThread(&networks);
    connect(&networks, &QThread::finished, network, &QObject::deleteLater);
    networks.start();

    auto *running = new HttpTransfer({.url = url, .headers = {}, .body = "{}"});
    running->moveToThread(&networks);
    connect(&networks, &QThread::finished, running, &QObject::deleteLater);
    QMetaObject::invokeMethod(running, [running, network] { running->start(*network); });
    const auto sent = [server] {
        qint64 bytes = 0;
        QMetaObject::invokeMethod(
            server, [server] { return server->sent(); }, Qt::BlockingQueuedConnection, &bytes);
        return bytes;
    };
    qint64 before = -1;
    QVERIFY(QTest::qWaitFor(
        [&] { return sent() > MiB && std::exchange(before, sent()) == before; }, 60s * SanitizerSlowness));
    const auto take = [running] {
        qint64 bytes = 0;
        for (const Arrivals::Piece &piece : running->take().body)
            bytes += piece.bytes.size();
        return bytes;
    };
    qint64 taken = take();
    QCOMPARE_LE(taken, 2 * MiB);
    QVERIFY(
        QTest::qWaitFor([&] { return (taken += take()) > 16 * MiB; }, 60s * SanitizerSlowness)); // it goes on
    networks.quit();
    networks.wait();
    servers.quit();
    servers.wait();
}

void TestExchangeBounds::endlessToolCallsEndTheExchange()
{
    Flood server(head("Transfer-Encoding: chunked\r\n"),
        chunk(R"(data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}}]})"
              "\n\n"));
    Asked asked(m_client, server.url());
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, Reply::State::Incomplete);
    QVERIFY2(asked.words().contains(u"tool calls"_s), qPrintable(asked.words()));
    QCOMPARE_LT(asked.reply().first().toolCalls().size(), 10'000);
    QVERIFY(eventually([&server] { return server.isClosed(); }));
}

void TestExchangeBounds::aBombEndsTheExchange()
{
    const QByteArray bomb = Test::compressed("gzip", QByteArray(64 * MiB, ' '));
    FakeServer server;
    Asked asked(m_client, server.url());
    FakeConnection *connection = server.nextRequest();
    connection->sendHead(200, "application/json", "Content-Encoding: gzip\r\n");
    connection->sendChunk(bomb); // and nothing more
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().state, Reply::State::Failed);
    QVERIFY2(asked.words().contains(u"expands too far"_s), qPrintable(asked.words()));
}

/// Qt drops all headers when there are more than a hundred.
void TestExchangeBounds::manyHeadersAreRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    const QByteArray json = R"({"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]})";
    const QByteArray error = R"({"error":{"message":"Too many people"}})";
    const QByteArray stream = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\ndata: [DONE]\n\n";
    const auto lengthOf = [](const QByteArray &body) {
        return "Content-Length: " + QByteArray::number(body.size()) + "\r\n" + manyHeaders(200);
    };
    const QByteArray chunked = head("Transfer-Encoding: chunked\r\n" + manyHeaders(200), "application/json");
    QTest::newRow("plain") << head(lengthOf(json), "application/json") + json << u"Hello"_s;
    QTest::newRow("in chunks") << chunked + chunk(json.first(20)) + chunk(json.sliced(20)) + "0\r\n\r\n"
                               << u"Hello"_s;
    QTest::newRow("an error") << head(lengthOf(error), "application/json", 503) + error
                              << u"Too many people"_s;
    QTest::newRow("streamed") << head(manyHeaders(200)) + stream << u"Hello"_s;
}

void TestExchangeBounds::manyHeadersAreRead()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, words);
    FakeServer server;
    Asked asked(m_client, server.url());
    server.nextRequest()->write(answer); // and the connection stays open
    QVERIFY(asked.waitForEnd());
    QCOMPARE_GT(asked.exchange->recording().head->headers.size(), 200);
    if (!asked.reply().error)
        QCOMPARE(asked.reply().first().text(), words);
    else
        QVERIFY2(asked.words().contains(words), qPrintable(asked.words()));
}

void TestExchangeBounds::longHeadersEndTheExchange_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("an answer") << 200;
    QTest::newRow("an error") << 503;
}

void TestExchangeBounds::longHeadersEndTheExchange()
{
    QFETCH(const int, status);
    FakeServer server;
    Asked asked(m_client, server.url());
    server.nextRequest()->write(
        head("X-Long: " + QByteArray(MiB, 'x') + "\r\nContent-Length: 0\r\n", "application/json", status));
    QVERIFY(asked.waitForEnd());
    QCOMPARE(asked.reply().error->httpStatus, status == 200 ? 0 : status);
    QCOMPARE(asked.words().contains(u"too many headers"_s), status == 200);
}

void TestExchangeBounds::anEndlessHeadEnds_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("headers") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X-More: 1\r\n");
    QTest::newRow("interim answers") << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
}

void TestExchangeBounds::anEndlessHeadEnds()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, line);
    Flood server(first, line);
    Network network;
    HttpTransfer transfer({.url = server.url(), .headers = {}, .body = "{}"});
    transfer.setHeadTime(100ms);
    transfer.start(network);
    std::optional<Recording::End> end;
    QVERIFY(eventually([&] {
        if (const Arrivals some = transfer.take(); some.end)
            end = some.end;
        return end.has_value();
    }));
    QVERIFY(end->failure);
    QCOMPARE(end->failure->kind, ChatError::Kind::Network);
    QVERIFY2(end->failure->message.contains(u"headers"_s), qPrintable(end->failure->message));
}

QTEST_GUILESS_MAIN(TestExchangeBounds)
#include "tst_exchangebounds.moc"

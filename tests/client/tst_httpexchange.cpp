// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/httpexchange.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1024 * 1024;

/// A server that reads no more than the head of a request.
class SlowReader : public QTcpServer
{
    Q_OBJECT

public:
    SlowReader()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            m_socket = nextPendingConnection();
            m_socket->setReadBufferSize(4096);
            connect(m_socket, &QTcpSocket::disconnected, this, [this] { m_isClosed = true; });
        });
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(u"http://127.0.0.1:%1/v1/audio/transcriptions"_s.arg(serverPort()));
    }
    /// Reads what has come, so that the end of the connection is noticed.
    [[nodiscard]] bool isClosed()
    {
        if (m_socket)
            m_socket->readAll();
        return m_isClosed;
    }

private:
    QTcpSocket *m_socket = nullptr;
    bool m_isClosed = false;
};

} // namespace

/// Requests to other endpoints than chats: sent with a body, read while they arrive, stopped.
class TestHttpExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsTheBodyWithTheTargetsHeaders();
    void tellsOfTheUpload_data();
    void tellsOfTheUpload();
    void isReadWhileItArrives();
    void stopKeepsWhatArrived();
    void stopInMidUploadLeavesNothing();
    void deletedInMidUploadItLeavesNothing();
    void aHandlerMayDeleteIt_data();
    void aHandlerMayDeleteIt();
    void anUploadIsNoSilence();
    void waitsForTheLimit();
    void stoppedWhileItWaitsNothingIsSent();
    void aRefusalHoldsTheKey();
    void whoHearsOfTheEndReadsTheBytes();

private:
    HttpExchange *send(const EndpointRequest &request, const RateLimit &limit = {});

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<HttpExchange> m_exchange;
};

void TestHttpExchange::init()
{
    m_exchange.reset();
    m_client.reset();
    m_clock = std::make_unique<ManualClock>();
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ChatClient>(nullptr, m_clock.get());
}

HttpExchange *TestHttpExchange::send(const EndpointRequest &request, const RateLimit &limit)
{
    const Target target{.url = m_server->url(u"/v1/audio/speech"_s),
        .headers = wireHeaders({{"Authorization", "Bearer sk-0123456789"}}),
        .limit = limit};
    m_exchange.reset(m_client->send(target, request, nullptr));
    return m_exchange.get();
}

void TestHttpExchange::sendsTheBodyWithTheTargetsHeaders()
{
    send({.contentType = "multipart/form-data; boundary=b", .accept = "text/event-stream", .body = "--b--"});
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /v1/audio/speech HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Content-Type"), "multipart/form-data; boundary=b");
    QCOMPARE(connection->header("Accept"), "text/event-stream");
    QCOMPARE(connection->header("Authorization"), "Bearer sk-0123456789");
    QCOMPARE(connection->body(), "--b--");
}

void TestHttpExchange::tellsOfTheUpload_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addRow("by Qt") << qsizetype(10'000);
    QTest::addRow("by a socket") << 3 * MiB;
}

void TestHttpExchange::tellsOfTheUpload()
{
    QFETCH(const qsizetype, size);
    const QSignalSpy uploaded(send({.body = QByteArray(size, 'x')}), &HttpExchange::uploaded);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->body().size(), size);
    QVERIFY(eventually(
        [&uploaded, size] { return !uploaded.isEmpty() && uploaded.last().first().toLongLong() == size; }));
    qint64 before = 0;
    for (const QList<QVariant> &told : uploaded) {
        QVERIFY(told.first().toLongLong() >= before);
        before = told.first().toLongLong();
        QCOMPARE(told.last().toLongLong(), size);
    }
}

void TestHttpExchange::isReadWhileItArrives()
{
    send({});
    Recording::Reader reader(m_exchange->call()->recording);
    QByteArray read;
    connect(m_exchange.get(), &HttpExchange::arrived, this, [&reader, &read] {
        while (!reader.atEnd())
            read += reader.next().bytes;
    });
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(200, "audio/wav");
    connection->sendChunk("RIFF");
    QVERIFY(eventually([&read] { return read == "RIFF"; }));
    QVERIFY(m_exchange->isRunning());
    connection->sendChunk("more");
    QVERIFY(eventually([&read] { return read == "RIFFmore"; }));
}

void TestHttpExchange::stopKeepsWhatArrived()
{
    QSignalSpy finished(send({}), &HttpExchange::finished);
    const QSignalSpy arrived(m_exchange.get(), &HttpExchange::arrived);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendChunk("half");
    const Recording &recording = m_exchange->call()->recording;
    QVERIFY(eventually([&recording] { return recording.size() == 4; }));
    m_exchange->stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(recording.body(), "half");
    QCOMPARE(recording.end->by, Recording::End::By::User);
    QVERIFY(!m_exchange->isRunning());
    m_exchange->stop();
    QCOMPARE(finished.size(), 1);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestHttpExchange::stopInMidUploadLeavesNothing()
{
    SlowReader server;
    m_exchange.reset(
        m_client->send({.url = server.url(), .headers = {}}, {.body = QByteArray(64 * MiB, 'x')}, nullptr));
    const QSignalSpy uploaded(m_exchange.get(), &HttpExchange::uploaded);
    QVERIFY(eventually([&uploaded] { return !uploaded.isEmpty(); }));
    QVERIFY(uploaded.last().first().toLongLong() < 64 * MiB);
    m_exchange->stop();
    QVERIFY(!m_exchange->call()->recording.sentAt);
    QVERIFY(eventually([&server] { return server.isClosed(); }));
}

void TestHttpExchange::deletedInMidUploadItLeavesNothing()
{
    SlowReader server;
    m_exchange.reset(
        m_client->send({.url = server.url(), .headers = {}}, {.body = QByteArray(64 * MiB, 'x')}, nullptr));
    const QSignalSpy uploaded(m_exchange.get(), &HttpExchange::uploaded);
    QVERIFY(eventually([&uploaded] { return !uploaded.isEmpty(); }));
    const std::weak_ptr<const Call> call = m_exchange->call();
    m_exchange.reset();
    QVERIFY(eventually([&server] { return server.isClosed(); }));
    QVERIFY(call.expired());
}

void TestHttpExchange::aHandlerMayDeleteIt_data()
{
    QTest::addColumn<bool>("atUpload");
    QTest::addRow("when the body goes") << true;
    QTest::addRow("when bytes come") << false;
}

void TestHttpExchange::aHandlerMayDeleteIt()
{
    QFETCH(const bool, atUpload);
    send({.body = QByteArray(1000, 'x')});
    if (atUpload)
        connect(m_exchange.get(), &HttpExchange::uploaded, this, [this] { m_exchange.reset(); });
    else
        connect(m_exchange.get(), &HttpExchange::arrived, this, [this] { m_exchange.reset(); });
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendChunk("bytes");
    QVERIFY(eventually([this] { return m_exchange == nullptr; }));
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestHttpExchange::anUploadIsNoSilence()
{
    SlowReader server;
    m_exchange.reset(
        m_client->send({.url = server.url(), .headers = {}}, {.body = QByteArray(32 * MiB, 'x')}, nullptr));
    const QSignalSpy uploaded(m_exchange.get(), &HttpExchange::uploaded);
    const QSignalSpy silent(m_exchange.get(), &HttpExchange::silent);
    QVERIFY(eventually([&uploaded] { return !uploaded.isEmpty(); }));
    m_clock->pass(59s);
    const qsizetype told = uploaded.size();
    QVERIFY(eventually([&] { return !server.isClosed() && uploaded.size() > told; }));
    m_clock->pass(59s);
    QVERIFY(silent.isEmpty());
    m_clock->pass(1s);
    QCOMPARE(silent.size(), 1);
}

void TestHttpExchange::waitsForTheLimit()
{
    const RateLimit limit{.group = u"key"_s, .requestsPerMinute = 1};
    const std::unique_ptr<HttpExchange> first(send({}, limit));
    std::ignore = m_exchange.release();
    QSignalSpy waiting(send({}, limit), &HttpExchange::waiting);
    QVERIFY(eventually([&waiting] { return !waiting.isEmpty(); }));
    QVERIFY(m_server->nextRequest());
    QCOMPARE(m_server->requestCount(), 1);
    m_clock->pass(61s);
    QVERIFY(m_server->nextRequest());
    QCOMPARE(waiting.last().first().value<std::chrono::milliseconds>(), 0ms);
}

void TestHttpExchange::stoppedWhileItWaitsNothingIsSent()
{
    const RateLimit limit{.group = u"key"_s, .requestsPerMinute = 1};
    const std::unique_ptr<HttpExchange> first(send({}, limit));
    std::ignore = m_exchange.release();
    QVERIFY(m_server->nextRequest());
    const QSignalSpy finished(send({.body = "secret"}, limit), &HttpExchange::finished);
    m_exchange->stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_exchange->call()->sent, WireRequest());
    m_clock->pass(120s);
    settle();
    QCOMPARE(m_server->requestCount(), 1);
}

void TestHttpExchange::aRefusalHoldsTheKey()
{
    const RateLimit limit{.group = u"key"_s};
    QSignalSpy finished(send({}, limit), &HttpExchange::finished);
    m_server->nextRequest()->sendWhole(
        429, "application/json", R"({"error":{"message":"slow down"}})", "Retry-After: 30\r\n");
    QVERIFY(eventually([&finished] { return !finished.isEmpty(); }));
    QSignalSpy waiting(send({}, limit), &HttpExchange::waiting);
    QVERIFY(eventually([&waiting] { return !waiting.isEmpty(); }));
    QVERIFY(waiting.last().first().value<std::chrono::milliseconds>() > 25s);
}

/// Bytes beyond the budget are dropped afterwards.
void TestHttpExchange::whoHearsOfTheEndReadsTheBytes()
{
    m_client->calls().setBudget(0);
    QByteArray body;
    const std::shared_ptr<const Call> call = send({})->call();
    connect(m_exchange.get(), &HttpExchange::finished, this,
        [&body](const Call &ended) { body = ended.recording.body(); });
    m_server->nextRequest()->sendWhole(200, "application/json", "{}");
    QVERIFY(eventually([&body] { return body == "{}"; }));
    QVERIFY(eventually([&call] { return call->bytesDropped; }));
}

QTEST_GUILESS_MAIN(TestHttpExchange)
#include "tst_httpexchange.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/embeddingrun.h"
#include "support/eventually.h"
#include "support/fakeserver.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

using State = EmbeddingRun::State;

class TestEmbeddingRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void RA_33_sendsAndReads();
    void FF_37_FF_50_aReservedEndpointSaysSo();
    void C_03_readsALargeAnswerBesideTheWindow();
    void stopWhileItArrives();
    void stopWhileItIsRead();
    void deletedWhileItIsRead();
    void aHandlerMayDeleteIt();
    void showsNoKey();
    void aBrokenConnection();
    void readsCompressedAnswers();

private:
    FakeConnection *start(const QStringList &inputs);
    [[nodiscard]] bool ends() const;
    [[nodiscard]] static QByteArray largeBody(qsizetype count);

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<EmbeddingRun> m_run;
};

void TestEmbeddingRun::init()
{
    m_run.reset();
    m_client = std::make_unique<ChatClient>();
    m_server = std::make_unique<FakeServer>();
}

FakeConnection *TestEmbeddingRun::start(const QStringList &inputs)
{
    const Target target{.url = m_server->url(u"/v1/embeddings"_s),
        .headers = wireHeaders({{"Authorization", "Bearer sk-0123456789"}})};
    m_run = std::make_unique<EmbeddingRun>(
        *m_client, target, EmbeddingRequest{.model = u"m"_s, .inputs = inputs});
    return m_server->nextRequest();
}

bool TestEmbeddingRun::ends() const
{
    return eventually([this] { return m_run->state() != State::Running; });
}

/// With some 5 MB a vector.
QByteArray TestEmbeddingRun::largeBody(qsizetype count)
{
    const QByteArray vector = R"({"embedding":[)" + QByteArray("-0.123456789,").repeated(400'000) + "1]}";
    return R"({"data":[)" + QList<QByteArray>(count, vector).join(',') + "]}";
}

void TestEmbeddingRun::RA_33_sendsAndReads()
{
    FakeConnection *connection = start({u"a"_s, u"b"_s});
    QVERIFY(connection);
    const QSignalSpy finished(m_run.get(), &EmbeddingRun::finished);
    QVERIFY(connection->head().startsWith("POST /v1/embeddings HTTP/1.1\r\n"));
    QCOMPARE(connection->body(), R"({"model":"m","input":["a","b"]})"_ba);
    connection->sendWhole(200, "application/json",
        R"({"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}],"usage":{"prompt_tokens":2}})");
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Complete);
    QCOMPARE(m_run->answer().vectors, (Vectors{.dimension = 2, .values = {1, 2, 3, 4}}));
    QCOMPARE(m_run->answer().usage.inputTokens, 2);
    settle();
    QCOMPARE(finished.size(), 1);
}

void TestEmbeddingRun::FF_37_FF_50_aReservedEndpointSaysSo()
{
    FakeConnection *connection = start({u"a"_s});
    QVERIFY(connection);
    connection->sendWhole(
        501, "application/json", R"({"error":{"code":"NOT_IMPLEMENTED","message":"Endpoint reserved"}})");
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Failed);
    QCOMPARE(m_run->error()->kind, ChatError::Kind::NotImplemented);
    QCOMPARE(m_run->error()->code, u"NOT_IMPLEMENTED"_s);
}

void TestEmbeddingRun::C_03_readsALargeAnswerBesideTheWindow()
{
    FakeConnection *connection = start(QStringList(4, u"a"_s));
    QVERIFY(connection);
    QList<qint64> read;
    connect(m_run.get(), &EmbeddingRun::progressed, this, [this, &read] { read << m_run->readBytes(); });
    const QByteArray body = largeBody(4);
    connection->sendWhole(200, "application/json", body);
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Complete);
    QCOMPARE(m_run->answer().vectors.dimension, 400'001);
    QVERIFY(std::ranges::is_sorted(read));
    QVERIFY(std::ranges::any_of(read, [&body](qint64 bytes) { return bytes > 0 && bytes < body.size(); }));
    QCOMPARE(m_run->bodyBytes(), body.size());
}

void TestEmbeddingRun::stopWhileItArrives()
{
    FakeConnection *connection = start({u"a"_s});
    QVERIFY(connection);
    connection->sendHead(200, "application/json");
    connection->sendChunk(R"({"data":[)");
    QVERIFY(eventually([this] { return m_run->call()->recording.size() > 0; }));
    m_run->stop();
    QCOMPARE(m_run->state(), State::Stopped);
    QVERIFY(!m_run->error());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEmbeddingRun::stopWhileItIsRead()
{
    FakeConnection *connection = start(QStringList(8, u"a"_s));
    QVERIFY(connection);
    connect(m_run.get(), &EmbeddingRun::progressed, this, [this] {
        if (!m_run->exchange()->isRunning())
            m_run->stop();
    });
    connection->sendWhole(200, "application/json", largeBody(8));
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Stopped);
    QCOMPARE(m_run->answer().vectors.count(), 0);
}

void TestEmbeddingRun::deletedWhileItIsRead()
{
    FakeConnection *connection = start(QStringList(8, u"a"_s));
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", largeBody(8));
    QVERIFY(eventually([this] { return !m_run->exchange()->isRunning(); }));
    m_run.reset();
    settle();
}

void TestEmbeddingRun::aHandlerMayDeleteIt()
{
    FakeConnection *connection = start({u"a"_s});
    QVERIFY(connection);
    connect(m_run.get(), &EmbeddingRun::finished, this, [this] { m_run.reset(); });
    connection->sendWhole(200, "application/json", R"({"data":[{"embedding":[1]}]})");
    QVERIFY(eventually([this] { return !m_run; }));
}

void TestEmbeddingRun::showsNoKey()
{
    FakeConnection *connection = start({u"a"_s});
    QVERIFY(connection);
    connection->sendWhole(401, "application/json", R"({"error":{"message":"Wrong key sk-0123456789"}})");
    QVERIFY(ends());
    QCOMPARE(m_run->error()->kind, ChatError::Kind::Authentication);
    QCOMPARE(m_run->error()->message, u"Wrong key •••••••••••••"_s);
}

void TestEmbeddingRun::aBrokenConnection()
{
    FakeConnection *connection = start({u"a"_s});
    QVERIFY(connection);
    connection->sendHead(200, "application/json");
    connection->sendChunk(R"({"data":[{"embedding":[1)");
    QVERIFY(eventually([this] { return m_run->call()->recording.size() > 0; }));
    connection->reset();
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Failed);
    QCOMPARE(m_run->error()->kind, ChatError::Kind::Network);
}

void TestEmbeddingRun::readsCompressedAnswers()
{
    FakeConnection *connection = start({u"a"_s});
    QVERIFY(connection);
    qint64 mostRead = 0;
    connect(m_run.get(), &EmbeddingRun::progressed, this,
        [this, &mostRead] { mostRead = std::max(mostRead, m_run->readBytes()); });
    QRandomGenerator random(1);
    QByteArray numbers;
    for (int i = 0; i < 400'000; ++i)
        numbers += "0." + QByteArray::number(random.bounded(1'000'000'000)) + ',';
    const QByteArray body = R"({"data":[{"embedding":[)" + numbers + "1]}]}";
    connection->sendWhole(200, "application/json", qCompress(body).sliced(4), // after Qt's length
        "Content-Encoding: deflate\r\n");
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Complete);
    QCOMPARE(m_run->answer().vectors.dimension, 400'001);
    QVERIFY(mostRead > 0);
    QVERIFY(mostRead <= body.size());
    QCOMPARE(m_run->bodyBytes(), body.size());
}

QTEST_GUILESS_MAIN(TestEmbeddingRun)
#include "tst_embeddingrun.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/imagerun.h"
#include "support/eventually.h"
#include "support/fakeserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Parlance;
using namespace Qt::StringLiterals;

using State = ImageRun::State;

namespace {

/// Of 16 MB.
const QByteArray Large(16'000'000, 'x');

QByteArray answerWith(const QList<QByteArray> &pictures)
{
    QByteArrayList list;
    for (const QByteArray &picture : pictures)
        list << R"({"b64_json":")" + picture.toBase64() + "\"}";
    return R"({"data":[)" + list.join(',') + "]}";
}

QByteArray partial(int index, const QByteArray &picture)
{
    return R"(data: {"type":"image_generation.partial_image","partial_image_index":)" +
           QByteArray::number(index) + R"(,"b64_json":")" + picture.toBase64() + "\"}\n\n";
}

} // namespace

class TestImageRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void RA_34_sendsAndReads();
    void readsALargeAnswerBesideTheWindow();
    void C_12_partialPicturesAreThereWhileItRuns();
    void stopKeepsWhatCame();
    void stopWhileItIsRead();
    void deletedWhileItIsReadItLeavesNothing();
    void aHandlerMayDeleteIt();
    void anErrorEndsIt();
    void aBrokenConnectionKeepsWhatCame();

private:
    FakeConnection *start(const ImageRequest &request = {.model = u"m"_s, .prompt = u"A fox"_s});
    FakeConnection *startStream();
    [[nodiscard]] bool ends() const;

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<ImageRun> m_run;
};

void TestImageRun::init()
{
    m_run.reset();
    m_client = std::make_unique<ChatClient>();
    m_server = std::make_unique<FakeServer>();
}

FakeConnection *TestImageRun::start(const ImageRequest &request)
{
    const Target target{.url = m_server->url(u"/v1/images/generations"_s), .headers = {}};
    m_run = std::make_unique<ImageRun>(*m_client, target, request);
    return m_server->nextRequest();
}

/// With the first partial picture read.
FakeConnection *TestImageRun::startStream()
{
    FakeConnection *connection =
        start({.model = u"m"_s, .prompt = u"A fox"_s, .stream = true, .partialImages = 2});
    connection->sendHead();
    connection->sendChunk(partial(0, "one"));
    return eventually([this] { return m_run->answer().partials.size() == 1; }) ? connection : nullptr;
}

bool TestImageRun::ends() const
{
    return eventually([this] { return m_run->state() != State::Running; });
}

void TestImageRun::RA_34_sendsAndReads()
{
    FakeConnection *connection = start();
    QVERIFY(connection);
    const QSignalSpy finished(m_run.get(), &ImageRun::finished);
    QVERIFY(connection->head().startsWith("POST /v1/images/generations HTTP/1.1\r\n"));
    QCOMPARE(connection->body(), R"({"model":"m","prompt":"A fox"})"_ba);
    connection->sendWhole(200, "application/json", answerWith({"one"}));
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Complete);
    QCOMPARE(m_run->answer().images, QList<GeneratedImage>{{.bytes = "one"}});
    settle();
    QCOMPARE(finished.size(), 1);
}

void TestImageRun::readsALargeAnswerBesideTheWindow()
{
    FakeConnection *connection = start();
    QVERIFY(connection);
    std::optional<State> atEnd;
    connect(m_run->exchange(), &HttpExchange::finished, this, [this, &atEnd] { atEnd = m_run->state(); });
    connection->sendWhole(200, "application/json", answerWith({Large}));
    QVERIFY(ends());
    QCOMPARE(atEnd, State::Running); // read later, without the event loop
    QCOMPARE(m_run->state(), State::Complete);
    QCOMPARE(m_run->answer().images.first().bytes, Large);
}

void TestImageRun::C_12_partialPicturesAreThereWhileItRuns()
{
    FakeConnection *connection = startStream();
    QVERIFY(connection);
    QCOMPARE(m_run->state(), State::Running);
    QCOMPARE(m_run->answer().partials, QList<PartialImage>({{.index = 0, .bytes = "one"}}));
    connection->sendChunk(R"(data: {"type":"image_generation.completed","b64_json":"dHdv"})"
                          "\n\n");
    connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Complete);
    QCOMPARE(m_run->answer().images, QList<GeneratedImage>{{.bytes = "two"}});
}

void TestImageRun::stopKeepsWhatCame()
{
    FakeConnection *connection = startStream();
    QVERIFY(connection);
    m_run->stop();
    QCOMPARE(m_run->state(), State::Stopped);
    QVERIFY(!m_run->error());
    QCOMPARE(m_run->answer().partials.size(), 1);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestImageRun::stopWhileItIsRead()
{
    FakeConnection *connection = start();
    QVERIFY(connection);
    const QSignalSpy finished(m_run.get(), &ImageRun::finished);
    connection->sendWhole(200, "application/json", answerWith({Large}));
    QVERIFY(eventually([this] { return !m_run->exchange()->isRunning(); }));
    m_run->stop();
    QCOMPARE(m_run->state(), State::Stopped);
    m_run->stop();
    settle();
    QCOMPARE(finished.size(), 1);
    QVERIFY(m_run->answer().images.isEmpty());
}

void TestImageRun::deletedWhileItIsReadItLeavesNothing()
{
    FakeConnection *connection = start();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", answerWith({Large}));
    QVERIFY(eventually([this] { return !m_run->exchange()->isRunning(); }));
    QCOMPARE(m_run->state(), State::Running);
    const std::weak_ptr<const Call> call = m_run->call();
    m_run.reset();
    QVERIFY(eventually([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; }));
    QVERIFY(call.expired());
    settle();
}

void TestImageRun::aHandlerMayDeleteIt()
{
    FakeConnection *connection = start();
    QVERIFY(connection);
    connect(m_run.get(), &ImageRun::finished, this, [this] { m_run.reset(); });
    connection->sendWhole(200, "application/json", answerWith({"one"}));
    QVERIFY(eventually([this] { return !m_run; }));
}

void TestImageRun::anErrorEndsIt()
{
    FakeConnection *connection = startStream();
    QVERIFY(connection);
    connection->sendChunk("data: {\"error\":{\"message\":\"No foxes\"}}\n\n");
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Failed);
    QCOMPARE(m_run->error()->message, u"No foxes"_s);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestImageRun::aBrokenConnectionKeepsWhatCame()
{
    FakeConnection *connection = startStream();
    QVERIFY(connection);
    connection->reset();
    QVERIFY(ends());
    QCOMPARE(m_run->state(), State::Failed);
    QCOMPARE(m_run->error()->kind, ChatError::Kind::Network);
    QCOMPARE(m_run->answer().partials.size(), 1);
}

QTEST_GUILESS_MAIN(TestImageRun)
#include "tst_imagerun.moc"

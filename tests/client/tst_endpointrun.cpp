// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/callstate.h"
#include "client/chatclient.h"
#include "client/endpointrun.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/endpoints/speechreader.h"
#include "wire/endpoints/speechrequest.h"
#include "wire/endpoints/transcriptionrequest.h"
#include "wire/endpoints/transcriptreader.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const SpeechRequest Hello{.model = u"tts-1"_s, .input = u"Hello"_s, .voice = u"alloy"_s};

const QByteArray Begin("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0", 24);

} // namespace

/// Requests to other endpoints, over real sockets.
class TestEndpointRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void RA_36_soundIsThereWhileItArrives();
    void RA_35_aFileIsTranscribed();
    void C_30_aTranscriptStreamsIn();
    void C_18_anErrorEndsIt();
    void anErrorInMidStreamEndsIt();
    void aRefusal();
    void stopKeepsWhatCame();
    void aConnectionThatBreaks();
    void aStreamThatEndsEarly();
    void nobodyListens();
    void errorsShowNoKey();
    void deletedInMidPlayItLeavesNothing();

private:
    EndpointRun *speak(const SpeechRequest &request = Hello);
    [[nodiscard]] bool ends();

    std::unique_ptr<FakeServer> m_server;
    std::shared_ptr<SpeechReader> m_speech;
    std::unique_ptr<EndpointRun> m_run;
    QByteArray m_sound;
    ChatClient m_client;
};

void TestEndpointRun::init()
{
    m_run.reset();
    m_server = std::make_unique<FakeServer>();
    m_sound.clear();
}

EndpointRun *TestEndpointRun::speak(const SpeechRequest &request)
{
    const Target target{.url = m_server->url(u"/v1/audio/speech"_s),
        .headers = wireHeaders({{"Authorization", "Bearer sk-0123456789"}})};
    m_speech = std::make_shared<SpeechReader>();
    m_run = std::make_unique<EndpointRun>(m_client, target, endpointRequest(request), m_speech);
    connect(m_run.get(), &EndpointRun::progressed, this, [this] { m_sound += m_speech->takeSound(); });
    return m_run.get();
}

bool TestEndpointRun::ends()
{
    const bool ended = eventually([this] { return m_run->state() != EndpointRun::State::Running; });
    m_sound += m_speech->takeSound();
    return ended;
}

void TestEndpointRun::RA_36_soundIsThereWhileItArrives()
{
    speak();
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /v1/audio/speech HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Authorization"), "Bearer sk-0123456789");
    QCOMPARE(connection->body(), R"({"model":"tts-1","input":"Hello","voice":"alloy"})");
    connection->sendHead(200, "audio/wav");
    connection->sendChunk(Begin);
    QVERIFY(eventually([this] { return m_sound == Begin; }));
    QCOMPARE(m_run->state(), EndpointRun::State::Running);
    connection->sendChunk("more");
    connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_run->state(), EndpointRun::State::Complete);
    QCOMPARE(m_sound, Begin + "more");
    QVERIFY(m_run->firstBytesAt() >= m_run->call()->recording.head->at);
    QCOMPARE(stateOf(*m_run->call()), Reply::State::Complete);
}

void TestEndpointRun::RA_35_aFileIsTranscribed()
{
    const auto reader = std::make_shared<TranscriptReader>();
    const TranscriptionRequest request{
        .file = {.name = u"a.wav"_s, .type = "audio/wav", .bytes = QByteArray(1'000'000, 'x')},
        .model = u"whisper-1"_s};
    EndpointRun run(m_client, {.url = m_server->url(u"/v1/audio/transcriptions"_s), .headers = {}},
        endpointRequest(request), reader);
    const QSignalSpy uploaded(run.exchange(), &HttpExchange::uploaded);
    QSignalSpy finished(&run, &EndpointRun::finished);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->header("Content-Type").startsWith("multipart/form-data; boundary="));
    QVERIFY(connection->body().contains("name=\"model\"\r\n\r\nwhisper-1\r\n"));
    QVERIFY(connection->body().contains("filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\nxxx"));
    connection->sendWhole(200, "application/json", R"({"text":"Hello there"})");
    QVERIFY(eventually([&finished] { return !finished.isEmpty(); }));
    QCOMPARE(run.state(), EndpointRun::State::Complete);
    QCOMPARE(reader->transcript().text, u"Hello there"_s);
    QCOMPARE(uploaded.last().first().toLongLong(), uploaded.last().last().toLongLong());
}

void TestEndpointRun::C_30_aTranscriptStreamsIn()
{
    const auto reader = std::make_shared<TranscriptReader>();
    EndpointRun run(m_client, {.url = m_server->url(u"/v1/audio/transcriptions"_s), .headers = {}},
        endpointRequest(TranscriptionRequest{.file = {}, .model = u"m"_s, .stream = true}), reader);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendChunk("data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hello\"}\n\n");
    QVERIFY(eventually([&reader] { return reader->transcript().text == u"Hello"_s; }));
    connection->sendChunk("data: {\"type\":\"transcript.text.done\",\"text\":\"Hello!\"}\n\n");
    connection->endBody();
    QVERIFY(eventually([&run] { return run.state() == EndpointRun::State::Complete; }));
    QCOMPARE(reader->transcript().text, u"Hello!"_s);
}

void TestEndpointRun::C_18_anErrorEndsIt()
{
    speak();
    m_server->nextRequest()->sendWhole(200, "audio/mpeg", R"({"error":{"message":"No such voice"}})");
    QVERIFY(ends());
    QCOMPARE(m_run->state(), EndpointRun::State::Failed);
    QCOMPARE(m_run->error()->message, u"No such voice"_s);
    QVERIFY(m_sound.isEmpty());
    QCOMPARE(stateOf(*m_run->call()), Reply::State::Failed);
    QCOMPARE(m_run->call()->reply.error, m_run->error());
}

/// The rest is not waited for, and nobody says that the user stopped it.
void TestEndpointRun::anErrorInMidStreamEndsIt()
{
    SpeechRequest request = Hello;
    request.streamFormat = u"sse"_s;
    speak(request);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendChunk("data: {\"type\":\"error\",\"error\":{\"message\":\"No such voice\"}}\n\n");
    QVERIFY(ends());
    QCOMPARE(m_run->state(), EndpointRun::State::Failed);
    QCOMPARE(m_run->call()->recording.end->by, Recording::End::By::EndMark);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEndpointRun::aRefusal()
{
    speak();
    m_server->nextRequest()->sendWhole(401, "application/json", R"({"error":{"message":"Wrong key"}})");
    QVERIFY(ends());
    QCOMPARE(m_run->error()->kind, ChatError::Kind::Authentication);
}

void TestEndpointRun::stopKeepsWhatCame()
{
    QSignalSpy finished(speak(), &EndpointRun::finished);
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(200, "audio/wav");
    connection->sendChunk(Begin);
    QVERIFY(eventually([this] { return m_sound == Begin; }));
    m_run->stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_run->state(), EndpointRun::State::Stopped);
    QCOMPARE(stateOf(*m_run->call()), Reply::State::Stopped);
    QVERIFY(!m_run->error());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEndpointRun::aConnectionThatBreaks()
{
    speak();
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(200, "audio/wav");
    connection->sendChunk(Begin);
    QVERIFY(eventually([this] { return m_sound == Begin; }));
    connection->reset();
    QVERIFY(ends());
    QCOMPARE(m_run->state(), EndpointRun::State::Failed);
    QCOMPARE(m_run->error()->kind, ChatError::Kind::Network);
    QCOMPARE(m_sound, Begin);
}

void TestEndpointRun::aStreamThatEndsEarly()
{
    speak();
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead();
    connection->sendChunk(R"(data: {"type":"speech.audio.delta","audio":"UklGRg=="})"
                          "\n\n");
    connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_run->state(), EndpointRun::State::Incomplete);
    QCOMPARE(m_sound, "RIFF");
}

void TestEndpointRun::nobodyListens()
{
    m_speech = std::make_shared<SpeechReader>();
    m_run = std::make_unique<EndpointRun>(
        m_client, Target{.url = FakeServer::closedUrl(), .headers = {}}, endpointRequest(Hello), m_speech);
    QVERIFY(ends());
    QCOMPARE(m_run->state(), EndpointRun::State::Failed);
    QCOMPARE(m_run->error()->kind, ChatError::Kind::Network);
}

void TestEndpointRun::errorsShowNoKey()
{
    speak();
    m_server->nextRequest()->sendWhole(403, "text/plain", "Not with sk-0123456789, please");
    QVERIFY(ends());
    QVERIFY(!m_run->error()->message.contains(u"0123456789"_s));
}

void TestEndpointRun::deletedInMidPlayItLeavesNothing()
{
    speak();
    FakeConnection *connection = m_server->nextRequest();
    connection->sendHead(200, "audio/wav");
    connection->sendChunk(Begin);
    QVERIFY(eventually([this] { return m_sound == Begin; }));
    const std::weak_ptr<const Call> call = m_run->call();
    m_run.reset();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY(call.expired());
}

QTEST_GUILESS_MAIN(TestEndpointRun)
#include "tst_endpointrun.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktest.h"
#include "support/eventually.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Two samples a channel, with sizes that are lies.
const QByteArray Wav("RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0\1\0\xc0\x5d\0\0\x80\xbb\0\0\2\0\x10\0"
                     "data\xff\xff\xff\xff\1\0\2\0",
    48);
const QByteArray Repaired("RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\xc0\x5d\0\0\x80\xbb\0\0\2\0\x10\0"
                          "data\4\0\0\0\1\0\2\0",
    48);

} // namespace

/// parlance-ask turns text into speech and sound into text, over real HTTP.
class TestAskSound : public AskTest
{
    Q_OBJECT

public:
    TestAskSound()
        : AskTest("sk-secret-0123")
    {
    }

private Q_SLOTS:
    void RA_36_speech();
    void speechToStandardOutput();
    void speechAsJson();
    void C_21_anotherTypeIsSaid();
    void C_18_anError();
    void anErrorSaysThatStandardOutputIsEmpty();
    void RA_35_transcribe();
    void C_30_aTranscriptStreamsIn();
    void transcribeAsJson();
    void subtitlesToAFile();
    void whatBreaksOffGoesBeside();
    void noSubtitlesCame_data();
    void noSubtitlesCame();
    void subtitlesAsJson();
    void filesThatAreNotSent_data();
    void filesThatAreNotSent();
    void wrongUse_data();
    void wrongUse();
    void ctrlCStopsIt();

private:
    /// Writes it into the folder that the program runs in.
    void write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray written(const QString &name) const;
};

void TestAskSound::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray TestAskSound::written(const QString &name) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestAskSound::RA_36_speech()
{
    run({u"--gateway"_s, u"ruapi"_s, u"--key-env"_s, u"PARLANCE_TEST_KEY"_s, u"--speech"_s, u"--model"_s,
        u"tts-1"_s, u"--voice"_s, u"nova"_s, u"--format"_s, u"wav"_s, u"--speed"_s, u"1.25"_s, u"--output"_s,
        u"a.wav"_s, u"Hello there"_s});
    QVERIFY(isAsked());
    QVERIFY(m_connection->head().startsWith("POST /v1/audio/speech HTTP/1.1\r\n"));
    QCOMPARE(m_connection->header("Authorization"), "Bearer sk-secret-0123");
    QCOMPARE(m_connection->body(),
        R"({"model":"tts-1","input":"Hello there","voice":"nova","response_format":"wav","speed":1.25})");
    m_connection->sendWhole(200, "audio/wav", Wav);
    QVERIFY(ends());
    QCOMPARE(m_output, QByteArray());
    QCOMPARE(m_errors, QByteArray());
    QCOMPARE(m_process->exitCode(), 0);
    QCOMPARE(written(u"a.wav"_s), Repaired);
}

void TestAskSound::speechToStandardOutput()
{
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"--format"_s, u"pcm"_s, u"--save"_s, u"raw.body"_s, u"-"_s});
    m_process->write("From standard input\n");
    m_process->closeWriteChannel();
    QVERIFY(isAsked());
    QVERIFY(m_connection->body().contains(R"("input":"From standard input")"));
    const QByteArray samples("\0\1\2\3\n\r\xff\xfe", 8);
    m_connection->sendWhole(200, "audio/pcm", samples);
    QVERIFY(ends());
    QCOMPARE(m_output, samples);
    QCOMPARE(written(u"raw.body"_s), samples);
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskSound::speechAsJson()
{
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"--format"_s, u"wav"_s, u"--json"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(200, "audio/wav", Wav);
    QVERIFY(ends());
    const QJsonObject object = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(object["type"_L1].toString(), u"WAV"_s);
    QCOMPARE(object["bytes"_L1].toInt(), 48);
    QCOMPARE(object["rate"_L1].toInt(), 24'000);
    QCOMPARE(object["seconds"_L1].toDouble(), 2 / 24'000.0);
    QCOMPARE(QByteArray::fromBase64(object["base64"_L1].toString().toLatin1()), Wav);
    QVERIFY(object["error"_L1].isNull());
    QCOMPARE(object["incomplete"_L1].toBool(true), false);
    QVERIFY(object["timing"_L1]["first_bytes_ms"_L1].toDouble() > 0);
}

void TestAskSound::C_21_anotherTypeIsSaid()
{
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"--format"_s, u"flac"_s, u"--output"_s, u"a"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(200, "audio/flac", Wav);
    QVERIFY(ends());
    QCOMPARE(m_errors, "parlance-ask: Asked for flac, got WAV.\n");
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskSound::C_18_anError()
{
    write(u"a.wav"_s, "older");
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"--output"_s, u"a.wav"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(200, "audio/mpeg", R"({"error":{"message":"No such voice","code":"voice"}})");
    QVERIFY(ends());
    QCOMPARE(m_errors, "parlance-ask: no sound came, so a.wav was not written\n"
                       "parlance-ask: No such voice (status 200, code voice)\n");
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(written(u"a.wav"_s), "older");
}

/// A file that standard output goes to is there all the same.
void TestAskSound::anErrorSaysThatStandardOutputIsEmpty()
{
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(400, "application/json", R"({"error":{"message":"No mp3"}})");
    QVERIFY(ends());
    QCOMPARE(m_output, QByteArray());
    QCOMPARE(m_errors, "parlance-ask: an error came instead of sound, so standard output is empty\n"
                       "parlance-ask: No mp3 (status 400)\n");
}

void TestAskSound::RA_35_transcribe()
{
    write(u"a.wav"_s, Wav);
    run({u"--gateway"_s, u"ruapi"_s, u"--key-env"_s, u"PARLANCE_TEST_KEY"_s, u"--transcribe"_s, u"a.wav"_s,
        u"--model"_s, u"whisper-1"_s, u"--language"_s, u"en"_s});
    QVERIFY(isAsked());
    QVERIFY(m_connection->head().startsWith("POST /v1/audio/transcriptions HTTP/1.1\r\n"));
    QVERIFY(m_connection->header("Content-Type").startsWith("multipart/form-data; boundary="));
    QVERIFY(m_connection->body().contains("name=\"language\"\r\n\r\nen\r\n"));
    QVERIFY(m_connection->body().contains(
        "filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n" + Wav + "\r\n"));
    m_connection->sendWhole(200, "application/json", R"({"text":"Hello there"})");
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello there\n");
    QCOMPARE(m_errors, QByteArray());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskSound::C_30_aTranscriptStreamsIn()
{
    write(u"a.wav"_s, Wav);
    run({u"--transcribe"_s, u"a.wav"_s, u"--model"_s, u"m"_s});
    QVERIFY(isAsked());
    m_connection->sendHead();
    m_connection->sendChunk("data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hello\"}\n\n");
    QVERIFY(eventually([this] { return m_process->peek(100) == "Hello"; }));
    m_connection->sendChunk("data: {\"type\":\"transcript.text.done\",\"text\":\"Hello you\"}\n\n");
    m_connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello you\n");
}

void TestAskSound::transcribeAsJson()
{
    write(u"a.wav"_s, Wav);
    run({u"--transcribe"_s, u"a.wav"_s, u"--model"_s, u"m"_s, u"--format"_s, u"verbose_json"_s, u"--json"_s,
        u"names of people"_s});
    QVERIFY(isAsked());
    QVERIFY(m_connection->body().contains("name=\"prompt\"\r\n\r\nnames of people\r\n"));
    m_connection->sendWhole(200, "application/json",
        R"({"text":"Hi","duration":1.5,"segments":[{"id":0,"start":0,"end":1.5,"text":" Hi"}]})");
    QVERIFY(ends());
    const QJsonObject object = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(object["text"_L1].toString(), u"Hi"_s);
    QCOMPARE(object["duration_s"_L1].toDouble(), 1.5);
    QCOMPARE(object["segments"_L1][0]["end"_L1].toDouble(), 1.5);
    QVERIFY(object["error"_L1].isNull());
}

void TestAskSound::subtitlesToAFile()
{
    const QByteArray srt = "1\n00:00:00,000 --> 00:00:01,000\nHi\n\n";
    write(u"a.wav"_s, Wav);
    run({u"--transcribe"_s, u"a.wav"_s, u"--model"_s, u"m"_s, u"--format"_s, u"srt"_s, u"--output"_s,
        u"a.srt"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(200, "text/plain", srt);
    QVERIFY(ends());
    QCOMPARE(m_output, QByteArray());
    QCOMPARE(written(u"a.srt"_s), srt);
}

void TestAskSound::whatBreaksOffGoesBeside()
{
    write(u"a.wav"_s, "older");
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"--format"_s, u"wav"_s, u"--output"_s, u"a.wav"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendHead(200, "audio/wav");
    m_connection->sendChunk(Wav);
    m_connection->close();
    QVERIFY(ends());
    QVERIFY2(m_errors.contains("parlance-ask: the sound that came is in a.wav.part\n"), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(written(u"a.wav"_s), "older");
    QCOMPARE(written(u"a.wav.part"_s), Repaired);
}

void TestAskSound::noSubtitlesCame_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("output");
    QTest::addRow("JSON") << R"({"text":"Hi"})"_ba
                          << "asked for srt, got text without timestamps, so a.srt was not written"_ba
                          << "Hi\n"_ba;
    QTest::addRow("null") << "null"_ba << "This is not a transcript: null"_ba << ""_ba;
    QTest::addRow("nothing") << ""_ba << "the response has no words, so a.srt was not written"_ba << ""_ba;
}

void TestAskSound::noSubtitlesCame()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, output);
    write(u"a.wav"_s, Wav);
    write(u"a.srt"_s, "older");
    run({u"--transcribe"_s, u"a.wav"_s, u"--model"_s, u"m"_s, u"--format"_s, u"srt"_s, u"--output"_s,
        u"a.srt"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(200, "application/json", body);
    QVERIFY(ends());
    QVERIFY2(m_errors.contains(words), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(m_output, output);
    QCOMPARE(written(u"a.srt"_s), "older");
}

void TestAskSound::subtitlesAsJson()
{
    write(u"a.wav"_s, Wav);
    run({u"--transcribe"_s, u"a.wav"_s, u"--model"_s, u"m"_s, u"--format"_s, u"srt"_s, u"--output"_s,
        u"a.srt"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(
        200, "application/json", R"({"text":"Hi","segments":[{"start":0,"end":1,"text":"Hi"}]})");
    QVERIFY(ends());
    QCOMPARE(m_errors, "parlance-ask: asked for srt, got another format: converted\n");
    QCOMPARE(m_process->exitCode(), 0);
    QCOMPARE(written(u"a.srt"_s), "1\n00:00:00,000 --> 00:00:01,000\nHi\n\n");
}

void TestAskSound::filesThatAreNotSent_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("words");
    QTest::addRow("text") << u"text.wav"_s << QByteArray("text.wav is text, not sound");
    QTest::addRow("empty") << u"empty.wav"_s << QByteArray("empty.wav is empty");
    QTest::addRow("a folder") << u"."_s << QByteArray("is a folder");
    QTest::addRow("none") << u"none.wav"_s << QByteArray("none.wav does not exist");
}

void TestAskSound::filesThatAreNotSent()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, words);
    write(u"text.wav"_s, "Dear all, this is no sound.");
    write(u"empty.wav"_s, {});
    run({u"--transcribe"_s, file, u"--model"_s, u"m"_s});
    QVERIFY(ends());
    QVERIFY2(m_errors.contains(words), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 2);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestAskSound::wrongUse_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("words");
    const QStringList speech{u"--speech"_s, u"--model"_s, u"m"_s};
    QTest::addRow("both") << QStringList{u"--speech"_s, u"--transcribe"_s, u"a.wav"_s, u"Hi"_s}
                          << QByteArray("give only one of --speech, --transcribe");
    QTest::addRow("no model") << QStringList{u"--speech"_s, u"Hi"_s} << QByteArray("name a --model");
    QTest::addRow("no text") << speech << QByteArray("give one prompt");
    QTest::addRow("a voice for a chat")
        << QStringList{u"--voice"_s, u"nova"_s, u"--dialect"_s, u"chat-completions"_s, u"Hi"_s}
        << QByteArray("--voice needs --speech");
    QTest::addRow("a language for speech") << speech + QStringList{u"--language"_s, u"en"_s, u"Hi"_s}
                                           << QByteArray("--language needs --transcribe");
    QTest::addRow("an output for a chat")
        << QStringList{u"--output"_s, u"a"_s, u"--dialect"_s, u"chat-completions"_s, u"Hi"_s}
        << QByteArray("--output needs");
    QTest::addRow("a system prompt") << speech + QStringList{u"--system"_s, u"s"_s, u"Hi"_s}
                                     << QByteArray("--system is for chats only");
    QTest::addRow("a format of sound for a transcript")
        << QStringList{u"--transcribe"_s, u"a.wav"_s, u"--model"_s, u"m"_s, u"--format"_s, u"mp3"_s}
        << QByteArray("takes one of json, text, srt, vtt, verbose_json, diarized_json");
    QTest::addRow("too fast") << speech + QStringList{u"--speed"_s, u"5"_s, u"Hi"_s}
                              << QByteArray("--speed takes a number from 0.25 to 4");
    QTest::addRow("no such endpoint")
        << QStringList{u"--gateway"_s, u"ruflo"_s, u"--speech"_s, u"--model"_s, u"m"_s, u"Hi"_s}
        << QByteArray("has no path for this endpoint");
    QTest::addRow("a folder to write to")
        << speech + QStringList{u"--output"_s, u"."_s, u"Hi"_s} << QByteArray(". is not a file");
}

void TestAskSound::wrongUse()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, words);
    run(options);
    QVERIFY(ends());
    QVERIFY2(m_errors.contains(words), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 2);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestAskSound::ctrlCStopsIt()
{
    run({u"--speech"_s, u"--model"_s, u"m"_s, u"--format"_s, u"wav"_s, u"--output"_s, u"a.wav"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendHead(200, "audio/wav");
    m_connection->sendChunk(Wav);
    QVERIFY(eventually([this] { return m_connection->isOpen(); }));
    m_process->terminate();
    QVERIFY(ends());
    QVERIFY2(m_errors.endsWith("parlance-ask: stopped\n"), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 1);
}

QTEST_GUILESS_MAIN(TestAskSound)
#include "tst_asksound.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/hearing.h"
#include "demo/media/speech.h"

#include "mediatest.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Path = u"/v1/audio/speech"_s;

DemoSettings withProgram(const QString &program)
{
    DemoSettings settings = atOnce();
    settings.speechProgram = program;
    return settings;
}

QByteArray body(const QByteArray &more, const QByteArray &model = "demo-tones")
{
    return R"({"model":")" + model + R"(","input":"One fox, two.","voice":"alloy","response_format":"wav")" +
           more + "}";
}

QByteArray voiceOf(const DemoResponse &response)
{
    return response.headers.value("X-Demo-Voice").toByteArray();
}

double secondsOf(const DemoResponse &response)
{
    return readWav(bytesOf(response)).value().seconds();
}

} // namespace

class SpeechTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_36_C_16_wav();
    void C_16_pcm();
    void tonesAreMarked();
    void C_15_speed();
    void C_15_voices();
    void C_17_events();
    void piecesInTime();
    void C_15_C_16_refuses_data();
    void C_15_C_16_refuses();
    void espeakSpeaks();
    void noEspeakIsSaid();
    void program_data();
    void program();
    void goneClientStopsTheProgram();
    void tooLongIsRefused();
    void C_19_falseSizes_data();
    void C_19_falseSizes();
    void C_18_C_20_C_21_faults();
    void bytesAreNotEvents();

private:
    [[nodiscard]] DemoResponse ask(const QByteArray &more, const QByteArray &fault = {})
    {
        return m_gateway.ask(Path, body(more), fault);
    }

    MediaTest m_gateway;
};

void SpeechTest::RA_36_C_16_wav()
{
    const DemoResponse said = ask({});
    QCOMPARE(said.status, 200);
    QVERIFY(said.streamed);
    QCOMPARE(typeOf(said), "audio/wav"_ba);
    const WavFile wav = readWav(bytesOf(said)).value();
    QCOMPARE(wav.rate, 24'000);
    QCOMPARE(wav.channels, 1);
    QCOMPARE(wav.bits, 16);
    QCOMPARE(bytesOf(said), wavHeader(24'000, quint32(wav.data.size())) + wav.data);
}

void SpeechTest::C_16_pcm()
{
    const DemoResponse said = ask(R"(,"response_format":"pcm")");
    QCOMPARE(typeOf(said), "audio/pcm"_ba);
    QCOMPARE(bytesOf(said), bytesOf(ask({})).sliced(44));
}

/// Two beeps, then a tone a word: three words, of which two end with a sign and a longer pause.
void SpeechTest::tonesAreMarked()
{
    const DemoResponse said = ask({});
    QCOMPARE(voiceOf(said), "tones"_ba);
    int sounds = 0;
    for (const Stretch &stretch : heard(readWav(bytesOf(said)).value(), 0.05).stretches)
        sounds += stretch.loudness ? 1 : 0;
    QCOMPARE(sounds, 2 + 3);
}

void SpeechTest::C_15_speed()
{
    const double normal = secondsOf(ask({}));
    QVERIFY(std::abs(secondsOf(ask(R"(,"speed":2)")) - normal / 2) < 0.01);
    QVERIFY(std::abs(secondsOf(ask(R"(,"speed":0.25)")) - normal * 4) < 0.01);
}

void SpeechTest::C_15_voices()
{
    QCOMPARE(voiceNames(),
        u"alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar"_s.split(u' '));
    QVERIFY(bytesOf(ask(R"(,"voice":"onyx")")) != bytesOf(ask({})));
    QCOMPARE(bytesOf(ask(R"(,"voice":{"id":"onyx"})")), bytesOf(ask(R"(,"voice":"onyx")")));
}

void SpeechTest::C_17_events()
{
    const DemoResponse said = ask(R"(,"stream_format":"sse")");
    QCOMPARE(typeOf(said), "text/event-stream"_ba);
    QVERIFY(!bytesOf(said).contains("event:"));
    QByteArray sound;
    QList<QJsonObject> events = eventsOf(said);
    const QJsonObject done = events.takeLast();
    for (const QJsonObject &event : events) {
        QCOMPARE(event[u"type"].toString(), u"speech.audio.delta"_s);
        sound += QByteArray::fromBase64(event[u"audio"].toString().toLatin1());
    }
    QCOMPARE(sound, bytesOf(ask({})));
    QCOMPARE(done[u"type"].toString(), u"speech.audio.done"_s);
    QCOMPARE(done[u"usage"][u"input_tokens"].toInt(), 5);
    QCOMPARE(done[u"usage"][u"total_tokens"].toInt(), 5 + int(events.size()));
}

void SpeechTest::piecesInTime()
{
    DemoSettings settings = atOnce();
    settings.speed = 1;
    MediaTest gateway(settings);
    const DemoResponse said = gateway.ask(Path, body({}));
    QVERIFY(said.frames.size() > 3);
    QCOMPARE(said.frames.at(0).due, 150ms);
    QCOMPARE(said.frames.at(2).due, 170ms);
    QCOMPARE(said.frames.at(0).bytes.size(), 9600);
}

void SpeechTest::C_15_C_16_refuses_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray &more, const QString &field, const QString &says) {
        QTest::newRow(more.left(60)) << ',' + more << field << says;
    };
    row(R"("response_format":null)", u"response_format"_s,
        u"`response_format` must be wav or pcm: this demo makes no mp3 (mp3 is the API's default)"_s);
    row(R"("response_format":"opus")", u"response_format"_s,
        u"`response_format` must be wav or pcm: this demo makes no opus (mp3 is the API's default)"_s);
    row(R"("input":"")", u"input"_s, u"`input` must not be empty"_s);
    row("\"input\":\"" + QByteArray(4097, 'a') + '"', u"input"_s,
        u"`input` has 4097 characters, and the most are 4096"_s);
    row("\"instructions\":\"" + QByteArray(4097, 'a') + '"', u"instructions"_s,
        u"`instructions` must have at most 4096 characters"_s);
    row(R"("voice":"robot")", u"voice"_s, u"`voice` must be one of "_s + voiceNames().join(u", "_s));
    row(R"("speed":0.2)", u"speed"_s, u"`speed` must be a number from 0.25 to 4"_s);
    row(R"("speed":4.1)", u"speed"_s, u"`speed` must be a number from 0.25 to 4"_s);
    row(R"("stream_format":"mp3")", u"stream_format"_s, u"`stream_format` must be one of audio, sse"_s);
}

void SpeechTest::C_15_C_16_refuses()
{
    QFETCH(QByteArray, more);
    const DemoResponse said = ask(more);
    QCOMPARE(said.status, 400);
    QCOMPARE(typeOf(said), "application/json"_ba);
    QTEST(fieldOf(said), "field");
    QTEST(messageOf(said), "says");
}

void SpeechTest::espeakSpeaks()
{
    if (QStandardPaths::findExecutable(u"espeak-ng"_s).isEmpty())
        QSKIP("espeak-ng is not installed");
    const DemoResponse said = m_gateway.ask(Path, body({}, "demo-voice"));
    QCOMPARE(voiceOf(said), "espeak-ng"_ba);
    const double seconds = secondsOf(said);
    QVERIFY2(seconds > 0.5 && seconds < 5, QByteArray::number(seconds));
    QVERIFY(heard(readWav(bytesOf(said)).value(), 0.3).loudness.value() > -40);
    QVERIFY(secondsOf(m_gateway.ask(Path, body(R"(,"speed":2)", "demo-voice"))) < seconds);
    for (const QString &voice : voiceNames()) {
        const QByteArray asked = R"(,"voice":")" + voice.toLatin1() + "\"";
        QCOMPARE(m_gateway.ask(Path, body(asked, "demo-voice")).status, 200);
    }
}

void SpeechTest::noEspeakIsSaid()
{
    MediaTest gateway(withProgram(u"no-such-program"_s));
    const DemoResponse said = gateway.ask(Path, body({}, "demo-voice"));
    QCOMPARE(voiceOf(said), "tones; espeak-ng is not installed"_ba);
    QCOMPARE(bytesOf(said), bytesOf(ask({})));
}

void SpeechTest::program_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    QTest::newRow("fails") << "cat >/dev/null; exit 3"_ba << 500 << u"espeak-ng failed"_s;
    QTest::newRow("crashes") << "kill -9 $$"_ba << 500 << u"espeak-ng failed"_s;
    QTest::newRow("is silent") << "cat >/dev/null"_ba << 500
                               << u"espeak-ng wrote no WAV file of one channel and 16 bits"_s;
    QTest::newRow("writes something else")
        << "cat"_ba << 500 << u"espeak-ng wrote no WAV file of one channel and 16 bits"_s;
    QTest::newRow("does not read") << "exec echo"_ba << 500
                                   << u"espeak-ng wrote no WAV file of one channel and 16 bits"_s;
    QTest::newRow("writes without end")
        << "exec cat /dev/zero"_ba << 400
        << u"The speech would be longer than 10 minutes: send less text, or a higher speed"_s;
}

void SpeechTest::program()
{
    QFETCH(QByteArray, script);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"speaker"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    MediaTest gateway(withProgram(file.fileName()));
    const DemoResponse said = gateway.ask(Path, body({}, "demo-voice"));
    QTEST(said.status, "status");
    QTEST(messageOf(said), "says");
}

void SpeechTest::goneClientStopsTheProgram()
{
    std::stop_source stop;
    stop.request_stop();
    const QString sleep = QStandardPaths::findExecutable(u"cat"_s); // waits for input that has an end
    const auto said = espoken(sleep, {.text = u"a"_s, .voice = u"alloy"_s}, stop.get_token());
    QVERIFY(!said);
}

void SpeechTest::tooLongIsRefused()
{
    const DemoResponse said = m_gateway.ask(
        Path, R"({"model":"demo-tones","voice":"alloy","speed":0.25,"response_format":"pcm","input":")" +
                  "a. "_ba.repeated(1365) + "\"}");
    QCOMPARE(said.status, 400);
    QCOMPARE(
        messageOf(said), u"The speech would be longer than 10 minutes: send less text, or a higher speed"_s);
}

void SpeechTest::C_19_falseSizes_data()
{
    QTest::addColumn<quint32>("size");
    QTest::newRow("wav-ffffffff") << 0xFFFFFFFF;
    QTest::newRow("wav-7fffffff") << 0x7FFFFFFFU;
    QTest::newRow("wav-2000000000") << 2'000'000'000U;
}

void SpeechTest::C_19_falseSizes()
{
    QFETCH(quint32, size);
    const QByteArray file = bytesOf(ask({}, QTest::currentDataTag()));
    QCOMPARE(qFromLittleEndian<quint32>(file.constData() + 4), size);
    QCOMPARE(qFromLittleEndian<quint32>(file.constData() + 40), size);
    QCOMPARE(file.sliced(44), bytesOf(ask({})).sliced(44));
}

void SpeechTest::C_18_C_20_C_21_faults()
{
    const QByteArray whole = bytesOf(ask({}));
    const QByteArray chunk = bytesOf(ask({}, "wav-chunk"));
    QVERIFY(chunk.endsWith("after the data"));
    QCOMPARE(chunk.sliced(44, whole.size() - 44), whole.sliced(44));
    QCOMPARE(qFromLittleEndian<quint32>(chunk.constData() + 4), quint32(chunk.size() - 8));
    QCOMPARE(bytesOf(ask({}, "wav-twice")), whole + whole);
    QCOMPARE(bytesOf(ask({}, "other-sound")), whole.sliced(44));
    QCOMPARE(typeOf(ask({}, "other-sound")), "audio/wav"_ba);
    QCOMPARE(bytesOf(ask(R"(,"response_format":"pcm")", "other-sound")), whole);
    const DemoResponse json = ask({}, "json-audio");
    QCOMPARE(json.status, 200);
    QCOMPARE(typeOf(json), "audio/wav"_ba);
    QCOMPARE(messageOf(json), u"The voice has failed"_s);
    QCOMPARE(ask({}, "500").status, 500);
    QVERIFY(bytesOf(ask({}, "no-end")).size() < whole.size());
    QVERIFY(ask({}, "hang-up").hangsUp);
}

/// What changes the lines of events leaves sound alone.
void SpeechTest::bytesAreNotEvents()
{
    const QByteArray whole = bytesOf(ask({}));
    QCOMPARE(bytesOf(ask({}, "crlf, keep-alive, one-byte")), whole);
    QVERIFY(bytesOf(ask(R"(,"stream_format":"sse")", "keep-alive")).startsWith(": keep-alive\n\n"));
}

QTEST_GUILESS_MAIN(SpeechTest)
#include "tst_speechendpoint.moc"

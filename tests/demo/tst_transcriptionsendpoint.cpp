// SPDX-License-Identifier: GPL-3.0-or-later
#include "mediatest.h"
#include "sounds.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const QString Path = u"/v1/audio/transcriptions"_s;
const QByteArray Type = "multipart/form-data; boundary=b"; // NOLINT(*-statically-constructed-objects)

using Fields = QList<std::pair<QByteArray, QByteArray>>;

QByteArray form(const Fields &fields, const QByteArray &file, const QByteArray &fileName)
{
    QByteArray body;
    for (const auto &[name, value] : fields)
        body += "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    return body + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName +
           "\"\r\nContent-Type: audio/wav\r\n\r\n" + file + "\r\n--b--\r\n";
}

} // namespace

class TranscriptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_35_C_22_C_29_json();
    void C_24_text();
    void C_24_subtitles();
    void C_29_verbose();
    void C_26_granularities();
    void pcm();
    void briefModelHearsLongerPauses();
    void C_30_stream();
    void C_28_streamChangesNothingElsewhere();
    void C_22_C_25_refuses_data();
    void C_22_C_25_refuses();
    void C_23_fileOf25MiB();
    void longerThan1500Seconds();
    void faults();

private:
    [[nodiscard]] DemoResponse ask(const Fields &fields, const QByteArray &file = wavOf(twoSounds()),
        const QByteArray &name = "a.wav", const QByteArray &fault = {})
    {
        return m_gateway.ask(Path, form(Fields{{"model", "demo-hear"}} + fields, file, name), fault, Type);
    }

    MediaTest m_gateway;
};

void TranscriptionsTest::RA_35_C_22_C_29_json()
{
    const DemoResponse said = ask({{"prompt", "fox"}, {"language", "en"}, {"temperature", "0.5"}});
    QCOMPARE(said.status, 200);
    const QJsonObject answer = jsonOf(said);
    QCOMPARE(answer[u"text"].toString(),
        u"This is a demo: it hears no words, only sound and pauses. The recording has 3.50 s at 24000 Hz, "
        "1 channel, 16 bits, with a loudness of -12.7 dBFS and a peak of -6.0 dBFS. "
        "Sound for 1.00 s at -9.0 dBFS. Pause of 0.50 s. Sound for 2.00 s at -15.1 dBFS."_s);
    QCOMPARE(compact(answer[u"usage"].toObject()), R"({"seconds":4,"type":"duration"})"_ba);
    QCOMPARE(answer.size(), 2);
}

void TranscriptionsTest::C_24_text()
{
    const DemoResponse said = ask({{"response_format", "text"}});
    QCOMPARE(typeOf(said), "text/plain; charset=utf-8"_ba);
    QCOMPARE(QString::fromUtf8(bytesOf(said)), jsonOf(ask({}))[u"text"].toString() + u'\n');
}

void TranscriptionsTest::C_24_subtitles()
{
    const QByteArray srt = bytesOf(ask({{"response_format", "srt"}}));
    QVERIFY(srt.startsWith("1\n00:00:00,000 --> 00:00:01,000\nThis is a demo: "));
    QVERIFY(srt.endsWith("\n\n3\n00:00:01,500 --> 00:00:03,500\nSound for 2.00 s at -15.1 dBFS.\n\n"));
    const QByteArray vtt = bytesOf(ask({{"response_format", "vtt"}}));
    QVERIFY(vtt.startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nThis is a demo: "));
}

void TranscriptionsTest::C_29_verbose()
{
    const QJsonObject answer = jsonOf(ask({{"response_format", "verbose_json"}, {"language", "de"}}));
    QCOMPARE(answer[u"task"].toString(), u"transcribe"_s);
    QCOMPARE(answer[u"language"].toString(), u"de"_s);
    QCOMPARE(answer[u"duration"].toDouble(), 3.5);
    QCOMPARE(answer[u"segments"].toArray().size(), 3);
    const QJsonValue pause = answer[u"segments"][1];
    QCOMPARE(pause[u"id"].toInt(), 1);
    QCOMPARE(pause[u"start"].toDouble(), 1.0);
    QCOMPARE(pause[u"end"].toDouble(), 1.5);
    QCOMPARE(pause[u"text"].toString(), u"Pause of 0.50 s."_s);
    for (const char16_t *field :
        {u"seek", u"tokens", u"temperature", u"avg_logprob", u"compression_ratio", u"no_speech_prob"})
        QVERIFY(!pause[QStringView(field)].isUndefined());
    QVERIFY(answer[u"words"].isUndefined());
}

void TranscriptionsTest::C_26_granularities()
{
    const auto verbose = [&](const Fields &fields) {
        return jsonOf(ask(Fields{{"response_format", "verbose_json"}} + fields));
    };
    const QJsonObject both =
        verbose({{"timestamp_granularities[]", "word"}, {"timestamp_granularities[]", "segment"}});
    QCOMPARE(both[u"segments"].toArray().size(), 3);
    QStringList words;
    for (const QJsonValue word : both[u"words"].toArray())
        words += word[u"word"].toString();
    QCOMPARE(words.join(u' '), both[u"text"].toString());
    QCOMPARE(both[u"words"][0][u"start"].toDouble(), 0.0);
    const QJsonObject only = verbose({{"timestamp_granularities[]", "word"}});
    QVERIFY(only[u"segments"].isUndefined() && only[u"words"].toArray().size() == words.size());
}

void TranscriptionsTest::pcm()
{
    for (const QByteArray &name : {"a.pcm"_ba, "A.RAW"_ba})
        QCOMPARE(bytesOf(ask({}, twoSounds(), name)), bytesOf(ask({})));
}

void TranscriptionsTest::briefModelHearsLongerPauses()
{
    const QByteArray body = form(
        {{"model", "demo-hear-brief"}, {"response_format", "verbose_json"}}, wavOf(twoSounds()), "a.wav");
    QCOMPARE(jsonOf(m_gateway.ask(Path, body, {}, Type))[u"segments"].toArray().size(), 1);
}

void TranscriptionsTest::C_30_stream()
{
    for (const QByteArray &format : {"json"_ba, "verbose_json"_ba}) {
        const DemoResponse said = ask({{"stream", "true"}, {"response_format", format}});
        QVERIFY(said.streamed && !bytesOf(said).contains("event:"));
        QString text;
        int segments = 0;
        QList<QJsonObject> events = eventsOf(said);
        const QJsonObject done = events.takeLast();
        for (const QJsonObject &event : events) {
            text += event[u"delta"].toString();
            segments += event[u"type"].toString() == "transcript.text.segment"_L1 ? 1 : 0;
        }
        QCOMPARE(segments, format == "json" ? 0 : 3);
        QCOMPARE(done[u"type"].toString(), u"transcript.text.done"_s);
        QCOMPARE(done[u"text"].toString(), text);
        QCOMPARE(text, jsonOf(ask({}))[u"text"].toString());
        QCOMPARE(done[u"usage"][u"seconds"].toInt(), 4);
    }
}

void TranscriptionsTest::C_28_streamChangesNothingElsewhere()
{
    const Fields srt{{"response_format", "srt"}};
    QCOMPARE(bytesOf(ask(srt + Fields{{"stream", "true"}})), bytesOf(ask(srt)));
    QVERIFY(!ask({{"stream", "true"}}, wavOf(twoSounds()), "a.wav", "plain").streamed);
}

void TranscriptionsTest::C_22_C_25_refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const QByteArray sound = wavOf(twoSounds());
    const auto file = [](const char *name, const QByteArray &bytes, const QByteArray &fileName,
                          const QString &says) {
        QTest::newRow(name) << form({{"model", "demo-hear"}}, bytes, fileName) << 400 << u"file"_s << says;
    };
    const auto field = [&](const QByteArray &name, const QByteArray &value, const QString &says) {
        QTest::newRow(name + ' ' + value) << form({{"model", "demo-hear"}, {name, value}}, sound, "a.wav")
                                          << 400 << QString::fromLatin1(name) << says;
    };
    file("no name", sound, "", u"`file` must have a file name with an extension"_s);
    file("empty", "", "a.wav", u"The file a.wav is empty"_s);
    file("no sound", wavOf({}), "a.wav", u"The file a.wav has no sound in it"_s);
    file("a text", "Hello!", "a.wav",
        u"The file a.wav cannot be read as WAV: it does not begin as a WAV file does"_s);
    file("mp3", "ID3", "song.mp3",
        u"This demo hears WAV files (.wav) and PCM of 24 kHz, 16 bit, mono (.pcm, .raw), and song.mp3 is neither"_s);
    field("response_format", "diarized_json",
        u"`response_format` must be one of json, text, srt, verbose_json, vtt"_s);
    field("temperature", "1.5", u"`temperature` must be a number from 0 to 1"_s);
    field("temperature", "warm", u"`temperature` must be a number from 0 to 1"_s);
    field("stream", "yes", u"`stream` must be true or false"_s);
    field("timestamp_granularities[]", "word",
        u"`timestamp_granularities[]` must be word or segment, and goes only with verbose_json"_s);
    QTest::newRow("no model") << form({}, sound, "a.wav") << 400 << u"model"_s
                              << u"`model` must be a string"_s;
    QTest::newRow("no file")
        << "--b\r\nContent-Disposition: form-data; name=model\r\n\r\ndemo-hear\r\n--b--"_ba << 400
        << u"file"_s << u"`file` is missing"_s;
    QTest::newRow("another model")
        << form({{"model", "whisper-1"}}, sound, "a.wav") << 404 << u"model"_s
        << u"The model `whisper-1` does not exist at /v1/audio/transcriptions. There are demo-hear, demo-hear-brief"_s;
    QTest::newRow("no form") << "{}"_ba << 400 << QString()
                             << u"The form has no end: its last line must be its boundary and two hyphens"_s;
}

void TranscriptionsTest::C_22_C_25_refuses()
{
    QFETCH(QByteArray, body);
    const DemoResponse said = m_gateway.ask(Path, body, {}, Type);
    QTEST(said.status, "status");
    QTEST(fieldOf(said), "field");
    QTEST(messageOf(said), "says");
}

void TranscriptionsTest::C_23_fileOf25MiB()
{
    const qsizetype most = qsizetype(25) << 20;
    const QByteArray file = wavHeader(48'000, quint32(most - 44)) + QByteArray(most - 44, 'a');
    QCOMPARE(ask({}, file).status, 200);
    const DemoResponse said = ask({}, file + 'a');
    QCOMPARE(said.status, 413);
    QCOMPARE(messageOf(said), u"The file a.wav has 26214401 bytes, and the most are 26214400"_s);
}

void TranscriptionsTest::longerThan1500Seconds()
{
    const QByteArray sound(2 * 1501 * 8000, '\0');
    const DemoResponse said = ask({}, wavOf(sound, 8000));
    QCOMPARE(said.status, 400);
    QCOMPARE(messageOf(said), u"The recording has 1501 s, and the most are 1500"_s);
}

void TranscriptionsTest::faults()
{
    const Fields verbose{{"response_format", "verbose_json"}};
    const QJsonObject untimed = jsonOf(ask(verbose, wavOf(twoSounds()), "a.wav", "no-times"));
    QVERIFY(untimed[u"segments"].isUndefined() && !untimed[u"text"].toString().isEmpty());
    QCOMPARE(ask({}, wavOf(twoSounds()), "a.wav", "413").status, 413);
    QVERIFY(!bytesOf(ask({{"stream", "true"}}, wavOf(twoSounds()), "a.wav", "no-end"))
            .contains("transcript.text.done"));
}

QTEST_GUILESS_MAIN(TranscriptionsTest)
#include "tst_transcriptionsendpoint.moc"

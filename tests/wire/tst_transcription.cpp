// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/splits.h"
#include "wire/endpoints/transcriptionrequest.h"
#include "wire/endpoints/transcriptjson.h"
#include "wire/endpoints/transcriptreader.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

struct Read
{
    Transcription transcript;
    std::optional<ChatError> error;
    bool isWhole = false;
};

Read read(const Test::Pieces &pieces, const QByteArray &type = "application/json", int status = 200)
{
    TranscriptReader reader;
    const RawHeaders headers{{"Content-Type", type}};
    reader.begin(AnswerHead::from(status, headers, QDateTime()), headers, {});
    for (const QByteArray &piece : pieces)
        reader.feed(piece);
    reader.finish();
    return {.transcript = reader.transcript(), .error = reader.error(), .isWhole = reader.isWhole()};
}

/// As OpenAI's documentation shows it.
const QByteArray Verbose = R"({"task":"transcribe","language":"english","duration":8.470000267028809,
    "text":"The beach was a popular spot.","segments":[{"id":0,"seek":0,"start":0.0,"end":3.319999933242798,
    "text":" The beach was","tokens":[50364,440],"temperature":0.0,"avg_logprob":-0.2860786020755768,
    "compression_ratio":1.2363636493682861,"no_speech_prob":0.00985979475080967},
    {"id":1,"start":3.319999933242798,"end":8.47,"text":" a popular spot."}],
    "words":[{"word":"The","start":0.0,"end":0.23999999463558197}],
    "usage":{"type":"duration","seconds":9}})";

const QByteArray Events = "data: {\"type\":\"transcript.text.delta\",\"delta\":\"I\",\"logprobs\":[]}\n\n"
                          "data: {\"type\":\"transcript.text.delta\",\"delta\":\" see\"}\n\n"
                          "data: {\"type\":\"transcript.text.done\",\"text\":\"I "
                          "see\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,"
                          "\"output_tokens\":45,\"total_tokens\":59}}\n\n";

const QByteArray Srt =
    "1\n00:00:00,000 --> 00:00:03,320\nThe beach was\n\n2\n00:00:03,320 --> 01:00:08,470\na "
    "popular\nspot.\n\n";

} // namespace

/// Transcriptions: what is asked, and how the answer is read in all its forms.
class TestTranscription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_22_C_25_whatIsSent();
    void C_26_C_27_listsAndMoreFields();
    void C_24_whatIsAccepted();
    void whatIsSaidBeforeTheSend_data();
    void whatIsSaidBeforeTheSend();

    void C_29_plainJson();
    void C_29_verboseJson();
    void C_24_diarizedJson();
    void C_24_noJson_data();
    void C_24_noJson();
    void C_30_events_data();
    void C_30_events();
    void C_30_segmentsOfAStream();
    void C_30_aStreamThatBreaksOff();
    void C_28_aPlainAnswerToAStreamRequest();
    void errors_data();
    void errors();
    void oddNumbers();
    void aDurationIsATimeOfASound();
    void anySplitGivesTheSame_data();
    void anySplitGivesTheSame();
    void asJson();
};

void TestTranscription::C_22_C_25_whatIsSent()
{
    const EndpointRequest request = endpointRequest(
        TranscriptionRequest{.file = {.name = u"a.wav"_s, .type = "audio/wav", .bytes = "RIFF"},
            .model = u"whisper-1"_s,
            .language = u"en"_s,
            .prompt = u"names"_s,
            .responseFormat = u"verbose_json"_s,
            .temperature = 0.2});
    QCOMPARE(request.contentType, "multipart/form-data; boundary=parlance-form-1");
    const auto field = [](const QByteArray &name, const QByteArray &value) {
        return "--parlance-form-1\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value +
               "\r\n";
    };
    QCOMPARE(request.body,
        field("model", "whisper-1") + field("language", "en") + field("prompt", "names") +
            field("response_format", "verbose_json") + field("temperature", "0.2") +
            "--parlance-form-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
            "Content-Type: audio/wav\r\n\r\nRIFF\r\n--parlance-form-1--\r\n");
    QVERIFY(!request.streams);
}

void TestTranscription::C_26_C_27_listsAndMoreFields()
{
    const QByteArray body = endpointRequest(TranscriptionRequest{.file = {},
                                                .model = u"m"_s,
                                                .timestampGranularities = {u"word"_s, u"segment"_s},
                                                .include = {u"logprobs"_s},
                                                .stream = true,
                                                .chunkingStrategy = u"auto"_s,
                                                .moreFields = {{u"known_speaker_names[]"_s, u"agent"_s},
                                                    {u"known_speaker_names[]"_s, u"customer"_s}}})
                                .body;
    QCOMPARE(body.count("name=\"timestamp_granularities[]\"\r\n\r\nword\r\n"), 1);
    QCOMPARE(body.count("name=\"timestamp_granularities[]\"\r\n\r\nsegment\r\n"), 1);
    QCOMPARE(body.count("name=\"include[]\"\r\n\r\nlogprobs\r\n"), 1);
    QCOMPARE(body.count("name=\"chunking_strategy\"\r\n\r\nauto\r\n"), 1);
    QCOMPARE(body.count("name=\"stream\"\r\n\r\ntrue\r\n"), 1);
    QCOMPARE(body.count("name=\"known_speaker_names[]\""), 2);
    QVERIFY(!body.contains("language"));
}

void TestTranscription::C_24_whatIsAccepted()
{
    const auto accepted = [](const std::optional<QString> &format, std::optional<bool> stream) {
        return endpointRequest(
            TranscriptionRequest{.file = {}, .model = u"m"_s, .responseFormat = format, .stream = stream})
            .accept;
    };
    QCOMPARE(accepted({}, {}), "application/json");
    QCOMPARE(accepted(u"srt"_s, {}), "*/*");
    QCOMPARE(accepted(u"json"_s, true), "text/event-stream, application/json");
    QCOMPARE(accepted(u"json"_s, false), "application/json");
}

void TestTranscription::whatIsSaidBeforeTheSend_data()
{
    QTest::addColumn<TranscriptionRequest>("request");
    QTest::addColumn<QString>("hint");
    QTest::addRow("C-24 json only") << TranscriptionRequest{.file = {},
                                           .model = u"gpt-4o-transcribe"_s,
                                           .responseFormat = u"srt"_s}
                                    << u"gpt-4o-transcribe knows only the response format json."_s;
    QTest::addRow("C-24 json") << TranscriptionRequest{.file = {},
                                      .model = u"gpt-4o-transcribe"_s,
                                      .responseFormat = u"json"_s}
                               << QString();
    QTest::addRow("C-26 granularities")
        << TranscriptionRequest{.file = {}, .model = u"whisper-1"_s, .timestampGranularities = {u"word"_s}}
        << u"timestamp_granularities[] takes the response format verbose_json."_s;
    QTest::addRow("C-28 stream") << TranscriptionRequest{.file = {}, .model = u"whisper-1"_s, .stream = true}
                                 << u"whisper-1 ignores stream: its answer comes whole."_s;
}

void TestTranscription::whatIsSaidBeforeTheSend()
{
    QFETCH(TranscriptionRequest, request);
    QFETCH(const QString, hint);
    QCOMPARE(check(request).problem, u"There is no sound to transcribe."_s);
    request.file.bytes = "RIFF";
    QCOMPARE(check(request).problem, QString());
    QCOMPARE(check(request).hints, hint.isEmpty() ? QStringList() : QStringList{hint});
}

void TestTranscription::C_29_plainJson()
{
    const Read result = read(
        {R"({"text":"Hello there","usage":{"type":"tokens","input_tokens":14,)"
         R"("input_token_details":{"text_tokens":10,"audio_tokens":4},"output_tokens":101,"total_tokens":115}})"});
    QVERIFY(!result.error);
    QVERIFY(result.isWhole);
    QCOMPARE(result.transcript.text, u"Hello there"_s);
    QCOMPARE(result.transcript.usage.inputTokens, 14);
    QCOMPARE(result.transcript.usage.outputTokens, 101);
    QVERIFY(!result.transcript.billedSeconds);
    QCOMPARE(result.transcript.written, QString());
}

void TestTranscription::C_29_verboseJson()
{
    const Transcription transcript = read({Verbose}).transcript;
    QCOMPARE(transcript.text, u"The beach was a popular spot."_s);
    QCOMPARE(transcript.language, u"english"_s);
    QCOMPARE(transcript.duration, 8.470000267028809);
    QCOMPARE(transcript.billedSeconds, 9);
    QCOMPARE(transcript.usage, Usage());
    QCOMPARE(transcript.segments.size(), 2);
    const TranscriptSegment &first = transcript.segments.first();
    QCOMPARE(first.id, u"0"_s);
    QCOMPARE(first.end, 3.319999933242798);
    QCOMPARE(first.text, u" The beach was"_s);
    QCOMPARE(first.averageLogProbability, -0.2860786020755768);
    QCOMPARE(first.noSpeechProbability, 0.00985979475080967);
    QVERIFY(!transcript.segments.last().averageLogProbability);
    QCOMPARE(transcript.words,
        QList<TranscriptWord>({{.word = u"The"_s, .start = 0, .end = 0.23999999463558197}}));
}

void TestTranscription::C_24_diarizedJson()
{
    const Transcription transcript =
        read({R"({"task":"transcribe","duration":27.4,"text":"Agent: Hi","segments":[)"
              R"({"type":"transcript.text.segment","id":"seg_001","start":0,"end":5.2,)"
              R"("text":"Hi","speaker":"A"}]})"})
            .transcript;
    QCOMPARE(transcript.segments.first().speaker, u"A"_s);
    QCOMPARE(transcript.segments.first().id, u"seg_001"_s);
}

void TestTranscription::C_24_noJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("segments");
    QTest::addRow("text") << QByteArray("The beach was\na popular spot.\n")
                          << u"The beach was\na popular spot."_s << qsizetype(0);
    QTest::addRow("a quoted text") << QByteArray("\"The \\\"beach\\\"\"") << u"The \"beach\""_s
                                   << qsizetype(0);
    QTest::addRow("a text that begins with a quote")
        << QByteArray("\"No\", he said.") << u"\"No\", he said."_s << qsizetype(0);
    QTest::addRow("a number") << QByteArray("42") << u"42"_s << qsizetype(0);
    QTest::addRow("SRT") << Srt << u"The beach was a popular spot."_s << qsizetype(2);
    QTest::addRow("SRT of Windows") << QByteArray(Srt).replace("\n", "\r\n")
                                    << u"The beach was a popular spot."_s << qsizetype(2);
    QTest::addRow("WebVTT") << QByteArray("WEBVTT\n\n00:00.000 --> 00:03.320\nThe beach\n\nid\n00:00:03.320 "
                                          "--> 00:00:08.470 align:left\n was\n")
                            << u"The beach was"_s << qsizetype(2);
    QTest::addRow("silence") << QByteArray() << QString() << qsizetype(0);
    QTest::addRow("a word like a field")
        << QByteArray("database: is what I said\n") << u"database: is what I said"_s << qsizetype(0);
}

void TestTranscription::C_24_noJson()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, text);
    QFETCH(const qsizetype, segments);
    const Read result = read({body}, "text/plain; charset=utf-8");
    QVERIFY2(!result.error, qPrintable(result.error.value_or(ChatError()).message));
    QVERIFY(result.isWhole);
    QCOMPARE(result.transcript.text, text);
    QCOMPARE(result.transcript.segments.size(), segments);
    if (segments == 2)
        QCOMPARE(result.transcript.segments.last().start, 3.32);
}

void TestTranscription::C_30_events_data()
{
    QTest::addColumn<QByteArray>("events");
    QTest::addRow("by the type in the data") << Events;
    QTest::addRow("with event lines") << QByteArray(Events).replace("data:", "event: x\ndata:");
    QTest::addRow("with an end mark") << Events + "data: [DONE]\n\n";
    QTest::addRow("without the last blank line") << Events.chopped(2);
}

void TestTranscription::C_30_events()
{
    QFETCH(const QByteArray, events);
    const Read result = read({events}, "text/event-stream");
    QVERIFY(!result.error);
    QVERIFY(result.isWhole);
    QCOMPARE(result.transcript.text, u"I see"_s);
    QCOMPARE(result.transcript.usage.totalTokens, 59);
}

void TestTranscription::C_30_segmentsOfAStream()
{
    const Read result =
        read({"data: {\"type\":\"transcript.text.segment\",\"id\":\"s\",\"start\":1,\"end\":2.5,"
              "\"text\":\" Hi\",\"speaker\":\"B\"}\n\n"},
            "text/event-stream");
    QCOMPARE(result.transcript.segments,
        QList<TranscriptSegment>(
            {{.id = u"s"_s, .start = 1, .end = 2.5, .text = u" Hi"_s, .speaker = u"B"_s}}));
}

void TestTranscription::C_30_aStreamThatBreaksOff()
{
    const Read result =
        read({Events.first(Events.indexOf("data: {\"type\":\"transcript.text.done"))}, "text/event-stream");
    QCOMPARE(result.transcript.text, u"I see"_s);
    QVERIFY(!result.isWhole);
    QVERIFY(!result.error);
}

void TestTranscription::C_28_aPlainAnswerToAStreamRequest()
{
    for (const char *type : {"application/json", "text/event-stream"}) {
        const Read result = read({R"( {"text":"Hello there"})"}, type);
        QVERIFY(!result.error);
        QCOMPARE(result.transcript.text, u"Hello there"_s);
        QVERIFY(result.isWhole);
    }
}

void TestTranscription::errors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::addRow("a refusal") << QByteArray(R"({"error":{"message":"Invalid file format."}})") << 400
                               << u"Invalid file format."_s;
    QTest::addRow("a refusal in text") << QByteArray("too large") << 413 << u"too large"_s;
    QTest::addRow("an error without its status")
        << QByteArray(R"({"error":{"message":"Invalid file format."}})") << 200 << u"Invalid file format."_s;
    QTest::addRow("a page") << QByteArray("<!DOCTYPE html><title>Bad gateway</title>") << 200
                            << u"The server answered with a web page: Bad gateway"_s;
    QTest::addRow("another object") << QByteArray(R"({"id":"7"})") << 200
                                    << u"This is not a transcript: {\"id\":\"7\"}"_s;
    QTest::addRow("an error in the stream")
        << QByteArray("data: {\"error\":{\"message\":\"Overloaded\"}}\n\n") << 200 << u"Overloaded"_s;
}

void TestTranscription::errors()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, words);
    const Read result = read({body}, "application/json", status);
    QVERIFY(result.error);
    QCOMPARE(result.error->message, words);
    QVERIFY(!result.isWhole);
}

void TestTranscription::oddNumbers()
{
    const Transcription transcript =
        read({R"({"text":"a","duration":"8.5","segments":[{"id":null,"start":-1,"end":1e300,"text":5},7,)"
              R"({"start":"2.5","end":1e400,"avg_logprob":null}]})"})
            .transcript;
    QCOMPARE(transcript.duration, 8.5);
    QCOMPARE(transcript.segments.size(), 3);
    QCOMPARE(transcript.segments.at(0).start, 0);
    QCOMPARE(transcript.segments.at(0).end, 1e7);
    QCOMPARE(transcript.segments.at(2).start, 2.5);
    QCOMPARE(transcript.segments.at(2).end, 0);
}

void TestTranscription::aDurationIsATimeOfASound()
{
    for (const QByteArray &duration : {"-5"_ba, "1e300"_ba, "1e999"_ba, "null"_ba})
        QVERIFY(!read({R"({"text":"a","duration":)" + duration + '}'}).transcript.duration);
}

void TestTranscription::anySplitGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addRow("JSON") << QByteArray(R"({"text":"h\u00e9llo","duration":1})");
    QTest::addRow("events") << Events.sliced(Events.indexOf("data: {\"type\":\"transcript.text.done"));
    QTest::addRow("SRT") << Srt;
}

void TestTranscription::anySplitGivesTheSame()
{
    QFETCH(const QByteArray, body);
    const Transcription whole = read({body}).transcript;
    for (const Test::Pieces &pieces : Test::splits(body))
        QCOMPARE(read(pieces).transcript, whole);
}

void TestTranscription::asJson()
{
    QCOMPARE(transcriptToJson(read({R"({"text":"a","words":[{"word":"a","start":1,"end":2}]})"}).transcript),
        QByteArray(R"({"text":"a","written":null,"language":null,"duration_s":null,"segments":[],)"
                   R"("words":[{"word":"a","start":1,"end":2}],"usage":null,"billed_s":null})"));
    QVERIFY(transcriptToJson(read({Verbose}).transcript).contains(R"("speaker":null,"avg_logprob":-0.286)"));
}

QTEST_APPLESS_MAIN(TestTranscription)
#include "tst_transcription.moc"

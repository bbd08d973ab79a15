// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/compressed.h"
#include "wire/endpoints/speechreader.h"
#include "wire/endpoints/speechrequest.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

struct Read
{
    QByteArray sound;
    std::optional<ChatError> error;
    bool isStream = false;
    bool isWhole = false;
    Usage usage = {};
};

Read read(const Test::Pieces &pieces, const QByteArray &type, int status = 200)
{
    SpeechReader reader;
    const RawHeaders headers{{"Content-Type", type}, {"x-request-id", "r-1"}};
    reader.begin(AnswerHead::from(status, headers, QDateTime()), headers, {Secret("sk-0123456789")});
    for (const QByteArray &piece : pieces)
        reader.feed(piece);
    reader.finish();
    return {.sound = reader.takeSound(),
        .error = reader.error(),
        .isStream = reader.isStream(),
        .isWhole = reader.isWhole(),
        .usage = reader.usage()};
}

const QByteArray Wav("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0", 24);

QByteArray delta(const QByteArray &sound)
{
    return R"(data: {"type":"speech.audio.delta","audio":")" + sound.toBase64() + "\"}\n\n";
}

const QByteArray Done =
    "data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":14,\"output_tokens\":101,"
    "\"total_tokens\":115}}\n\n";

} // namespace

/// Speech: what is asked, and how the answer is read.
class TestSpeech : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_15_whatIsSent();
    void C_15_whatIsNotSet();
    void C_15_aVoiceOfOnesOwn();
    void C_15_charactersAreCodePoints_data();
    void C_15_charactersAreCodePoints();
    void C_17_eventsAreAskedFor();
    void C_15_whatIsSaidBeforeTheSend_data();
    void C_15_whatIsSaidBeforeTheSend();

    void bytesOfSound_data();
    void bytesOfSound();
    void C_17_events();
    void C_17_anEventThatIsNoBase64();
    void C_17_aStreamThatBreaksOff();
    void C_18_errorsWhereSoundWasExpected_data();
    void C_18_errorsWhereSoundWasExpected();
    void C_18_anErrorBehindTheSound_data();
    void C_18_anErrorBehindTheSound();
    void anErrorInTheStream();
    void anErrorShowsNoKey();
    void compressedSound();
    void anySplitGivesTheSame_data();
    void anySplitGivesTheSame();
};

void TestSpeech::C_15_whatIsSent()
{
    const EndpointRequest request = endpointRequest(SpeechRequest{.model = u"gpt-4o-mini-tts"_s,
        .input = u"Hello \"you\""_s,
        .voice = u"coral"_s,
        .instructions = u"Whisper"_s,
        .responseFormat = u"wav"_s,
        .speed = 1.5,
        .streamFormat = u"audio"_s});
    QCOMPARE(request.contentType, "application/json");
    QCOMPARE(request.body,
        QByteArray(
            R"({"model":"gpt-4o-mini-tts","input":"Hello \"you\"","voice":"coral",)"
            R"("instructions":"Whisper","response_format":"wav","stream_format":"audio","speed":1.5})"));
    QVERIFY(request.streams);
}

void TestSpeech::C_15_whatIsNotSet()
{
    const EndpointRequest request = endpointRequest(SpeechRequest{.model = u"tts-1"_s, .input = u"Hi"_s});
    QCOMPARE(request.body, R"({"model":"tts-1","input":"Hi"})");
}

void TestSpeech::C_15_aVoiceOfOnesOwn()
{
    const EndpointRequest request = endpointRequest(
        SpeechRequest{.model = u"m"_s, .input = u"Hi"_s, .voice = u"voice_1"_s, .isVoiceId = true});
    QCOMPARE(request.body, R"({"model":"m","input":"Hi","voice":{"id":"voice_1"}})");
}

void TestSpeech::C_15_charactersAreCodePoints_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("count");
    QTest::addRow("none") << QString() << qsizetype(0);
    QTest::addRow("letters") << u"h\u00e9llo"_s << qsizetype(5);
    QTest::addRow("emoji") << u"\U0001f600!"_s << qsizetype(2);
    QTest::addRow("a family") << u"\U0001f468\u200d\U0001f469"_s << qsizetype(3);
    QTest::addRow("halves") << QString(u"\xdc00\xd800\xd800\xdc00"_s) << qsizetype(3);
}

void TestSpeech::C_15_charactersAreCodePoints()
{
    QFETCH(const QString, text);
    QFETCH(const qsizetype, count);
    QCOMPARE(characterCount(text), count);
}

void TestSpeech::C_17_eventsAreAskedFor()
{
    const EndpointRequest request =
        endpointRequest(SpeechRequest{.model = u"m"_s, .input = u"Hi"_s, .streamFormat = u"sse"_s});
    QVERIFY(request.body.contains(R"("stream_format":"sse")"));
    QVERIFY(request.accept.startsWith("text/event-stream"));
}

void TestSpeech::C_15_whatIsSaidBeforeTheSend_data()
{
    QTest::addColumn<SpeechRequest>("request");
    QTest::addColumn<RequestCheck>("said");
    const SpeechRequest usual{.model = u"gpt-4o-mini-tts"_s, .input = u"Hi"_s, .voice = u"alloy"_s};
    const auto with = [](SpeechRequest request, auto member, const auto &value) {
        request.*member = value;
        return request;
    };
    const QString longest(SpeechRequest::MostCharacters, u'a');
    QTest::addRow("nothing") << with(usual, &SpeechRequest::input, longest) << RequestCheck{};
    QTest::addRow("no text") << with(usual, &SpeechRequest::input, u" \n"_s)
                             << RequestCheck{.problem = u"There is no text to speak."_s};
    QTest::addRow("a long text") << with(usual, &SpeechRequest::input, longest + u'a')
                                 << RequestCheck{.hints = {u"The text has 4,097 characters, and the API "
                                                           "takes 4,096 at most."_s}};
    QTest::addRow("long instructions")
        << with(usual, &SpeechRequest::instructions, longest + u'a')
        << RequestCheck{
               .hints = {u"The instructions have 4,097 characters, and the API takes 4,096 at most."_s}};
    QTest::addRow("no voice") << with(usual, &SpeechRequest::voice, std::nullopt)
                              << RequestCheck{.hints = {u"The API needs a voice."_s}};
    const SpeechRequest older = with(usual, &SpeechRequest::model, u"tts-1-hd"_s);
    QTest::addRow("instructions for an older model")
        << with(older, &SpeechRequest::instructions, u"Whisper"_s)
        << RequestCheck{.hints = {u"tts-1-hd takes no instructions."_s}};
    QTest::addRow("events of an older model")
        << with(older, &SpeechRequest::streamFormat, u"sse"_s)
        << RequestCheck{.hints = {u"tts-1-hd does not stream as sse."_s}};
}

void TestSpeech::C_15_whatIsSaidBeforeTheSend()
{
    QFETCH(const SpeechRequest, request);
    QFETCH(const RequestCheck, said);
    QCOMPARE(check(request).problem, said.problem);
    QCOMPARE(check(request).hints, said.hints);
}

void TestSpeech::bytesOfSound_data()
{
    QTest::addColumn<QByteArray>("sound");
    QTest::addColumn<QByteArray>("type");
    QTest::addRow("WAV") << Wav << QByteArray("audio/wav");
    QTest::addRow("under a wrong label") << Wav << QByteArray("application/json");
    QTest::addRow("a size that looks like text")
        << QByteArray("RIFFabcdWAVEfmt \x10\0\0\0\1\0\1\0", 24) << QByteArray("text/plain");
    QTest::addRow("raw samples") << QByteArray("{\0\"\0\1\0\2\0\3\0\4\0\5\0\6\0\7\0\x08\0\x09\0\x0a\0", 24)
                                 << QByteArray("audio/pcm");
    QTest::addRow("raw samples like zlib") << QByteArray("x\x9c\1\2\3\4\5\6\7\x08", 10) << QByteArray();
    QTest::addRow("silence") << QByteArray(100, '\0') << QByteArray("audio/pcm");
    QTest::addRow("a few bytes") << QByteArray("\1\2") << QByteArray("audio/pcm");
    QTest::addRow("MP3") << QByteArray("\xff\xf3\x84\xc4\0\0\0\3\x48\0\0\0\0LAME3.100", 22)
                         << QByteArray("audio/mpeg");
}

void TestSpeech::bytesOfSound()
{
    QFETCH(const QByteArray, sound);
    QFETCH(const QByteArray, type);
    const Read result = read({sound}, type);
    QVERIFY2(!result.error, qPrintable(result.error.value_or(ChatError()).message));
    QCOMPARE(result.sound, sound);
    QVERIFY(!result.isStream);
    QVERIFY(result.isWhole);
}

void TestSpeech::C_17_events()
{
    for (const char *type : {"text/event-stream", "application/octet-stream"}) {
        const Read result = read({delta(Wav) + delta("more") + Done}, type);
        QVERIFY(!result.error);
        QVERIFY(result.isStream);
        QVERIFY(result.isWhole);
        QCOMPARE(result.sound, Wav + "more");
        QCOMPARE(result.usage.inputTokens, 14);
        QCOMPARE(result.usage.outputTokens, 101);
    }
}

void TestSpeech::C_17_anEventThatIsNoBase64()
{
    const Read result = read(
        {delta(Wav) + "data: {\"type\":\"speech.audio.delta\",\"audio\":\"%%\"}\n\n"}, "text/event-stream");
    QCOMPARE(result.error->kind, ChatError::Kind::Protocol);
    QCOMPARE(result.sound, Wav);
}

void TestSpeech::C_17_aStreamThatBreaksOff()
{
    const Read result = read({delta(Wav)}, "text/event-stream");
    QCOMPARE(result.sound, Wav);
    QVERIFY(!result.isWhole);
    QVERIFY(!result.error);
}

void TestSpeech::C_18_errorsWhereSoundWasExpected_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const QByteArray json = R"({"error":{"message":"No such voice","type":"invalid_request_error"}})";
    QTest::addRow("as sound") << json << QByteArray("audio/mpeg") << 200 << u"No such voice"_s;
    QTest::addRow("as JSON") << json << QByteArray("application/json") << 200 << u"No such voice"_s;
    QTest::addRow("with its status") << json << QByteArray("audio/mpeg") << 400 << u"No such voice"_s;
    QTest::addRow("behind blanks") << "\r\n  " + json << QByteArray("audio/mpeg") << 200
                                   << u"No such voice"_s;
    QTest::addRow("text") << QByteArray("Internal error") << QByteArray("text/plain") << 200
                          << u"Internal error"_s;
    QTest::addRow("a page") << QByteArray("<html><title>Bad Gateway</title></html>")
                            << QByteArray("audio/mpeg") << 200
                            << u"The server answered with a web page: Bad Gateway"_s;
    QTest::addRow("a short one") << QByteArray(R"({"detail":"no"})") << QByteArray("audio/wav") << 200
                                 << u"no"_s;
    QTest::addRow("sound with a status of error") << Wav << QByteArray("audio/wav") << 500 << QString();
    QTest::addRow("nothing") << QByteArray() << QByteArray("audio/wav") << 200 << u"The response is empty."_s;
}

void TestSpeech::C_18_errorsWhereSoundWasExpected()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    QFETCH(const int, status);
    QFETCH(const QString, words);
    const Read result = read({body}, type, status);
    QVERIFY(result.error);
    QVERIFY2(result.error->message.contains(words), qPrintable(result.error->message));
    QCOMPARE(result.error->httpStatus, status);
    QCOMPARE(result.error->requestId, u"r-1"_s);
    QVERIFY(result.sound.isEmpty());
    QVERIFY(!result.isWhole);
}

void TestSpeech::C_18_anErrorBehindTheSound_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<QString>("words"); // empty for more sound
    QTest::addRow("JSON") << QByteArray(R"({"error":{"message":"Overloaded"}})") << u"Overloaded"_s;
    QTest::addRow("an event") << QByteArray("data: {\"error\":{\"message\":\"Overloaded\"}}\n\n")
                              << u"Overloaded"_s;
    QTest::addRow("looks like one") << QByteArray("{\"error\" more sound") << QString();
    QTest::addRow("begins like one") << QByteArray("{\"err") << QString();
    QTest::addRow("long") << "{\"error\"" + QByteArray(100'000, '\5') << QString();
}

void TestSpeech::C_18_anErrorBehindTheSound()
{
    QFETCH(const QByteArray, behind);
    QFETCH(const QString, words);
    const Read result = read({Wav, "more", behind}, "audio/wav");
    QCOMPARE(result.error.value_or(ChatError()).message, words);
    QCOMPARE(result.sound, words.isEmpty() ? Wav + "more" + behind : Wav + "more");
}

void TestSpeech::anErrorInTheStream()
{
    const Read result = read(
        {delta(Wav) + "data: {\"type\":\"error\",\"error\":{\"message\":\"Overloaded\"}}\n\n" + delta("x")},
        "text/event-stream");
    QCOMPARE(result.error->message, u"Overloaded"_s);
    QCOMPARE(result.sound, Wav);
}

void TestSpeech::anErrorShowsNoKey()
{
    const Read result = read({R"({"error":"The key sk-0123456789 is wrong"})"}, "application/json", 401);
    QVERIFY(!result.error->message.contains(u"0123456789"_s));
    QCOMPARE(result.error->kind, ChatError::Kind::Authentication);
}

void TestSpeech::compressedSound()
{
    const QByteArray sound = Wav + QByteArray(100, '\3');
    const QByteArray bytes = Test::compressed("gzip", sound);
    SpeechReader reader;
    const RawHeaders headers{{"Content-Type", "audio/wav"}, {"Content-Encoding", "gzip"}};
    reader.begin(AnswerHead::from(200, headers, QDateTime()), headers, {});
    reader.feed(bytes);
    reader.finish();
    QVERIFY(!reader.error());
    QCOMPARE(reader.takeSound(), sound);
}

void TestSpeech::anySplitGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addRow("sound") << Wav + "rest of the sound" << QByteArray("audio/wav");
    QTest::addRow("events") << delta("some sound") + Done << QByteArray("text/event-stream");
    QTest::addRow("an error behind") << Wav + R"(more{"error":{"message":"Overloaded"}})"
                                     << QByteArray("audio/wav");
    QTest::addRow("an error") << QByteArray(R"({"error":{"message":"No such voice"}})")
                              << QByteArray("audio/mpeg");
}

void TestSpeech::anySplitGivesTheSame()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    const Read whole = read({body}, type);
    for (const Test::Pieces &pieces : Test::splits(body)) {
        const Read result = read(pieces, type);
        QCOMPARE(result.sound, whole.sound);
        QCOMPARE(result.error, whole.error);
        QCOMPARE(result.isWhole, whole.isWhole);
    }
}

QTEST_APPLESS_MAIN(TestSpeech)
#include "tst_speech.moc"

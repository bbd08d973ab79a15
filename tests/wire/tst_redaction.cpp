// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/redaction.h"

#include "wire/dialects/registry.h"
#include "wire/replyassembler.h"

#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Key = "sk-live-0123456789";

Redaction redaction(const QByteArray &key = Key)
{
    Redaction redaction;
    redaction.add(Secret(key));
    return redaction;
}

QByteArray mask(qsizetype length)
{
    return QByteArray(length, '*');
}

/// Each piece an event of its own, whose text it is.
Recording streamed(const QByteArrayList &texts)
{
    Recording recording;
    recording.head = {.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .at = 1us};
    for (const QByteArray &text : texts)
        recording.append(R"(data: {"choices":[{"delta":{"content":")" + text + "\"}}]}\n\n", 2us);
    recording.append("data: [DONE]\n\n", 3us);
    recording.end = {.at = 4us};
    return recording;
}

QString textOf(const Recording &recording)
{
    return decoded(recording, *findDialect(u"chat-completions"), {}).first().text();
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEverySpelling_data();
    void findsEverySpelling();
    void findsItWithinBase64_data();
    void findsItWithinBase64();
    void leavesShortKeysAndTheRestAlone();
    void aKeyThatBeginsAnotherLeavesNoRest();
    void masksARequest();
    void knowsTheNamesOfKeys();
    void masksTheKeysOfAnAddress();
    void masksAReply();
    void masksAKeyThatPartsCut();
    void masksAnError_data();
    void masksAnError();
    void anAnswersErrorHasNoKey_data();
    void anAnswersErrorHasNoKey();
    void masksARecording();
    void masksPiecesOverSeveralEvents_data();
    void masksPiecesOverSeveralEvents();
    void masksSpellingsOverSeveralEvents_data();
    void masksSpellingsOverSeveralEvents();
    void keepsOffsetsAndTimes();
};

void TestRedaction::findsEverySpelling_data()
{
    QTest::addColumn<QByteArray>("spelled");
    QTest::newRow("plain") << Key;
    QTest::newRow("percent") << "sk%2Dlive%2d0123456789"_ba;
    QTest::newRow("json") << R"(sk\u002Dlive\u002d0123456789)"_ba;
    QTest::newRow("json in json") << R"(sk\\u002Dlive\\\\u002d0123456789)"_ba;
    QTest::newRow("json in an address") << R"(sk%5Cu002Dlive%5c%5Cu002d0123456789)"_ba;
    QTest::newRow("mixed") << R"(\u0073k-live%2D0123456789)"_ba;
    QTest::newRow("base64") << Key.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("base64 in an address") << Key.toBase64(QByteArray::OmitTrailingEquals).replace('c', "%63");
}

void TestRedaction::findsEverySpelling()
{
    QFETCH(const QByteArray, spelled);
    const QByteArray text = "a key: " + spelled + " and more";
    QCOMPARE(redaction().of(text), "a key: " + mask(spelled.size()) + " and more");
    QCOMPARE(
        redaction().of(QString::fromUtf8(text)), u"a key: "_s + keyMask(spelled.size()) + u" and more"_s);
}

void TestRedaction::findsItWithinBase64_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("0") << "Bearer: "_ba.first(6);
    QTest::newRow("1") << "Bearer "_ba;
    QTest::newRow("2") << "Bearer: "_ba;
}

/// What its neighbours share of the first and the last digit stays.
void TestRedaction::findsItWithinBase64()
{
    QFETCH(const QByteArray, before);
    const QByteArray coded = (before + Key + ":x").toBase64();
    QByteArray masked = redaction().of(coded);
    QCOMPARE(masked.size(), coded.size());
    QVERIFY(masked.count('*') >= Key.size());
    QVERIFY(!QByteArray::fromBase64(masked.replace('*', 'A')).contains(Key.sliced(2, 8)));
}

void TestRedaction::leavesShortKeysAndTheRestAlone()
{
    QCOMPARE(redaction("demo-12").of(u"a demo-12 gateway"_s), u"a demo-12 gateway"_s);
    QCOMPARE(redaction("demo-123").of(u"a demo-123 gateway"_s), u"a "_s + keyMask(8) + u" gateway"_s);
    QCOMPARE(redaction().of(u"sk-live-012345678"_s), u"sk-live-012345678"_s);
    QCOMPARE(redaction().of("100% \\ \\u00"_ba), "100% \\ \\u00"_ba);
    QCOMPARE(Redaction().of(Key), Key);
}

void TestRedaction::aKeyThatBeginsAnotherLeavesNoRest()
{
    Redaction both = redaction(Key.chopped(4));
    both.add(Secret(Key));
    QCOMPARE(both.of(Key), mask(Key.size()));
}

void TestRedaction::masksARequest()
{
    WireRequest request{.url = QUrl(u"https://h/v1?key="_s + QString::fromLatin1(Key)),
        .headers = wireHeaders({{"Authorization", "Bearer " + Key}, {"X-Note", Key}}),
        .body = R"({"user":")" + Key + "\"}"};
    QCOMPARE(keysOf(request.headers), QList<Secret>{Secret(Key)});
    const WireRequest masked = redaction().of(request);
    QCOMPARE(masked.url, QUrl(u"https://h/v1?key="_s + QString::fromLatin1(mask(Key.size()))));
    QCOMPARE(revealed(masked.headers),
        RawHeaders({{"Authorization", "Bearer " + mask(Key.size())}, {"X-Note", mask(Key.size())}}));
    QCOMPARE(masked.body, R"({"user":")" + mask(Key.size()) + "\"}");
}

void TestRedaction::knowsTheNamesOfKeys()
{
    QVERIFY(carriesKey("authorization"));
    QVERIFY(carriesKey("X-API-Key"));
    QVERIFY(!carriesKey("anthropic-version"));
    QVERIFY(isKeyName(u"Access_Token"));
    QVERIFY(!isKeyName(u"keys"));
}

void TestRedaction::masksTheKeysOfAnAddress()
{
    WireRequest request;
    request.url = QUrl(u"https://me:abc@h/v1?alt=sse&key=A%2Bz&q=%7e#x"_s);
    QCOMPARE(keysOf(request), (QList<Secret>{Secret("A+z"), Secret("abc")}));
    QCOMPARE(Redaction().of(request).url, QUrl(u"https://me:***@h/v1?alt=sse&key=*****&q=%7e#x"_s));
    const QUrl plain = QUrl::fromEncoded("https://h/v1?b=+&a&c=%7e%20%2b%26&a=%26%3d");
    QCOMPARE(withoutKeys(plain).toEncoded(), plain.toEncoded());
}

void TestRedaction::masksAReply()
{
    const QString key = QString::fromLatin1(Key);
    Reply reply;
    reply.choices.resize(2);
    Choice &choice = reply.choices[1];
    choice.refusal = choice.finishReason = key;
    choice.parts = {ReasoningPart{.text = key, .seal = key}, TextPart{key},
        ToolCall{.id = key, .name = key, .arguments = key}, ToolResult{.callId = key, .text = key},
        OtherPart{key}};
    reply.model = reply.id = reply.requestId = key;
    reply.error = ChatError{.kind = ChatError::Kind::Authentication,
        .httpStatus = 401,
        .code = key,
        .type = key,
        .message = key,
        .requestId = key,
        .retryAfter = {}};
    QString told;
    QDebug(&told) << redaction().of(reply);
    QVERIFY2(!told.contains(key), qPrintable(told));
    QCOMPARE(told.count(keyMask(Key.size())), 18);
}

void TestRedaction::masksAKeyThatPartsCut()
{
    const QString key = QString::fromLatin1(Key);
    Reply reply;
    reply.choices.resize(1);
    reply.choices[0].parts = {TextPart{u"a "_s + key.first(5)}, ReasoningPart{key.first(9)},
        TextPart{key.sliced(5)}, ReasoningPart{key.sliced(9) + u'.'}};
    const Choice masked = redaction().of(reply).first();
    QCOMPARE(masked.text(), u"a "_s + keyMask(Key.size()));
    QCOMPARE(masked.reasoning(), keyMask(Key.size()) + u'.');
    QCOMPARE(masked.parts.size(), 4);
}

void TestRedaction::masksAnError_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("masked");
    QTest::newRow("whole") << u"No sk-live-0123456789!"_s << u"No "_s + keyMask(18) + u'!';
    QTest::newRow("cut") << u"No sk-live-01…"_s << u"No "_s + keyMask(10) + u'…';
    QTest::newRow("cut in a spelling") << u"No sk%2Dlive%2…"_s << u"No "_s + keyMask(11) + u'…';
    QTest::newRow("cut in base64") << u"No "_s + QString::fromLatin1(Key.toBase64().first(10)) + u'…'
                                   << u"No "_s + keyMask(10) + u'…';
    QTest::newRow("cut elsewhere") << u"No sk-live-01 today, tomo…"_s << u"No sk-live-01 today, tomo…"_s;
    QTest::newRow("too little of it") << u"No sk-…"_s << u"No sk-…"_s;
    QTest::newRow("a cut alone") << u"…"_s << u"…"_s;
}

void TestRedaction::masksAnError()
{
    QFETCH(const QString, message);
    QFETCH(const QString, masked);
    ChatError error;
    error.message = message;
    QCOMPARE(redaction().of(error).message, masked);
}

void TestRedaction::anAnswersErrorHasNoKey_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("JSON") << 401 << "application/json"_ba
                          << R"({"error":{"message":"No )" + Key + R"(","code":")" + Key + R"(","type":")" +
                                 Key + "\"}}";
    QTest::newRow("page") << 502 << "text/html"_ba << "<p>No " + Key + "</p>";
    QTest::newRow("cut") << 401 << "text/plain"_ba << QByteArray(290, 'x') + ' ' + Key + ", which is long";
    QTest::newRow("stream") << 200 << "text/event-stream"_ba << "data: {\"error\":\"No " + Key + "\"}\n\n";
    QTest::newRow("no JSON in a stream") << 200 << "text/event-stream"_ba << "data: {" + Key + "\n\n";
    QTest::newRow("no answer at all") << 200 << "application/json"_ba << "No " + Key;
}

void TestRedaction::anAnswersErrorHasNoKey()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, body);
    Reply reply;
    ReplyAssembler assembler(*findDialect(u"chat-completions"), reply, {Secret(Key)});
    assembler.readHead(
        {.status = status, .headers = {{"Content-Type", contentType}, {"X-Request-Id", Key}}, .at = {}}, {});
    std::ignore = assembler.read(body, {});
    std::ignore = assembler.readRest(false);
    assembler.finish({}, {});
    QVERIFY(reply.error);
    QCOMPARE(reply.requestId, keyMask(Key.size()));
    const ChatError &error = *reply.error;
    for (const QString &text : {error.message, error.code, error.type, error.requestId}) {
        QVERIFY2(!text.contains(u"0123"), qPrintable(text));
        QVERIFY2(!text.contains(u"sk-l"), qPrintable(text));
    }
}

void TestRedaction::masksARecording()
{
    Recording recording = streamed({Key});
    recording.head->headers.append({"X-Key", Key});
    const Recording masked = redaction().of(recording);
    QCOMPARE(masked.head->headers.last().second, mask(Key.size()));
    QCOMPARE(textOf(masked), QString::fromLatin1(mask(Key.size())));
}

void TestRedaction::masksPiecesOverSeveralEvents_data()
{
    QTest::addColumn<QByteArrayList>("texts");
    for (qsizetype cut = 1; cut < Key.size(); ++cut) {
        QTest::addRow("two, %d", static_cast<int>(cut))
            << QByteArrayList{"is " + Key.first(cut), Key.sliced(cut) + "."};
    }
    QByteArrayList letters;
    for (const char letter : "is " + Key + ".")
        letters.append(QByteArray(1, letter));
    QTest::newRow("letters") << letters;
    QTest::newRow("escaped") << QByteArrayList{R"(is sk\u002d)", R"(live-0123456789.)"};
}

void TestRedaction::masksPiecesOverSeveralEvents()
{
    QFETCH(const QByteArrayList, texts);
    const Recording recording = streamed(texts);
    QCOMPARE(textOf(recording), u"is "_s + QString::fromLatin1(Key) + u'.');
    const Recording masked = redaction().of(recording);
    QVERIFY(!textOf(masked).contains(u'0'));
    QVERIFY(textOf(masked).startsWith(u"is ***"_s));
    QVERIFY(textOf(masked).endsWith(u"***."_s));
    QCOMPARE(masked.body().count("choices"), recording.body().count("choices"));
}

void TestRedaction::masksSpellingsOverSeveralEvents_data()
{
    QTest::addColumn<QByteArray>("spelled");
    QTest::newRow("percent") << "sk%2Dlive%2d0123456789"_ba;
    QTest::newRow("JSON in JSON") << R"(sk\\u002Dlive\\u002d0123456789)"_ba;
    QTest::newRow("base64") << Key.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("within base64") << ("a:" + Key).toBase64(QByteArray::OmitTrailingEquals).sliced(3);
}

/// Cut anywhere into three, also within the spelling of one character.
void TestRedaction::masksSpellingsOverSeveralEvents()
{
    QFETCH(const QByteArray, spelled);
    for (qsizetype cut = 1; cut + 3 < spelled.size(); ++cut) {
        if (spelled.at(cut - 1) == '\\' || spelled.at(cut + 2) == '\\')
            continue; // this would break the JSON of an event
        const Recording masked = redaction().of(
            streamed({"is " + spelled.first(cut), spelled.sliced(cut, 3), spelled.sliced(cut + 3) + "."}));
        const QString text = textOf(masked);
        QVERIFY2(text.count(u'*') >= Key.size() && !text.contains(u"345"), qPrintable(text));
        QVERIFY(!text.contains(QString::fromLatin1(Key.sliced(4).toBase64().first(12))));
        QVERIFY(text.startsWith(u"is "_s) && text.endsWith(u'.'));
    }
}

void TestRedaction::keepsOffsetsAndTimes()
{
    const Recording recording = streamed({"a", Key.first(7), Key.sliced(7)});
    const Recording masked = redaction().of(recording);
    Recording::Reader before(recording);
    Recording::Reader after(masked);
    while (!before.atEnd()) {
        const Recording::Piece was = before.next();
        const Recording::Piece is = after.next();
        QCOMPARE(is.offset, was.offset);
        QCOMPARE(is.bytes.size(), was.bytes.size());
        QCOMPARE(is.at, was.at);
    }
    QVERIFY(after.atEnd());
    QCOMPARE(masked.head->at, recording.head->at);
    QCOMPARE(masked.end->at, recording.end->at);
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/harreading.h"
#include "wire/harwriting.h"

#include "support/filepair.h"
#include "support/recordings.h"
#include "wire/dialects/registry.h"
#include "wire/replyassembler.h"

#include <QDirIterator>
#include <QTest>
#include <QTimeZone>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Reason = CaptureFault::Reason;

const QDateTime Start(QDate(2026, 1, 1), QTime(10, 4, 5, 123), QTimeZone::UTC);

Capture captureOf(const Recording &recording)
{
    return {.request = {.method = "POST",
                .url = QUrl(u"https://api.example/v1/chat/completions?tier=a%20b&x=%2B"_s),
                .headers = {{.name = "Authorization", .value = "Bearer ********"},
                    {.name = "Content-Type", .value = "application/json"}},
                .body = R"({"model":"m","top_p":0.10,"n":1e400})"},
        .recording = recording,
        .startedAt = Start};
}

/// The only capture in a HAR file.
Capture onlyOne(const QByteArray &har)
{
    const Captures captures = capturesInHar(har);
    return captures && captures->size() == 1 ? captures->first() : Capture();
}

QList<Capture> fixture(const QString &name)
{
    return capturesInHar(Test::readFile(QStringLiteral(PARLANCE_TEST_DATA "/har/") + name))
        .value_or(QList<Capture>());
}

/// The member of the only entry, as written.
QByteArray written(const QByteArray &har, const QStringList &path)
{
    const auto document = JsonDocument::read(har);
    std::optional<JsonValueView> value =
        document->root().member(u"log")->member(u"entries")->children().first();
    for (const QString &name : path)
        value = value ? value->member(name) : value;
    return value ? value->text().toByteArray() : QByteArray();
}

QList<Timing::Duration> timesOf(const Recording &recording)
{
    QList<Timing::Duration> times;
    for (Recording::Reader pieces(recording); !pieces.atEnd();)
        times << pieces.next().at;
    return times;
}

QString textOf(const Capture &capture, QStringView dialect)
{
    return decoded(capture.recording, *findDialect(dialect), {}).first().text();
}

QByteArray withEntry(const QByteArray &entry)
{
    return R"({"log":{"version":"1.2","entries":[)" + entry + "]}}";
}

} // namespace

/// HAR files: ours are read again without loss, those of other programs for what they tell.
class TestHar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBodyComesBackAtAnySplit_data();
    void everyBodyComesBackAtAnySplit();
    void everyEndComesBack_data();
    void everyEndComesBack();
    void largeBodiesComeBack();
    void bytesThatAreNoTextComeBack();
    void aCaptureOfAnAnswerAloneComesBack();
    void theStreamIsWrittenAsChromeDoes();
    void theTimingsAddUp();
    void aKeyThatIsStillThereIsMasked();
    void B_12_theTokenOfAnMcpServerBecomesAMask();
    void changedByHandItIsStillRead();
    void chrome();
    void chromeWithoutContent();
    void firefox();
    void charles();
    void mitmproxy();
    void everyKeyOfOthersIsMasked();
    void noCookieOfOthersIsKept();
    void faults_data();
    void faults();
    void cutOffAnywhereIsToldSo();
    void oddNumbersDoNoHarm();
};

void TestHar::everyBodyComesBackAtAnySplit_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(QStringLiteral(PARLANCE_TEST_DATA "/wire"), {u"*.sse"_s, u"*.body"_s}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(path.section(u'/', -2))) << path;
    }
}

void TestHar::everyBodyComesBackAtAnySplit()
{
    QFETCH(const QString, path);
    const QByteArray body = Test::readFile(path);
    const QByteArray type = path.endsWith(u".sse") ? "text/event-stream; charset=utf-8" : "application/json";
    QList<Test::Pieces> splits = Test::splits(body);
    if (splits.size() > 30) // every place of a short body costs minutes
        splits = splits.first(3) + splits.last(10);
    for (const Test::Pieces &pieces : splits) {
        const Capture capture = captureOf(Test::recordingOf(pieces, type));
        const Capture again = onlyOne(harOf(capture));
        QCOMPARE(Test::told(again.recording), Test::told(capture.recording));
        QCOMPARE(again.recording.body(), body);
        QCOMPARE(again.request, capture.request);
        QCOMPARE(again.startedAt, Start);
    }
}

void TestHar::everyEndComesBack_data()
{
    using By = Recording::End::By;
    QTest::addColumn<Recording>("recording");
    Recording recording = Test::recordingOf({"data: 1\n\n", "data: 2"}, "text/event-stream");
    recording.end = {.at = 3s, .by = By::User};
    QTest::newRow("stopped by the user") << recording;
    recording.end = {.at = 121ms, .by = By::EndMark};
    QTest::newRow("the end mark, before the last piece") << recording;
    for (const auto kind :
        {ChatError::Kind::Network, ChatError::Kind::Tls, ChatError::Kind::Proxy, ChatError::Kind::Protocol}) {
        recording.end = {.failure = ChatError{.kind = kind,
                             .httpStatus = 200,
                             .code = u"c"_s,
                             .type = u"t"_s,
                             .message = u"The \"connection\" was reset\n"_s,
                             .requestId = u"r-1"_s,
                             .retryAfter = 60s},
            .at = 3s};
        QTest::addRow("failure %d", static_cast<int>(kind)) << recording;
    }
    recording.head.reset();
    recording.dropBody();
    recording.connectingAt.reset();
    recording.encryptedAt.reset();
    recording.sentAt.reset();
    QTest::newRow("nobody listens") << recording;
    QTest::newRow("a body that was dropped") << [] {
        Recording dropped = Test::recordingOf({"data: 1\n\n"}, "text/event-stream");
        dropped.dropBody();
        return dropped;
    }();
    QTest::newRow("an error") << Test::recordingOf({R"({"error":{}})"}, "application/json", 429);
}

void TestHar::everyEndComesBack()
{
    QFETCH(const Recording, recording);
    const Capture again = onlyOne(harOf(captureOf(recording)));
    QCOMPARE(Test::told(again.recording), Test::told(recording));
}

/// Over the blocks of a recording, with a time of its own for each piece.
void TestHar::largeBodiesComeBack()
{
    Test::Pieces pieces;
    for (int i = 0; i < 5'000; ++i)
        pieces << QByteArray("data: ").append(QByteArray(i % 97, 'x')).append("\n\n");
    pieces << QByteArray(200'000, 'y');
    const Capture capture = captureOf(Test::recordingOf(pieces, "text/event-stream"));
    QCOMPARE(Test::told(onlyOne(harOf(capture)).recording), Test::told(capture.recording));
}

void TestHar::bytesThatAreNoTextComeBack()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    Capture capture =
        captureOf(Test::recordingOf({bytes, "\xef\xbb\xbf", bytes}, "application/octet-stream"));
    capture.recording.head->headers.emplaceBack("X-Latin", "\xe9t\xe9");
    capture.request.body = bytes;
    capture.request.headers << WireHeader{.name = "X-Latin", .value = "\xfc"};
    const QByteArray har = harOf(capture);
    QCOMPARE(written(har, {u"response"_s, u"content"_s, u"encoding"_s}), R"("base64")");
    const Capture again = onlyOne(har);
    QCOMPARE(Test::told(again.recording), Test::told(capture.recording));
    QCOMPARE(again.request, capture.request);

    const QByteArray controls =
        "\x01\x1f\x7f\xef\xbb\xbf \xef\xbf\xbf \xf0\x9f\x99\x82 \\u0041 \"\\\b\f\n\r\t"_ba + '\0';
    capture.recording = Test::recordingOf({controls}, "text/plain");
    const QByteArray text = harOf(capture);
    QVERIFY(written(text, {u"response"_s, u"content"_s, u"encoding"_s}).isEmpty());
    QCOMPARE(onlyOne(text).recording.body(), controls);
}

void TestHar::aCaptureOfAnAnswerAloneComesBack()
{
    Capture capture;
    capture.recording = Test::recordingOf({"data: 1\n\n"}, "text/event-stream");
    const QByteArray har = harOf(capture);
    QCOMPARE(written(har, {u"request"_s, u"url"_s}), R"("about:blank")");
    QCOMPARE(written(har, {u"startedDateTime"_s}), R"("1970-01-01T00:00:00.000Z")");
    const Capture again = onlyOne(har);
    QVERIFY(again.request.url.isEmpty());
    QVERIFY(!again.startedAt.isValid());
    QCOMPARE(Test::told(again.recording), Test::told(capture.recording));
}

void TestHar::theStreamIsWrittenAsChromeDoes()
{
    Capture capture = captureOf(Test::recordingOf({"id: 7\nevent: delta\nda", "ta: {\"t\":\"\\u00e9\"}\n\nda",
                                                      "ta: a\r\ndata:b\r\n\r\n: comment\n\ndata: cut"},
        "text/event-stream"));
    QCOMPARE(written(harOf(capture), {u"_eventSourceMessages"_s}),
        R"([{"time":1767261845.259001,"eventName":"delta","eventId":"7","data":"{\"t\":\"\\u00e9\"}"},)"
        R"({"time":1767261845.266920,"eventName":"message","eventId":"7","data":"a\nb"}])");
    capture.recording.head->headers.first().second = "application/json";
    QVERIFY(written(harOf(capture), {u"_eventSourceMessages"_s}).isEmpty());
}

void TestHar::theTimingsAddUp()
{
    const Capture capture = captureOf(Test::recordingOf({"{}"}, "application/json"));
    const QByteArray har = harOf(capture);
    QCOMPARE(written(har, {u"timings"_s}),
        R"({"blocked":0.101,"dns":-1,"connect":19.910,"ssl":-1,"send":0.106,)"
        R"("wait":100.046,"receive":23.757})");
    QCOMPARE(written(har, {u"time"_s}), "143.920");
    const Capture nothing = captureOf(Recording());
    QCOMPARE(written(harOf(nothing), {u"timings"_s}),
        R"({"blocked":-1,"dns":-1,"connect":-1,"ssl":-1,"send":0,"wait":0.000,"receive":0.000})");
    Capture early = capture; // refused while it was still being sent
    early.recording.sentAt = 121ms;
    QCOMPARE(written(harOf(early), {u"timings"_s, u"wait"_s}), "0.000");
}

void TestHar::aKeyThatIsStillThereIsMasked()
{
    Capture capture = captureOf(Test::recordingOf({"{}"}, "application/json"));
    capture.request.headers = wireHeaders({{"Authorization", "Bearer sk-live-0123456789"}});
    const QByteArray har = harOf(capture);
    QVERIFY(!har.contains("0123456789"));
    QVERIFY(har.contains("\"Bearer ******************\""));
}

/// Also where an answer repeats it.
void TestHar::B_12_theTokenOfAnMcpServerBecomesAMask()
{
    Capture capture = captureOf(Test::recordingOf({R"({"error":"mcp-live-0123"})"}, "application/json"));
    capture.request.body = R"({"mcp_servers":[{"name":"a","authorization_token":"mcp-live-0123"}]})";
    const Capture again = onlyOne(harOf(capture));
    QCOMPARE(
        again.request.body, R"({"mcp_servers":[{"name":"a","authorization_token":"*************"}]})"_ba);
    QCOMPARE(again.recording.body(), R"({"error":"*************"})"_ba);
}

/// The pieces no longer fit, so the times of the events are taken.
void TestHar::changedByHandItIsStillRead()
{
    const Capture capture =
        captureOf(Test::recordingOf({"data: one\n\n", "data: two\n\n"}, "text/event-stream"));
    const QByteArray har =
        harOf(capture).replace(R"(data: one\n\ndata: two\n\n)", R"(data: eleven\n\ndata: two\n\n)");
    const Capture again = onlyOne(har);
    QCOMPARE(again.recording.body(), "data: eleven\n\ndata: two\n\n");
    QCOMPARE(timesOf(again.recording), timesOf(capture.recording));
    QCOMPARE(again.recording.end->at, capture.recording.end->at);
}

/// Its events tell the times of a body that is there.
void TestHar::chrome()
{
    const QList<Capture> captures = fixture(u"chrome.har"_s);
    QCOMPARE(captures.size(), 3);
    QCOMPARE(captures.at(0).request.url, QUrl(u"https://chat.example/logo.png"_s));
    QCOMPARE(captures.at(0).recording.body(), "\x89PNG");
    const Capture &chat = captures.at(1);
    QCOMPARE(chat.startedAt, Start);
    QCOMPARE(textOf(chat, u"chat-completions"), u"Hello"_s);
    QCOMPARE(timesOf(chat.recording), (QList<Timing::Duration>{456'700us, 500'100us, 750'000us}));
    QCOMPARE(chat.recording.connectingAt, 12'500us);
    QCOMPARE(chat.recording.encryptedAt, 43'000us);
    QCOMPARE(chat.recording.sentAt, 43'500us);
    QCOMPARE(chat.recording.head->at, 300'000us);
    QCOMPARE(chat.recording.end->at, 800'250us);
    QCOMPARE(chat.request.headers.size(), 2); // without those that HTTP/2 makes of the first line
    QVERIFY(!captures.at(2).recording.head);
    QCOMPARE(captures.at(2).recording.end->failure->message, u"net::ERR_CONNECTION_RESET"_s);
}

void TestHar::chromeWithoutContent()
{
    const QList<Capture> captures = fixture(u"chrome-without-content.har"_s);
    QCOMPARE(captures.size(), 1);
    QCOMPARE(captures.first().recording.body(),
        "event: content_block_delta\nid: 7\ndata: "
        "{\"delta\":{\"type\":\"text_delta\",\"text\":\"Gr\u00fc\u00dfe\"}}\n\n"
        "event: content_block_delta\ndata: {\"delta\":{\"type\":\"text_delta\",\ndata: \"text\":\"!\"}}\n\n"
        "event: message_stop\nid: \ndata: {}\n\n");
    QCOMPARE(textOf(captures.first(), u"messages"), u"Gr\u00fc\u00dfe!"_s);
    QCOMPARE(timesOf(captures.first().recording), (QList<Timing::Duration>{456'700us, 500'000us, 900'000us}));
    QCOMPARE(captures.first().recording.end->at, 900'000us); // the timings end earlier
}

/// Its body is there at its end.
void TestHar::firefox()
{
    const QList<Capture> captures = fixture(u"firefox.har"_s);
    QCOMPARE(captures.size(), 1);
    QCOMPARE(captures.first().startedAt, Start);
    QCOMPARE(textOf(captures.first(), u"chat-completions"), u"Hello"_s);
    QCOMPARE(timesOf(captures.first().recording), QList<Timing::Duration>{101ms});
    QCOMPARE(captures.first().request.body, R"({"stream":true})");
    QVERIFY(!captures.first().recording.encryptedAt);
}

void TestHar::charles()
{
    const QList<Capture> captures = fixture(u"charles.har"_s);
    QCOMPARE(captures.size(), 1);
    QCOMPARE(captures.first().request.body, R"({"a":1})");
    QCOMPARE(captures.first().request.headers.first().value, "*****************");
    QCOMPARE(textOf(captures.first(), u"floopfloop"), u"Hi ü"_s);
}

void TestHar::mitmproxy()
{
    const QList<Capture> captures = fixture(u"mitmproxy.har"_s);
    QCOMPARE(captures.size(), 1);
    QCOMPARE(captures.first().startedAt, Start);
    QCOMPARE(captures.first().recording.size(), 0);
    QCOMPARE(captures.first().recording.head->status, 200);
    QCOMPARE(captures.first().recording.sentAt, 500us);
}

/// In its header, and wherever else it stands.
void TestHar::everyKeyOfOthersIsMasked()
{
    const Capture chat = fixture(u"chrome.har"_s).value(1);
    QCOMPARE(chat.request.headers.first().value, "Bearer *********************");
    QVERIFY(chat.request.headers.first().secret.isEmpty());
    QCOMPARE(chat.request.body, R"({"model":"m","stream":true,"user":"*********************"})");
    const Capture answer =
        onlyOne(withEntry(R"({"response":{"status":200,"headers":[{"name":"API-Key","value":"abc"}]}})"));
    QCOMPARE(answer.recording.head->headers, (RawHeaders{{"API-Key", "***"}}));
    const Capture inAddress =
        onlyOne(withEntry(R"({"request":{"url":"https://a.example/v1?alt=sse&key=AIzaSecret",
        "postData":{"text":"AIzaSecret"}}})"));
    QCOMPARE(inAddress.request.url, QUrl(u"https://a.example/v1?alt=sse&key=**********"_s));
    QCOMPARE(inAddress.request.body, QByteArray(10, '*'));
}

void TestHar::noCookieOfOthersIsKept()
{
    const Capture capture = onlyOne(withEntry(
        R"({"request":{"url":"https://a.example/","cookies":[{"name":"sid","value":"s3cret-cookie"}],
            "headers":[{"name":"cookie","value":"sid=s3cret-cookie; a=b"},{"name":"X-Goog-Api-Key","value":"AIzaSecret"}]},
            "response":{"status":200,"headers":[{"name":"Set-Cookie","value":"sid=s3cret-cookie; Path=/"},
            {"name":"Set-Cookie","value":"t=1"},{"name":"Server","value":"s"}]}})"));
    QCOMPARE(masked(capture.request.headers),
        (RawHeaders{{"cookie", QByteArray(22, '*')}, {"X-Goog-Api-Key", QByteArray(10, '*')}}));
    QCOMPARE(capture.recording.head->headers,
        (RawHeaders{{"Set-Cookie", QByteArray(25, '*')}, {"Set-Cookie", "***"}, {"Server", "s"}}));
    QVERIFY(!harOf(capture).contains("s3cret"));
}

void TestHar::faults_data()
{
    using Kind = JsonValueView::Kind;
    QTest::addColumn<QByteArray>("har");
    QTest::addColumn<CaptureFault>("fault");
    const auto wrong = [](const TextPlace &place, const QString &field, Kind wanted) {
        return CaptureFault{.reason = Reason::WrongType, .place = place, .field = field, .wanted = wanted};
    };
    QTest::newRow("no log") << "{\n \"a\":1}"_ba << wrong({1, 1}, u"log"_s, Kind::Object);
    QTest::newRow("a list") << "[1]"_ba << wrong({1, 1}, u"log"_s, Kind::Object);
    QTest::newRow("log is text") << "{\n \"log\": \"x\"}"_ba << wrong({2, 9}, u"log"_s, Kind::Object);
    QTest::newRow("no entries") << R"({"log":{"version":"1.2"}})"_ba
                                << wrong({1, 8}, u"log.entries"_s, Kind::Array);
    QTest::newRow("entries are an object")
        << R"({"log":{"entries":{}}})"_ba << wrong({1, 19}, u"log.entries"_s, Kind::Array);
    QTest::newRow("none in it") << "{\"log\":{\n\"entries\":[]}}"_ba
                                << CaptureFault{.reason = Reason::NoEntries,
                                       .place = {2, 11},
                                       .field = u"log.entries"_s};
    QTest::newRow("an entry is a number")
        << withEntry("7") << wrong({1, 36}, u"log.entries[0]"_s, Kind::Object);
    QTest::newRow("status in quotes") << withEntry("{},\n{\"response\":{\"status\":\"200\"}}")
                                      << wrong({2, 23}, u"log.entries[1].response.status"_s, Kind::Number);
    QTest::newRow("a header is text") << withEntry("\n{\"request\":{\"headers\":[\"a: b\"]}}")
                                      << wrong({2, 24}, u"log.entries[0].request.headers[0]"_s, Kind::Object);
    QTest::newRow("the first of two")
        << withEntry("\n{\"response\":{\"content\":{\"text\":1}},\n\"request\":3}")
        << wrong({3, 11}, u"log.entries[0].request"_s, Kind::Object); // read before the answer
    QTest::newRow("no base64")
        << withEntry("\n{\"response\":{\"content\":{\"text\":\"a*b\",\"encoding\":\"base64\"}}}")
        << CaptureFault{.reason = Reason::NotBase64,
               .place = {2, 32},
               .field = u"log.entries[0].response.content.text"_s};
    QTest::newRow("too many") << withEntry(QByteArray("{},").repeated(100'000) + "{}")
                              << CaptureFault{
                                     .reason = Reason::TooMany, .place = {1, 35}, .field = u"log.entries"_s};
    QTest::newRow("two files in one")
        << "{\"log\":{}}\n{"_ba
        << CaptureFault{
               .reason = Reason::NotJson, .place = {2, 1}, .json = JsonFault::Reason::TextAfterTheEnd};
    QTest::newRow("a comma too many")
        << "{\"log\":{\n  \"version\":\"1.2\",}}"_ba
        << CaptureFault{.reason = Reason::NotJson, .place = {2, 19}, .json = JsonFault::Reason::MissingName};
}

void TestHar::faults()
{
    QFETCH(const QByteArray, har);
    QFETCH(const CaptureFault, fault);
    const Captures captures = capturesInHar(har);
    QVERIFY(!captures);
    QCOMPARE(captures.error().reason, fault.reason);
    QCOMPARE(captures.error().field, fault.field);
    QCOMPARE(captures.error().place.line, fault.place.line);
    QCOMPARE(captures.error().place.column, fault.place.column);
    CaptureFault expected = fault;
    qsizetype line = 0; // where the faulty line begins; all is ASCII
    for (qsizetype i = 1; i < fault.place.line; ++i)
        line = har.indexOf('\n', line) + 1;
    expected.bytes = har.sliced(line + fault.place.column - 1)
                         .first(std::min<qsizetype>(6, har.size() - line - fault.place.column + 1));
    QCOMPARE(captures.error(), expected);
}

void TestHar::cutOffAnywhereIsToldSo()
{
    const QByteArray har =
        harOf(captureOf(Test::recordingOf({"data: \xc3\xbc\n\n"}, "text/event-stream"))).trimmed();
    for (qsizetype length = 1; length < har.size(); ++length) {
        const Captures captures = capturesInHar(har.first(length));
        QVERIFY(!captures);
        QCOMPARE(captures.error().reason, Reason::CutOff);
        QCOMPARE_LE(captures.error().place.column, length + 1);
    }
}

void TestHar::oddNumbersDoNoHarm()
{
    const Capture capture = onlyOne(withEntry(
        R"({"startedDateTime":"yesterday","response":{"status":1e99,"content":{"text":"ab"}},)"
        R"("timings":{"blocked":-1e300,"wait":1e308,"receive":1e400},)"
        R"("_eventSourceMessages":[{"time":-1e300},{"time":1e300,"data":"x"}],)"
        R"("_parlance":{"pieces":[[-5,1],[1e300,2]],"sent":-3,"head":1e300,"end":1e300,"ended_by":"?"}})"));
    QCOMPARE(capture.recording.body(), "ab");
    QCOMPARE(capture.recording.head->status, 999);
    QVERIFY(!capture.startedAt.isValid());
    QCOMPARE(capture.recording.sentAt, 0us);
    QVERIFY(capture.recording.end->at <= 8784h);
}

QTEST_APPLESS_MAIN(TestHar)
#include "tst_har.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/callcapture.h"

#include "support/compressed.h"
#include "wire/capturefile.h"
#include "wire/dialects/registry.h"
#include "wire/harwriting.h"
#include "wire/replyassembler.h"

#include <QRegularExpression>
#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Its base64 has + and /, and it has characters that addresses and JSON escape.
const QByteArray Canary = "sk-canary~0?>\"9/8>7?6-ABC";

using Spelling = QByteArray (*)(const QByteArray &);

QByteArray plain(const QByteArray &key)
{
    return key;
}

QByteArray percent(const QByteArray &key)
{
    QByteArray coded;
    for (const char c : key)
        coded += '%' + QByteArray(1, c).toHex().toUpper();
    return coded;
}

QByteArray base64(const QByteArray &key)
{
    return ("user:" + key).toBase64();
}

QByteArray escaped(const QByteArray &key)
{
    QByteArray coded;
    for (const char c : key)
        coded += "\\u00" + QByteArray(1, c).toHex();
    return coded;
}

/// In a JSON string.
QByteArray quoted(const QByteArray &text)
{
    return QByteArray(text).replace('\\', "\\\\").replace('"', "\\\"");
}

QByteArray contentEvent(const QByteArray &content)
{
    return R"(data: {"choices":[{"index":0,"delta":{"content":")" + content + "\"}}]}\n\n";
}

QByteArray argumentsEvent(const QByteArray &arguments)
{
    return R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":")" +
           arguments + "\"}}]}}]}\n\n";
}

/// A call in which nothing is secret, recorded in pieces of 40 bytes.
std::shared_ptr<Call> call(const QByteArray &body, const QByteArray &type = "text/event-stream")
{
    const Target target{.url = QUrl(u"https://api.example/v1/chat/completions"_s),
        .headers = wireHeaders({{"Authorization", "Bearer " + Canary}}),
        .dialect = findDialect(u"chat-completions")};
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    std::shared_ptr<Call> call = callOf(target, request);
    call->recording.startedAt = std::chrono::steady_clock::now() - 10s;
    call->recording.sentAt = 5ms;
    call->recording.head = {.status = 200, .headers = {{"Content-Type", type}}, .at = 7ms};
    for (qsizetype at = 0; at < body.size(); at += 40)
        call->recording.append(body.mid(at, 40), at * 1ms);
    call->recording.end = {.at = 9s};
    call->reply = decoded(call->recording, *call->dialect, {});
    return call;
}

using Place = std::shared_ptr<Call> (*)(const QByteArray &spelled);

std::shared_ptr<Call> inHeader(const QByteArray &spelled)
{
    auto made = call(contentEvent("Hi"));
    made->sent.headers.append(WireHeader{.name = "X-Trace", .value = "is " + spelled});
    made->recording.head->headers.emplaceBack("X-Echo", spelled);
    return made;
}

std::shared_ptr<Call> inQuery(const QByteArray &spelled)
{
    auto made = call(contentEvent("Hi"));
    made->sent.url = QUrl::fromEncoded("https://api.example/v1?a=b&key=" + spelled);
    return made;
}

std::shared_ptr<Call> inBody(const QByteArray &spelled)
{
    auto made = call(contentEvent("Hi"));
    made->sent.body = R"({"user":")" + quoted(spelled) + "\"}";
    return made;
}

std::shared_ptr<Call> withRequest(const std::shared_ptr<Call> &made, const ChatRequest &request)
{
    made->request = request;
    made->sent.body = made->dialect->encode(request);
    return made;
}

std::shared_ptr<Call> inExtraJson(const QByteArray &spelled)
{
    auto made = call(contentEvent("Hi"));
    ChatRequest request = made->request;
    request.extra = R"({"metadata":{"note":")" + quoted(spelled) + "\"}}";
    return withRequest(made, request);
}

std::shared_ptr<Call> inPrompt(const QByteArray &spelled)
{
    auto made = call(contentEvent("Hi"));
    ChatRequest request = made->request;
    request.messages = {Message::of(Role::User, u"My key is %1."_s.arg(QString::fromLatin1(spelled)))};
    return withRequest(made, request);
}

/// In a call that the request quotes, and in the pieces of one in the answer.
std::shared_ptr<Call> inToolArgument(const QByteArray &spelled)
{
    const QByteArray arguments = R"({"key":")" + quoted(spelled) + "\"}";
    QByteArray body;
    for (const char c : arguments)
        body += argumentsEvent(quoted(QByteArray(1, c)));
    auto made = call(body);
    ChatRequest request = made->request;
    Message asked = Message::of(Role::Assistant, {});
    asked.parts = {ToolCall{.id = u"1"_s, .name = u"f"_s, .arguments = QString::fromLatin1(arguments)}};
    request.messages.append(asked);
    return withRequest(made, request);
}

std::shared_ptr<Call> inOnePiece(const QByteArray &spelled)
{
    return call(
        R"({"choices":[{"message":{"content":"It is )" + quoted(spelled) + ".\"}}]}", "application/json");
}

std::shared_ptr<Call> overEvents(const QByteArray &spelled)
{
    QByteArray body = contentEvent("It is ");
    for (const char c : spelled)
        body += contentEvent(quoted(QByteArray(1, c)));
    return call(body + contentEvent(".") + "data: [DONE]\n\n");
}

std::shared_ptr<Call> compressed(const QByteArray &spelled)
{
    const QByteArray plain = contentEvent("It is " + quoted(spelled) + ".") + "data: [DONE]\n\n";
    auto made = call(Test::compressed("gzip", plain));
    made->recording.head->headers.emplaceBack("Content-Encoding", "gzip");
    made->reply = decoded(made->recording, *made->dialect, {});
    return made;
}

/// One level of JSON escapes undone.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray read;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            read += text[at];
            continue;
        }
        bool isCode = false;
        const ushort code =
            text.sliced(at).startsWith("\\u00") ? text.sliced(at + 2).first(4).toUShort(&isCode, 16) : 0;
        read += isCode ? static_cast<char>(code) : text[at + 1];
        at += isCode ? 5 : 1;
    }
    return read;
}

/// What the runs of base64 digits say, at each place where one could begin.
QByteArray decodedRuns(const QByteArray &text)
{
    static const QRegularExpression run(u"[A-Za-z0-9+/_-]{16,}"_s);
    QByteArray said;
    for (auto runs = run.globalMatch(QString::fromLatin1(text)); runs.hasNext();) {
        const QByteArray coded = runs.next().captured().toLatin1().replace('-', '+').replace('_', '/');
        for (qsizetype begin = 0; begin < 4; ++begin)
            said += QByteArray::fromBase64(coded.sliced(begin)) + '\n';
    }
    return said;
}

/// How often the key is in the text, in any spelling, or in one within another.
qsizetype timesFound(const QByteArray &text, int depth = 4)
{
    qsizetype found = text.count(Canary);
    if (depth == 0 || found > 0)
        return found;
    for (const QByteArray &read : {unescaped(text), QByteArray::fromPercentEncoding(text)}) {
        if (read != text)
            found += timesFound(read, depth - 1);
    }
    return found + decodedRuns(text).count(Canary);
}

/// All that a reader of the file could put together again.
QByteArray readBack(const QByteArray &file)
{
    const Captures captures = capturesIn(file);
    if (!captures)
        return {};
    const Reply reply = decoded(captures->first().recording, *findDialect(u"chat-completions"), {});
    const QString body = QString::fromUtf8(captures->first().request.body);
    QByteArray said = reply.first().text().toLatin1() + '\n' + body.toLatin1() + '\n';
    for (const ToolCall &tool : reply.first().toolCalls())
        said += tool.arguments.toLatin1() + '\n';
    return said;
}

} // namespace

/// The one way from a call to a file.
class TestCallCapture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSearchFindsEverySpelling();
    void noFileHasTheKey_data();
    void noFileHasTheKey();
    void withoutAKeyNothingChanges();
    void aCompressedAnswerIsWrittenDecompressed();
    void theCallsOwnKeyIsMaskedUnasked();
    void noFileHasACookie();
    void tellsWhenItWasOnTheWallClock();
    void aCallThatWasNotSent();
    void aCallThatStillRuns();
};

/// Or else it would prove nothing that none is found.
void TestCallCapture::theSearchFindsEverySpelling()
{
    for (const Place place : {inHeader, inQuery, inBody, inExtraJson, inPrompt, inToolArgument, inOnePiece,
             overEvents, compressed}) {
        for (const Spelling spelling : {plain, percent, base64, escaped}) {
            const auto leaking = place(spelling(Canary));
            leaking->sent.headers.removeIf([](const WireHeader &header) { return !header.secret.isEmpty(); });
            const Capture capture{.request = leaking->sent, .recording = leaking->recording, .startedAt = {}};
            const QByteArray har = harOf(capture);
            QVERIFY(timesFound(har) + timesFound(readBack(har)) > 0);
        }
    }
}

void TestCallCapture::noFileHasTheKey_data()
{
    QTest::addColumn<Place>("place");
    QTest::addColumn<Spelling>("spelling");
    const QList<std::pair<const char *, Place>> places{{"header", inHeader}, {"query", inQuery},
        {"body", inBody}, {"extra JSON", inExtraJson}, {"prompt", inPrompt},
        {"tool argument", inToolArgument}, {"answer in one piece", inOnePiece},
        {"answer over several events", overEvents}, {"compressed answer", compressed}};
    const QList<std::pair<const char *, Spelling>> spellings{
        {"plain", plain}, {"percent-coded", percent}, {"base64", base64}, {"JSON-escaped", escaped}};
    for (const auto &[place, makes] : places) {
        for (const auto &[spelling, spells] : spellings)
            QTest::addRow("%s, %s", place, spelling) << makes << spells;
    }
}

void TestCallCapture::noFileHasTheKey()
{
    QFETCH(const Place, place);
    QFETCH(const Spelling, spelling);
    Redaction redaction;
    redaction.add(Secret(Canary));
    const Capture capture = captureOf(*place(spelling(Canary)), redaction);
    for (const QString &name : {u"a.har"_s, u"a.txt"_s, u"a.sse"_s}) {
        const QByteArray file = captureFile(capture, name);
        QCOMPARE(timesFound(file), 0);
        QCOMPARE(timesFound(readBack(file)), 0);
        QVERIFY(!file.isEmpty());
    }
}

void TestCallCapture::withoutAKeyNothingChanges()
{
    Redaction redaction;
    redaction.add(Secret(Canary));
    for (const Place place : {inBody, inExtraJson, inPrompt, inToolArgument, inOnePiece, overEvents}) {
        const auto made = place("no secret: %41 \\u0041 QUJD");
        made->sent.headers.removeIf([](const WireHeader &header) { return !header.secret.isEmpty(); });
        const Capture capture = captureOf(*made, redaction);
        const Capture asItIs{
            .request = made->sent, .recording = made->recording, .startedAt = capture.startedAt};
        for (const QString &name : {u"a.har"_s, u"a.txt"_s, u"a.sse"_s})
            QCOMPARE(captureFile(capture, name), captureFile(asItIs, name));
    }
}

/// As HAR wants it, and as curl --compressed prints it: with the header that says so.
void TestCallCapture::aCompressedAnswerIsWrittenDecompressed()
{
    const auto made = compressed("no secret");
    const Capture capture = captureOf(*made, {});
    QVERIFY(capture.recording.body().startsWith("data: "));
    const qint64 plain = capture.recording.size();
    const qint64 sent = made->recording.size();
    QVERIFY(plain != sent);
    const QByteArray har = harOf(capture);
    QVERIFY(har.contains("\"size\":" + QByteArray::number(plain)));
    QVERIFY(har.contains("\"compression\":" + QByteArray::number(plain - sent)));
    QVERIFY(har.contains("\"bodySize\":" + QByteArray::number(sent)));
    for (const QString &name : {u"a.har"_s, u"a.txt"_s}) {
        const Captures again = capturesIn(captureFile(capture, name));
        QVERIFY(again);
        Reply reply = decoded(again->first().recording, *made->dialect, {});
        QCOMPARE(reply.first().text(), made->reply.first().text());
        QCOMPARE(reply.state, Reply::State::Complete);
    }
}

void TestCallCapture::theCallsOwnKeyIsMaskedUnasked()
{
    const auto made = overEvents(Canary);
    QCOMPARE(timesFound(harOf(captureOf(*made, {}))), 0);
    made->isDemo = true; // its keys are public
    QCOMPARE(captureOf(*made, {}).recording.body(), made->recording.body());
    QVERIFY(!harOf(captureOf(*made, {})).contains("Bearer " + Canary));
}

void TestCallCapture::noFileHasACookie()
{
    const auto made = call(contentEvent("Hi"));
    made->sent.headers.append({.name = "Cookie", .value = "sid=s3cret"});
    made->recording.head->headers.emplaceBack("Set-Cookie", "sid=s3cret; Path=/\nt=s3cret");
    const Capture capture = captureOf(*made, {});
    for (const QString &name : {u"a.har"_s, u"a.txt"_s})
        QVERIFY(!captureFile(capture, name).contains("s3cret"));
    QVERIFY(captureFile(capture, u"a.har"_s).contains("Set-Cookie"));
}

void TestCallCapture::tellsWhenItWasOnTheWallClock()
{
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const Capture capture = captureOf(*call(contentEvent("Hi")), {});
    const QDateTime after = QDateTime::currentDateTimeUtc();
    QCOMPARE(capture.startedAt.timeSpec(), Qt::UTC);
    QVERIFY(capture.startedAt.addSecs(10) >= before.addMSecs(-1));
    QVERIFY(capture.startedAt.addSecs(10) <= after.addMSecs(1));
}

void TestCallCapture::aCallThatWasNotSent()
{
    const Call refused;
    const Capture capture = captureOf(refused, {});
    QVERIFY(!capture.startedAt.isValid());
    QVERIFY(capture.request.url.isEmpty());
}

void TestCallCapture::aCallThatStillRuns()
{
    const auto running = call(contentEvent("Hi"));
    running->recording.end.reset();
    const Recording captured = captureOf(*running, {}).recording;
    QCOMPARE(captured.body(), running->recording.body());
    QCOMPARE(captured.end->by, Recording::End::By::User);
    QCOMPARE(captured.end->at, 40ms); // its second piece
}

QTEST_GUILESS_MAIN(TestCallCapture)
#include "tst_callcapture.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/rufloendpoint.h"
#include "demo/forms/rufloanswer.h"
#include "demo/forms/ruflorequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray bodyWith(const QByteArray &messages, const QByteArray &more = {})
{
    return R"({"model":"ruflo-free","messages":)" + messages + more + "}";
}

DemoRequest post(const QByteArray &body)
{
    return {.method = "POST",
        .path = u"/api/chat"_s,
        .headers = {},
        .body = body,
        .client = QHostAddress(QHostAddress::LocalHost)};
}

} // namespace

class RufloEndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
    void RF_04_RF_10_readsTheListedFields();
    void RF_26_limitCountsUtf8OfContent_data();
    void RF_26_limitCountsUtf8OfContent();
    void routes_data();
    void routes();
    void RF_24_throttlesEachClient();
    void throttleRefillsInTime();
    void RF_25_faultOnDemand();
    void RF_16_to_RF_19_streamOfEvents();
    void framesAreDueAtTheTiersPace();
    void reasoningGoesFirst();
    void RF_15_plainAnswerTakesTheStreamsTime();
};

void RufloEndpointTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    const QString mustInclude = u"Body must include `model` and `messages[]`"_s;
    const QByteArray hi = R"([{"role":"user","content":"hi"}])";
    QTest::newRow("RF-14 empty object") << "{}"_ba << mustInclude;
    QTest::newRow("RF-14 no messages") << R"({"model":"ruflo-free"})"_ba << mustInclude;
    QTest::newRow("RF-14 no model") << R"({"messages":[{"role":"user","content":"hi"}]})"_ba << mustInclude;
    QTest::newRow("RF-14 messages empty") << bodyWith("[]") << mustInclude;
    QTest::newRow("RF-14 messages no array") << bodyWith("\"hi\"") << mustInclude;
    QTest::newRow("RF-22 empty body") << ""_ba << u"Body is not JSON: illegal value at byte 0"_s;
    QTest::newRow("RF-22 cut off") << R"({"model":)"_ba
                                   << u"Body is not JSON: unterminated object at byte 9"_s;
    QTest::newRow("RF-22 no object") << "[1]"_ba << u"Body must be a JSON object"_s;
    QTest::newRow("model is a number")
        << R"({"model":1,"messages":[{"role":"user","content":"hi"}]})"_ba << u"`model` must be a string"_s;
    QTest::newRow("message is no object")
        << bodyWith(R"([{"role":"user","content":"a"},"b"])") << u"`messages[1]` must be an object"_s;
    QTest::newRow("RF-10 no tool role")
        << bodyWith(
               R"([{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"tool","content":"c"}])")
        << u"`messages[2].role` must be system, user or assistant"_s;
    QTest::newRow("role is missing") << bodyWith(R"([{"content":"a"}])")
                                     << u"`messages[0].role` must be system, user or assistant"_s;
    QTest::newRow("content is missing")
        << bodyWith(R"([{"role":"user"}])") << u"`messages[0].content` must be a string"_s;
    QTest::newRow("content in parts")
        << bodyWith(R"([{"role":"user","content":[{"type":"text","text":"a"}]}])")
        << u"`messages[0].content` must be a string"_s;
    const QString wholeNumber = u"`max_tokens` must be a whole number of at least 1"_s;
    QTest::newRow("max_tokens 0") << bodyWith(hi, R"(,"max_tokens":0)") << wholeNumber;
    QTest::newRow("max_tokens 1.5") << bodyWith(hi, R"(,"max_tokens":1.5)") << wholeNumber;
    QTest::newRow("max_tokens is text") << bodyWith(hi, R"(,"max_tokens":"8")") << wholeNumber;
    QTest::newRow("stream is text") << bodyWith(hi, R"(,"stream":"yes")")
                                    << u"`stream` must be true or false"_s;
}

void RufloEndpointTest::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    const auto request = readRufloRequest(body);
    QVERIFY(!request);
    QCOMPARE(request.error().message, message);
    QCOMPARE(request.error().status, 400);
}

void RufloEndpointTest::accepts_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray hi = R"([{"role":"user","content":"hi"}])";
    QTest::newRow("RF-04 only what is required") << bodyWith(hi);
    QTest::newRow("RF-13 stream false") << bodyWith(hi, R"(,"stream":false)");
    QTest::newRow("null is as good as absent") << bodyWith(hi, R"(,"stream":null,"max_tokens":null)");
    QTest::newRow("unknown fields") << bodyWith(hi, R"(,"temperature":2,"tools":[])");
    QTest::newRow("empty content") << bodyWith(R"([{"role":"user","content":""}])");
    QTest::newRow("huge max_tokens") << bodyWith(hi, R"(,"max_tokens":99999999999)");
}

void RufloEndpointTest::accepts()
{
    QFETCH(QByteArray, body);
    const auto request = readRufloRequest(body);
    QVERIFY2(request, qPrintable(request ? QString() : request.error().message));
    QVERIFY(!request->stream);
}

void RufloEndpointTest::RF_04_RF_10_readsTheListedFields()
{
    const auto request =
        readRufloRequest(R"({"model":"ruflo-smart","max_tokens":800,"stream":true,"messages":[
        {"role":"system","content":"Be brief."},{"role":"user","content":"Hi \u00e9"},{"role":"assistant","content":"Ho"}]})");
    QVERIFY(request);
    const auto message = [](Role role, const QString &text) {
        return Message::of(role, text);
    };
    ChatRequest expected;
    expected.model = u"ruflo-smart"_s;
    expected.messages = {message(Role::System, u"Be brief."_s), message(Role::User, u"Hi é"_s),
        message(Role::Assistant, u"Ho"_s)};
    expected.stream = true;
    expected.maxTokens = 800;
    QCOMPARE(*request, expected);
}

void RufloEndpointTest::RF_26_limitCountsUtf8OfContent_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("passes");
    QTest::newRow("at the limit") << QString(16384, u'a') << QString() << true;
    QTest::newRow("one byte over") << QString(16385, u'a') << QString() << false;
    QTest::newRow("two messages at the limit") << QString(16000, u'a') << QString(384, u'b') << true;
    QTest::newRow("two messages, one byte over") << QString(16000, u'a') << QString(385, u'b') << false;
    QTest::newRow("two-byte letters at the limit") << QString(8192, u'é') << QString() << true;
    QTest::newRow("two-byte letters, one over") << QString(8192, u'é') << u"a"_s << false;
    QTest::newRow("quotes, escaped in JSON, at the limit") << QString(16384, u'"') << QString() << true;
    QTest::newRow("emoji at the limit") << u"🚀"_s.repeated(4096) << QString() << true;
    QTest::newRow("emoji, one byte over") << u"🚀"_s.repeated(4096) << u"a"_s << false;
}

void RufloEndpointTest::RF_26_limitCountsUtf8OfContent()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(bool, passes);
    const QJsonObject body{{u"model"_s, u"ruflo-free"_s},
        {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, first}},
                            QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, second}}}}};
    const auto request = readRufloRequest(QJsonDocument(body).toJson());
    QCOMPARE(request.has_value(), passes);
    if (!passes) {
        QCOMPARE(request.error().status, 413);
        QCOMPARE(request.error().message,
            u"Conversation too long for the public demo: 16385 bytes of messages, at most 16384"_s);
    }
}

void RufloEndpointTest::routes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("RF-01 chat") << "POST"_ba << u"/api/chat"_s << 200;
    QTest::newRow("RF-25 health") << "GET"_ba << u"/api/health"_s << 200;
    QTest::newRow("wrong method for chat") << "GET"_ba << u"/api/chat"_s << 405;
    QTest::newRow("wrong method for health") << "POST"_ba << u"/api/health"_s << 405;
    QTest::newRow("unknown method") << "BREW"_ba << u"/api/chat"_s << 405;
    QTest::newRow("nothing there") << "POST"_ba << u"/api/chat/"_s << 404;
    QTest::newRow("root") << "GET"_ba << u"/"_s << 404;
}

void RufloEndpointTest::routes()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    const Composer composer(Handbook::builtIn());
    RufloEndpoint ruflo(&composer, {});
    DemoRequest request = post(bodyWith(R"([{"role":"user","content":"hi"}])"));
    request.method = method;
    request.path = path;
    const DemoResponse response = answer(ruflo.routes(), request);
    QCOMPARE(response.status, status);
    QCOMPARE(response.headers.contains(QHttpHeaders::WellKnownHeader::Allow), status == 405);
}

void RufloEndpointTest::RF_24_throttlesEachClient()
{
    Throttle throttle({.burst = 2, .perSecond = 1}, [] { return std::chrono::steady_clock::time_point(); });
    const QHostAddress one(u"127.0.0.1"_s);
    const QHostAddress other(u"127.0.0.2"_s);
    QVERIFY(throttle.admit(one));
    QVERIFY(throttle.admit(one));
    QVERIFY(!throttle.admit(one));
    QVERIFY(throttle.admit(other));
}

void RufloEndpointTest::throttleRefillsInTime()
{
    std::chrono::steady_clock::time_point now;
    Throttle throttle({.burst = 2, .perSecond = 4}, [&now] { return now; });
    const QHostAddress client(QHostAddress::LocalHost);
    QVERIFY(throttle.admit(client) && throttle.admit(client) && !throttle.admit(client));
    now += 200ms; // not yet a whole request
    QVERIFY(!throttle.admit(client));
    now += 50ms;
    QVERIFY(throttle.admit(client) && !throttle.admit(client));
    now += 1h; // never more than the burst
    QVERIFY(throttle.admit(client) && throttle.admit(client) && !throttle.admit(client));
}

void RufloEndpointTest::RF_25_faultOnDemand()
{
    const Composer composer(Handbook::builtIn());
    RufloEndpoint ruflo(&composer, {});
    DemoRequest request = post("{}");
    request.headers.append("x-demo-fault", "500");
    const DemoResponse response = answer(ruflo.routes(), request);
    QCOMPARE(response.status, 500);
    QCOMPARE(response.frames.constFirst().bytes,
        R"({"error":{"message":"Server-side configuration issue. Check /api/health"}})"_ba);
}

void RufloEndpointTest::RF_16_to_RF_19_streamOfEvents()
{
    const DemoResponse response = streamedAnswer({.reasoning = {}, .text = u"Hi \"there\""_s}, {});
    QVERIFY(response.streamed);
    QByteArrayList frames;
    for (const TimedFrame &frame : response.frames)
        frames.append(frame.bytes);
    QCOMPARE(frames,
        (QByteArrayList{"data: {\"choices\":[{\"delta\":{\"content\":\"\",\"role\":\"assistant\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\" \\\"\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"there\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"\\\"\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n", "data: [DONE]\n\n"}));
}

void RufloEndpointTest::framesAreDueAtTheTiersPace()
{
    const DemoResponse response = streamedAnswer(
        {.reasoning = {}, .text = u"one two three"_s}, {.firstToken = 100ms, .perToken = 10ms});
    QList<std::chrono::microseconds> due;
    for (const TimedFrame &frame : response.frames)
        due.append(frame.due);
    QCOMPARE(due, (QList<std::chrono::microseconds>{0ms, 100ms, 110ms, 120ms, 120ms, 120ms}));
}

void RufloEndpointTest::reasoningGoesFirst()
{
    const DemoResponse response = streamedAnswer({.reasoning = u"because of"_s, .text = u"this"_s},
        {.firstToken = 100ms, .thinking = 1000ms, .perToken = 10ms});
    const QList<TimedFrame> expected{
        {100ms, "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"because\"}}]}\n\n"},
        {600ms, "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\" of\"}}]}\n\n"},
        {1100ms, "data: {\"choices\":[{\"delta\":{\"content\":\"this\"}}]}\n\n"}};
    QVERIFY(response.frames.sliced(1, 3) == expected);
}

void RufloEndpointTest::RF_15_plainAnswerTakesTheStreamsTime()
{
    const Answer said{.reasoning = {}, .text = u"one two"_s, .finishReason = u"length"_s};
    const Pace pace{.firstToken = 100ms, .perToken = 10ms};
    const DemoResponse response = plainAnswer(said, pace);
    QVERIFY(!response.streamed);
    const QList<TimedFrame> expected{{110ms,
        R"({"choices":[{"finish_reason":"length","message":{"content":"one two","role":"assistant"}}]})"_ba}};
    QVERIFY(response.frames == expected);
    QCOMPARE(response.frames.constLast().due, streamedAnswer(said, pace).frames.constLast().due);
}

QTEST_GUILESS_MAIN(RufloEndpointTest)
#include "tst_rufloendpoint.moc"

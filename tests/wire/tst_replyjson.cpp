// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/replyjson.h"

#include "wire/jsonobjectwriter.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The shape that `parlance-ask --json` and `parlance-decode` promise, byte for byte.
class TestReplyJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplyOfNothing();
    void aReplyOfEverything();
    void RA_27_signatures();
    void severalChoices();
    void partsAreToldWhereTheFieldsDoNotTellThem_data();
    void partsAreToldWhereTheFieldsDoNotTellThem();
    void aCutCallIsToldAsCut();
    void incomplete_data();
    void incomplete();
    void aFieldSetAgainKeepsItsPlace();
};

void TestReplyJson::aReplyOfNothing()
{
    const QByteArray expected =
        R"({"text":"","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null,"usage":null,)"
        R"("error":null,"incomplete":true,"timing":null})";
    QCOMPARE(replyToJson({}), expected);
}

void TestReplyJson::aReplyOfEverything()
{
    Reply reply;
    reply.state = Reply::State::Failed;
    reply.choices = {{.parts = {ReasoningPart{u"r"_s}, TextPart{u"a\"b"_s},
                          ToolCall{.id = u"i"_s, .name = u"n"_s, .arguments = u"{}"_s}},
        .refusal = u"no"_s,
        .finishReason = u"stop"_s}};
    reply.usage = {.inputTokens = 1,
        .outputTokens = 2,
        .totalTokens = 3,
        .cachedTokens = 0,
        .reasoningTokens = 4,
        .creditsUsed = 0.21,
        .creditsRemaining = 4837.79};
    reply.error = ChatError{.kind = ChatError::Kind::Server,
        .httpStatus = 503,
        .code = u"c"_s,
        .type = u"t"_s,
        .message = u"m"_s,
        .requestId = u"q"_s,
        .retryAfter = 60s};
    reply.timing = {.sent = 500us,
        .headers = 1500us,
        .firstToken = 2ms,
        .firstText = std::nullopt,
        .lastToken = std::nullopt,
        .total = 3s};
    const QByteArray expected =
        R"({"text":"a\"b","reasoning":"r","refusal":"no","tool_calls":[{"id":"i","name":"n","arguments":"{}"}],)"
        R"("finish_reason":"stop","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3,"cached_tokens":0,)"
        R"("reasoning_tokens":4,"credits_used":0.21,"credits_remaining":4837.79},"error":{"message":"m","code":"c",)"
        R"("type":"t","status":503,"retry_after_s":60,"request_id":"q"},"incomplete":true,"timing":{"sent_ms":0.5,)"
        R"("headers_ms":1.5,"first_token_ms":2,"first_text_ms":null,"last_token_ms":null,"total_ms":3000}})";
    QCOMPARE(replyToJson(reply), expected);
}

void TestReplyJson::RA_27_signatures()
{
    Reply reply;
    reply.choices.resize(1);
    reply.choices[0].parts = {ReasoningPart{.text = u"a"_s, .seal = u"s"_s},
        ReasoningPart{.text = {}, .seal = u"d"_s, .redacted = true}};
    QVERIFY(replyToJson(reply).endsWith(R"("timing":null,"signatures":["s"]})"));
}

void TestReplyJson::severalChoices()
{
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(2);
    addText(reply.choices[0].parts, u"a"_s);
    addText(reply.choices[1].parts, u"b"_s);
    QVERIFY(replyToJson(reply).endsWith(
        R"("timing":null,"choices":[{"index":0,"text":"a","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null},)"
        R"({"index":1,"text":"b","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null}]})"));
}

void TestReplyJson::partsAreToldWhereTheFieldsDoNotTellThem_data()
{
    QTest::addColumn<QList<Part>>("parts");
    QTest::addColumn<QByteArray>("json");
    const TextPart text{u"t"_s};
    const ToolCall call{.id = u"i"_s, .name = u"n"_s, .arguments = u"{}"_s};
    const ReasoningPart sealed{.text = u"r"_s, .seal = u"s"_s};
    const ReasoningPart redacted{.text = {}, .seal = u"d"_s, .redacted = true};
    QTest::newRow("the usual order") << QList<Part>{sealed, redacted, text, call, call} << QByteArray();
    QTest::newRow("nothing") << QList<Part>() << QByteArray();
    QTest::newRow("a text behind a call")
        << QList<Part>{call, text}
        << QByteArray(
               R"([{"type":"tool_call","id":"i","name":"n","arguments":"{}"},{"type":"text","text":"t"}])");
    QTest::newRow("reasoning behind a text")
        << QList<Part>{text, sealed, redacted}
        << QByteArray(R"([{"type":"text","text":"t"},{"type":"reasoning","text":"r","signature":"s"},)"
                      R"({"type":"reasoning","text":"","signature":null}])");
    QTest::newRow("a result") << QList<Part>{ToolResult{.callId = u"i"_s, .text = u"3"_s}}
                              << QByteArray(R"([{"type":"tool_result","call_id":"i","text":"3"}])");
    QTest::newRow("pictures")
        << QList<Part>{ImagePart{.mediaType = u"image/png"_s, .bytes = "png"},
               ImagePart{.mediaType = {}, .bytes = {}, .url = u"https://example.org/"_s}}
        << QByteArray(R"([{"type":"image","media_type":"image/png","base64":"cG5n","url":null},)"
                      R"({"type":"image","media_type":null,"base64":null,"url":"https://example.org/"}])");
    QTest::newRow("a file")
        << QList<Part>{FilePart{.name = u"a"_s, .mediaType = u"text/plain"_s, .bytes = "x"}}
        << QByteArray(R"([{"type":"file","name":"a","media_type":"text/plain","base64":"eA=="}])");
    QTest::newRow("what only the dialect reads") << QList<Part>{OtherPart{u"{\"a\": 1.0}"_s}}
                                                 << QByteArray(R"([{"type":"other","json":"{\"a\": 1.0}"}])");
}

void TestReplyJson::partsAreToldWhereTheFieldsDoNotTellThem()
{
    QFETCH(const QList<Part>, parts);
    QFETCH(const QByteArray, json);
    Reply reply;
    reply.choices = {{.parts = parts}};
    const QByteArray told = json.isEmpty() ? QByteArray() : ",\"parts\":" + json;
    QCOMPARE(replyToJson(reply).contains("\"parts\""), !json.isEmpty());
    QVERIFY2(replyToJson(reply).endsWith(told + '}'), replyToJson(reply));
    reply.choices.append(Choice());
    const QByteArray first = R"("finish_reason":null)" + told + R"(},{"index":1)";
    QVERIFY2(replyToJson(reply).contains(first), replyToJson(reply));
}

/// Under a key of its own, with what arrived.
void TestReplyJson::aCutCallIsToldAsCut()
{
    const ToolCall whole{.id = u"i"_s, .name = u"n"_s, .arguments = u"{}"_s};
    const ToolCall cut{.id = u"j"_s, .name = u"m"_s, .arguments = u"{\"a"_s};
    const QByteArray told =
        R"("tool_calls":[{"id":"i","name":"n","arguments":"{}"}],)"
        R"("cut_tool_calls":[{"id":"j","name":"m","arguments":"{\"a"}],"finish_reason":null)";
    Reply reply;
    reply.choices = {{.parts = {whole, cut}}, {.parts = {cut, whole}}};
    const QByteArray json = replyToJson(reply);
    QCOMPARE(json.count(told), 3);
    QVERIFY2(
        json.endsWith(told + R"(,"parts":[{"type":"cut_tool_call","id":"j","name":"m","arguments":"{\"a"},)"
                             R"({"type":"tool_call","id":"i","name":"n","arguments":"{}"}]}]})"),
        json);
}

void TestReplyJson::incomplete_data()
{
    QTest::addColumn<Reply::State>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("incomplete");
    QTest::addColumn<bool>("whole");
    using enum Reply::State;
    QTest::newRow("complete") << Complete << u"x"_s << false << true;
    QTest::newRow("X-02 broken off") << Incomplete << u"x"_s << true << false;
    QTest::newRow("stopped") << Stopped << u"x"_s << true << false;
    QTest::newRow("failed before a word") << Failed << QString() << false << false;
    QTest::newRow("failed after a word") << Failed << u"x"_s << true << false;
}

void TestReplyJson::incomplete()
{
    QFETCH(const Reply::State, state);
    QFETCH(const QString, text);
    QFETCH(const bool, incomplete);
    QFETCH(const bool, whole);
    Reply reply;
    reply.state = state;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, text);
    QCOMPARE(replyToJson(reply).contains(R"("incomplete":true)"), incomplete);
    QCOMPARE(isWhole(reply), whole);
}

void TestReplyJson::aFieldSetAgainKeepsItsPlace()
{
    JsonObjectWriter object;
    object.set(u"z"_s, 1);
    object.set(u"a"_s, 2);
    object.set(u"z"_s, u"new"_s);
    QCOMPARE(object.toJson(), QByteArray(R"({"z":"new","a":2})"));
    QCOMPARE(JsonObjectWriter().toJson(), QByteArray("{}"));
}

QTEST_GUILESS_MAIN(TestReplyJson)
#include "tst_replyjson.moc"

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
    reply.choices = {{.text = u"a\"b"_s,
        .reasoning = u"r"_s,
        .refusal = u"no"_s,
        .toolCalls = {{.id = u"i"_s, .name = u"n"_s, .arguments = u"{}"_s}},
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
    reply.choices[0].sealed = {
        {.text = u"a"_s, .seal = u"s"_s}, {.text = {}, .seal = u"d"_s, .redacted = true}};
    QVERIFY(replyToJson(reply).endsWith(R"("timing":null,"signatures":["s"]})"));
}

void TestReplyJson::severalChoices()
{
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(2);
    reply.choices[0].text = u"a"_s;
    reply.choices[1].text = u"b"_s;
    QVERIFY(replyToJson(reply).endsWith(
        R"("timing":null,"choices":[{"index":0,"text":"a","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null},)"
        R"({"index":1,"text":"b","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null}]})"));
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
    reply.choices[0].text = text;
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

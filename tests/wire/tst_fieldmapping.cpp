// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldmapping.h"

#include "wire/dialects/registry.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const Dialect &dialect(QStringView id)
{
    return *findDialect(id);
}

ChatRequest fullRequest()
{
    ChatRequest request;
    request.model = u"fast"_s;
    request.system = u"Be short."_s;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    request.maxTokens = 64;
    request.temperature = 0.5;
    return request;
}

Recording recordOf(const QByteArray &body)
{
    Recording record;
    record.head = {
        .status = 200, .headers = {{"Content-Type", "text/event-stream"}, {"X-Request-Id", "req-1"}}};
    record.append(body, {});
    return record;
}

} // namespace

class TestFieldMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestInEachDialect_data();
    void requestInEachDialect();
    void theResultOfAToolIsAQuestion();
    void knowsWhatWasNotSent();
    void noSystemPromptIsNotSent();
    void listsAreSent();
    void whatFollowsFromAnotherIsNotSaidTwice();
    void namesOtherFields();
    void answerOfChatCompletions();
    void answerOfMessages();
    void wholeAnswer();
    void errorHasItsHeadOnly();
    void findsTheEndOfALongAnswer();
};

void TestFieldMapping::requestInEachDialect_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("system");
    QTest::addColumn<QStringList>("question");
    QTest::newRow("chat-completions")
        << u"chat-completions"_s << QStringList{u"messages[0].content: \"Be short.\""_s}
        << QStringList{u"messages[1].content: \"Hi\""_s};
    QTest::newRow("messages") << u"messages"_s << QStringList{u"system: \"Be short.\""_s}
                              << QStringList{u"messages[0].content: \"Hi\""_s};
    QTest::newRow("floopfloop") << u"floopfloop"_s << QStringList{u"system: \"Be short.\""_s}
                                << QStringList{u"messages[0].content: \"Hi\""_s};
    QTest::newRow("floopfloop-generate")
        << u"floopfloop-generate"_s << QStringList{u"system: \"Be short.\""_s}
        << QStringList{u"prompt: \"Hi\""_s};
}

void TestFieldMapping::requestInEachDialect()
{
    QFETCH(const QString, id);
    const FieldMapping spelling = fieldMappingOf(dialect(id), fullRequest());
    QCOMPARE(spelling.value(WireField::Model), QStringList{u"model: \"fast\""_s});
    QTEST(spelling.value(WireField::System), "system");
    QTEST(spelling.value(WireField::Question), "question");
    QCOMPARE(spelling.value(ParameterName::MaxTokens), QStringList{u"max_tokens: 64"_s});
    QCOMPARE(spelling.value(ParameterName::Temperature), QStringList{u"temperature: 0.5"_s});
    QCOMPARE(spelling.value(WireField::Stream), QStringList{u"stream: true"_s});
}

void TestFieldMapping::theResultOfAToolIsAQuestion()
{
    ChatRequest request = fullRequest();
    request.messages.append(Message::result(u"c"_s, u"-3"_s));
    QCOMPARE(fieldMappingOf(dialect(u"chat-completions"), request).value(WireField::Question),
        QStringList{u"messages[2].content: \"-3\""_s});
    QCOMPARE(fieldMappingOf(dialect(u"messages"), request).value(WireField::Question),
        QStringList{u"messages[0].content[1].content: \"-3\""_s});
}

void TestFieldMapping::knowsWhatWasNotSent()
{
    const FieldMapping chat = fieldMappingOf(dialect(u"chat-completions"), fullRequest());
    QVERIFY(chat.contains(ParameterName::TopP)); // could be sent
    QCOMPARE(chat.value(ParameterName::TopP), QStringList());
    const FieldMapping floop = fieldMappingOf(dialect(u"floopfloop"), fullRequest());
    QVERIFY(!floop.contains(ParameterName::TopP)); // could not (FF-54)
    ChatRequest bare = fullRequest();
    bare.maxTokens.reset();
    QCOMPARE(fieldMappingOf(dialect(u"messages"), bare).value(ParameterName::MaxTokens),
        QStringList{u"max_tokens: 4096"_s}); // RA-24: required
}

void TestFieldMapping::noSystemPromptIsNotSent()
{
    ChatRequest request = fullRequest();
    request.system.clear();
    const FieldMapping spelling = fieldMappingOf(dialect(u"chat-completions"), request);
    QVERIFY(spelling.contains(WireField::System));
    QCOMPARE(spelling.value(WireField::System), QStringList());
}

void TestFieldMapping::listsAreSent()
{
    ChatRequest request = fullRequest();
    request.stop = {u"END"_s};
    request.tools = {Tool{.name = u"clock"_s, .description = {}, .schema = {}}};
    const FieldMapping spelling = fieldMappingOf(dialect(u"chat-completions"), request);
    QCOMPARE(spelling.value(ParameterName::Stop), QStringList{u"stop: [\"END\"]"_s});
    QCOMPARE(spelling.value(WireField::Tools), QStringList{u"tools[0].function.name: \"clock\""_s});
}

void TestFieldMapping::whatFollowsFromAnotherIsNotSaidTwice()
{
    ChatRequest request = fullRequest();
    request.maxTokens.reset(); // what is sent then depends on the thinking
    const FieldMapping spelling = fieldMappingOf(dialect(u"messages"), request);
    QVERIFY(spelling.contains(ParameterName::Thinking));
    QCOMPARE(spelling.value(ParameterName::Thinking), QStringList());
}

void TestFieldMapping::namesOtherFields()
{
    ChatRequest request = fullRequest();
    request.extra = R"({"seed":7})";
    QCOMPARE(fieldMappingOf(dialect(u"chat-completions"), request).value(WireField::OtherFields),
        QStringList{u"seed: 7"_s});
}

void TestFieldMapping::answerOfChatCompletions()
{
    const QByteArray body =
        R"(data: {"id":"c1","model":"m","choices":[{"delta":{"role":"assistant","content":""}}]}

data: {"choices":[{"delta":{"content":"Hel"}}]}

data: {"choices":[{"delta":{"content":"lo"},"finish_reason":"stop"}]}

data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":3}}

data: [DONE]

)";
    const FieldMapping spelling = fieldMappingOf(dialect(u"chat-completions"), recordOf(body));
    QCOMPARE(
        spelling.value(WireField::Status), (QStringList{u"200"_s, u"Content-Type: text/event-stream"_s}));
    QCOMPARE(spelling.value(WireField::RequestId), QStringList{u"X-Request-Id: req-1"_s});
    QCOMPARE(spelling.value(WireField::AnswerId), QStringList{u"id: \"c1\""_s});
    QCOMPARE(spelling.value(WireField::AnsweringModel), QStringList{u"model: \"m\""_s});
    QCOMPARE(spelling.value(WireField::Text), QStringList{u"choices[0].delta.content: \"Hel\""_s});
    QCOMPARE(spelling.value(WireField::FinishReason), QStringList{u"choices[0].finish_reason: \"stop\""_s});
    QCOMPARE(spelling.value(WireField::InputTokens), QStringList{u"usage.prompt_tokens: 3"_s});
    QCOMPARE(spelling.value(WireField::OutputTokens), QStringList{u"usage.completion_tokens: 3"_s});
    QCOMPARE(spelling.value(WireField::EndMark), QStringList{u"[DONE]"_s});
    QVERIFY(!spelling.contains(WireField::Reasoning));
}

void TestFieldMapping::answerOfMessages()
{
    const QByteArray body = R"(event: message_start
data: {"type":"message_start","message":{"id":"m1","model":"claude","usage":{"input_tokens":5,"output_tokens":1}}}

event: content_block_start
data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

event: message_delta
data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

event: message_stop
data: {"type":"message_stop"}

)";
    const FieldMapping spelling = fieldMappingOf(dialect(u"messages"), recordOf(body));
    QCOMPARE(spelling.value(WireField::Text), QStringList{u"content_block_delta › delta.text: \"Hello\""_s});
    QCOMPARE(spelling.value(WireField::AnswerId), QStringList{u"message_start › message.id: \"m1\""_s});
    QCOMPARE(spelling.value(WireField::FinishReason),
        QStringList{u"message_delta › delta.stop_reason: \"end_turn\""_s});
    QCOMPARE(spelling.value(WireField::InputTokens),
        QStringList{u"message_start › message.usage.input_tokens: 5"_s});
    QCOMPARE(
        spelling.value(WireField::OutputTokens), QStringList{u"message_delta › usage.output_tokens: 2"_s});
    QCOMPARE(spelling.value(WireField::EndMark), QStringList{u"message_stop"_s});
}

void TestFieldMapping::wholeAnswer()
{
    const FieldMapping spelling = fieldMappingOf(dialect(u"chat-completions"),
        recordOf(R"({"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]})"));
    QCOMPARE(spelling.value(WireField::Text), QStringList{u"choices[0].message.content: \"Hello\""_s});
    QCOMPARE(spelling.value(WireField::FinishReason), QStringList{u"choices[0].finish_reason: \"stop\""_s});
}

void TestFieldMapping::errorHasItsHeadOnly()
{
    Recording record = recordOf(R"({"error":{"message":"no"}})");
    record.head->status = 401;
    const FieldMapping spelling = fieldMappingOf(dialect(u"chat-completions"), record);
    QCOMPARE(spelling.value(WireField::Status).first(), u"401"_s);
    QVERIFY(!spelling.contains(WireField::Text));
}

void TestFieldMapping::findsTheEndOfALongAnswer()
{
    QByteArray body;
    for (int i = 0; i < 5000; ++i)
        body += "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n";
    body += "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n";
    const FieldMapping spelling = fieldMappingOf(dialect(u"chat-completions"), recordOf(body));
    QCOMPARE(spelling.value(WireField::FinishReason), QStringList{u"choices[0].finish_reason: \"length\""_s});
    QCOMPARE(spelling.value(WireField::EndMark), QStringList{u"[DONE]"_s});
}

QTEST_GUILESS_MAIN(TestFieldMapping)
#include "tst_fieldmapping.moc"

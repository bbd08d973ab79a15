// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/spelling.h"

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

class TestSpelling : public QObject
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

void TestSpelling::requestInEachDialect_data()
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

void TestSpelling::requestInEachDialect()
{
    QFETCH(const QString, id);
    const Spelling spelling = spellingOf(dialect(id), fullRequest());
    QCOMPARE(spelling.value(Meaning::Model), QStringList{u"model: \"fast\""_s});
    QTEST(spelling.value(Meaning::System), "system");
    QTEST(spelling.value(Meaning::Question), "question");
    QCOMPARE(spelling.value(Meaning::MaxTokens), QStringList{u"max_tokens: 64"_s});
    QCOMPARE(spelling.value(Meaning::Temperature), QStringList{u"temperature: 0.5"_s});
    QCOMPARE(spelling.value(Meaning::Stream), QStringList{u"stream: true"_s});
}

void TestSpelling::theResultOfAToolIsAQuestion()
{
    ChatRequest request = fullRequest();
    request.messages.append(Message::result(u"c"_s, u"-3"_s));
    QCOMPARE(spellingOf(dialect(u"chat-completions"), request).value(Meaning::Question),
        QStringList{u"messages[2].content: \"-3\""_s});
    QCOMPARE(spellingOf(dialect(u"messages"), request).value(Meaning::Question),
        QStringList{u"messages[0].content[1].content: \"-3\""_s});
}

void TestSpelling::knowsWhatWasNotSent()
{
    const Spelling chat = spellingOf(dialect(u"chat-completions"), fullRequest());
    QVERIFY(chat.contains(Meaning::TopP)); // could be sent
    QCOMPARE(chat.value(Meaning::TopP), QStringList());
    const Spelling floop = spellingOf(dialect(u"floopfloop"), fullRequest());
    QVERIFY(!floop.contains(Meaning::TopP)); // could not (FF-54)
    ChatRequest bare = fullRequest();
    bare.maxTokens.reset();
    QCOMPARE(spellingOf(dialect(u"messages"), bare).value(Meaning::MaxTokens),
        QStringList{u"max_tokens: 4096"_s}); // RA-24: required
}

void TestSpelling::noSystemPromptIsNotSent()
{
    ChatRequest request = fullRequest();
    request.system.clear();
    const Spelling spelling = spellingOf(dialect(u"chat-completions"), request);
    QVERIFY(spelling.contains(Meaning::System));
    QCOMPARE(spelling.value(Meaning::System), QStringList());
}

void TestSpelling::listsAreSent()
{
    ChatRequest request = fullRequest();
    request.stop = {u"END"_s};
    request.tools = {Tool{.name = u"clock"_s, .description = {}, .schema = {}}};
    const Spelling spelling = spellingOf(dialect(u"chat-completions"), request);
    QCOMPARE(spelling.value(Meaning::Stop), QStringList{u"stop: [\"END\"]"_s});
    QCOMPARE(spelling.value(Meaning::Tools), QStringList{u"tools[0].function.name: \"clock\""_s});
}

void TestSpelling::whatFollowsFromAnotherIsNotSaidTwice()
{
    ChatRequest request = fullRequest();
    request.maxTokens.reset(); // what is sent then depends on the thinking
    const Spelling spelling = spellingOf(dialect(u"messages"), request);
    QVERIFY(spelling.contains(Meaning::Thinking));
    QCOMPARE(spelling.value(Meaning::Thinking), QStringList());
}

void TestSpelling::namesOtherFields()
{
    ChatRequest request = fullRequest();
    request.extra = R"({"seed":7})";
    QCOMPARE(spellingOf(dialect(u"chat-completions"), request).value(Meaning::OtherFields),
        QStringList{u"seed: 7"_s});
}

void TestSpelling::answerOfChatCompletions()
{
    const QByteArray body =
        R"(data: {"id":"c1","model":"m","choices":[{"delta":{"role":"assistant","content":""}}]}

data: {"choices":[{"delta":{"content":"Hel"}}]}

data: {"choices":[{"delta":{"content":"lo"},"finish_reason":"stop"}]}

data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":3}}

data: [DONE]

)";
    const Spelling spelling = spellingOf(dialect(u"chat-completions"), recordOf(body));
    QCOMPARE(spelling.value(Meaning::Status), (QStringList{u"200"_s, u"Content-Type: text/event-stream"_s}));
    QCOMPARE(spelling.value(Meaning::RequestId), QStringList{u"X-Request-Id: req-1"_s});
    QCOMPARE(spelling.value(Meaning::AnswerId), QStringList{u"id: \"c1\""_s});
    QCOMPARE(spelling.value(Meaning::AnsweringModel), QStringList{u"model: \"m\""_s});
    QCOMPARE(spelling.value(Meaning::Text), QStringList{u"choices[0].delta.content: \"Hel\""_s});
    QCOMPARE(spelling.value(Meaning::FinishReason), QStringList{u"choices[0].finish_reason: \"stop\""_s});
    QCOMPARE(spelling.value(Meaning::InputTokens), QStringList{u"usage.prompt_tokens: 3"_s});
    QCOMPARE(spelling.value(Meaning::OutputTokens), QStringList{u"usage.completion_tokens: 3"_s});
    QCOMPARE(spelling.value(Meaning::EndMark), QStringList{u"[DONE]"_s});
    QVERIFY(!spelling.contains(Meaning::Reasoning));
}

void TestSpelling::answerOfMessages()
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
    const Spelling spelling = spellingOf(dialect(u"messages"), recordOf(body));
    QCOMPARE(spelling.value(Meaning::Text), QStringList{u"content_block_delta › delta.text: \"Hello\""_s});
    QCOMPARE(spelling.value(Meaning::AnswerId), QStringList{u"message_start › message.id: \"m1\""_s});
    QCOMPARE(spelling.value(Meaning::FinishReason),
        QStringList{u"message_delta › delta.stop_reason: \"end_turn\""_s});
    QCOMPARE(spelling.value(Meaning::InputTokens),
        QStringList{u"message_start › message.usage.input_tokens: 5"_s});
    QCOMPARE(spelling.value(Meaning::OutputTokens), QStringList{u"message_delta › usage.output_tokens: 2"_s});
    QCOMPARE(spelling.value(Meaning::EndMark), QStringList{u"message_stop"_s});
}

void TestSpelling::wholeAnswer()
{
    const Spelling spelling = spellingOf(dialect(u"chat-completions"),
        recordOf(R"({"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]})"));
    QCOMPARE(spelling.value(Meaning::Text), QStringList{u"choices[0].message.content: \"Hello\""_s});
    QCOMPARE(spelling.value(Meaning::FinishReason), QStringList{u"choices[0].finish_reason: \"stop\""_s});
}

void TestSpelling::errorHasItsHeadOnly()
{
    Recording record = recordOf(R"({"error":{"message":"no"}})");
    record.head->status = 401;
    const Spelling spelling = spellingOf(dialect(u"chat-completions"), record);
    QCOMPARE(spelling.value(Meaning::Status).first(), u"401"_s);
    QVERIFY(!spelling.contains(Meaning::Text));
}

void TestSpelling::findsTheEndOfALongAnswer()
{
    QByteArray body;
    for (int i = 0; i < 5000; ++i)
        body += "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n";
    body += "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n";
    const Spelling spelling = spellingOf(dialect(u"chat-completions"), recordOf(body));
    QCOMPARE(spelling.value(Meaning::FinishReason), QStringList{u"choices[0].finish_reason: \"length\""_s});
    QCOMPARE(spelling.value(Meaning::EndMark), QStringList{u"[DONE]"_s});
}

QTEST_GUILESS_MAIN(TestSpelling)
#include "tst_spelling.moc"

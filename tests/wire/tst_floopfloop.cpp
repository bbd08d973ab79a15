// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/floopfloop.h"

#include "wire/dialects/registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Message said(Role role, const QString &text)
{
    return Message::of(role, text);
}

const FloopFloop &chat()
{
    static const FloopFloop dialect(FloopFloop::Endpoint::Chat);
    return dialect;
}

const FloopFloop &generate()
{
    static const FloopFloop dialect(FloopFloop::Endpoint::Generate);
    return dialect;
}

QJsonObject encoded(const Dialect &dialect, const QList<Message> &messages)
{
    ChatRequest request;
    request.messages = messages;
    return QJsonDocument::fromJson(dialect.encode(request)).object();
}

QString promptOf(const QList<Message> &messages)
{
    return encoded(generate(), messages).value("prompt"_L1).toString();
}

ChatRequest everything()
{
    ChatRequest request;
    request.model = u"smart"_s;
    request.system = u"Be brief."_s;
    request.messages = {said(Role::User, u"Write a haiku about the moon"_s)};
    request.stream = false;
    request.maxTokens = 1024;
    request.temperature = 0.7;
    request.topP = 0.9;
    request.stop = {u"END"_s};
    request.n = 2;
    request.tools = {{.name = u"t"_s, .description = {}, .schema = {}}};
    request.toolChoice = u"auto"_s;
    request.thinkingTokens = 2000;
    request.reasoningEffort = u"low"_s;
    request.verbosity = u"low"_s;
    request.seed = 7;
    request.frequencyPenalty = 1;
    request.presencePenalty = 1;
    request.logprobs = true;
    request.topLogprobs = 5;
    request.serviceTier = u"auto"_s;
    request.parallelToolCalls = false;
    request.user = u"u1"_s;
    request.format = {.kind = AnswerFormat::Kind::JsonSchema, .schema = "true"};
    return request;
}

} // namespace

/// The spelling of requests at both endpoints; answers are in tst_answers.
class TestFloopFloop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void FF_10_FF_27_areFoundByIdAndPath();
    void FF_11_FF_12_FF_14_FF_15_FF_16_chat();
    void FF_28_FF_29_generate();
    void FF_12_onlyWhatIsSetIsSent();
    void FF_13_systemIsSentInOneWay();
    void FF_54_toolsAreNotSent();
    void FF_28_theFirstQuestionIsThePrompt();
    void FF_28_aLaterQuestionStandsBelowTheConversation();
    void FF_28_aPromptHasABound();
    void FF_30_bothReadTheSameAnswer();
    void aTextFileIsTextAndAPictureIsLeftOut();
    void ownFieldsWin();
};

void TestFloopFloop::FF_10_FF_27_areFoundByIdAndPath()
{
    QCOMPARE(findDialect(u"floopfloop")->usualPath(), u"/api/v1/ai/chat"_s);
    QCOMPARE(findDialect(u"floopfloop-generate")->usualPath(), u"/api/v1/ai/generate"_s);
    QCOMPARE(chat().headers(), RawHeaders());
}

void TestFloopFloop::FF_11_FF_12_FF_14_FF_15_FF_16_chat()
{
    QCOMPARE(chat().encode(everything()),
        QByteArray(
            R"({"messages":[{"role":"user","content":"Write a haiku about the moon"}],"model":"smart",)"
            R"("system":"Be brief.","temperature":0.7,"max_tokens":1024,"stream":false})"));
}

void TestFloopFloop::FF_28_FF_29_generate()
{
    QCOMPARE(generate().encode(everything()),
        QByteArray(R"({"prompt":"Write a haiku about the moon","system":"Be brief.","model":"smart",)"
                   R"("temperature":0.7,"max_tokens":1024,"stream":false})"));
}

void TestFloopFloop::FF_12_onlyWhatIsSetIsSent()
{
    ChatRequest request;
    request.messages = {said(Role::User, u"Hi"_s)};
    QCOMPARE(
        chat().encode(request), QByteArray(R"({"messages":[{"role":"user","content":"Hi"}],"stream":true})"));
    QCOMPARE(generate().encode(request), QByteArray(R"({"prompt":"Hi","stream":true})"));
}

void TestFloopFloop::FF_13_systemIsSentInOneWay()
{
    ChatRequest request;
    request.system = u"A"_s;
    request.messages = {said(Role::System, u"B"_s), said(Role::User, u"Hi"_s)};
    QCOMPARE(chat().encode(request),
        QByteArray(R"({"messages":[{"role":"user","content":"Hi"}],"system":"A\n\nB","stream":true})"));
    QCOMPARE(generate().encode(request), QByteArray(R"({"prompt":"Hi","system":"A\n\nB","stream":true})"));
}

void TestFloopFloop::FF_54_toolsAreNotSent()
{
    Message call = said(Role::Assistant, {});
    call.parts = {ToolCall{.id = u"c"_s, .name = u"t"_s, .arguments = {}}};
    const QList<Message> messages = {said(Role::User, u"a"_s), call, said(Role::Tool, u"r"_s),
        said(Role::Assistant, u"b"_s), said(Role::User, u"c"_s)};
    QCOMPARE(QJsonDocument(encoded(chat(), messages)).toJson(QJsonDocument::Compact),
        QByteArray(R"({"messages":[{"content":"a","role":"user"},{"content":"b","role":"assistant"},)"
                   R"({"content":"c","role":"user"}],"stream":true})"));
    QCOMPARE(promptOf(messages), u"User: a\n\nAssistant: b\n\nUser: c\n\nAssistant:"_s);
}

void TestFloopFloop::FF_28_theFirstQuestionIsThePrompt()
{
    QCOMPARE(promptOf({said(Role::User, u" as\nit is "_s)}), u" as\nit is "_s);
    QCOMPARE(promptOf({}), QString());
}

void TestFloopFloop::FF_28_aLaterQuestionStandsBelowTheConversation()
{
    QCOMPARE(
        promptOf({said(Role::User, u"One?"_s), said(Role::Assistant, u"1"_s), said(Role::User, u"Two?"_s)}),
        u"User: One?\n\nAssistant: 1\n\nUser: Two?\n\nAssistant:"_s);
}

void TestFloopFloop::FF_28_aPromptHasABound()
{
    const QString half(FloopFloop::MaxPromptChars / 2, u'x');
    const QList<Message> tooMuch = {
        said(Role::User, half), said(Role::Assistant, half), said(Role::User, u"Two?"_s)};
    const QString prompt = promptOf(tooMuch);
    QVERIFY(prompt.size() <= FloopFloop::MaxPromptChars);
    QVERIFY(prompt.startsWith(u"Assistant: x"_s));
    QVERIFY(prompt.endsWith(u"\n\nUser: Two?\n\nAssistant:"_s));

    const QString whole(FloopFloop::MaxPromptChars, u'y');
    QCOMPARE(promptOf({said(Role::User, u"One?"_s), said(Role::User, whole)}), whole);
}

void TestFloopFloop::FF_30_bothReadTheSameAnswer()
{
    const QByteArray body = R"({"content":"c","finishReason":"end_turn"})";
    QVERIFY(chat().decodeAnswer(body));
    QCOMPARE(generate().decodeAnswer(body), chat().decodeAnswer(body));
}

void TestFloopFloop::aTextFileIsTextAndAPictureIsLeftOut()
{
    ChatRequest request;
    request.messages = {Message::prompt(
        u"Hi"_s, {FilePart{.name = u"a.txt"_s, .mediaType = u"text/plain"_s, .bytes = "a", .sendsName = true},
                     ImagePart{.mediaType = u"image/png"_s, .bytes = "png"}})};
    QCOMPARE(chat().encode(request),
        R"({"messages":[{"role":"user","content":"a.txt:\n\na\n\nHi"}],"stream":true})"_ba);
    QCOMPARE(generate().encode(request), R"({"prompt":"a.txt:\n\na\n\nHi","stream":true})"_ba);
}

void TestFloopFloop::ownFieldsWin()
{
    ChatRequest request;
    request.extra = R"({"stream":false,"seed":7})";
    QCOMPARE(generate().encode(request), QByteArray(R"({"prompt":"","stream":false,"seed":7})"));
}

QTEST_GUILESS_MAIN(TestFloopFloop)
#include "tst_floopfloop.moc"

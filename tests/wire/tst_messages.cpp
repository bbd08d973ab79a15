// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/messages.h"

#include "wire/dialects/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Message said(Role role, const QString &text)
{
    return {.role = role, .content = text, .toolCalls = {}, .toolCallId = {}};
}

Message result(const QString &call, const QString &text)
{
    return {.role = Role::Tool, .content = text, .toolCalls = {}, .toolCallId = call};
}

Message calls(const QString &text, const QList<ToolCall> &toolCalls)
{
    return {.role = Role::Assistant, .content = text, .toolCalls = toolCalls, .toolCallId = {}};
}

ChatRequest ask(const QList<Message> &messages)
{
    ChatRequest request;
    request.model = u"claude"_s;
    request.messages = messages;
    return request;
}

QJsonObject encoded(const ChatRequest &request)
{
    return QJsonDocument::fromJson(Messages().encode(request)).object();
}

QByteArray encodedMessages(const QList<Message> &messages)
{
    return QJsonDocument(encoded(ask(messages)).value("messages"_L1).toArray())
        .toJson(QJsonDocument::Compact);
}

ChatRequest askWithTool(const QString &choice)
{
    ChatRequest request = ask({said(Role::User, u"Weather?"_s)});
    request.tools = {{.name = u"weather"_s, .description = u"By city"_s, .schema = R"({"type":"object"})"}};
    request.toolChoice = choice;
    return request;
}

QList<Delta> decode(StreamDecoder &decoder, const QByteArray &type, const QByteArray &data)
{
    return decoder.decode({.type = type, .data = data, .id = {}, .retry = std::nullopt});
}

} // namespace

/// The spelling of requests, and what an event becomes where whole answers (tst_answers) do not show it.
class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_18_isFoundByIdAndPath();
    void RA_19_namesItsVersion();
    void encode_data();
    void encode();
    void RA_24_maxTokensIsAlwaysSent();
    void RA_27_thinkingIsAskedFor();
    void messages_data();
    void messages();
    void RA_26_toolChoice_data();
    void RA_26_toolChoice();
    void RA_26_aToolWithoutArgumentsHasASchema();
    void RA_26_argumentsGoBackAsTheyCame();
    void RA_27_sealedReasoningIsToldWhenItIsWhole();
    void RA_31_theFirstCountOfTheOutputIsNotTaken();
    void RA_30_pingIsNothing();
};

void TestMessages::RA_18_isFoundByIdAndPath()
{
    const Dialect *dialect = findDialect(u"messages");
    QVERIFY(dialect);
    QCOMPARE(dialect->id(), u"messages"_s);
    QCOMPARE(dialect->usualPath(), u"/v1/messages"_s);
}

void TestMessages::RA_19_namesItsVersion()
{
    QCOMPARE(Messages().headers(), (RawHeaders{{"anthropic-version", "2023-06-01"}}));
}

void TestMessages::encode_data()
{
    QTest::addColumn<ChatRequest>("request");
    QTest::addColumn<QByteArray>("body");

    ChatRequest request = ask({said(Role::User, u"What is the CAP theorem?"_s)});
    request.stream = false;
    request.maxTokens = 1024;
    request.system = u"You are a technical expert."_s;
    QTest::newRow("RA-21 RA-22 RA-23 RA-24 RA-25 the example of the documentation")
        << request
        << QByteArray(R"({"model":"claude","max_tokens":1024,"system":"You are a technical expert.",)"
                      R"("messages":[{"role":"user","content":"What is the CAP theorem?"}],"stream":false})");

    request.system.clear();
    request.stream = true;
    request.temperature = 0.5;
    request.topP = 0.9;
    request.stop = {u"END"_s};
    request.n = 3;
    QTest::newRow("RA-25 parameters by their names here; n is not one")
        << request
        << QByteArray(R"({"model":"claude","max_tokens":1024,)"
                      R"("messages":[{"role":"user","content":"What is the CAP theorem?"}],"stream":true,)"
                      R"("temperature":0.5,"top_p":0.9,"stop_sequences":["END"]})");

    request = ask({said(Role::User, u"Hi"_s)});
    request.extra = R"({"max_tokens":9,"top_k":5})";
    QTest::newRow("the user's own fields come last and win")
        << request
        << QByteArray(R"({"model":"claude","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],)"
                      R"("stream":true,"top_k":5})");

    request = askWithTool(u"auto"_s);
    QTest::newRow("RA-26 tools")
        << request
        << QByteArray(
               R"({"model":"claude","max_tokens":4096,)"
               R"("messages":[{"role":"user","content":"Weather?"}],"stream":true,)"
               R"("tools":[{"name":"weather","description":"By city","input_schema":{"type":"object"}}],)"
               R"("tool_choice":{"type":"auto"}})");
}

void TestMessages::encode()
{
    QFETCH(const ChatRequest, request);
    QFETCH(const QByteArray, body);
    QCOMPARE(Messages().encode(request), body);
}

void TestMessages::RA_24_maxTokensIsAlwaysSent()
{
    QCOMPARE(encoded(ask({})).value("max_tokens"_L1).toInt(), Messages::DefaultMaxTokens);
}

/// The tokens of thinking are part of max_tokens, so there must be more of those.
void TestMessages::RA_27_thinkingIsAskedFor()
{
    ChatRequest request = ask({said(Role::User, u"Hi"_s)});
    QVERIFY(!encoded(request).contains("thinking"_L1));
    request.thinkingTokens = 8000;
    const QJsonObject thinking{{u"type"_s, u"enabled"_s}, {u"budget_tokens"_s, 8000}};
    QCOMPARE(encoded(request).value("thinking"_L1).toObject(), thinking);
    QCOMPARE(encoded(request).value("max_tokens"_L1).toInt(), Messages::DefaultMaxTokens + 8000);
    request.maxTokens = 9000;
    QCOMPARE(encoded(request).value("max_tokens"_L1).toInt(), 9000);
}

void TestMessages::messages_data()
{
    QTest::addColumn<QList<Message>>("messages");
    QTest::addColumn<QByteArray>("written");
    const ToolCall call{.id = u"t1"_s, .name = u"weather"_s, .arguments = u"{\"city\":\"Oslo\"}"_s};
    const ToolCall other{.id = u"t2"_s, .name = u"now"_s, .arguments = {}};

    QTest::newRow("RA-21 a text is the content itself")
        << QList{said(Role::User, u"a"_s), said(Role::Assistant, u"b"_s), said(Role::User, u"c"_s)}
        << QByteArray(R"([{"content":"a","role":"user"},{"content":"b","role":"assistant"},)"
                      R"({"content":"c","role":"user"}])");
    QTest::newRow("questions that follow each other are one message")
        << QList{said(Role::User, u"a"_s), said(Role::User, u"b"_s)}
        << QByteArray(
               R"([{"content":[{"text":"a","type":"text"},{"text":"b","type":"text"}],"role":"user"}])");
    QTest::newRow("RA-22 a message of the system is none")
        << QList{said(Role::System, u"s"_s), said(Role::User, u"a"_s)}
        << QByteArray(R"([{"content":"a","role":"user"}])");
    QTest::newRow("an empty answer is left out")
        << QList{said(Role::User, u"a"_s), said(Role::Assistant, QString())}
        << QByteArray(R"([{"content":"a","role":"user"}])");
    QTest::newRow("RA-26 a call without words")
        << QList{calls({}, {call})}
        << QByteArray(
               R"([{"content":[{"id":"t1","input":{"city":"Oslo"},"name":"weather","type":"tool_use"}],)"
               R"("role":"assistant"}])");
    QTest::newRow("RA-26 words, two calls, their results in one message with the next question")
        << QList{calls(u"I look."_s, {call, other}), result(u"t1"_s, u"-3"_s), result(u"t2"_s, u"noon"_s),
               said(Role::User, u"And?"_s)}
        << QByteArray(R"([{"content":[{"text":"I look.","type":"text"},)"
                      R"({"id":"t1","input":{"city":"Oslo"},"name":"weather","type":"tool_use"},)"
                      R"({"id":"t2","input":{},"name":"now","type":"tool_use"}],"role":"assistant"},)"
                      R"({"content":[{"content":"-3","tool_use_id":"t1","type":"tool_result"},)"
                      R"({"content":"noon","tool_use_id":"t2","type":"tool_result"},)"
                      R"({"text":"And?","type":"text"}],"role":"user"}])");
    QTest::newRow("RA-26 a single result is a block")
        << QList{result(u"t1"_s, u"-3"_s)}
        << QByteArray(
               R"([{"content":[{"content":"-3","tool_use_id":"t1","type":"tool_result"}],"role":"user"}])");

    Message thought = calls({}, {other});
    thought.reasoning = {
        {.text = u"Hm."_s, .seal = u"sig"_s}, {.text = {}, .seal = u"x"_s, .redacted = true}};
    QTest::newRow("RA-27 sealed reasoning goes back before the calls it led to")
        << QList{thought}
        << QByteArray(R"([{"content":[{"signature":"sig","thinking":"Hm.","type":"thinking"},)"
                      R"({"data":"x","type":"redacted_thinking"},)"
                      R"({"id":"t2","input":{},"name":"now","type":"tool_use"}],"role":"assistant"}])");
    thought.toolCalls.clear();
    thought.content = u"b"_s;
    QTest::newRow("RA-27 without calls it does not")
        << QList{thought} << QByteArray(R"([{"content":"b","role":"assistant"}])");
}

void TestMessages::messages()
{
    QFETCH(const QList<Message>, messages);
    QFETCH(const QByteArray, written);
    QCOMPARE(encodedMessages(messages), written);
}

void TestMessages::RA_26_toolChoice_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QJsonValue>("written");
    const auto typed = [](const QString &type) {
        return QJsonValue(QJsonObject{{u"type"_s, type}});
    };
    QTest::newRow("unsaid") << QString() << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("auto") << u"auto"_s << typed(u"auto"_s);
    QTest::newRow("none") << u"none"_s << typed(u"none"_s);
    QTest::newRow("required") << u"required"_s << typed(u"any"_s);
    QTest::newRow("a tool") << u"weather"_s
                            << QJsonValue(QJsonObject{{u"type"_s, u"tool"_s}, {u"name"_s, u"weather"_s}});
}

void TestMessages::RA_26_toolChoice()
{
    QFETCH(const QString, choice);
    QFETCH(const QJsonValue, written);
    ChatRequest request = askWithTool(choice);
    QCOMPARE(encoded(request).value("tool_choice"_L1), written);
    request.tools.clear();
    QVERIFY(!encoded(request).contains("tool_choice"_L1));
}

void TestMessages::RA_26_aToolWithoutArgumentsHasASchema()
{
    ChatRequest request = ask({});
    request.tools = {{.name = u"now"_s, .description = {}, .schema = {}}};
    QVERIFY(
        Messages().encode(request).contains(R"("tools":[{"name":"now","input_schema":{"type":"object"}}])"));
}

void TestMessages::RA_26_argumentsGoBackAsTheyCame()
{
    const auto inputOf = [](const QString &arguments) {
        const QByteArray body =
            Messages().encode(ask({calls({}, {{.id = u"t"_s, .name = u"f"_s, .arguments = arguments}})}));
        return body.mid(body.indexOf(R"("input":)") + 8);
    };
    QVERIFY(inputOf(u" {\"z\": 1.50, \"a\": [ ] }\n"_s).startsWith("{\"z\": 1.50, \"a\": [ ] }}"));
    QVERIFY(inputOf(u"{\"cut\": \"of"_s).startsWith("{}}"));
    QVERIFY(inputOf(u"[1]"_s).startsWith("{}}"));
}

void TestMessages::RA_27_sealedReasoningIsToldWhenItIsWhole()
{
    const auto decoder = Messages().streamDecoder();
    (void)decode(
        *decoder, "content_block_start", R"({"index":0,"content_block":{"type":"thinking","thinking":"a"}})");
    (void)decode(
        *decoder, "content_block_delta", R"({"index":0,"delta":{"type":"thinking_delta","thinking":"b"}})");
    const QList<Delta> signature = decode(
        *decoder, "content_block_delta", R"({"index":0,"delta":{"type":"signature_delta","signature":"s"}})");
    QCOMPARE(signature.size(), 0);
    const QList<Delta> end = decode(*decoder, "content_block_stop", R"({"index":0})");
    QCOMPARE(end.size(), 1);
    const SealedReasoning sealed{.text = u"ab"_s, .seal = u"s"_s};
    QCOMPARE(end.first().sealed, QList{sealed});
    QCOMPARE(end.first().reasoning, QString());

    (void)decode(*decoder, "content_block_start",
        R"({"index":1,"content_block":{"type":"redacted_thinking","data":"d"}})");
    const SealedReasoning redacted{.text = {}, .seal = u"d"_s, .redacted = true};
    QCOMPARE(decode(*decoder, "content_block_stop", R"({"index":1})").first().sealed, QList{redacted});
}

void TestMessages::RA_31_theFirstCountOfTheOutputIsNotTaken()
{
    const auto decoder = Messages().streamDecoder();
    const QList<Delta> deltas = decode(*decoder, "message_start",
        R"({"message":{"id":"i","model":"m","usage":{"input_tokens":25,"output_tokens":1}}})");
    QCOMPARE(deltas.size(), 1);
    QCOMPARE(deltas.first().model, u"m"_s);
    QCOMPARE(deltas.first().id, u"i"_s);
    QCOMPARE(deltas.first().usage->inputTokens, 25);
    QVERIFY(!deltas.first().usage->outputTokens);
}

void TestMessages::RA_30_pingIsNothing()
{
    QCOMPARE(decode(*Messages().streamDecoder(), "ping", R"({"type":"ping"})").size(), 0);
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/messages.h"
#include "wire/serverblock.h"

#include "chat/reply.h"
#include "wire/dialects/registry.h"

#include <QJsonArray>
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

Message result(const QString &call, const QString &text)
{
    return Message::result(call, text);
}

Message calls(const QString &text, const QList<ToolCall> &toolCalls)
{
    Message message = said(Role::Assistant, text);
    for (const ToolCall &call : toolCalls)
        message.parts.append(call);
    return message;
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

QByteArray blockEvent(
    const QByteArray &type, qsizetype index, const QByteArray &field, const QJsonObject &value)
{
    return QJsonDocument(QJsonObject{{u"type"_s, QString::fromLatin1(type)}, {u"index"_s, index},
                             {QString::fromLatin1(field), value}})
        .toJson(QJsonDocument::Compact);
}

/// How a server streams a block: what grows, letter by letter.
QByteArrayList eventsOf(const QByteArray &written, qsizetype index)
{
    QJsonObject block = QJsonDocument::fromJson(written).object();
    QByteArrayList deltas;
    const auto grow = [&](const QString &type, const QString &field, const QString &text) {
        for (const QChar letter : text)
            deltas << blockEvent(
                "content_block_delta", index, "delta", {{u"type"_s, type}, {field, QString(letter)}});
    };
    for (const QString &field : {u"thinking"_s, u"signature"_s, u"text"_s}) {
        if (!block.contains(field))
            continue;
        grow(field + u"_delta"_s, field, block.value(field).toString());
        block.insert(field, QString());
    }
    if (block.contains("input"_L1)) {
        const QByteArray input = written.sliced(written.indexOf(R"("input":)") + 8).chopped(1);
        grow(u"input_json_delta"_s, u"partial_json"_s, QString::fromUtf8(input));
        block.insert(u"input"_s, QJsonObject());
    }
    deltas.prepend(blockEvent("content_block_start", index, "content_block", block));
    return deltas << blockEvent("content_block_stop", index, "none", {});
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
    void B_16_thinkingHasModesAndADisplay();
    void otherParametersAreSpelledInTheirWay();
    void parametersOfFields();
    void B_15_aSchemaSharesItsFieldWithTheEffort();
    void anyJsonObjectIsNotTaken();
    void parallelToolCallsBelongToTheChoiceOfTool_data();
    void parallelToolCallsBelongToTheChoiceOfTool();
    void messages_data();
    void messages();
    void B_38_B_39_attachments_data();
    void B_38_B_39_attachments();
    void RA_26_toolChoice_data();
    void RA_26_toolChoice();
    void RA_26_aToolWithoutArgumentsHasASchema();
    void RA_26_argumentsGoBackAsTheyCame();
    void RA_26_aFailureIsMarked();
    void RA_27_blocksOfMcpServersGoBackAsTheyCame();
    void blocksOfOtherServerToolsGoBackAsTheyCame();
    void B_09_serverToolsStreamAndGoBackAsTheyCame();
    void aStrictToolSaysSo();
    void RA_27_sealedReasoningIsToldWhenItIsWhole();
    void RA_26_RA_27_whatCameGoesBackInItsOrder_data();
    void RA_26_RA_27_whatCameGoesBackInItsOrder();
    void aBlockThatOnlyTheServerReadsIsKeptAsItCame();
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

void TestMessages::B_16_thinkingHasModesAndADisplay()
{
    ChatRequest request = ask({said(Role::User, u"Hi"_s)});
    request.thinkingDisplay = u"omitted"_s;
    QVERIFY(!encoded(request).contains("thinking"_L1));
    request.thinkingTokens = 2000;
    QCOMPARE(encoded(request).value("thinking"_L1).toObject(),
        (QJsonObject{{u"type"_s, u"enabled"_s}, {u"budget_tokens"_s, 2000}, {u"display"_s, u"omitted"_s}}));
    request.thinkingMode = u"adaptive"_s;
    QCOMPARE(encoded(request).value("thinking"_L1).toObject(),
        (QJsonObject{{u"type"_s, u"adaptive"_s}, {u"display"_s, u"omitted"_s}}));
    QCOMPARE(encoded(request).value("max_tokens"_L1).toInt(), Messages::DefaultMaxTokens);
}

void TestMessages::parametersOfFields()
{
    const Dialect &dialect = *findDialect(u"messages");
    QCOMPARE(dialect.parameterOf(u"max_tokens"), ParameterName::MaxTokens);
    QCOMPARE(dialect.parameterOf(u"thinking.budget_tokens"), ParameterName::Thinking);
    QCOMPARE(dialect.parameterOf(u"stop_sequences"), ParameterName::Stop);
    QCOMPARE(dialect.parameterOf(u"messages.0.content"), QLatin1StringView());
}

void TestMessages::otherParametersAreSpelledInTheirWay()
{
    ChatRequest request = ask({said(Role::User, u"Hi"_s)});
    const QByteArray plain = findDialect(u"messages")->encode(request);
    request.n = 2; // unknown, from here on
    request.seed = 7;
    request.frequencyPenalty = 1;
    request.presencePenalty = 1;
    request.logprobs = true;
    request.topLogprobs = 5;
    request.verbosity = u"low"_s;
    request.parallelToolCalls = false; // not without tools
    QCOMPARE(findDialect(u"messages")->encode(request), plain);
    request.reasoningEffort = u"low"_s;
    request.serviceTier = u"standard_only"_s;
    request.user = u"u1"_s;
    request.cacheControl = u"1h"_s;
    QCOMPARE(findDialect(u"messages")->encode(request),
        plain.chopped(1) + R"(,"output_config":{"effort":"low"},"service_tier":"standard_only",)"
                           R"("metadata":{"user_id":"u1"},"cache_control":{"type":"ephemeral","ttl":"1h"}})");
}

void TestMessages::B_15_aSchemaSharesItsFieldWithTheEffort()
{
    ChatRequest request = ask({said(Role::User, u"Hi"_s)});
    const QByteArray plain = findDialect(u"messages")->encode(request);
    request.format = {.kind = AnswerFormat::Kind::JsonSchema,
        .name = u"list"_s, // unknown here, as is strict
        .strict = true,
        .schema = R"({"type": "array"})"};
    QVERIFY(findDialect(u"messages")->takes(request.format));
    QCOMPARE(findDialect(u"messages")->encode(request),
        plain.chopped(1) +
            R"(,"output_config":{"format":{"type":"json_schema","schema":{"type": "array"}}}})");
    request.reasoningEffort = u"max"_s;
    request.serviceTier = u"auto"_s;
    QCOMPARE(findDialect(u"messages")->encode(request),
        plain.chopped(1) + R"(,"output_config":{"effort":"max","format":{"type":"json_schema",)"
                           R"("schema":{"type": "array"}}},"service_tier":"auto"})");
}

void TestMessages::anyJsonObjectIsNotTaken()
{
    ChatRequest request = ask({said(Role::User, u"Hi"_s)});
    const QByteArray plain = findDialect(u"messages")->encode(request);
    request.format = {.kind = AnswerFormat::Kind::JsonObject};
    QVERIFY(!findDialect(u"messages")->takes(request.format));
    QCOMPARE(findDialect(u"messages")->encode(request), plain);
}

void TestMessages::parallelToolCallsBelongToTheChoiceOfTool_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("parallel");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("no choice") << QString() << false
                               << R"("tool_choice":{"type":"auto","disable_parallel_tool_use":true}})"_ba;
    QTest::newRow("any") << u"required"_s << true
                         << R"("tool_choice":{"type":"any","disable_parallel_tool_use":false}})"_ba;
    QTest::newRow("a tool")
        << u"clock"_s << false
        << R"("tool_choice":{"type":"tool","name":"clock","disable_parallel_tool_use":true}})"_ba;
    QTest::newRow("none") << u"none"_s << false << R"("tool_choice":{"type":"none"}})"_ba;
}

void TestMessages::parallelToolCallsBelongToTheChoiceOfTool()
{
    QFETCH(const QString, choice);
    QFETCH(const bool, parallel);
    QFETCH(const QByteArray, written);
    ChatRequest request = ask({said(Role::User, u"Hi"_s)});
    request.tools = {Tool{.name = u"clock"_s, .description = {}, .schema = {}}};
    request.toolChoice = choice;
    request.parallelToolCalls = parallel;
    const QByteArray body = findDialect(u"messages")->encode(request);
    QVERIFY2(body.endsWith(written), body.constData());
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

    Message thought{.role = Role::Assistant,
        .parts = {ReasoningPart{.text = u"Hm."_s, .seal = u"sig"_s},
            ReasoningPart{.text = {}, .seal = u"x"_s, .redacted = true}, other}};
    QTest::newRow("RA-27 sealed reasoning goes back before the calls it led to")
        << QList{thought}
        << QByteArray(R"([{"content":[{"signature":"sig","thinking":"Hm.","type":"thinking"},)"
                      R"({"data":"x","type":"redacted_thinking"},)"
                      R"({"id":"t2","input":{},"name":"now","type":"tool_use"}],"role":"assistant"}])");
    thought.parts.last() = TextPart{u"b"_s};
    QTest::newRow("RA-27 without calls it does not")
        << QList{thought} << QByteArray(R"([{"content":"b","role":"assistant"}])");
    QTest::newRow("RA-27 reasoning without a seal never goes back")
        << QList{Message{.role = Role::Assistant, .parts = {ReasoningPart{u"Hm."_s}, other}}}
        << QByteArray(
               R"([{"content":[{"id":"t2","input":{},"name":"now","type":"tool_use"}],"role":"assistant"}])");
    QTest::newRow("texts with nothing between them that goes back are one")
        << QList{Message{.role = Role::Assistant,
               .parts = {TextPart{u"a"_s}, OtherPart{u"{}"_s}, TextPart{u"b"_s}, ReasoningPart{u"Hm."_s},
                   TextPart{u"c"_s}}}}
        << QByteArray(R"([{"content":"abc","role":"assistant"}])");
    QTest::newRow("a blank text is left out beside other blocks")
        << QList{Message{.role = Role::Assistant, .parts = {TextPart{u"\n\n"_s}, other, TextPart{u"b"_s}}},
               said(Role::User, u" "_s)}
        << QByteArray(R"([{"content":[{"id":"t2","input":{},"name":"now","type":"tool_use"},)"
                      R"({"text":"b","type":"text"}],"role":"assistant"},{"content":" ","role":"user"}])");
}

void TestMessages::messages()
{
    QFETCH(const QList<Message>, messages);
    QFETCH(const QByteArray, written);
    QCOMPARE(encodedMessages(messages), written);
}

void TestMessages::B_38_B_39_attachments_data()
{
    QTest::addColumn<QList<Part>>("parts");
    QTest::addColumn<QByteArray>("content");
    const TextPart text{u"Hi"_s};
    const ImagePart image{.mediaType = u"image/png"_s, .bytes = "png", .detail = u"high"_s};
    const FilePart pdf{.name = u"a.pdf"_s, .mediaType = u"application/pdf"_s, .bytes = "pdf"};
    FilePart notes{.name = u"a.md"_s, .mediaType = u"text/markdown"_s, .bytes = "# a"};

    QTest::newRow("B-38 a picture, without a blank text")
        << QList<Part>{image, TextPart{u"\n"_s}}
        << QByteArray(
               R"([{"type":"image","source":{"type":"base64","media_type":"image/png","data":"cG5n"}}])");
    QTest::newRow("B-38 an address")
        << QList<Part>{ImagePart{.mediaType = {}, .bytes = {}, .url = u"https://a/"_s}, text}
        << QByteArray(R"([{"type":"image","source":{"type":"url","url":"https://a/"}},)"
                      R"({"type":"text","text":"Hi"}])");
    QTest::newRow("B-39 a document without its name")
        << QList<Part>{pdf}
        << QByteArray(R"([{"type":"document","source":{"type":"base64",)"
                      R"("media_type":"application/pdf","data":"cGRm"}}])");
    QTest::newRow("B-39 a text file of any kind")
        << QList<Part>{notes}
        << QByteArray(R"([{"type":"document","source":{"type":"text",)"
                      R"("media_type":"text/plain","data":"# a"}}])");
    notes.sendsName = true;
    QTest::newRow("B-39 a file with its name")
        << QList<Part>{notes, text}
        << QByteArray(
               R"([{"type":"document","source":{"type":"text","media_type":"text/plain","data":"# a"},)"
               R"("title":"a.md"},{"type":"text","text":"Hi"}])");
}

void TestMessages::B_38_B_39_attachments()
{
    QFETCH(const QList<Part>, parts);
    QFETCH(const QByteArray, content);
    const QByteArray body = Messages().encode(ask({{.role = Role::User, .parts = parts}}));
    QVERIFY2(body.contains(R"("messages":[{"role":"user","content":)" + content + "}]"), body);
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

void TestMessages::RA_26_aFailureIsMarked()
{
    ChatRequest request;
    request.messages = {Message::of({ToolResult{.callId = u"c1"_s, .text = u"-3"_s},
        ToolResult{.callId = u"c2"_s, .text = u"no such city"_s, .isError = true}})};
    QVERIFY(Messages().encode(request).contains(
        R"([{"type":"tool_result","tool_use_id":"c1","content":"-3"},)"
        R"({"type":"tool_result","tool_use_id":"c2","content":"no such city","is_error":true}])"));
}

void TestMessages::RA_27_blocksOfMcpServersGoBackAsTheyCame()
{
    const QString call =
        uR"({"type":"mcp_tool_use","id":"m1","name":"echo","server_name":"example","input":{"z":1.50, "a":2}})"_s;
    const QString result =
        uR"({"type":"mcp_tool_result","tool_use_id":"m1","is_error":false,"content":[{"type":"text","text":"hi"}]})"_s;
    ChatRequest request;
    request.messages = {Message::of(Role::User, u"Hi"_s),
        {.role = Role::Assistant,
            .parts = {OtherPart{call}, OtherPart{result}, OtherPart{uR"({"type":"hologram"})"_s},
                TextPart{u"It says hi."_s}}}};
    QVERIFY(Messages().encode(request).contains(
        '[' + call.toUtf8() + ',' + result.toUtf8() + R"(,{"type":"text","text":"It says hi."}])"));
    const auto block = serverBlockOf({call});
    QVERIFY(block);
    QCOMPARE(*block,
        (ServerBlock{
            .id = u"m1"_s, .server = u"example"_s, .tool = u"echo"_s, .text = uR"({"z":1.50, "a":2})"_s}));
    QCOMPARE(serverBlockOf({result})->text, u"hi"_s);
    QVERIFY(!serverBlockOf({u"{\"type\":\"hologram\"}"_s}));
}

void TestMessages::blocksOfOtherServerToolsGoBackAsTheyCame()
{
    const QString call =
        uR"({"type":"server_tool_use","id":"s1","name":"web_search","input":{"query": "a"}})"_s;
    const QString result =
        uR"({"type":"web_search_tool_result","tool_use_id":"s1","content":[{"type":"web_search_result","url":"https://a.example","title":"A","encrypted_content":"x\u0041=","page_age":null}]})"_s;
    const QString failure =
        uR"({"type":"web_search_tool_result","tool_use_id":"s2","content":{"type":"web_search_tool_result_error","error_code":"max_uses_exceeded"}})"_s;
    ChatRequest request;
    request.messages = {Message::of(Role::User, u"Hi"_s),
        {.role = Role::Assistant,
            .parts = {ReasoningPart{.text = u"Hm"_s, .seal = u"sig"_s}, OtherPart{call}, OtherPart{result},
                TextPart{u"Found."_s}}}};
    QVERIFY(Messages().encode(request).contains(R"([{"type":"thinking","thinking":"Hm","signature":"sig"},)" +
                                                call.toUtf8() + ',' + result.toUtf8() +
                                                R"(,{"type":"text","text":"Found."}])"));
    QCOMPARE(*serverBlockOf({call}),
        (ServerBlock{.id = u"s1"_s, .server = {}, .tool = u"web_search"_s, .text = uR"({"query": "a"})"_s}));
    const auto found = serverBlockOf({result});
    QVERIFY(found && found->isResult && !found->isError);
    QVERIFY2(found->text.contains(u"https://a.example"), qPrintable(found->text));
    QVERIFY(serverBlockOf({failure})->isError);
    QVERIFY(!serverBlockOf({uR"({"type":"tool_result","tool_use_id":"t","content":"x"})"_s}));
}

void TestMessages::B_09_serverToolsStreamAndGoBackAsTheyCame()
{
    const QByteArray result =
        R"({"type":"web_search_tool_result","tool_use_id":"s1","content":[{"url":"https://a.example","rank":1.50}]})";
    const std::unique_ptr<StreamDecoder> decoder = Messages().streamDecoder();
    QList<Part> parts;
    for (const QByteArray &frame :
        {R"({"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"s1","name":"web_search","input":{}}})"_ba,
            R"({"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"query\": "}})"_ba,
            R"({"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\"a\"}"}})"_ba,
            R"({"type":"content_block_stop","index":0})"_ba,
            R"({"type":"content_block_start","index":1,"content_block":)"_ba + result + '}',
            R"({"type":"content_block_stop","index":1})"_ba}) {
        for (const Delta &delta : decoder->decode({.type = {}, .data = frame, .id = {}, .retry = {}}))
            parts += delta.whole;
    }
    QCOMPARE(parts,
        (QList<Part>{
            OtherPart{
                uR"({"type":"server_tool_use","id":"s1","name":"web_search","input":{"query": "a"}})"_s},
            OtherPart{QString::fromUtf8(result)}}));
}

void TestMessages::aStrictToolSaysSo()
{
    ChatRequest request;
    request.tools = {{.name = u"now"_s, .description = {}, .schema = "{}", .strict = true}};
    QVERIFY(Messages().encode(request).contains(R"([{"name":"now","input_schema":{},"strict":true}])"));
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
    const ReasoningPart sealed{.text = u"ab"_s, .seal = u"s"_s};
    QCOMPARE(end.first().whole, QList<Part>{sealed});
    QCOMPARE(end.first().reasoning, QString());

    (void)decode(*decoder, "content_block_start",
        R"({"index":1,"content_block":{"type":"redacted_thinking","data":"d"}})");
    const ReasoningPart redacted{.text = {}, .seal = u"d"_s, .redacted = true};
    QCOMPARE(decode(*decoder, "content_block_stop", R"({"index":1})").first().whole, QList<Part>{redacted});
}

void TestMessages::RA_26_RA_27_whatCameGoesBackInItsOrder_data()
{
    QTest::addColumn<QList<QByteArray>>("blocks");
    const QByteArray thought = R"({"type":"thinking","thinking":"Grüße \"a\"","signature":"c2ln/+="})";
    const QByteArray again = R"({"type":"thinking","thinking":"Grüße \"a\"","signature":"b3RoZXI="})";
    const QByteArray silent = R"({"type":"thinking","thinking":"","signature":"b21pdHRlZA=="})";
    const QByteArray redacted = R"({"type":"redacted_thinking","data":"cmVk"})";
    const QByteArray call = R"({"type":"tool_use","id":"t1","name":"f","input":{"z": 1.50,"a":[ ]}})";
    const QByteArray other = R"({"type":"tool_use","id":"t2","name":"g","input":{}})";
    const QByteArray text = R"({"type":"text","text":"I look."})";
    const QByteArray more = R"({"type":"text","text":" And more."})";
    QTest::newRow("thinking, call, text") << QList{thought, call, text};
    QTest::newRow("thinking, text, call, text, call") << QList{thought, text, call, more, other};
    QTest::newRow("thinking between the calls") << QList{thought, call, again, other};
    QTest::newRow("thinking twice") << QList{thought, again, call};
    QTest::newRow("thinking that is not shown") << QList{silent, redacted, thought, redacted, call, silent};
}

/// The answer in the smallest pieces, its call's input as it came.
void TestMessages::RA_26_RA_27_whatCameGoesBackInItsOrder()
{
    QFETCH(const QList<QByteArray>, blocks);
    const auto decoder = Messages().streamDecoder();
    Reply reply;
    const auto apply = [&](const QByteArray &data) {
        for (const Delta &delta : decode(*decoder, "message", data))
            reply.apply(delta);
    };
    for (const QByteArray &block : blocks) {
        for (const QByteArray &event : eventsOf(block, blocks.indexOf(block)))
            apply(event);
    }
    const Message answer{.role = Role::Assistant, .parts = reply.first().parts};
    const QByteArray body =
        Messages().encode(ask({said(Role::User, u"q"_s), answer, result(u"t1"_s, u"3"_s)}));
    const QByteArray expected = R"({"role":"assistant","content":[)" + blocks.join(',') + "]}";
    QVERIFY2(body.contains(expected), body + "\n" + expected);
}

void TestMessages::aBlockThatOnlyTheServerReadsIsKeptAsItCame()
{
    const auto decoder = Messages().streamDecoder();
    const auto partOf = [&decoder](const QByteArray &block, const QByteArrayList &pieces) {
        (void)decode(*decoder, "content_block_start", R"({"index":0,"content_block":)" + block + "}");
        for (const QByteArray &piece : pieces)
            (void)decode(*decoder, "content_block_delta",
                R"({"index":0,"delta":{"type":"input_json_delta","partial_json":")" + piece + R"("}})");
        return decode(*decoder, "content_block_stop", R"({"index":0})").value(0).whole.value(0);
    };
    QCOMPARE(partOf(R"({"z":1.50, "type":"web_search_tool_result","a":[ ]})", {}),
        Part(OtherPart{uR"({"z":1.50, "type":"web_search_tool_result","a":[ ]})"_s}));
    QCOMPARE(partOf(R"({"type":"server_tool_use","id":"s","input":{},"name":"n"})", {R"({\"q\": )", "1.0}"}),
        Part(OtherPart{uR"({"type":"server_tool_use","id":"s","input":{"q": 1.0},"name":"n"})"_s}));
    QCOMPARE(partOf(R"({"type":"mcp_tool_use","input":{}})", {R"({\"cut)"}),
        Part(OtherPart{uR"({"type":"mcp_tool_use","input":{}})"_s}));
    const auto whole = Messages().decodeAnswer(
        R"({"content":[{"type":"text","text":"a"}, {"type":"new", "n":1e2 },{"type":"text","text":"b"}]})");
    QVERIFY(whole);
    Reply reply;
    for (const Delta &delta : *whole)
        reply.apply(delta);
    QCOMPARE(reply.first().parts,
        (QList<Part>{TextPart{u"a"_s}, OtherPart{uR"({"type":"new", "n":1e2 })"_s}, TextPart{u"b"_s}}));
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcompletions.h"

#include "wire/dialects/registry.h"

#include <QJsonArray>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Message user(const QString &text)
{
    return Message::of(Role::User, text);
}

ChatRequest ask(const QString &text)
{
    ChatRequest request;
    request.model = u"ruflo-free"_s;
    request.messages = {user(text)};
    return request;
}

QList<Delta> decode(StreamDecoder &decoder, const QByteArray &data)
{
    return decoder.decode({.type = "message", .data = data, .id = {}, .retry = std::nullopt});
}

QList<Delta> decode(const QByteArray &data)
{
    return decode(*ChatCompletions().streamDecoder(), data);
}

} // namespace

/// The spelling of requests, byte for byte, and of what a frame becomes where whole answers (tst_answers) do
/// not show it.
class TestChatCompletions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundById();
    void encode_data();
    void encode();
    void B_41_attachments_data();
    void B_41_attachments();
    void RA_11_toolChoice_data();
    void RA_11_toolChoice();
    void RA_06_RL_01_usualPath();
    void RL_13_emptyContentIsNoDelta();
    void RF_18_doneIsTheEnd();
    void modelAndIdAreToldWhenTheyChange();
    void toolCallsAreNumberedInOrderOfArrival();
    void aFrameOfSeveralChoicesGivesADeltaForEach();
    void usageOfAFrameComesOnce();
    void aWholeAnswerEndsOnce();
    void aBrokenFrameIsAProtocolError();
};

void TestChatCompletions::isFoundById()
{
    QVERIFY(dialectIds().contains(u"chat-completions"_s));
    QCOMPARE(findDialect(u"chat-completions")->id(), u"chat-completions"_s);
    QVERIFY(!findDialect(u"morse"));
}

void TestChatCompletions::encode_data()
{
    QTest::addColumn<ChatRequest>("request");
    QTest::addColumn<QByteArray>("body");

    ChatRequest request = ask(u"Hi"_s);
    QTest::newRow("RF-04 RF-10 RF-13 RF-14 only what is set, and stream")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true})");

    request.asksUsage = true;
    QTest::newRow("usage of a stream")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("stream_options":{"include_usage":true}})");

    request.stream = false; // no usage needs to be asked for
    request.maxTokens = 800;
    request.system = u"You are a concise editor."_s;
    QTest::newRow("RF-11 RF-12 RF-13 the documented order")
        << request
        << QByteArray(
               R"({"model":"ruflo-free","messages":[{"role":"system","content":"You are a concise editor."},)"
               R"({"role":"user","content":"Hi"}],"max_tokens":800,"stream":false})");

    request = ask(u"Hello! What can you do?"_s);
    request.model = u"gpt-4o-mini"_s;
    request.system = u"You are a friendly assistant."_s;
    request.temperature = 0.7;
    request.stream = false;
    QTest::newRow("RA-08 RA-15 RL-04 RL-05 RL-06 RL-08 the example of RuAPI")
        << request
        << QByteArray(
               R"({"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are a friendly assistant."},)"
               R"({"role":"user","content":"Hello! What can you do?"}],"stream":false,"temperature":0.7})");

    request = ask(u"Write a haiku about code."_s);
    request.model = u"claude-3-5-sonnet-20241022"_s;
    QTest::newRow("RA-09 RA-10 RA-16 any model goes by its name, as a stream")
        << request
        << QByteArray(R"({"model":"claude-3-5-sonnet-20241022","messages":[{"role":"user","content":)"
                      R"("Write a haiku about code."}],"stream":true})");

    request = ask(u"Hello!"_s);
    request.model.clear();
    request.stream = false;
    QTest::newRow("RO-07 RO-11 RO-12 RO-13 RO-14 RO-15 RL-07 what is optional is left to the server")
        << request << QByteArray(R"({"messages":[{"role":"user","content":"Hello!"}],"stream":false})");

    request = ask(u"Hi"_s);
    request.temperature = 0.7;
    request.topP = 1;
    request.stop = {u"END"_s, u"\n"_s};
    request.n = 2;
    QTest::newRow("RA-12 RL-09 RL-10 RL-11 parameters")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("temperature":0.7,"top_p":1,"stop":["END","\n"],"n":2})");

    request = ask(u"Hi"_s);
    request.seed = -7;
    request.frequencyPenalty = -0.5;
    request.presencePenalty = 1.5;
    request.logprobs = true;
    request.topLogprobs = 0;
    request.reasoningEffort = u"low"_s;
    request.verbosity = u"high"_s;
    request.serviceTier = u"flex"_s;
    request.user = u"u1"_s;
    request.logitBias = {u"50256: -100"_s, u"11: 1.5"_s, u"12: much"_s, u"13"_s};
    request.metadata = {u"project: docs: a"_s, u"no value:"_s};
    request.promptCacheKey = u"k1"_s;
    request.parallelToolCalls = false; // not without tools
    QTest::newRow("B-21 parameters that OpenAI documents")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("seed":-7,"frequency_penalty":-0.5,"presence_penalty":1.5,"logprobs":true,)"
                      R"("top_logprobs":0,"reasoning_effort":"low","verbosity":"high","service_tier":"flex",)"
                      R"("user":"u1","logit_bias":{"50256":-100,"11":1.5},)"
                      R"("metadata":{"project":"docs: a"},"prompt_cache_key":"k1"})");

    request = ask(u"Hi"_s);
    request.format = {.kind = AnswerFormat::Kind::JsonObject};
    QTest::newRow("B-21 any JSON object")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("response_format":{"type":"json_object"}})");

    request.format = {
        .kind = AnswerFormat::Kind::JsonSchema, .schema = R"({"type": "array", "minItems":1.0})"};
    QTest::newRow("B-21 a schema as written")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("response_format":{"type":"json_schema","json_schema":{"name":"answer",)"
                      R"("schema":{"type": "array", "minItems":1.0}}}})");

    request.format.name = u"list"_s;
    request.format.strict = true;
    request.tools = {Tool{.name = u"clock"_s, .description = {}, .schema = {}}};
    QTest::newRow("B-21 a strict schema with a name, and tools")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("response_format":{"type":"json_schema","json_schema":{"name":"list","strict":true,)"
                      R"("schema":{"type": "array", "minItems":1.0}}},"tools":[{"type":"function",)"
                      R"("function":{"name":"clock","parameters":{}}}]})");

    request = ask(u"Hi"_s);
    request.tools = {Tool{.name = u"clock"_s, .description = {}, .schema = {}}};
    request.parallelToolCalls = false;
    QTest::newRow("one tool call at a time")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"stream":true,)"
                      R"("tools":[{"type":"function","function":{"name":"clock","parameters":{}}}],)"
                      R"("parallel_tool_calls":false})");

    request = ask(u"Hi"_s);
    request.maxTokens = 5;
    request.extra =
        R"({ "zeta" : 1.50, "max_tokens": 9,"seed":123456789012345678901, "alpha":{ "b":1e2,"a":[1 , 2] } })";
    QTest::newRow("RA-12 RA-17 the user's own fields come last, as they are typed, and win")
        << request
        << QByteArray(
               R"({"model":"ruflo-free","messages":[{"role":"user","content":"Hi"}],"max_tokens":9,"stream":true,)"
               R"("zeta":1.50,"seed":123456789012345678901,"alpha":{ "b":1e2,"a":[1 , 2] }})");

    request = ask(u"\"quoted\"\n\t\\ Grüße 🙂 \u0001"_s);
    request.model.clear();
    QTest::newRow("RO-12 no model; characters that JSON escapes")
        << request
        << QByteArray(
               "{\"messages\":[{\"role\":\"user\",\"content\":\"\\\"quoted\\\"\\n\\t\\\\ Gr\xc3\xbc\xc3\x9f"
               "e "
               "\xf0\x9f\x99\x82 \\u0001\"}],\"stream\":true}");

    request = ask(u"Weather?"_s);
    request.messages.append({.role = Role::Assistant,
        .parts = {ToolCall{.id = u"c1"_s, .name = u"weather"_s, .arguments = u"{\"city\":\"Oslo\"}"_s}}});
    request.messages.append(Message::result(u"c1"_s, u"-3"_s));
    request.tools = {{.name = u"weather"_s,
        .description = u"By city"_s,
        .schema = R"({"type":"object","required":["z","a"]})"}};
    QTest::newRow("RA-08 RA-11 RO-17 tools, a call and its result")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Weather?"},)"
                      R"({"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",)"
                      R"("function":{"name":"weather","arguments":"{\"city\":\"Oslo\"}"}}]},)"
                      R"({"role":"tool","content":"-3","tool_call_id":"c1"}],"stream":true,)"
                      R"("tools":[{"type":"function","function":{"name":"weather","description":"By city",)"
                      R"("parameters":{"type":"object","required":["z","a"]}}}]})");

    request = ask(u"Weather?"_s);
    request.messages.append(Message::of({ToolResult{.callId = u"c1"_s, .text = u"-3"_s},
        ToolResult{.callId = u"c2"_s, .text = u"no such city"_s, .isError = true}}));
    request.tools = {{.name = u"weather"_s, .description = {}, .schema = "{}", .strict = true}};
    QTest::newRow("RA-08 a message for each result of a turn, a failure as text; strict")
        << request
        << QByteArray(R"({"model":"ruflo-free","messages":[{"role":"user","content":"Weather?"},)"
                      R"({"role":"tool","content":"-3","tool_call_id":"c1"},)"
                      R"({"role":"tool","content":"no such city","tool_call_id":"c2"}],"stream":true,)"
                      R"("tools":[{"type":"function","function":{"name":"weather","parameters":{},)"
                      R"("strict":true}}]})");
}

void TestChatCompletions::encode()
{
    QFETCH(const ChatRequest, request);
    QFETCH(const QByteArray, body);
    QCOMPARE(ChatCompletions().encode(request), body);
}

void TestChatCompletions::B_41_attachments_data()
{
    QTest::addColumn<QList<Part>>("parts");
    QTest::addColumn<QByteArray>("content");
    const TextPart text{u"Hi"_s};
    const ImagePart image{.mediaType = u"image/png"_s, .bytes = "png"};
    const FilePart pdf{.name = u"a.pdf"_s, .mediaType = u"application/pdf"_s, .bytes = "pdf"};
    FilePart notes{.name = u"a.txt"_s, .mediaType = u"text/plain"_s, .bytes = "a"};

    QTest::newRow("a picture") << QList<Part>{image, text}
                               << QByteArray(
                                      R"([{"type":"image_url","image_url":{"url":)"
                                      R"("data:image/png;base64,cG5n"}},{"type":"text","text":"Hi"}])");
    ImagePart closer = image;
    closer.detail = u"high"_s;
    QTest::newRow("detail, and no blank text")
        << QList<Part>{closer, TextPart{u" "_s}}
        << QByteArray(R"([{"type":"image_url","image_url":{"url":"data:image/png;base64,cG5n",)"
                      R"("detail":"high"}}])");
    QTest::newRow("an address") << QList<Part>{ImagePart{
                                       .mediaType = {}, .bytes = {}, .url = u"https://a/"_s}}
                                << QByteArray(R"([{"type":"image_url","image_url":{"url":"https://a/"}}])");
    QTest::newRow("a document under another name")
        << QList<Part>{pdf, text}
        << QByteArray(R"([{"type":"file","file":{"filename":"document.pdf","file_data":)"
                      R"("data:application/pdf;base64,cGRm"}},{"type":"text","text":"Hi"}])");
    FilePart named = pdf;
    named.sendsName = true;
    QTest::newRow("a document under its name")
        << QList<Part>{named}
        << QByteArray(R"([{"type":"file","file":{"filename":"a.pdf","file_data":)"
                      R"("data:application/pdf;base64,cGRm"}}])");
    QTest::newRow("text files are text")
        << QList<Part>{notes, notes, text} << QByteArray(R"("a\n\na\n\nHi")");
    notes.sendsName = true;
    QTest::newRow("a text file with its name") << QList<Part>{notes} << QByteArray(R"("a.txt:\n\na")");
    QTest::newRow("a text file beside a picture")
        << QList<Part>{notes, image}
        << QByteArray(R"([{"type":"text","text":"a.txt:\n\na"},{"type":"image_url","image_url":{"url":)"
                      R"("data:image/png;base64,cG5n"}}])");
}

void TestChatCompletions::B_41_attachments()
{
    QFETCH(const QList<Part>, parts);
    QFETCH(const QByteArray, content);
    ChatRequest request = ask({});
    request.messages = {{.role = Role::User, .parts = parts}};
    QCOMPARE(ChatCompletions().encode(request),
        R"({"model":"ruflo-free","messages":[{"role":"user","content":)" + content + R"(}],"stream":true})");
}

void TestChatCompletions::RA_11_toolChoice_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("unsaid") << QString() << QByteArray(R"("parameters":{}}}]})");
    QTest::newRow("auto") << u"auto"_s << QByteArray(R"(,"tool_choice":"auto"})");
    QTest::newRow("none") << u"none"_s << QByteArray(R"(,"tool_choice":"none"})");
    QTest::newRow("required") << u"required"_s << QByteArray(R"(,"tool_choice":"required"})");
    QTest::newRow("a tool") << u"weather"_s
                            << QByteArray(
                                   R"(,"tool_choice":{"function":{"name":"weather"},"type":"function"}})");
}

void TestChatCompletions::RA_11_toolChoice()
{
    QFETCH(const QString, choice);
    QFETCH(const QByteArray, end);
    ChatRequest request = ask(u"Weather?"_s);
    request.toolChoice = choice;
    QVERIFY(!ChatCompletions().encode(request).contains("tool_choice"));
    request.tools = {{.name = u"weather"_s, .description = {}, .schema = {}}};
    QVERIFY(ChatCompletions().encode(request).endsWith(end));
}

void TestChatCompletions::RA_06_RL_01_usualPath()
{
    QCOMPARE(ChatCompletions().usualPath(), u"/v1/chat/completions"_s);
    QCOMPARE(ChatCompletions().headers(), RawHeaders());
}

void TestChatCompletions::RL_13_emptyContentIsNoDelta()
{
    QVERIFY(decode(R"({"choices":[{"delta":{"role":"assistant","content":""},"index":0}]})").isEmpty());
}

void TestChatCompletions::RF_18_doneIsTheEnd()
{
    const QList<Delta> deltas = decode("[DONE]");
    QCOMPARE(deltas.size(), 1);
    QVERIFY(deltas.first().end);
    QVERIFY(!deltas.first().hasContent());
}

void TestChatCompletions::modelAndIdAreToldWhenTheyChange()
{
    const auto decoder = ChatCompletions().streamDecoder();
    const QByteArray first = R"({"id":"1","model":"m","choices":[{"delta":{"content":"a"}}]})";
    QCOMPARE(decode(*decoder, first).first().model, u"m"_s);
    QCOMPARE(decode(*decoder, first).first().model, QString());
    QCOMPARE(decode(*decoder, R"({"id":"","model":"","choices":[]})").size(), 0);
    const QList<Delta> changed = decode(*decoder, R"({"id":"1","model":"n","choices":[]})");
    QCOMPARE(changed.first().model, u"n"_s);
    QCOMPARE(changed.first().id, QString());
}

void TestChatCompletions::toolCallsAreNumberedInOrderOfArrival()
{
    const auto decoder = ChatCompletions().streamDecoder();
    const auto indexOf = [&decoder](const QByteArray &call) {
        return decode(*decoder, R"({"choices":[{"delta":{"tool_calls":[)" + call + "]}}]}")
            .first()
            .toolCalls.first()
            .index;
    };
    QCOMPARE(indexOf(R"({"index":5,"id":"a","function":{"name":"f"}})"), 0);
    QCOMPARE(indexOf(R"({"index":3,"id":"b","function":{"name":"g"}})"), 1);
    QCOMPARE(indexOf(R"({"index":5,"function":{"arguments":"{}"}})"), 0);
    QCOMPARE(indexOf(R"({"index":3,"id":"","function":{"name":"","arguments":"{}"}})"), 1);
    QCOMPARE(indexOf(R"({"index":-7,"id":"c","function":{"name":"h"}})"), 2);
    QCOMPARE(indexOf(R"({"index":1e300,"function":{"arguments":""}})"), 2);
}

void TestChatCompletions::aFrameOfSeveralChoicesGivesADeltaForEach()
{
    const QList<Delta> deltas =
        decode(R"({"choices":[{"index":1,"delta":{"content":"b"}},{"index":0,"delta":{"content":"a"}}]})");
    QCOMPARE(deltas.size(), 2);
    QCOMPARE(deltas[0].choice, 1);
    QCOMPARE(deltas[0].text, u"b"_s);
    QCOMPARE(deltas[1].choice, 0);
}

void TestChatCompletions::usageOfAFrameComesOnce()
{
    const QList<Delta> deltas = decode(
        R"({"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}],"usage":{"prompt_tokens":3.0,)"
        R"("completion_tokens":"4","total_tokens":2.5}})");
    QVERIFY(deltas[0].usage);
    QVERIFY(!deltas[1].usage);
    QVERIFY(deltas[0].usage->inputTokens == 3);
    QVERIFY(deltas[0].usage->outputTokens == 4);
    QVERIFY(!deltas[0].usage->totalTokens);
}

void TestChatCompletions::aWholeAnswerEndsOnce()
{
    const auto deltas = ChatCompletions().decodeAnswer(
        R"({"choices":[{"message":{"content":"a"}},{"message":{"content":"b"}}]})");
    QVERIFY(deltas);
    QCOMPARE(deltas->size(), 2);
    QVERIFY(!deltas->first().end);
    QVERIFY(deltas->last().end);
}

void TestChatCompletions::aBrokenFrameIsAProtocolError()
{
    const QList<Delta> deltas = decode(R"({"choices":[{"delta":)");
    QCOMPARE(deltas.size(), 1);
    QCOMPARE(deltas.first().error->kind, ChatError::Kind::Protocol);
}

QTEST_GUILESS_MAIN(TestChatCompletions)
#include "tst_chatcompletions.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/ruapiendpoint.h"

#include "demosupport.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Hello = R"("messages":[{"role":"user","content":"Say hello in 5 words."}])";
const QByteArray Tools =
    R"("tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}])";

} // namespace

class RuApiEndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_02_RA_20_keys_data();
    void RA_02_RA_20_keys();
    void RA_06_RA_13_plainCompletion();
    void RA_10_RA_17_streamedCompletion();
    void RA_17_usageFrameWhenAsked();
    void B_19_probabilitiesOfTokensWhenAsked();
    void RA_17_reasoningContent();
    void RA_11_toolCallsInAStream();
    void refusesCompletions_data();
    void refusesCompletions();
    void RA_08_RA_12_acceptsCompletions_data();
    void RA_08_RA_12_acceptsCompletions();
    void RA_03_RA_09_RA_15_RA_23_anyModelOnEitherProtocol_data();
    void RA_03_RA_09_RA_15_RA_23_anyModelOnEitherProtocol();
    void RA_18_RA_21_RA_22_RA_28_plainMessage();
    void RA_25_RA_30_RA_31_streamedMessage();
    void RA_27_thinking();
    void RA_27_thinkingGoesBackUnchanged_data();
    void RA_27_thinkingGoesBackUnchanged();
    void RA_26_toolUseInAStream();
    void RA_26_toolResultIsUsed();
    void refusesMessages_data();
    void refusesMessages();
    void RA_05_RA_37_C_31_models();

private:
    [[nodiscard]] DemoResponse complete(const QByteArray &body)
    {
        return answer(
            m_ruApi.routes(), post(u"/v1/chat/completions"_s, body, {{"authorization", "Bearer sk-demo"}}));
    }

    [[nodiscard]] DemoResponse converse(const QByteArray &body)
    {
        return answer(m_ruApi.routes(),
            post(u"/v1/messages"_s, body, {{"x-api-key", "sk-demo"}, {"anthropic-version", "2023-06-01"}}));
    }

    const Composer m_composer{Handbook::builtIn()};
    RuApiEndpoint m_ruApi{&m_composer, atOnce()};
};

void RuApiEndpointTest::RA_02_RA_20_keys_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    const QString completions = u"/v1/chat/completions"_s;
    const QString messages = u"/v1/messages"_s;
    QTest::newRow("RA-02 Bearer") << completions << "authorization"_ba << "Bearer sk-demo"_ba << 200;
    QTest::newRow("scheme in small letters")
        << completions << "authorization"_ba << "bearer sk-demo"_ba << 200;
    QTest::newRow("wrong key") << completions << "authorization"_ba << "Bearer sk-other"_ba << 401;
    QTest::newRow("key without scheme") << completions << "authorization"_ba << "sk-demo"_ba << 401;
    QTest::newRow("no key") << completions << "x-nothing"_ba << ""_ba << 401;
    QTest::newRow("RA-20 x-api-key is not for completions")
        << completions << "x-api-key"_ba << "sk-demo"_ba << 401;
    QTest::newRow("RA-19 x-api-key") << messages << "x-api-key"_ba << "sk-demo"_ba << 200;
    QTest::newRow("RA-20 Bearer") << messages << "authorization"_ba << "Bearer sk-demo"_ba << 200;
    QTest::newRow("wrong x-api-key") << messages << "x-api-key"_ba << "sk-other"_ba << 401;
    QTest::newRow("no key for messages") << messages << "x-nothing"_ba << ""_ba << 401;
}

void RuApiEndpointTest::RA_02_RA_20_keys()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    const QByteArray body = R"({"model":"gpt-4o","max_tokens":9,)" + Hello + "}";
    const DemoResponse said =
        answer(m_ruApi.routes(), post(path, body, {{header, value}, {"anthropic-version", "2023-06-01"}}));
    QTEST(said.status, "status");
    QCOMPARE(said.headers.value("x-request-id").toByteArray(), "req_demo_7"_ba);
    QVERIFY(!bytesOf(said).contains("sk-other"));
}

void RuApiEndpointTest::RA_06_RA_13_plainCompletion()
{
    const DemoResponse said = complete(R"({"model":"gpt-4o-mini","max_tokens":7,)" + Hello + "}");
    QVERIFY(!said.streamed);
    QCOMPARE(bytesOf(said),
        R"({"choices":[{"finish_reason":"length","index":0,"message":{"content":"Hi there, how are you?","role":"assistant"}}],)"
        R"("created":1710000000,"id":"chatcmpl-demo7","model":"gpt-4o-mini","object":"chat.completion",)"
        R"("usage":{"completion_tokens":7,"prompt_tokens":6,"total_tokens":13}})"_ba);
}

void RuApiEndpointTest::RA_10_RA_17_streamedCompletion()
{
    const DemoResponse said =
        complete(R"({"model":"gpt-4o-mini","max_tokens":2,"stream":true,)" + Hello + "}");
    QVERIFY(said.streamed);
    QCOMPARE(
        said.headers.value(QHttpHeaders::WellKnownHeader::ContentType).toByteArray(), "text/event-stream"_ba);
    const auto chunk = [](const QByteArray &choice) {
        return R"(data: {"choices":[{)" + choice +
               R"(,"index":0}],"created":1710000000,"id":"chatcmpl-demo7","model":"gpt-4o-mini","object":"chat.completion.chunk"})"
               "\n\n";
    };
    QCOMPARE(bytesOf(said), chunk(R"("delta":{"content":"","role":"assistant"},"finish_reason":null)") +
                                chunk(R"("delta":{"content":"Hi"},"finish_reason":null)") +
                                chunk(R"("delta":{"content":" there"},"finish_reason":null)") +
                                chunk(R"("delta":{},"finish_reason":"length")") + "data: [DONE]\n\n");
}

void RuApiEndpointTest::RA_17_usageFrameWhenAsked()
{
    const DemoResponse said = complete(
        R"({"model":"gpt-4o-mini","max_tokens":2,"stream":true,"stream_options":{"include_usage":true},)" +
        Hello + "}");
    const QList<QJsonObject> events = eventsOf(said);
    QCOMPARE(events.constLast()[u"choices"], QJsonArray());
    QCOMPARE(compact(events.constLast()[u"usage"].toObject()),
        R"({"completion_tokens":2,"prompt_tokens":6,"total_tokens":8})"_ba);
    QVERIFY(events.constFirst()[u"usage"].isNull());
    QVERIFY(bytesOf(said).endsWith("data: [DONE]\n\n"));
}

void RuApiEndpointTest::B_19_probabilitiesOfTokensWhenAsked()
{
    const QByteArray asked = R"({"model":"gpt-4o-mini","max_tokens":3,"logprobs":true,)" + Hello;
    const QJsonValue plain = jsonOf(complete(asked + "}"))[u"choices"][0];
    QCOMPARE(plain[u"logprobs"][u"content"].toArray().size(), 3);
    QString text;
    for (const QJsonValue &token : plain[u"logprobs"][u"content"].toArray()) {
        text += token[u"token"].toString();
        QVERIFY(token[u"logprob"].toDouble() < 0);
        QCOMPARE(token[u"bytes"].toArray().size(), token[u"token"].toString().toUtf8().size());
        QVERIFY(token[u"top_logprobs"].toArray().isEmpty());
    }
    QCOMPARE(text, plain[u"message"][u"content"].toString());

    QString streamed;
    for (const QJsonObject &event : eventsOf(complete(asked + R"(,"stream":true,"top_logprobs":5})"))) {
        for (const QJsonValue &token : event[u"choices"][0][u"logprobs"][u"content"].toArray()) {
            streamed += token[u"token"].toString();
            QCOMPARE(token[u"top_logprobs"].toArray().size(), 5);
        }
    }
    QCOMPARE(streamed, text);
}

void RuApiEndpointTest::RA_17_reasoningContent()
{
    const QJsonObject said = jsonOf(complete(R"({"model":"o3-mini",)" + Hello + "}"));
    QVERIFY(!said[u"choices"][0][u"message"][u"reasoning_content"].toString().isEmpty());
    const int reasoning = said[u"usage"][u"completion_tokens_details"][u"reasoning_tokens"].toInt();
    QVERIFY(reasoning > 0);
    QVERIFY(said[u"usage"][u"completion_tokens"].toInt() > reasoning);
}

void RuApiEndpointTest::RA_11_toolCallsInAStream()
{
    const DemoResponse said = complete(
        R"({"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"The weather in Paris and Rome?"}],)" +
        Tools + "}");
    QStringList arguments{{}, {}};
    QStringList ids;
    for (const QJsonObject &event : eventsOf(said)) {
        const QJsonValue call = event[u"choices"][0][u"delta"][u"tool_calls"][0];
        if (call.isUndefined())
            continue;
        arguments[call[u"index"].toInt()] += call[u"function"][u"arguments"].toString();
        if (!call[u"id"].isUndefined())
            ids += call[u"id"].toString();
    }
    QCOMPARE(arguments, (QStringList{uR"({"city":"Paris"})"_s, uR"({"city":"Rome"})"_s}));
    QCOMPARE(ids, (QStringList{u"call_demo_7_1_1"_s, u"call_demo_7_1_2"_s}));
    QCOMPARE(eventsOf(said).constLast()[u"choices"][0][u"finish_reason"].toString(), u"tool_calls"_s);
}

void RuApiEndpointTest::refusesCompletions_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("param");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &fields, const QString &param,
                         const QString &message) {
        QTest::newRow(name) << "{" + fields + "}" << 400 << param << message;
    };
    const QByteArray model = R"("model":"gpt-4o",)";
    QTest::newRow("no JSON") << "{"_ba << 400 << QString()
                             << u"Body is not JSON: unterminated object at byte 1"_s;
    QTest::newRow("unknown model") << R"({"model":"gpt-0",)" + Hello + "}" << 404 << u"model"_s << QString();
    row("model is required", Hello, u"model"_s, u"`model` must be a string"_s);
    row("messages are required", R"("model":"gpt-4o")", u"messages"_s,
        u"`messages` must be an array of at least one message"_s);
    row("unknown role", model + R"("messages":[{"role":"robot","content":"a"}])", u"messages[0].role"_s,
        u"`messages[0].role` must be system, user, assistant or tool"_s);
    row("content is a number", model + R"("messages":[{"role":"user","content":1}])",
        u"messages[0].content"_s, u"`messages[0].content` must be a string or an array of parts"_s);
    row("result without a call", model + R"("messages":[{"role":"tool","tool_call_id":"x","content":"a"}])",
        u"messages[0].tool_call_id"_s,
        u"`messages[0].tool_call_id` must be the id of a tool call before it"_s);
    row("a penalty below -2", model + Hello + R"(,"presence_penalty":-2.1)", u"presence_penalty"_s,
        u"`presence_penalty` must be a number from -2 to 2"_s);
    row("temperature above 2", model + Hello + R"(,"temperature":2.1)", u"temperature"_s,
        u"`temperature` must be a number from 0 to 2"_s);
    row("top_p above 1", model + Hello + R"(,"top_p":1.1)", u"top_p"_s,
        u"`top_p` must be a number from 0 to 1"_s);
    row("n is 0", model + Hello + R"(,"n":0)", u"n"_s, u"`n` must be a whole number from 1 to 128"_s);
    row("n is 129", model + Hello + R"(,"n":129)", u"n"_s, u"`n` must be a whole number from 1 to 128"_s);
    row("max_tokens is 0", model + Hello + R"(,"max_tokens":0)", u"max_tokens"_s,
        u"`max_tokens` must be a whole number of at least 1"_s);
    row("five stops", model + Hello + R"(,"stop":["a","b","c","d","e"])", u"stop"_s,
        u"`stop` must be a string or an array of up to 4 strings"_s);
    row("tool without a name", model + Hello + R"(,"tools":[{"type":"function","function":{}}])",
        u"tools[0].function.name"_s, u"`tools[0].function.name` must be a string"_s);
    row("choice of a tool that is not there",
        model + Hello + "," + Tools + R"(,"tool_choice":{"type":"function","function":{"name":"x"}})",
        u"tool_choice"_s, u"`tool_choice` must be none, auto, required or one of the tools"_s);
    row("required without tools", model + Hello + R"(,"tool_choice":"required")", u"tool_choice"_s,
        u"`tool_choice` needs tools"_s);
}

void RuApiEndpointTest::refusesCompletions()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    const DemoResponse said = complete(body);
    const QJsonValue error = jsonOf(said)[u"error"];
    QTEST(said.status, "status");
    QTEST(error[u"param"].toString(), "param");
    QCOMPARE(error[u"type"].toString(), u"invalid_request_error"_s);
    if (!message.isEmpty())
        QCOMPARE(error[u"message"].toString(), message);
}

void RuApiEndpointTest::RA_08_RA_12_acceptsCompletions_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("RA-08 every role")
        << R"("messages":[{"role":"system","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":null,)"
           R"("tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},)"
           R"({"role":"tool","tool_call_id":"1","content":"c"}])"_ba;
    QTest::newRow("developer")
        << R"("messages":[{"role":"developer","content":"a"},{"role":"user","content":"b"}])"_ba;
    QTest::newRow("content in parts")
        << R"("messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="}}]}])"_ba;
    QTest::newRow("RA-12 other parameters")
        << Hello + R"(,"temperature":0.7,"top_p":0.5,"seed":1,"user":"x","frequency_penalty":0)";
    QTest::newRow("null is as good as absent")
        << Hello +
               R"(,"temperature":null,"stop":null,"n":null,"tools":null,"tool_choice":null,"stream_options":null)";
    QTest::newRow("max_completion_tokens") << Hello + R"(,"max_completion_tokens":3)";
}

void RuApiEndpointTest::RA_08_RA_12_acceptsCompletions()
{
    QFETCH(QByteArray, fields);
    const DemoResponse said = complete(R"({"model":"gpt-4o",)" + fields + "}");
    QVERIFY2(said.status == 200, bytesOf(said).constData());
}

void RuApiEndpointTest::RA_03_RA_09_RA_15_RA_23_anyModelOnEitherProtocol_data()
{
    QTest::addColumn<QString>("model");
    for (const Model &model : ruApiModels())
        QTest::newRow(qPrintable(model.tier.id)) << model.tier.id;
}

void RuApiEndpointTest::RA_03_RA_09_RA_15_RA_23_anyModelOnEitherProtocol()
{
    QFETCH(QString, model);
    const QByteArray body = R"({"max_tokens":500,"model":")" + model.toLatin1() + R"(",)" + Hello + "}";
    const QJsonObject completion = jsonOf(complete(body));
    const QJsonObject message = jsonOf(converse(body));
    QCOMPARE(completion[u"model"].toString(), model);
    QCOMPARE(message[u"model"].toString(), model);
    QCOMPARE(message[u"content"][0][u"text"], completion[u"choices"][0][u"message"][u"content"]);
}

void RuApiEndpointTest::RA_18_RA_21_RA_22_RA_28_plainMessage()
{
    const QByteArray body =
        R"({"model":"claude-3-5-sonnet-20241022","max_tokens":7,"system":"Be kind.",)" + Hello + "}";
    QCOMPARE(bytesOf(converse(body)),
        R"({"content":[{"text":"Hi there, how are you?","type":"text"}],"id":"msg_demo_7","model":"claude-3-5-sonnet-20241022",)"
        R"("role":"assistant","stop_reason":"max_tokens","stop_sequence":null,"type":"message",)"
        R"("usage":{"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"input_tokens":9,"output_tokens":7}})"_ba);
}

void RuApiEndpointTest::RA_25_RA_30_RA_31_streamedMessage()
{
    const DemoResponse said = converse(R"({"model":"gpt-4o","max_tokens":2,"stream":true,)" + Hello + "}");
    QCOMPARE(bytesOf(said),
        "event: message_start\n"
        R"(data: {"message":{"content":[],"id":"msg_demo_7","model":"gpt-4o","role":"assistant","stop_reason":null,"stop_sequence":null,"type":"message",)"
        R"("usage":{"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"input_tokens":6,"output_tokens":1}},"type":"message_start"})"
        "\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
        "event: content_block_start\n"
        R"(data: {"content_block":{"text":"","type":"text"},"index":0,"type":"content_block_start"})"
        "\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
        "event: content_block_delta\n"
        R"(data: {"delta":{"text":"Hi","type":"text_delta"},"index":0,"type":"content_block_delta"})"
        "\n\nevent: content_block_delta\n"
        R"(data: {"delta":{"text":" there","type":"text_delta"},"index":0,"type":"content_block_delta"})"
        "\n\nevent: content_block_stop\n"
        R"(data: {"index":0,"type":"content_block_stop"})"
        "\n\nevent: message_delta\n"
        R"(data: {"delta":{"stop_reason":"max_tokens","stop_sequence":null},"type":"message_delta","usage":{"output_tokens":2}})"
        "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"_ba);
}

void RuApiEndpointTest::RA_27_thinking()
{
    const QByteArray body =
        R"({"model":"gpt-4o","max_tokens":2048,"thinking":{"type":"enabled","budget_tokens":1024},)" + Hello;
    const QJsonArray content = jsonOf(converse(body + "}"))[u"content"].toArray();
    QCOMPARE(content.size(), 2);
    QCOMPARE(content.at(0)[u"type"].toString(), u"thinking"_s);
    QString thought;
    QString signature;
    QStringList starts;
    for (const QJsonObject &event : eventsOf(converse(body + R"(,"stream":true})"))) {
        thought += event[u"delta"][u"thinking"].toString();
        signature += event[u"delta"][u"signature"].toString();
        if (event[u"type"].toString() == "content_block_start"_L1)
            starts += event[u"content_block"][u"type"].toString();
    }
    QCOMPARE(thought, content.at(0)[u"thinking"].toString());
    QCOMPARE(signature, content.at(0)[u"signature"].toString());
    QVERIFY(!thought.isEmpty() && !signature.isEmpty());
    QCOMPARE(starts, (QStringList{u"thinking"_s, u"text"_s}));
}

void RuApiEndpointTest::RA_27_thinkingGoesBackUnchanged_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("addition");
    QTest::addColumn<int>("status");
    QTest::newRow("unchanged") << u"signature"_s << QString() << 200;
    QTest::newRow("another signature") << u"signature"_s << u"A"_s << 400;
    QTest::newRow("other thinking") << u"thinking"_s << u" "_s << 400;
}

void RuApiEndpointTest::RA_27_thinkingGoesBackUnchanged()
{
    QFETCH(const QString, field);
    QFETCH(const QString, addition);
    const QByteArray head =
        R"({"model":"gpt-4o","max_tokens":2048,"thinking":{"type":"enabled","budget_tokens":1024},)";
    QJsonArray content = jsonOf(converse(head + Hello + "}"))[u"content"].toArray();
    QJsonObject thinking = content.at(0).toObject();
    thinking.insert(field, thinking.value(field).toString() + addition);
    content.replace(0, thinking);
    const QJsonArray messages{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Hi"_s}},
        QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, content}},
        QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Thanks"_s}}};
    const DemoResponse said =
        converse(head + "\"messages\":" + QJsonDocument(messages).toJson(QJsonDocument::Compact) + "}");
    QTEST(said.status, "status");
    if (said.status == 400)
        QVERIFY2(bytesOf(said).contains("messages[1].content[0].signature"), bytesOf(said).constData());
}

void RuApiEndpointTest::RA_26_toolUseInAStream()
{
    const DemoResponse said = converse(
        R"({"model":"gpt-4o","max_tokens":99,"stream":true,"messages":[{"role":"user","content":"The weather in Paris?"}],)"
        R"("tools":[{"name":"get_weather","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]})");
    QString json;
    for (const QJsonObject &event : eventsOf(said))
        json += event[u"delta"][u"partial_json"].toString();
    QCOMPARE(json, uR"({"city":"Paris"})"_s);
    QVERIFY(bytesOf(said).contains(
        R"("content_block":{"id":"toolu_demo_7_1_1","input":{},"name":"get_weather","type":"tool_use"})"));
    QVERIFY(bytesOf(said).contains(R"("stop_reason":"tool_use")"));
}

void RuApiEndpointTest::RA_26_toolResultIsUsed()
{
    const QJsonObject said = jsonOf(converse(
        R"({"model":"gpt-4o","max_tokens":99,"messages":[{"role":"user","content":"The weather in Paris?"},)"
        R"({"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"get_weather","input":{"city":"Paris"}}]},)"
        R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"{\"sky\":\"clear\"}"}]}],)"
        R"("tools":[{"name":"get_weather","input_schema":{"type":"object"}}]})"));
    const QString text = said[u"content"][0][u"text"].toString();
    QVERIFY2(text.startsWith("`get_weather` (city: Paris) says:\n\n- sky: clear"_L1), qPrintable(text));
    QCOMPARE(said[u"stop_reason"].toString(), u"end_turn"_s);
}

void RuApiEndpointTest::refusesMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &fields, const QString &message) {
        QTest::newRow(name) << "{" + fields + "}" << 400 << u"invalid_request_error"_s << message;
    };
    const QByteArray model = R"("model":"gpt-4o",)";
    QTest::newRow("unknown model") << R"({"model":"none","max_tokens":9,)" + Hello + "}" << 404
                                   << u"not_found_error"_s << u"model: none"_s;
    row("RA-24 max_tokens is required", model + Hello, u"`max_tokens` is required"_s);
    row("RA-22 no system role", model + R"("max_tokens":9,"messages":[{"role":"system","content":"a"}])",
        u"`messages[0].role` must be user or assistant: system is a field of its own"_s);
    row("content is a number", model + R"("max_tokens":9,"messages":[{"role":"user","content":1}])",
        u"`messages[0].content` must be a string or an array of blocks"_s);
    row("block without a type", model + R"("max_tokens":9,"messages":[{"role":"user","content":[{}]}])",
        u"`messages[0].content[0].type` must be a string"_s);
    row("result without its call",
        model +
            R"("max_tokens":9,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"x"}]}])",
        u"`messages[0].content` has a tool_result without its tool_use before it"_s);
    row("temperature above 1", model + R"("max_tokens":9,"temperature":1.5,)" + Hello,
        u"`temperature` must be a number from 0 to 1"_s);
    row("tool without a schema", model + R"("max_tokens":9,"tools":[{"name":"f"}],)" + Hello,
        u"`tools[0].input_schema` must be an object"_s);
    row("unknown kind of choice", model + R"("max_tokens":9,"tool_choice":{"type":"some"},)" + Hello,
        u"`tool_choice.type` must be auto, any, tool or none"_s);
    row("RA-27 budget of thinking too large",
        model + R"("max_tokens":2000,"thinking":{"type":"enabled","budget_tokens":2000},)" + Hello,
        u"`thinking.budget_tokens` must be at least 1024 and below `max_tokens`"_s);
}

void RuApiEndpointTest::refusesMessages()
{
    QFETCH(QByteArray, body);
    const DemoResponse said = converse(body);
    const QJsonObject error = jsonOf(said);
    QTEST(said.status, "status");
    QCOMPARE(error[u"type"].toString(), u"error"_s);
    QTEST(error[u"error"][u"type"].toString(), "type");
    QTEST(error[u"error"][u"message"].toString(), "message");
    QCOMPARE(error[u"request_id"].toString(), u"req_demo_7"_s);
    QCOMPARE(said.headers.value("request-id").toByteArray(), "req_demo_7"_ba);
}

void RuApiEndpointTest::RA_05_RA_37_C_31_models()
{
    DemoRequest request = post(u"/v1/models"_s, {}, {{"authorization", "Bearer sk-demo"}});
    request.method = "GET";
    const QJsonObject list = jsonOf(answer(m_ruApi.routes(), request));
    QCOMPARE(list[u"object"].toString(), u"list"_s);
    const QJsonArray models = list[u"data"].toArray();
    QCOMPARE(models.size(), qsizetype(ruApiModels().size() + ruApiEndpointModels().size()));
    QCOMPARE(models.first()[u"id"].toString(), u"gpt-4o-mini"_s);
    QCOMPARE(compact(models.last().toObject()),
        R"({"created":1710000000,"endpoints":["/v1/audio/transcriptions"],"id":"demo-hear-brief","object":"model","owned_by":"parlance"})"_ba);
    request.headers = QHttpHeaders::fromListOfPairs({{"x-api-key", "sk-demo"}});
    QCOMPARE(jsonOf(answer(m_ruApi.routes(), request)), list);
    request.headers.clear();
    QCOMPARE(answer(m_ruApi.routes(), request).status, 401);
}

QTEST_GUILESS_MAIN(RuApiEndpointTest)
#include "tst_ruapiendpoint.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/ruapiendpoint.h"
#include "demo/endpoints/rullmendpoint.h"

#include "demosupport.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Hello = R"("model":"gpt-4o","messages":[{"role":"user","content":"Say hello in 5 words."}])";

} // namespace

class RuLlmEndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RL_02_theKeyTellsTheGatewaysApart_data();
    void RL_02_theKeyTellsTheGatewaysApart();
    void RL_01_RL_12_plainAnswer();
    void RL_13_to_RL_17_RL_19_stream();
    void RL_20_cachedTokens();
    void RL_10_stop_data();
    void RL_10_stop();
    void RL_11_choicesInterleaved();
    void RL_04_to_RL_09_checked_data();
    void RL_04_to_RL_09_checked();
    void RL_21_RL_22_models();

private:
    [[nodiscard]] QList<Route> routes() { return m_ruLlm.routes() + m_ruApi.routes(); }

    [[nodiscard]] DemoResponse ask(const QByteArray &fields, const QByteArray &key = "sk-ru-demo")
    {
        return answer(routes(),
            post(u"/v1/chat/completions"_s, "{" + fields + "}", {{"authorization", "Bearer " + key}}));
    }

    const Composer m_composer{Handbook::builtIn()};
    RuLlmEndpoint m_ruLlm{&m_composer, atOnce()};
    RuApiEndpoint m_ruApi{&m_composer, atOnce()};
};

void RuLlmEndpointTest::RL_02_theKeyTellsTheGatewaysApart_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("ru-llm") << "sk-ru-demo"_ba << 200 << "gpt-4o"_ba;
    QTest::newRow("RuAPI") << "sk-demo"_ba << 200 << "grok"_ba;
    QTest::newRow("wrong key of ru-llm") << "sk-ru-other"_ba << 401 << "for ru-llm is sk-ru-demo"_ba;
    QTest::newRow("wrong key of RuAPI") << "sk-other"_ba << 401 << "for RuAPI is sk-demo"_ba;
    QTest::newRow("no key") << ""_ba << 401 << "for RuAPI is sk-demo"_ba;
}

void RuLlmEndpointTest::RL_02_theKeyTellsTheGatewaysApart()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, contains);
    DemoRequest request = post(u"/v1/models"_s, {}, {{"authorization", "Bearer " + key}});
    request.method = "GET";
    const DemoResponse said = answer(routes(), request);
    QTEST(said.status, "status");
    QVERIFY2(bytesOf(said).contains(contains), bytesOf(said).constData());
    QCOMPARE(bytesOf(said).contains("grok"), key == "sk-demo");
}

void RuLlmEndpointTest::RL_01_RL_12_plainAnswer()
{
    QCOMPARE(bytesOf(ask(Hello + R"(,"max_tokens":7)")),
        R"({"choices":[{"finish_reason":"length","index":0,"message":{"content":"Hi there, how are you?","role":"assistant"}}],)"
        R"("created":1710000000,"id":"chatcmpl-demo7","model":"gpt-4o","object":"chat.completion",)"
        R"("usage":{"completion_tokens":7,"prompt_tokens":6,"total_tokens":13}})"_ba);
}

void RuLlmEndpointTest::RL_13_to_RL_17_RL_19_stream()
{
    const DemoResponse said =
        ask(Hello + R"(,"max_tokens":1,"stream":true,"stream_options":{"include_usage":true})");
    QCOMPARE(bytesOf(said),
        R"(data: {"choices":[{"delta":{"content":"","role":"assistant"},"index":0}],"id":"chatcmpl-demo7","object":"chat.completion.chunk"})"
        "\n\n"
        R"(data: {"choices":[{"delta":{"content":"Hi"},"index":0}],"id":"chatcmpl-demo7","object":"chat.completion.chunk"})"
        "\n\n"
        R"(data: {"choices":[{"delta":{},"finish_reason":"length","index":0}],"id":"chatcmpl-demo7","object":"chat.completion.chunk"})"
        "\n\ndata: [DONE]\n\n"_ba);
}

void RuLlmEndpointTest::RL_20_cachedTokens()
{
    const auto usage = [&](const QByteArray &messages) {
        return jsonOf(ask(R"("model":"gpt-4o","messages":[)" + messages + "]"))[u"usage"].toObject();
    };
    const QByteArray first = R"({"role":"system","content":"one two"},{"role":"user","content":"three"})";
    QVERIFY(!usage(first).contains("prompt_tokens_details"_L1));
    QCOMPARE(usage(first)[u"prompt_tokens_details"][u"cached_tokens"].toInt(), 3);
    const QJsonObject longer = usage(first + R"(,{"role":"user","content":"four five"})");
    QCOMPARE(longer[u"prompt_tokens_details"][u"cached_tokens"].toInt(), 3);
    QCOMPARE(longer[u"prompt_tokens"].toInt(), 5);
    QVERIFY(!usage(R"({"role":"user","content":"three"})").contains("prompt_tokens_details"_L1));
}

void RuLlmEndpointTest::RL_10_stop_data()
{
    QTest::addColumn<QByteArray>("stop");
    QTest::addColumn<QString>("text");
    QTest::newRow("string") << R"(" how")"_ba << u"Hi there,"_s;
    QTest::newRow("array, the first to come") << R"(["you"," there","never"])"_ba << u"Hi"_s;
    QTest::newRow("at the very beginning") << R"("Hi")"_ba << QString();
}

void RuLlmEndpointTest::RL_10_stop()
{
    QFETCH(QByteArray, stop);
    const QJsonValue choice = jsonOf(ask(Hello + R"(,"stop":)" + stop))[u"choices"][0];
    QTEST(choice[u"message"][u"content"].toString(), "text");
    QCOMPARE(choice[u"finish_reason"].toString(), u"stop"_s);
    QTEST(textOf(ask(Hello + R"(,"stream":true,"stop":)" + stop)), "text");
}

void RuLlmEndpointTest::RL_11_choicesInterleaved()
{
    const QByteArray asked =
        R"("model":"gpt-4o","n":2,"max_tokens":20,"messages":[{"role":"user","content":"How do I compare tiers?"}])";
    const QJsonArray choices = jsonOf(ask(asked))[u"choices"].toArray();
    QCOMPARE(choices.size(), 2);
    QVERIFY(choices.at(0)[u"message"] != choices.at(1)[u"message"]);
    const DemoResponse stream = ask(asked + R"(,"stream":true)");
    QList<int> order;
    for (const QJsonObject &event : eventsOf(stream))
        order += event[u"choices"][0][u"index"].toInt();
    QCOMPARE(order.size(), 2 * (1 + 20 + 1));
    for (qsizetype i = 0; i < order.size(); ++i)
        QCOMPARE(order.at(i), i % 2);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(textOf(stream, i), choices.at(i)[u"message"][u"content"].toString());
}

void RuLlmEndpointTest::RL_04_to_RL_09_checked_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const QByteArray messages = R"("messages":[{"role":"user","content":"hi"}])";
    QTest::newRow("RL-04 model is required") << messages << 400;
    QTest::newRow("RL-04 unknown model") << R"("model":"none",)" + messages << 404;
    QTest::newRow("RL-05 messages are required") << R"("model":"gpt-4o")"_ba << 400;
    QTest::newRow("RL-07 max_tokens is whole") << Hello + R"(,"max_tokens":1.5)" << 400;
    QTest::newRow("RL-08 temperature 0") << Hello + R"(,"temperature":0)" << 200;
    QTest::newRow("RL-08 temperature 2") << Hello + R"(,"temperature":2)" << 200;
    QTest::newRow("RL-08 temperature 2.01") << Hello + R"(,"temperature":2.01)" << 400;
    QTest::newRow("RL-08 temperature below 0") << Hello + R"(,"temperature":-0.1)" << 400;
    QTest::newRow("RL-09 top_p") << Hello + R"(,"top_p":0.9)" << 200;
}

void RuLlmEndpointTest::RL_04_to_RL_09_checked()
{
    QFETCH(QByteArray, fields);
    QTEST(ask(fields).status, "status");
}

void RuLlmEndpointTest::RL_21_RL_22_models()
{
    DemoRequest request = post(u"/v1/models"_s, {}, {{"authorization", "Bearer sk-ru-demo"}});
    request.method = "GET";
    QCOMPARE(bytesOf(answer(routes(), request)),
        R"({"data":[{"created":1715000000,"id":"gpt-4o","object":"model","owned_by":"openai"},)"
        R"({"created":1710000000,"id":"claude-3-5-sonnet-20241022","object":"model","owned_by":"anthropic"}],"object":"list"})"_ba);
}

QTEST_GUILESS_MAIN(RuLlmEndpointTest)
#include "tst_rullmendpoint.moc"

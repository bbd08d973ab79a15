// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/roraosendpoint.h"

#include "demosupport.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Hello = R"("messages":[{"role":"user","content":"Say hello in 5 words."}])";

QString contentOf(const DemoResponse &response)
{
    return jsonOf(response)[u"choices"][0][u"message"][u"content"].toString();
}

} // namespace

class RoraOsEndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RO_04_RO_05_RO_24_keys_data();
    void RO_04_RO_05_RO_24_keys();
    void RO_01_RO_20_RO_21_RO_22_plainAnswer();
    void RO_12_RO_13_RO_15_defaults();
    void RO_08_RO_09_RO_10_models_data();
    void RO_08_RO_09_RO_10_models();
    void RO_16_RO_17_stream();
    void RO_11_RO_14_RO_23_refuses_data();
    void RO_11_RO_14_RO_23_refuses();
    void RO_18_nothingIsAtTheClientsOwnPath();
    void RO_02_RO_06_RO_07_agent();
    void RO_23_to_RO_26_ownWords_data();
    void RO_23_to_RO_26_ownWords();

private:
    [[nodiscard]] DemoResponse ask(const QByteArray &fields, const QByteArray &fault = {})
    {
        return answer(m_roraOs.routes(), post(u"/api/v1/chat"_s, "{" + fields + "}",
                                             {{"authorization", "Bearer demo"}, {"x-demo-fault", fault}}));
    }

    [[nodiscard]] DemoResponse askAgent(const QByteArray &fields)
    {
        return answer(m_roraOs.routes(),
            post(u"/api/v1/agents/chat"_s, "{" + fields + "}", {{"authorization", "Bearer agent_demo"}}));
    }

    const Composer m_composer{Handbook::builtIn()};
    RoraOsEndpoint m_roraOs{&m_composer, atOnce()};
};

void RoraOsEndpointTest::RO_04_RO_05_RO_24_keys_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("status");
    const QString developer = u"/api/v1/chat"_s;
    const QString agent = u"/api/v1/agents/chat"_s;
    QTest::newRow("RO-04 developer") << developer << "demo"_ba << 200;
    QTest::newRow("agent's key at the Developer API") << developer << "agent_demo"_ba << 401;
    QTest::newRow("wrong key") << developer << "other"_ba << 401;
    QTest::newRow("RO-05 agent") << agent << "agent_demo"_ba << 200;
    QTest::newRow("developer's key at the Agent API") << agent << "demo"_ba << 401;
    QTest::newRow("no key") << agent << ""_ba << 401;
}

void RoraOsEndpointTest::RO_04_RO_05_RO_24_keys()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, key);
    const DemoResponse said =
        answer(m_roraOs.routes(), post(path, "{" + Hello + "}", {{"authorization", "Bearer " + key}}));
    QTEST(said.status, "status");
    if (said.status == 401)
        QVERIFY(bytesOf(said).contains("Invalid or missing API key"));
}

void RoraOsEndpointTest::RO_01_RO_20_RO_21_RO_22_plainAnswer()
{
    QCOMPARE(bytesOf(ask(R"("model":"gemini-2.5-flash","max_tokens":7,)" + Hello)),
        R"({"choices":[{"finish_reason":"length","index":0,"message":{"content":"Hi there, how are you?","role":"assistant"}}],)"
        R"("created":1710000000,"id":"chatcmpl-demo7","model":"gemini-2.5-flash","object":"chat.completion",)"
        R"("usage":{"completion_tokens":7,"prompt_tokens":6,"total_tokens":13}})"_ba);
}

void RoraOsEndpointTest::RO_12_RO_13_RO_15_defaults()
{
    const DemoResponse said = ask(Hello);
    QVERIFY(!said.streamed);
    QCOMPARE(jsonOf(said)[u"model"].toString(), u"gemini-2.5-flash"_s);
    const auto limited = readCompletionRequest("{" + Hello + "}", {.model = u"m"_s, .maxTokens = 4096});
    QCOMPARE(limited.value().chat.maxTokens, 4096);
}

void RoraOsEndpointTest::RO_08_RO_09_RO_10_models_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::newRow("RO-08") << "gemini-2.5-flash"_ba;
    QTest::newRow("RO-09") << "gemini-2.0-flash"_ba;
    QTest::newRow("RO-10") << "gpt-4o-mini"_ba;
}

void RoraOsEndpointTest::RO_08_RO_09_RO_10_models()
{
    QFETCH(QByteArray, model);
    QCOMPARE(jsonOf(ask(R"("model":")" + model + R"(",)" + Hello))[u"model"].toString().toLatin1(), model);
}

void RoraOsEndpointTest::RO_16_RO_17_stream()
{
    const DemoResponse said = ask(R"("stream":true,"stream_options":{"include_usage":true},)" + Hello);
    QVERIFY(said.streamed);
    QCOMPARE(textOf(said), contentOf(ask(Hello)));
    QVERIFY(eventsOf(said).constLast()[u"usage"][u"total_tokens"].toInt() > 0);
    QVERIFY(bytesOf(said).endsWith("data: [DONE]\n\n"));
}

void RoraOsEndpointTest::RO_11_RO_14_RO_23_refuses_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("param");
    QTest::newRow("RO-11 messages are required") << R"("model":"gpt-4o-mini")"_ba << u"messages"_s;
    QTest::newRow("RO-14 temperature") << R"("temperature":3,)" + Hello << u"temperature"_s;
    QTest::newRow("RO-23 unknown model") << R"("model":"gpt-5",)" + Hello << u"model"_s;
}

void RoraOsEndpointTest::RO_11_RO_14_RO_23_refuses()
{
    QFETCH(QByteArray, fields);
    const DemoResponse said = ask(fields);
    QCOMPARE(said.status, 400);
    QTEST(jsonOf(said)[u"error"][u"param"].toString(), "param");
}

void RoraOsEndpointTest::RO_18_nothingIsAtTheClientsOwnPath()
{
    const DemoResponse said = answer(m_roraOs.routes(),
        post(u"/api/v1/chat/completions"_s, "{" + Hello + "}", {{"authorization", "Bearer demo"}}));
    QCOMPARE(said.status, 404);
    QVERIFY(jsonOf(said)[u"error"][u"message"].toString().contains("POST /api/v1/chat"_L1));
}

void RoraOsEndpointTest::RO_02_RO_06_RO_07_agent()
{
    const QByteArray question = R"({"role":"user","content":"Where is my conversation saved?"})";
    const QString text = contentOf(askAgent(R"("messages":[)" + question + "]"));
    QVERIFY2(text.contains("in memory only"_L1), qPrintable(text));
    QVERIFY(text.endsWith(
        "*Privacy agent of the embedded demo gateway: it knows one chapter, and is not a model.*"_L1));
    // Its model and system prompt are its own.
    const DemoResponse other = askAgent(
        R"("model":"none","messages":[{"role":"system","content":"You are a pirate of many words."},)" +
        question + "]");
    QCOMPARE(contentOf(other), text);
    QCOMPARE(jsonOf(other)[u"usage"], jsonOf(askAgent(R"("messages":[)" + question + "]"))[u"usage"]);
    QCOMPARE(jsonOf(other)[u"model"].toString(), u"agent"_s);
    // It knows nothing else.
    const QString unknown =
        contentOf(askAgent(R"("messages":[{"role":"user","content":"How do I read a stream in Python?"}])"));
    QVERIFY2(unknown.contains("I know one chapter"_L1), qPrintable(unknown));
    QCOMPARE(textOf(askAgent(R"("stream":true,"messages":[)" + question + "]")), text);
}

void RoraOsEndpointTest::RO_23_to_RO_26_ownWords_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QString>("message");
    QTest::newRow("RO-23") << "400"_ba << u"Invalid request parameters"_s;
    QTest::newRow("RO-24") << "401"_ba << u"Invalid or missing API key"_s;
    QTest::newRow("RO-25") << "429"_ba << u"API limit exceeded, upgrade your plan"_s;
    QTest::newRow("RO-26") << "500"_ba << u"Internal server error, try again later"_s;
}

void RoraOsEndpointTest::RO_23_to_RO_26_ownWords()
{
    QFETCH(QByteArray, fault);
    const DemoResponse said = ask(Hello, fault);
    QCOMPARE(said.status, fault.toInt());
    QTEST(jsonOf(said)[u"error"][u"message"].toString(), "message");
}

QTEST_GUILESS_MAIN(RoraOsEndpointTest)
#include "tst_roraosendpoint.moc"

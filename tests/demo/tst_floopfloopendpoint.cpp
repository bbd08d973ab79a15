// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatrequest.h"
#include "demo/endpoints/floopfloopendpoint.h"
#include "demo/endpoints/floopflooprouting.h"

#include "demosupport.h"

#include <QTest>

#include <memory>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Hello = R"("messages":[{"role":"user","content":"Say hello in 5 words."}])";

} // namespace

class FloopFloopEndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void FF_02_FF_53_keys_data();
    void FF_02_FF_53_keys();
    void FF_10_FF_17_to_FF_21_plainAnswer();
    void FF_31_to_FF_34_stream();
    void FF_13_FF_27_to_FF_30_generate();
    void FF_12_FF_18_autoStaysAuto();
    void FF_23_to_FF_25_aliasesDiffer();
    void FF_22_complexity_data();
    void FF_22_complexity();
    void refuses_data();
    void refuses();
    void FF_28_promptOfExactlyTheMost();
    void FF_15_maxTokensIsClamped();
    void FF_37_FF_50_embedIsReserved();
    void FF_38_FF_48_requestsPerMinute();
    void FF_39_FF_49_dailyBudget();
    void FF_40_FF_45_inputTooLarge();
    void FF_41_FF_47_creditsRunOut();
    void FF_41_priceIsByTokenAndModel();
    void FF_43_to_FF_52_codesOnDemand_data();
    void FF_43_to_FF_52_codesOnDemand();
    void FF_35_errorInMidStream();
    void FF_36_isBilledAllTheSame();
    void FF_42_otherKeysUseUpNothing();
    void FF_53_alsoWhereNothingIs();

private:
    void make(const FloopFloopPlan &plan);

    [[nodiscard]] DemoResponse ask(
        const QByteArray &fields, const QString &path = u"/api/v1/ai/chat"_s, const QByteArray &fault = {})
    {
        return answer(
            m_endpoint->routes(), post(path, "{" + fields + "}",
                                      {{"authorization", "Bearer flp_sk_demo"}, {"x-demo-fault", fault}}));
    }

    [[nodiscard]] static QString code(const DemoResponse &said)
    {
        return jsonOf(said)[u"error"][u"code"].toString();
    }

    const Composer m_composer{Handbook::builtIn()};
    std::unique_ptr<FloopFloopEndpoint> m_endpoint;
    std::chrono::steady_clock::time_point m_now;
    std::chrono::system_clock::time_point m_date;
};

void FloopFloopEndpointTest::init()
{
    make({.requestsPerMinute = 1000, .tokensPerDay = 1'000'000});
}

void FloopFloopEndpointTest::make(const FloopFloopPlan &plan)
{
    m_now = {};
    m_date = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + 23h;
    DemoSettings settings = atOnce();
    settings.plan = plan;
    settings.clock = [this] {
        return m_now;
    };
    settings.calendar = [this] {
        return m_date;
    };
    m_endpoint = std::make_unique<FloopFloopEndpoint>(&m_composer, settings);
}

void FloopFloopEndpointTest::FF_02_FF_53_keys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("status");
    QTest::newRow("FF-02 project key") << "Bearer flp_sk_demo"_ba << 200;
    QTest::newRow("FF-03 user's key") << "Bearer flp_demo"_ba << 401;
    QTest::newRow("FF-05 revoked key") << "Bearer flp_sk_old"_ba << 401;
    QTest::newRow("no key") << ""_ba << 401;
}

void FloopFloopEndpointTest::FF_02_FF_53_keys()
{
    QFETCH(QByteArray, key);
    for (const QString &path : {u"/api/v1/ai/chat"_s, u"/api/v1/ai/embed"_s}) {
        const DemoResponse said =
            answer(m_endpoint->routes(), post(path, "{" + Hello + "}", {{"authorization", key}}));
        QFETCH(int, status);
        QCOMPARE(said.status, status == 200 && path.endsWith("embed"_L1) ? 501 : status);
        QCOMPARE(said.headers.value("x-request-id").toByteArray(), "req_demo_7"_ba);
        if (status == 401)
            QCOMPARE(code(said), u"UNAUTHORIZED"_s);
    }
}

void FloopFloopEndpointTest::FF_10_FF_17_to_FF_21_plainAnswer()
{
    QCOMPARE(bytesOf(ask(R"("model":"smart","max_tokens":7,)" + Hello)),
        R"({"content":"Hi there, how are you?","finishReason":"max_tokens","model":"smart",)"
        R"("usage":{"credits_remaining":4999.98,"credits_used":0.02,"input_tokens":6,"output_tokens":7,"total_tokens":13}})"_ba);
    QCOMPARE(jsonOf(ask(Hello))[u"finishReason"].toString(), u"end_turn"_s);
}

void FloopFloopEndpointTest::FF_31_to_FF_34_stream()
{
    const DemoResponse said = ask(R"("model":"smart","max_tokens":2,"stream":true,)" + Hello);
    QCOMPARE(
        said.headers.value(QHttpHeaders::WellKnownHeader::ContentType).toByteArray(), "text/event-stream"_ba);
    QCOMPARE(bytesOf(said),
        "data: {\"text\":\"Hi\"}\n\ndata: {\"text\":\" there\"}\n\n"
        R"(data: {"finishReason":"max_tokens","usage":{"credits_remaining":4999.99,"credits_used":0.01,"input_tokens":6,"output_tokens":2,"total_tokens":8}})"
        "\n\ndata: [DONE]\n\n"_ba);
}

void FloopFloopEndpointTest::FF_13_FF_27_to_FF_30_generate()
{
    const QJsonObject chat = jsonOf(ask(Hello + R"(,"system":"Be kind.")"));
    const QJsonObject generated =
        jsonOf(ask(R"("prompt":"Say hello in 5 words.","system":"Be kind.")", u"/api/v1/ai/generate"_s));
    QCOMPARE(generated[u"content"], chat[u"content"]);
    QCOMPARE(generated.keys(), chat.keys());
    QCOMPARE(generated[u"usage"][u"input_tokens"], chat[u"usage"][u"input_tokens"]);
    QVERIFY(ask(R"("prompt":"hello","stream":true)", u"/api/v1/ai/generate"_s).streamed);
    const QJsonObject conversation = jsonOf(ask(
        R"("prompt":"User: What is a tier?\n\nAssistant: This.\n\nUser: Say hello in 5 words.\n\nAssistant:","system":"Be kind.")",
        u"/api/v1/ai/generate"_s));
    QCOMPARE(conversation[u"content"], chat[u"content"]);
    const QJsonObject limited = jsonOf(
        ask(R"("prompt":"hello","model":"fast","temperature":2,"max_tokens":1)", u"/api/v1/ai/generate"_s));
    QCOMPARE(limited[u"usage"][u"output_tokens"].toInt(), 1);
    QCOMPARE(limited[u"model"].toString(), u"fast"_s);
}

void FloopFloopEndpointTest::FF_12_FF_18_autoStaysAuto()
{
    QCOMPARE(jsonOf(ask(Hello))[u"model"].toString(), u"auto"_s);
    QCOMPARE(jsonOf(ask(R"("model":"auto",)" + Hello))[u"model"].toString(), u"auto"_s);
}

void FloopFloopEndpointTest::FF_23_to_FF_25_aliasesDiffer()
{
    const auto lengthOf = [&](const QByteArray &alias) {
        return jsonOf(
            ask(R"("model":")" + alias +
                R"(","messages":[{"role":"user","content":"How do I compare tiers?"}])"))[u"content"]
            .toString()
            .size();
    };
    QVERIFY(lengthOf("fast") < lengthOf("smart"));
    QVERIFY(lengthOf("smart") < lengthOf("reason"));
    // "compare" asks to reason, so auto takes smart for it.
    QCOMPARE(lengthOf("auto"), lengthOf("smart"));
}

void FloopFloopEndpointTest::FF_22_complexity_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("points");
    QTest::addColumn<QString>("alias");
    QTest::newRow("short") << u"Translate good morning."_s << 0 << u"fast"_s;
    QTest::newRow("two questions") << u"Who? And where?"_s << 1 << u"fast"_s;
    QTest::newRow("code word") << u"Write a function"_s << 2 << u"smart"_s;
    QTest::newRow("fenced code") << u"```\nx\n```"_s << 2 << u"smart"_s;
    QTest::newRow("one word of reasoning") << u"Why is that?"_s << 2 << u"smart"_s;
    QTest::newRow("two of them") << u"Plan it step by step"_s << 4 << u"reason"_s;
    QTest::newRow("three count as two") << u"why, plan, prove"_s << 4 << u"reason"_s;
    QTest::newRow("399 characters") << QString(399, u'x') << 0 << u"fast"_s;
    QTest::newRow("800 characters") << QString(800, u'x') << 2 << u"smart"_s;
    QTest::newRow("very long") << QString(9000, u'x') << 3 << u"smart"_s;
    QTest::newRow("code and a why") << u"Why does this function fail?"_s << 4 << u"reason"_s;
}

void FloopFloopEndpointTest::FF_22_complexity()
{
    QFETCH(QString, text);
    ChatRequest request;
    request.model = u"auto"_s;
    request.messages.append(Message::of(Role::User, text));
    QTEST(complexity(request), "points");
    QTEST(routed(request)->tier.id, "alias");
}

void FloopFloopEndpointTest::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const QString chat = u"/api/v1/ai/chat"_s;
    const QString generate = u"/api/v1/ai/generate"_s;
    const QString validation = u"VALIDATION_ERROR"_s;
    QTest::newRow("FF-43 no JSON") << chat << "oops"_ba << u"INVALID_BODY"_s << QString();
    QTest::newRow("FF-44 messages are missing")
        << chat << R"("model":"auto")"_ba << validation << u"messages"_s;
    QTest::newRow("FF-44 messages of a wrong type")
        << chat << R"("messages":"hi")"_ba << validation << u"messages"_s;
    QTest::newRow("FF-44 role") << chat << R"("messages":[{"role":"tool","content":"x"}])"_ba << validation
                                << u"messages[0].role"_s;
    QTest::newRow("FF-14 temperature out of range")
        << chat << Hello + R"(,"temperature":2.1)" << validation << u"temperature"_s;
    QTest::newRow("FF-15 max_tokens 0")
        << chat << Hello + R"(,"max_tokens":0)" << validation << u"max_tokens"_s;
    QTest::newRow("FF-16 stream") << chat << Hello + R"(,"stream":1)" << validation << u"stream"_s;
    QTest::newRow("FF-11 system twice")
        << chat
        << R"("system":"a","messages":[{"role":"system","content":"b"},{"role":"user","content":"c"}])"_ba
        << validation << u"system"_s;
    QTest::newRow("FF-26 FF-46 a provider's model id is no alias")
        << chat << R"("model":"gpt-4o",)" + Hello << u"INVALID_MODEL"_s << u"model"_s;
    QTest::newRow("FF-28 prompt is required")
        << generate << R"("model":"auto")"_ba << validation << u"prompt"_s;
    QTest::newRow("FF-28 prompt is empty") << generate << R"("prompt":"")"_ba << validation << u"prompt"_s;
    QTest::newRow("FF-28 prompt is too long")
        << generate << R"("prompt":")" + QByteArray(500'001, 'x') + "\"" << validation << u"prompt"_s;
}

void FloopFloopEndpointTest::refuses()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, fields);
    const DemoResponse said = ask(fields, path);
    QCOMPARE(said.status, 400);
    QTEST(code(said), "code");
    QTEST(jsonOf(said)[u"error"][u"field"].toString(), "field");
}

void FloopFloopEndpointTest::FF_28_promptOfExactlyTheMost()
{
    make({.requestsPerMinute = 10, .tokensPerDay = 1'000'000, .mostInputTokens = 1'000'000});
    QCOMPARE(ask(R"("prompt":")" + QByteArray(500'000, 'x') + "\"", u"/api/v1/ai/generate"_s).status, 200);
}

void FloopFloopEndpointTest::FF_15_maxTokensIsClamped()
{
    make({.mostOutputTokens = 5});
    const QJsonObject said = jsonOf(ask(R"("max_tokens":1000,)" + Hello));
    QCOMPARE(said[u"usage"][u"output_tokens"].toInt(), 5);
    QCOMPARE(said[u"finishReason"].toString(), u"max_tokens"_s);
}

void FloopFloopEndpointTest::FF_37_FF_50_embedIsReserved()
{
    const DemoResponse said = ask(R"("input":"x")", u"/api/v1/ai/embed"_s);
    QCOMPARE(said.status, 501);
    QCOMPARE(code(said), u"NOT_IMPLEMENTED"_s);
}

void FloopFloopEndpointTest::FF_38_FF_48_requestsPerMinute()
{
    make({});
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(ask(R"("model":"fast",)" + Hello).status, 200);
        m_now += 1s;
    }
    const DemoResponse refused = ask(Hello);
    QCOMPARE(refused.status, 429);
    QCOMPARE(code(refused), u"RATE_LIMITED"_s);
    QCOMPARE(refused.headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray(), "50"_ba);
    QCOMPARE(refused.headers.value("x-request-id").toByteArray(), "req_demo_7"_ba);
    m_now += 49s + 999ms; // a millisecond before the first request is a minute old
    QCOMPARE(ask(Hello).headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray(), "1"_ba);
    m_now += 1ms;
    QCOMPARE(ask(Hello).status, 200);
    QCOMPARE(ask(Hello).status, 429);
}

void FloopFloopEndpointTest::FF_39_FF_49_dailyBudget()
{
    make({.requestsPerMinute = 1000, .tokensPerDay = 26});
    const QByteArray asked = R"("max_tokens":7,)" + Hello; // 13 tokens
    QCOMPARE(ask(asked).status, 200);
    QCOMPARE(ask(asked).status, 200);
    const DemoResponse refused = ask(asked);
    QCOMPARE(refused.status, 429);
    QCOMPARE(code(refused), u"BUDGET_EXCEEDED"_s);
    QVERIFY(!refused.headers.contains(QHttpHeaders::WellKnownHeader::RetryAfter));
    m_date += 59min + 59s; // 23:59:59 UTC
    QCOMPARE(ask(asked).status, 429);
    m_date += 1s;
    QCOMPARE(ask(asked).status, 200);
    make({.requestsPerMinute = 1000, .tokensPerDay = 14}); // one token is left after the first
    QCOMPARE(ask(asked).status, 200);
    QCOMPARE(ask(asked).status, 200);
    QCOMPARE(ask(asked).status, 429);
}

void FloopFloopEndpointTest::FF_40_FF_45_inputTooLarge()
{
    make({.requestsPerMinute = 1000, .mostInputTokens = 10});
    const auto statusOf = [&](qsizetype bytes) {
        return ask(R"("prompt":")" + QByteArray(bytes, 'x') + "\"", u"/api/v1/ai/generate"_s);
    };
    QCOMPARE(statusOf(40).status, 200);
    const DemoResponse refused = statusOf(41);
    QCOMPARE(refused.status, 400);
    QCOMPARE(code(refused), u"INPUT_TOO_LARGE"_s);
    QCOMPARE(jsonOf(refused)[u"error"][u"message"].toString(),
        u"Estimated input of 11 tokens exceeds the plan limit of 10 tokens"_s);
}

void FloopFloopEndpointTest::FF_41_FF_47_creditsRunOut()
{
    make({.balance = Credits{3}});
    const QByteArray asked = R"("model":"smart","max_tokens":7,)" + Hello; // costs 0.02
    QCOMPARE(jsonOf(ask(asked))[u"usage"][u"credits_remaining"].toDouble(), 0.01);
    const QJsonValue last = jsonOf(ask(asked))[u"usage"];
    QCOMPARE(last[u"credits_used"].toDouble(), 0.01);
    QCOMPARE(last[u"credits_remaining"].toDouble(), 0.0);
    const DemoResponse refused = ask(asked);
    QCOMPARE(refused.status, 402);
    QCOMPARE(code(refused), u"INSUFFICIENT_CREDITS"_s);
}

void FloopFloopEndpointTest::FF_41_priceIsByTokenAndModel()
{
    const auto priceOf = [&](const QByteArray &alias) {
        const QJsonValue usage = jsonOf(ask(R"("model":")" + alias + R"(",)" + Hello))[u"usage"];
        return usage[u"credits_used"].toDouble() / usage[u"total_tokens"].toInt();
    };
    QVERIFY(priceOf("fast") < priceOf("smart"));
    QVERIFY(priceOf("smart") < priceOf("reason"));
}

void FloopFloopEndpointTest::FF_43_to_FF_52_codesOnDemand_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("400") << 400 << u"VALIDATION_ERROR"_s << ""_ba;
    QTest::newRow("401") << 401 << u"UNAUTHORIZED"_s << ""_ba;
    QTest::newRow("402") << 402 << u"INSUFFICIENT_CREDITS"_s << ""_ba;
    QTest::newRow("413") << 413 << u"PAYLOAD_TOO_LARGE"_s << ""_ba;
    QTest::newRow("429") << 429 << u"RATE_LIMITED"_s << "5"_ba;
    QTest::newRow("budget") << 429 << u"BUDGET_EXCEEDED"_s << ""_ba;
    QTest::newRow("500") << 500 << u"INTERNAL_ERROR"_s << ""_ba;
    QTest::newRow("501") << 501 << u"NOT_IMPLEMENTED"_s << ""_ba;
    QTest::newRow("502") << 502 << u"PROVIDER_ERROR"_s << ""_ba;
    QTest::newRow("503") << 503 << u"SERVICE_UNAVAILABLE"_s << "60"_ba;
}

void FloopFloopEndpointTest::FF_43_to_FF_52_codesOnDemand()
{
    const DemoResponse said = ask(Hello, u"/api/v1/ai/chat"_s, QTest::currentDataTag());
    QTEST(said.status, "status");
    QTEST(code(said), "code");
    QTEST(said.headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray(), "retryAfter");
    QCOMPARE(said.headers.value("x-request-id").toByteArray(), "req_demo_7"_ba);
}

void FloopFloopEndpointTest::FF_35_errorInMidStream()
{
    const DemoResponse said = ask(R"("stream":true,)" + Hello, u"/api/v1/ai/chat"_s, "error-mid-stream");
    QCOMPARE(said.status, 200);
    QVERIFY(bytesOf(said).startsWith("data: {\"text\":\"Hi\"}\n\n"));
    QVERIFY(bytesOf(said).endsWith(
        "data: {\"error\":\"The upstream provider failed in mid-stream\"}\n\ndata: [DONE]\n\n"));
    QVERIFY(!bytesOf(said).contains("usage"));
}

void FloopFloopEndpointTest::FF_36_isBilledAllTheSame()
{
    const QByteArray asked = R"("model":"smart","max_tokens":7,)" + Hello; // costs 0.02
    QVERIFY(ask(asked + R"(,"stream":true)", u"/api/v1/ai/chat"_s, "error-mid-stream").streamed);
    QCOMPARE(jsonOf(ask(asked))[u"usage"][u"credits_remaining"].toDouble(), 4999.96);
    QCOMPARE(ask(asked, u"/api/v1/ai/chat"_s, "502").status, 502); // nothing was produced
    QCOMPARE(jsonOf(ask(asked))[u"usage"][u"credits_remaining"].toDouble(), 4999.94);
}

void FloopFloopEndpointTest::FF_42_otherKeysUseUpNothing()
{
    make({.requestsPerMinute = 1});
    const DemoRequest other =
        post(u"/api/v1/ai/chat"_s, "{" + Hello + "}", {{"authorization", "Bearer flp_sk_other"}});
    QCOMPARE(answer(m_endpoint->routes(), other).status, 401);
    QCOMPARE(ask(Hello).status, 200);
    QCOMPARE(answer(m_endpoint->routes(), other).status, 401);
    QCOMPARE(ask(Hello).status, 429);
}

void FloopFloopEndpointTest::FF_53_alsoWhereNothingIs()
{
    const DemoResponse missing = ask({}, u"/api/v1/ai/other"_s);
    QCOMPARE(missing.status, 404);
    QCOMPARE(code(missing), u"NOT_FOUND"_s);
    QCOMPARE(missing.headers.value("x-request-id").toByteArray(), "req_demo_7"_ba);
    DemoRequest request = post(u"/api/v1/ai/chat"_s, {}, {});
    request.method = "GET";
    const DemoResponse wrong = answer(m_endpoint->routes(), request);
    QCOMPARE(wrong.status, 405);
    QCOMPARE(wrong.headers.value("x-request-id").toByteArray(), "req_demo_7"_ba);
}

QTEST_GUILESS_MAIN(FloopFloopEndpointTest)
#include "tst_floopfloopendpoint.moc"

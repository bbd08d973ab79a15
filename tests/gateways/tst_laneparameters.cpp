// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "gateways/laneparameters.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestLaneParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSentUnasked();
    void RF_04_whatIsNotDocumentedIsNotSent();
    void documentedParametersAreSent();
    void theFormatGoesWhereTheDialectHasAField();
    void RO_06_systemPromptStaysAwayFromAgents();
    void stopIsKnownByEitherName();
    void valuesStayWithinTheBounds();
    void jsonComesBackTheSame_data();
    void jsonComesBackTheSame();
    void badJsonIsNamed_data();
    void badJsonIsNamed();
};

namespace {

const Gateway &gateway(const QString &id)
{
    static const Catalog catalog = Catalog::builtIn();
    return *catalog.find(id);
}

/// As typed, and not even JSON.
AnswerFormat schema()
{
    return {.kind = AnswerFormat::Kind::JsonSchema,
        .name = u"place"_s,
        .strict = true,
        .schema = "{ \"type\": \"object\",\n"};
}

LaneParameters everything()
{
    return {.system = u"Be brief."_s,
        .values = {.temperature = 0.5,
            .topP = 0.9,
            .maxTokens = 300,
            .stop = {u"END"_s, u"\n"_s},
            .n = 2,
            .thinkingTokens = 2000,
            .thinkingMode = u"adaptive"_s,
            .thinkingDisplay = u"omitted"_s,
            .reasoningEffort = u"low"_s,
            .verbosity = u"high"_s,
            .seed = -7,
            .frequencyPenalty = -0.5,
            .presencePenalty = 1.5,
            .logprobs = false,
            .topLogprobs = 0,
            .serviceTier = u"flex"_s,
            .parallelToolCalls = false,
            .user = u"u1"_s,
            .logitBias = {u"1: 2"_s},
            .metadata = {u"a: b"_s},
            .cacheControl = u"1h"_s,
            .promptCacheKey = u"k"_s,
            .headers = {u"X-A: b"_s}},
        .stream = false,
        .format = schema(),
        .extra = u"{ \"zeta\": 7.0,\n\"alpha\": 1e2 }"_s,
        .variables = {{.name = u"city"_s, .value = u"Oslo\nor Rome"_s}}};
}

} // namespace

void TestLaneParameters::nothingIsSentUnasked()
{
    ChatRequest expected;
    expected.model = u"m"_s;
    QCOMPARE(requestOf({}, gateway(u"ru-llm"_s), u"m"_s), expected);
}

void TestLaneParameters::RF_04_whatIsNotDocumentedIsNotSent()
{
    const ChatRequest request = requestOf(everything(), gateway(u"ruflo"_s), u"ruflo-free"_s);
    ChatRequest expected;
    expected.model = u"ruflo-free"_s;
    expected.system = u"Be brief."_s;
    expected.maxTokens = 300;
    expected.headers = everything().values.headers;
    expected.stream = false;
    expected.format = schema();
    expected.extra = "{ \"zeta\": 7.0,\n\"alpha\": 1e2 }";
    QCOMPARE(request, expected);
}

void TestLaneParameters::documentedParametersAreSent()
{
    const ChatRequest request = requestOf(everything(), gateway(u"ru-llm"_s), u"gpt-4o"_s);
    QCOMPARE(request.temperature, 0.5);
    QCOMPARE(request.topP, 0.9);
    QCOMPARE(request.stop, (QStringList{u"END"_s, u"\n"_s}));
    QCOMPARE(request.n, 2);
    QVERIFY(!request.thinkingTokens);
    QCOMPARE(requestOf(everything(), gateway(u"ruapi-claude"_s), u"m"_s).thinkingTokens, 2000);
    QVERIFY(!request.seed);
    ChatParameters expected = everything().values;
    expected.thinkingTokens.reset();
    expected.thinkingMode.clear();
    expected.thinkingDisplay.clear();
    expected.cacheControl.clear();
    const ChatRequest all = requestOf(everything(), gateway(u"openai-compatible"_s), u"m"_s);
    QCOMPARE(static_cast<const ChatParameters &>(all), expected);
}

void TestLaneParameters::theFormatGoesWhereTheDialectHasAField()
{
    const AnswerFormat object{.kind = AnswerFormat::Kind::JsonObject};
    QVERIFY(takesFormat(gateway(u"ruapi"_s), schema()));
    QVERIFY(takesFormat(gateway(u"ruapi"_s), object));
    QVERIFY(takesFormat(gateway(u"ruapi-claude"_s), schema()));
    QVERIFY(!takesFormat(gateway(u"ruapi-claude"_s), object));
    QVERIFY(!takesFormat(gateway(u"floopfloop"_s), schema()));
    QVERIFY(takesFormat(gateway(u"floopfloop"_s), {}));
    QVERIFY(!documentsFormat(gateway(u"ruapi"_s)));
    Gateway documented = gateway(u"ruapi"_s);
    documented.parameters.append({.name = u"response_format"_s});
    QVERIFY(documentsFormat(documented));
}

void TestLaneParameters::RO_06_systemPromptStaysAwayFromAgents()
{
    QVERIFY(!takesParameter(gateway(u"roraos-agent"_s), ParameterName::System));
    QVERIFY(requestOf(everything(), gateway(u"roraos-agent"_s), {}).system.isEmpty());
}

void TestLaneParameters::stopIsKnownByEitherName()
{
    QVERIFY(takesParameter(gateway(u"ru-llm"_s), ParameterName::Stop));
    QVERIFY(takesParameter(gateway(u"anthropic-compatible"_s), ParameterName::Stop));
    QVERIFY(!takesParameter(gateway(u"ruapi"_s), ParameterName::Stop));
}

void TestLaneParameters::valuesStayWithinTheBounds()
{
    QCOMPARE(requestOf({.values = {.temperature = 7}}, gateway(u"ru-llm"_s), {}).temperature, 2.0);
    QCOMPARE(requestOf({.values = {.topLogprobs = 21}}, gateway(u"openai-compatible"_s), {}).topLogprobs, 20);
    QCOMPARE(requestOf({.values = {.temperature = -1}}, gateway(u"ru-llm"_s), {}).temperature, 0.0);
    QCOMPARE(requestOf({.values = {.temperature = 7}}, gateway(u"ruapi"_s), {}).temperature,
        7.0); // says nothing of bounds
}

void TestLaneParameters::jsonComesBackTheSame_data()
{
    QTest::addColumn<LaneParameters>("parameters");
    QTest::newRow("none") << LaneParameters();
    QTest::newRow("all") << everything();
    QTest::newRow("stream not sent") << LaneParameters{.stream = std::nullopt};
}

void TestLaneParameters::jsonComesBackTheSame()
{
    QFETCH(const LaneParameters, parameters);
    const auto read = laneParametersFromJson(toJson(parameters));
    QVERIFY2(read, qPrintable(read.error_or(QString())));
    QCOMPARE(*read, parameters);
}

void TestLaneParameters::badJsonIsNamed_data()
{
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<QString>("error");
    QTest::newRow("type") << QJsonObject{{u"temperature"_s, u"hot"_s}}
                          << u"p.temperature: expected a number, got text"_s;
    QTest::newRow("zero tokens") << QJsonObject{{u"max_tokens"_s, 0}}
                                 << u"p.max_tokens: expected a whole number above 0, got the number 0"_s;
    QTest::newRow("too many tokens") << QJsonObject{{u"max_tokens"_s, 5e9}}
                                     << u"p.max_tokens: 5000000000 is too large"_s;
    QTest::newRow("below the least") << QJsonObject{{u"top_logprobs"_s, -1}}
                                     << u"p.top_logprobs: expected a whole number from 0, got -1"_s;
    QTest::newRow("half a seed") << QJsonObject{{u"seed"_s, 0.5}}
                                 << u"p.seed: expected a whole number from -2147483648, got 0.5"_s;
    QTest::newRow("a large seed") << QJsonObject{{u"seed"_s, 5e9}} << u"p.seed: 5000000000 is too large"_s;
    QTest::newRow("no flag") << QJsonObject{{u"logprobs"_s, 1}}
                             << u"p.logprobs: expected true or false, got the number 1"_s;
    QTest::newRow("another format") << QJsonObject{{u"answer_format"_s, QJsonObject{{u"type"_s, u"xml"_s}}}}
                                    << u"p.answer_format.type: expected json_object or json_schema"_s;
    QTest::newRow("unknown") << QJsonObject{{u"temprature"_s, 1}} << u"p.temprature: is not a known field"_s;
    QTest::newRow("the lane's own") << QJsonObject{{u"extra"_s, QJsonObject{{u"messages"_s, 1}}}}
                                    << u"p.extra: the lane itself sends \"messages\": remove it"_s;
}

void TestLaneParameters::badJsonIsNamed()
{
    QFETCH(const QJsonObject, object);
    const auto read = laneParametersFromJson(object, u"p."_s);
    QVERIFY(!read);
    QTEST(read.error(), "error");
}

QTEST_APPLESS_MAIN(TestLaneParameters)
#include "tst_laneparameters.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "gateways/laneparameters.h"

#include <QJsonArray>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestLaneTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problems_data();
    void problems();
    void toolsAreSentAsTyped();
    void toolsAreFilledIn();
    void problemsAreThoseOfTheFilledTools();
    void textsOfGatewaysThatTakeThem();
    void toolsWithAProblemAreNotSent();
    void RF_04_RL_24_gatewaysWithoutToolsGetNone();
    void choiceIsAWordOrATool();
    void jsonComesBackTheSame();
    void badJsonIsNamed_data();
    void badJsonIsNamed();
    void schemaInOneLineIsIndented();
};

namespace {

using Kind = ToolProblem::Kind;

const QString Schema =
    u"{ \"type\": \"object\",\n  \"properties\": { \"city\": { \"type\": \"string\" } } }"_s;

LaneTool weather()
{
    return {.name = u"get_weather"_s, .description = u"By city"_s, .schema = Schema};
}

const Gateway &gateway(const QString &id)
{
    static const Catalog catalog = Catalog::builtIn();
    return *catalog.find(id);
}

ChatRequest requestWith(const LaneTools &tools, const QString &gatewayId = u"ruapi"_s)
{
    return requestOf({.tools = tools}, gateway(gatewayId), u"m"_s);
}

} // namespace

void TestLaneTools::problems_data()
{
    using Problem = std::optional<ToolProblem>;
    QTest::addColumn<LaneTools>("tools");
    QTest::addColumn<Problem>("problem");
    const auto row = [](const char *name, const QList<LaneTool> &list, const Problem &problem) {
        QTest::newRow(name) << LaneTools{.list = list} << problem;
    };
    const auto schema = [](const QString &text, bool strict = false) {
        return QList<LaneTool>{{.name = u"a"_s, .schema = text, .strict = strict}};
    };
    row("none", {}, {});
    row("a good one", {weather()}, {});
    row("without a schema", schema(u" \n"_s), {});
    row("no name", {{.name = {}}}, ToolProblem{.kind = Kind::BadName});
    row("a name with a blank", {weather(), {.name = u"a b"_s}},
        ToolProblem{.kind = Kind::BadName, .tool = 1});
    row("a name with an umlaut", {{.name = u"\u00e4"_s}}, ToolProblem{.kind = Kind::BadName});
    row("64 letters", {{.name = QString(64, u'a')}}, {});
    row("65 letters", {{.name = QString(65, u'a')}}, ToolProblem{.kind = Kind::BadName});
    row("two of a name", {weather(), weather()}, ToolProblem{.kind = Kind::SameName, .tool = 1});
    row("no JSON", schema(u"{\"type\" \"object\"}"_s),
        ToolProblem{.kind = Kind::BadJson, .reason = JsonFault::Reason::MissingColon, .offset = 8});
    row("a list", schema(u" []"_s), ToolProblem{.kind = Kind::NoObject, .offset = 1});
    row("no type", schema(u"{}"_s), ToolProblem{.kind = Kind::NoObjectType});
    row("a type that is none of arguments", schema(u"{\"type\":\"string\"}"_s),
        ToolProblem{.kind = Kind::NoObjectType, .offset = 8});
    row("an unknown name is required", schema(u"{\"type\":\"object\",\"required\":[\"city\"]}"_s),
        ToolProblem{.kind = Kind::UnknownRequired, .offset = 29, .name = u"city"_s});
    row("strict, and nothing is required", schema(Schema, true), ToolProblem{.kind = Kind::OpenStrict});
    row("strict as it must be",
        schema(u"{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"a\"],"
               "\"additionalProperties\":false}"_s,
            true),
        {});
}

void TestLaneTools::problems()
{
    QFETCH(const LaneTools, tools);
    QTEST(problemOf(tools), "problem");
}

void TestLaneTools::toolsAreSentAsTyped()
{
    const ChatRequest request = requestWith({.list = {weather()}});
    QCOMPARE(request.tools,
        QList<Tool>({{.name = u"get_weather"_s, .description = u"By city"_s, .schema = Schema.toUtf8()}}));
    QCOMPARE(request.toolChoice, QString());
    QVERIFY(requestWith({.list = {{.name = u"a"_s,
                             .schema = u"{\"type\":\"object\",\"additionalProperties\":false}"_s,
                             .strict = true}}})
            .tools.first()
            .strict);
}

void TestLaneTools::toolsAreFilledIn()
{
    const LaneTools tools{
        .list = {{.name = u"get_{{what}}"_s,
            .description = u"Only {{what}}"_s,
            .schema = uR"({"type":"object","properties":{"{{what}}":{"enum":["{{q}}"]}}})"_s,
            .result = u"{{what}}: {{town}}"_s}},
        .choice = u"get_{{what}}"_s};
    const QList<Variable> variables{
        {.name = u"what"_s, .value = u"weather"_s}, {.name = u"q"_s, .value = u"\""_s}};
    const ChatRequest request =
        requestOf({.variables = variables, .tools = tools}, gateway(u"ruapi"_s), u"m"_s);
    QCOMPARE(request.tools, QList<Tool>({{.name = u"get_weather"_s,
                                .description = u"Only weather"_s,
                                .schema = R"({"type":"object","properties":{"weather":{"enum":["\""]}}})"}}));
    QCOMPARE(request.toolChoice, u"get_weather"_s);
    QCOMPARE(filled(tools, variables).list.first().result, u"weather: {{town}}"_s);
    QVERIFY(requestWith(tools).tools.isEmpty()); // no name of a tool without a table
}

void TestLaneTools::problemsAreThoseOfTheFilledTools()
{
    const QList<Variable> variables{
        {.name = u"a"_s, .value = u"get_weather"_s}, {.name = u"blank"_s, .value = u" "_s}};
    LaneTools tools{.list = {weather(), {.name = u"{{a}}"_s}}};
    QCOMPARE(problemOf(tools, variables), (ToolProblem{.kind = Kind::SameName, .tool = 1}));
    tools.list[1].name = u"{{blank}}"_s;
    QCOMPARE(problemOf(tools, variables), (ToolProblem{.kind = Kind::BadName, .tool = 1}));
    const QString schema = uR"({"description":"{{a}}","type":"object","required":["{{a}}"]})"_s;
    QCOMPARE(problemOf({.list = {{.name = u"b"_s, .schema = schema}}}, variables),
        (ToolProblem{.kind = Kind::UnknownRequired,
            .offset = schema.lastIndexOf(u"\"{{a}}\""_s),
            .name = u"get_weather"_s}));
}

void TestLaneTools::textsOfGatewaysThatTakeThem()
{
    const LaneParameters parameters{
        .system = u"S"_s, .tools = {.list = {{.name = u"n"_s, .schema = u"{\"{{x}}\":\"v\"}"_s}}}};
    QCOMPARE(textsWithVariables(parameters, gateway(u"ruapi"_s)),
        QStringList({u"S"_s, u"n"_s, QString(), u"{{x}}"_s, u"v"_s, QString()}));
    QCOMPARE(textsWithVariables(parameters, gateway(u"ruflo"_s)), QStringList(u"S"_s));
}

void TestLaneTools::toolsWithAProblemAreNotSent()
{
    QVERIFY(requestWith({.list = {weather(), {.name = u"a b"_s}}}).tools.isEmpty());
}

void TestLaneTools::RF_04_RL_24_gatewaysWithoutToolsGetNone()
{
    for (const QString &without : {u"ruflo"_s, u"ru-llm"_s, u"floopfloop"_s})
        QVERIFY(requestWith({.list = {weather()}}, without).tools.isEmpty());
    for (const QString &with : {u"ruapi-claude"_s, u"roraos"_s, u"openai-compatible"_s})
        QCOMPARE(requestWith({.list = {weather()}}, with).tools.size(), 1);
}

void TestLaneTools::choiceIsAWordOrATool()
{
    for (const QString &choice : {u"auto"_s, u"none"_s, u"required"_s, u"get_weather"_s})
        QCOMPARE(requestWith({.list = {weather()}, .choice = choice}).toolChoice, choice);
    QCOMPARE(requestWith({.list = {weather()}, .choice = u"get_time"_s}).toolChoice, QString());
}

void TestLaneTools::jsonComesBackTheSame()
{
    const LaneTools tools{.list = {{.name = u"a"_s,
                                       .description = u"b"_s,
                                       .schema = u"{ not yet"_s,
                                       .strict = true,
                                       .result = u"21\n"_s,
                                       .isErrorResult = true},
                              {.name = {}}},
        .choice = u"required"_s,
        .answersItself = true,
        .mostRounds = 3};
    const LaneParameters parameters{.tools = tools};
    const auto read = laneParametersFromJson(toJson(parameters));
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->tools, tools);
    QVERIFY(!toJson(LaneParameters()).contains("tools"_L1));
}

void TestLaneTools::badJsonIsNamed_data()
{
    QTest::addColumn<QJsonObject>("tools");
    QTest::addColumn<QString>("error");
    QTest::newRow("no list") << QJsonObject{{u"functions"_s, 1}}
                             << u"tools.functions: expected a list of tools, got the number 1"_s;
    QTest::newRow("an unknown field")
        << QJsonObject{{u"functions"_s, QJsonArray{QJsonObject{{u"nmae"_s, u"a"_s}}}}}
        << u"tools.functions[0].nmae: "_s;
    QTest::newRow("too many rounds") << QJsonObject{{u"most_rounds"_s, 5000}}
                                     << u"tools.most_rounds: 5000 is too large"_s;
}

void TestLaneTools::badJsonIsNamed()
{
    QFETCH(const QJsonObject, tools);
    QFETCH(const QString, error);
    const auto read = laneParametersFromJson({{u"tools"_s, tools}});
    QVERIFY(!read);
    QVERIFY2(read.error().startsWith(error), qPrintable(read.error()));
}

void TestLaneTools::schemaInOneLineIsIndented()
{
    Tool tool{.name = u"a"_s, .description = {}, .schema = R"({"type":"object"})"};
    QCOMPARE(laneToolOf(tool).schema, u"{\n  \"type\": \"object\"\n}"_s);
    tool.schema = "{\"type\":\n\"object\"}";
    QCOMPARE(laneToolOf(tool).schema, u"{\"type\":\n\"object\"}"_s);
}

QTEST_GUILESS_MAIN(TestLaneTools)
#include "tst_lanetools.moc"

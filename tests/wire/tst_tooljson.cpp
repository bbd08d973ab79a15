// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/tooljson.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Parlance::ToolForm)

class TestToolJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void comesBackTheSame_data();
    void comesBackTheSame();
    void writesEachForm();
};

namespace {

const QByteArray Schema =
    R"({"type":"object","required":["z","a"],"properties":{"z":{},"a":{"default":1.0}}})";

Tool weather()
{
    return {.name = u"get_weather"_s, .description = u"By city"_s, .schema = Schema};
}

} // namespace

void TestToolJson::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QList<Tool>>("tools");
    const QByteArray inner = R"("name":"get_weather","description":"By city")";
    const QByteArray chat =
        R"({"type":"function","function":{)" + inner + R"(,"parameters":)" + Schema + "}}";
    const QByteArray responses = R"({"type":"function",)" + inner + R"(,"parameters":)" + Schema + '}';
    const QByteArray messages = '{' + inner + R"(,"input_schema":)" + Schema + '}';
    const QByteArray mcp = '{' + inner + R"(,"inputSchema":)" + Schema + R"(,"annotations":{}})";
    QTest::newRow("RA-11 Chat Completions, one") << chat << QList{weather()};
    QTest::newRow("RA-11 Chat Completions, a list") << QByteArray('[' + chat + ']') << QList{weather()};
    QTest::newRow("Responses") << responses << QList{weather()};
    QTest::newRow("RA-26 Messages") << QByteArray('[' + messages + ']') << QList{weather()};
    QTest::newRow("MCP, the result of tools/list")
        << QByteArray(R"({"tools":[)" + mcp + "]}") << QList{weather()};
    QTest::newRow("MCP, the answer to tools/list")
        << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":{"tools":[)" + mcp + "]}}") << QList{weather()};
    QTest::newRow("the body of a request")
        << QByteArray(R"({"model":"m","messages":[],"tools":[)" + chat + "]}") << QList{weather()};
    QTest::newRow("forms beside each other")
        << QByteArray('[' + chat + ',' + messages + ']') << QList{weather(), weather()};
    QTest::newRow("one without a schema")
        << R"({"name":"now"})"_ba << QList<Tool>{{.name = u"now"_s, .description = {}, .schema = {}}};
    QTest::newRow("B14 strict") << R"({"name":"now","strict":true,"input_schema":{}})"_ba
                                << QList<Tool>{
                                       {.name = u"now"_s, .description = {}, .schema = "{}", .strict = true}};
    QTest::newRow("those of the server are left out")
        << QByteArray(R"([{"type":"web_search_20250305","name":"web_search"},)" + messages + ']')
        << QList{weather()};
}

void TestToolJson::reads()
{
    QFETCH(const QByteArray, json);
    const auto tools = toolsFromJson(json);
    QVERIFY(tools);
    QTEST(*tools, "tools");
}

void TestToolJson::saysWhatIsWrong_data()
{
    using Kind = ToolFault::Kind;
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ToolFault>("fault");
    QTest::newRow("nothing") << QByteArray()
                             << ToolFault{.kind = Kind::Json, .reason = JsonFault::Reason::NoValue};
    QTest::newRow("a comma is missing")
        << R"([{"name":"a" "b"}])"_ba
        << ToolFault{.kind = Kind::Json, .reason = JsonFault::Reason::MissingComma, .offset = 13};
    QTest::newRow("no objects") << "[1]"_ba << ToolFault{.kind = Kind::NoTools, .offset = 1};
    QTest::newRow("an empty list") << " []"_ba << ToolFault{.kind = Kind::NoTools, .offset = 1};
    QTest::newRow("only one of the server")
        << R"({"type":"web_search","name":"w"})"_ba << ToolFault{.kind = Kind::NoTools, .offset = 0};
    QTest::newRow("no name") << R"([{"description":"a"}])"_ba << ToolFault{.kind = Kind::NoName, .offset = 1};
    QTest::newRow("a schema that is a list")
        << R"({"name":"a","parameters":[]})"_ba << ToolFault{.kind = Kind::BadSchema, .offset = 25};
}

void TestToolJson::saysWhatIsWrong()
{
    QFETCH(const QByteArray, json);
    const auto tools = toolsFromJson(json);
    QVERIFY(!tools);
    QTEST(tools.error(), "fault");
}

void TestToolJson::comesBackTheSame_data()
{
    QTest::addColumn<ToolForm>("form");
    QTest::newRow("Chat Completions") << ToolForm::ChatCompletions;
    QTest::newRow("Responses") << ToolForm::Responses;
    QTest::newRow("Messages") << ToolForm::Messages;
    QTest::newRow("MCP") << ToolForm::Mcp;
}

void TestToolJson::comesBackTheSame()
{
    QFETCH(const ToolForm, form);
    const QList<Tool> tools{weather(), {.name = u"now"_s, .description = {}, .schema = "{}"}};
    auto read = toolsFromJson(toolsToJson(tools, form));
    QVERIFY(read);
    for (Tool &tool : *read)
        tool.schema = QByteArray(tool.schema).replace(' ', "").replace('\n', "");
    QCOMPARE(*read, tools);
}

void TestToolJson::writesEachForm()
{
    const QList<Tool> tools{{.name = u"now"_s, .description = {}, .schema = "{}", .strict = true}};
    const auto written = [&tools](ToolForm form) {
        return toolsToJson(tools, form).replace(' ', "").replace('\n', "");
    };
    QCOMPARE(written(ToolForm::ChatCompletions),
        R"([{"type":"function","function":{"name":"now","parameters":{},"strict":true}}])"_ba);
    QCOMPARE(written(ToolForm::Responses),
        R"([{"type":"function","name":"now","parameters":{},"strict":true}])"_ba);
    QCOMPARE(written(ToolForm::Messages), R"([{"name":"now","input_schema":{},"strict":true}])"_ba);
    QCOMPARE(written(ToolForm::Mcp), R"({"tools":[{"name":"now","inputSchema":{}}]})"_ba);
}

QTEST_GUILESS_MAIN(TestToolJson)
#include "tst_tooljson.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/toolpicker.h"
#include "demo/tools/toolresults.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

Tool tool(
    const QString &name, const QString &description, const QByteArray &properties, const QByteArray &required)
{
    return {name, description,
        R"({"type":"object","properties":)" + properties + R"(,"required":)" + required + "}"};
}

QList<Tool> toolbox()
{
    return {
        tool(u"get_weather"_s, u"The weather in a city"_s,
            R"({"city":{"type":"string"},"unit":{"type":"string","enum":["celsius","fahrenheit"]},"days":{"type":"integer"}})",
            R"(["city"])"),
        tool(u"add"_s, u"Adds two numbers: the sum"_s, R"({"a":{"type":"number"},"b":{"type":"number"}})",
            R"(["a","b"])"),
        tool(u"translate"_s, u"Translates a text into a language"_s,
            R"({"text":{"type":"string"},"target_language":{"type":"string"}})",
            R"(["target_language","text"])"),
        tool(u"send_email"_s, u"Sends a message"_s,
            R"({"to":{"type":"string","format":"email"},"body":{"type":"string"},"urgent":{"type":"boolean"}})",
            R"(["to","body"])"),
        tool(u"calculate"_s, u"Evaluates an arithmetic expression"_s, R"({"expression":{"type":"string"}})",
            R"(["expression"])"),
        tool(u"book_flight"_s, u"Books a flight"_s,
            R"({"from":{"type":"string"},"to":{"type":"string"},"date":{"type":"string","format":"date"}})",
            R"(["from","to"])"),
        tool(u"compare_cities"_s, u"Compares the population of cities"_s,
            R"({"cities":{"type":"array","items":{"type":"string"}}})", R"(["cities"])")};
}

ChatRequest asking(const QString &question)
{
    ChatRequest request;
    request.tools = toolbox();
    request.messages = {Message::of(Role::User, question)};
    return request;
}

QStringList spelled(const QList<ToolCall> &calls)
{
    QStringList list;
    for (const ToolCall &call : calls)
        list += call.name + call.arguments;
    return list;
}

} // namespace

class DemoToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsWhatThePromptAsksFor_data();
    void callsWhatThePromptAsksFor();
    void argumentsFitTheSchema_data();
    void argumentsFitTheSchema();
    void choice();
    void resultsAreUsed();
    void nextQuestionCallsAgain();
};

void DemoToolsTest::callsWhatThePromptAsksFor_data()
{
    QTest::addColumn<QStringList>("calls");
    const auto row = [](const char *question, const QStringList &calls) {
        QTest::newRow(question) << calls;
    };
    row("What is the weather in Paris?", {uR"(get_weather{"city":"Paris"})"_s});
    row("what's the weather in oslo", {uR"(get_weather{"city":"oslo"})"_s});
    row("Weather in New York in fahrenheit, please",
        {uR"(get_weather{"city":"New York","unit":"fahrenheit"})"_s});
    row("The weather in Paris for 3 days", {uR"(get_weather{"city":"Paris","days":3})"_s});
    row("Weather in Paris and Rome",
        {uR"(get_weather{"city":"Paris"})"_s, uR"(get_weather{"city":"Rome"})"_s});
    row("The weather in Paris, Rome, and Berlin?",
        {uR"(get_weather{"city":"Paris"})"_s, uR"(get_weather{"city":"Rome"})"_s,
            uR"(get_weather{"city":"Berlin"})"_s});
    row("Add 2 and 3.5", {uR"(add{"a":2,"b":3.5})"_s});
    row("Weather in Paris, and add 20 and 22",
        {uR"(get_weather{"city":"Paris"})"_s, uR"(add{"a":20,"b":22})"_s});
    row("Translate \"good morning and good night\" into French",
        {uR"(translate{"target_language":"French","text":"good morning and good night"})"_s});
    row("Send an urgent email to ann@example.org: \"lunch at 12?\"",
        {uR"(send_email{"body":"lunch at 12?","to":"ann@example.org","urgent":true})"_s});
    row("Calculate 12*(3+4)", {uR"x(calculate{"expression":"12*(3+4)"})x"_s});
    row("Book a flight from Paris to Rome on 2026-05-01",
        {uR"(book_flight{"date":"2026-05-01","from":"Paris","to":"Rome"})"_s});
    row("Compare the population of Paris, Rome and Berlin",
        {uR"(compare_cities{"cities":["Paris","Rome","Berlin"]})"_s});
    row("Who wrote Hamlet?", {});
    row("Hello!", {});
}

void DemoToolsTest::callsWhatThePromptAsksFor()
{
    QTEST(spelled(pickCalls(asking(QString::fromUtf8(QTest::currentDataTag())), {})), "calls");
}

void DemoToolsTest::argumentsFitTheSchema_data()
{
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QByteArray>("required");
    QTest::addColumn<QString>("arguments");
    const auto row = [](const char *name, const QByteArray &properties, const QByteArray &required,
                         const QString &arguments) {
        QTest::newRow(name) << properties << required << arguments;
    };
    row("no properties", "{}", "[]", u"{}"_s);
    row("enum without a word of the prompt", R"({"x":{"enum":["a1","b1"]}})", R"(["x"])", uR"({"x":"a1"})"_s);
    row("optional enum is left out", R"({"x":{"enum":["a1","b1"]}})", R"([])", u"{}"_s);
    row("default of an enum", R"({"x":{"enum":["a1","b1"],"default":"b1"}})", R"(["x"])", uR"({"x":"b1"})"_s);
    row("enum of the prompt", R"({"x":{"enum":["up","go"]}})", R"(["x"])", uR"({"x":"go"})"_s);
    row("const", R"({"x":{"const":9}})", R"([])", uR"({"x":9})"_s);
    row("number with a default", R"({"x":{"type":"number","default":4}})", R"(["x"])", uR"({"x":4})"_s);
    row("number with a minimum", R"({"x":{"type":"integer","minimum":10}})", R"(["x"])", uR"({"x":10})"_s);
    row("number above", R"({"x":{"type":"integer","exclusiveMinimum":3}})", R"(["x"])", uR"({"x":4})"_s);
    row("boolean", R"({"x":{"type":"boolean"}})", R"(["x"])", uR"({"x":false})"_s);
    row("boolean with a default", R"({"x":{"type":"boolean","default":true}})", R"(["x"])",
        uR"({"x":true})"_s);
    row("null or string", R"({"x":{"type":["null","string"],"default":"y"}})", R"(["x"])", uR"({"x":"y"})"_s);
    row("alternatives", R"({"x":{"anyOf":[{"type":"null"},{"type":"integer","minimum":2}]}})", R"(["x"])",
        uR"({"x":2})"_s);
    row("nested", R"({"x":{"type":"object","properties":{"y":{"const":1}},"required":["y"]}})", R"(["x"])",
        uR"({"x":{"y":1}})"_s);
    row("array that may be empty", R"({"x":{"type":"array","items":{"type":"number"}}})", R"(["x"])",
        uR"({"x":[]})"_s);
    row("array with at least one", R"({"x":{"type":"array","minItems":1,"items":{"const":"z"}}})", R"(["x"])",
        uR"({"x":["z"]})"_s);
    row("text", R"({"query":{"type":"string"}})", R"(["query"])", uR"({"query":"please go"})"_s);
}

void DemoToolsTest::argumentsFitTheSchema()
{
    QFETCH(QByteArray, properties);
    QFETCH(QByteArray, required);
    ChatRequest request = asking(u"please go"_s);
    request.tools = {tool(u"act"_s, {}, properties, required)};
    const QList<ToolCall> calls = pickCalls(request, {.mode = ToolChoice::Mode::Required, .name = {}});
    QCOMPARE(calls.size(), 1);
    QTEST(calls.constFirst().arguments, "arguments");
}

void DemoToolsTest::choice()
{
    using Mode = ToolChoice::Mode;
    const ChatRequest request = asking(u"The weather in Paris and Rome?"_s);
    QCOMPARE(pickCalls(request, {.mode = Mode::Auto, .name = {}}).size(), 2);
    QCOMPARE(pickCalls(request, {.mode = Mode::Auto, .name = {}, .parallel = false}).size(), 1);
    QCOMPARE(pickCalls(request, {.mode = Mode::None, .name = {}}).size(), 0);
    QCOMPARE(pickCalls(request, {.mode = Mode::Required, .name = {}}).constFirst().name, u"get_weather"_s);
    QCOMPARE(pickCalls(request, {.mode = Mode::Named, .name = u"add"_s}).constFirst().name, u"add"_s);
    QCOMPARE(pickCalls(asking(u"Hello!"_s), {.mode = Mode::Required, .name = {}}).size(), 1);
    ChatRequest bare = request;
    bare.tools.clear();
    QCOMPARE(pickCalls(bare, {}).size(), 0);
}

void DemoToolsTest::resultsAreUsed()
{
    ChatRequest request = asking(u"The weather in Paris and Rome?"_s);
    QCOMPARE(resultText(request), QString());
    request.messages.append({.role = Role::Assistant,
        .parts = {ToolCall{u"1"_s, u"get_weather"_s, uR"({"city":"Paris"})"_s},
            ToolCall{u"2"_s, u"get_weather"_s, u"{}"_s}}});
    request.messages.append(Message::result(u"1"_s, uR"({"sky":"clear","degrees":21})"_s));
    request.messages.append(Message::result(u"2"_s, u"rain\nwind"_s));
    QCOMPARE(resultText(request), u"`get_weather` (city: Paris) says:\n\n- degrees: 21\n- sky: clear\n\n"
                                  "`get_weather` says:\n\n```\nrain\nwind\n```"_s);
    QCOMPARE(pickCalls(request, {}).size(), 0);
}

void DemoToolsTest::nextQuestionCallsAgain()
{
    ChatRequest request = asking(u"The weather in Paris?"_s);
    request.messages.append(Message::of(Role::Assistant, u"clear"_s));
    request.messages.append(Message::of(Role::User, u"And the weather in Rome?"_s));
    QCOMPARE(spelled(pickCalls(request, {})), QStringList{uR"(get_weather{"city":"Rome"})"_s});
}

QTEST_GUILESS_MAIN(DemoToolsTest)
#include "tst_demotools.moc"

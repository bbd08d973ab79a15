// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Reason = SchemaFault::Reason;
using Rule = Violation::Rule;
using State = Judgement::State;

const QByteArray Orders = R"({
  "type": "object",
  "properties": {
    "status": {"enum": ["open", "closed"]},
    "count": {"type": "integer", "minimum": 1},
    "items": {"type": "array", "maxItems": 2, "items": {
      "type": "object", "properties": {"price": {"type": "number"}}, "required": ["price"],
      "additionalProperties": false}}
  },
  "required": ["status", "items"],
  "additionalProperties": false
})";

Schema compiled(const QByteArray &text)
{
    return *Schema::compile(text);
}

/// The first violation while the text grows byte by byte, and how much of it was there.
std::pair<std::optional<Violation>, QByteArray> firstIncurable(const Schema &schema, const QByteArray &text)
{
    for (qsizetype size = 0; size <= text.size(); ++size) {
        const Judgement judgement = schema.judgeBeginning(text.first(size));
        if (judgement.state == State::Breaks)
            return {judgement.violations.first(), text.first(size)};
    }
    return {};
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsNoSchema_data();
    void saysWhatIsNoSchema();
    void saysWhatBreaks_data();
    void saysWhatBreaks();
    void saysItAsSoonAsItIsCertain_data();
    void saysItAsSoonAsItIsCertain();
    void listsViolationsInTheOrderOfTheText();
    void explainsTheAlternativeThatWasMeant();
    void readsWhatIsCut();
    void boundsRecursion();
    void boundsSteps();
    void boundsRegularExpressions();
    void takesDeepValues();
};

void TestSchema::saysWhatIsNoSchema_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("path");
    QTest::newRow("not JSON") << R"({"type": })"_ba << Reason::NotJson << QString();
    QTest::newRow("a list") << "[]"_ba << Reason::NotASchema << QString();
    QTest::newRow("a text where a schema belongs")
        << R"({"properties":{"a/b":"string"}})"_ba << Reason::NotASchema << u"/properties/a~1b"_s;
    QTest::newRow("an unknown type") << R"({"items":{"type":"text"}})"_ba << Reason::UnknownType
                                     << u"/items/type"_s;
    QTest::newRow("a number for a list") << R"({"required":1})"_ba << Reason::WrongValue << u"/required"_s;
    QTest::newRow("a fraction for a count")
        << R"({"minItems":1.5})"_ba << Reason::WrongValue << u"/minItems"_s;
    QTest::newRow("a negative count") << R"({"maxLength":-1})"_ba << Reason::WrongValue << u"/maxLength"_s;
    QTest::newRow("a text for a limit") << R"({"minimum":"1"})"_ba << Reason::WrongValue << u"/minimum"_s;
    QTest::newRow("no regular expression")
        << R"({"pattern":"("})"_ba << Reason::IllegalPattern << u"/pattern"_s;
    QTest::newRow("no regular expression for a name")
        << R"({"patternProperties":{"[":true}})"_ba << Reason::IllegalPattern << u"/patternProperties/["_s;
    QTest::newRow("a reference to nothing")
        << R"({"$ref":"#/$defs/a"})"_ba << Reason::UnknownReference << u"/$ref"_s;
    QTest::newRow("a reference to an unknown anchor")
        << R"({"items":{"$ref":"#a"}})"_ba << Reason::UnknownReference << u"/items/$ref"_s;
    QTest::newRow("a reference into the network")
        << R"({"$ref":"https://example.com/a.json"})"_ba << Reason::RemoteReference << u"/$ref"_s;
    QTest::newRow("a reference to itself") << R"({"$ref":"#"})"_ba << Reason::Circular << QString();
    QTest::newRow("references in a circle")
        << R"({"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}})"_ba
        << Reason::Circular << u"/$defs/a"_s;
}

void TestSchema::saysWhatIsNoSchema()
{
    QFETCH(QByteArray, text);
    const auto schema = Schema::compile(text);
    QVERIFY(!schema);
    QTEST(schema.error().reason, "reason");
    QTEST(schema.error().path, "path");
}

void TestSchema::saysWhatBreaks_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Violation>("violation");
    const auto row = [](const char *name, const QByteArray &schema, const QByteArray &value,
                         const Violation &violation) {
        QTest::newRow(name) << schema << value << violation;
    };
    row("type", R"({"type":["string","null"]})", "5",
        {.rule = Rule::Type, .expected = {u"string"_s, u"null"_s}, .found = u"number"_s});
    row("enum", R"({"enum":["a",1]})", R"("b")",
        {.rule = Rule::Enum, .expected = {u"\"a\""_s, u"1"_s}, .found = u"b"_s});
    row("required", R"({"required":["a"]})", "{}", {.rule = Rule::Required, .expected = {u"a"_s}});
    row("additional", R"({"additionalProperties":false})", R"({"a":1})",
        {.rule = Rule::Forbidden, .path = u"/a"_s, .offset = 5});
    row("within", R"({"items":{"properties":{"p":{"maximum":2}}}})", R"([{"p":1},{"p":2.5}])",
        {.rule = Rule::Maximum, .path = u"/1/p"_s, .offset = 14, .expected = {u"2"_s}, .found = u"2.5"_s});
    row("a name with a slash", R"({"properties":{"a/~":{"minLength":2}}})", R"({"a/~":"😀"})",
        {.rule = Rule::MinLength, .path = u"/a~1~0"_s, .offset = 7, .expected = {u"2"_s}, .found = u"1"_s});
    row("unique", R"({"uniqueItems":true})", R"([{"a":1,"b":2},{"b":2.0,"a":1}])",
        {.rule = Rule::UniqueItems, .path = u"/1"_s, .offset = 15});
    row("a name", R"({"propertyNames":{"pattern":"^[a-z]+$"}})", R"({"A":1})",
        {.rule = Rule::PropertyName, .path = u"/A"_s, .offset = 5, .found = u"A"_s});
    row("one of two", R"({"oneOf":[{"type":"number"},{"minimum":1}]})", "5",
        {.rule = Rule::OneOf, .expected = {u"2"_s}, .found = u"2"_s});
    row("a line end is no end", R"({"pattern":"^a$"})", R"("a\n")",
        {.rule = Rule::Pattern, .expected = {u"^a$"_s}, .found = u"a\n"_s});
}

void TestSchema::saysWhatBreaks()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QFETCH(Violation, violation);
    const Judgement judgement = compiled(schema).judge(value);
    QCOMPARE(judgement.state, State::Breaks);
    QCOMPARE(judgement.violations, QList<Violation>{violation});
}

void TestSchema::saysItAsSoonAsItIsCertain_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("enough"); // of the text
    QTest::addColumn<Rule>("rule");
    const auto row = [](const char *name, const QByteArray &enough, const QByteArray &rest, Rule rule) {
        QTest::newRow(name) << enough + rest << enough << rule;
    };
    row("another type", "[", "]", Rule::Type);
    row("a type within", R"({"count":")", R"(3"})", Rule::Type);
    row("a forbidden member", R"({"total":1)", "}", Rule::Forbidden);
    row("a choice that cannot match", R"({"status":"ok)", R"(ay"})", Rule::Enum);
    row("a choice that is too short", R"({"status":"op")", "}", Rule::Enum);
    row("too many elements", R"({"items":[{"price":1},{"price":2},{)", R"("price":3}]})", Rule::MaxItems);
    row("a member is missing", R"({"items":[{})", "]}", Rule::Required);
    row("a member is missing at the end", R"({"items":[]})", "", Rule::Required);
    row("not JSON", R"({"items":[}])", "", Rule::NotJson);
    row("a number that is no count", R"({"count":1.5,)", R"("items":[]})", Rule::Type);
    row("a number that is too small", R"({"count":0 )", "}", Rule::Minimum);
}

void TestSchema::saysItAsSoonAsItIsCertain()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, enough);
    const auto [violation, seen] = firstIncurable(compiled(Orders), text);
    QVERIFY(violation);
    QTEST(violation->rule, "rule");
    if (violation->rule != Rule::NotJson)
        QCOMPARE(seen, enough);
}

void TestSchema::listsViolationsInTheOrderOfTheText()
{
    const Judgement judgement =
        compiled(Orders).judge(R"({"x":1,"count":0,"items":[{"price":"1"},{}],"status":"open"})");
    QList<Rule> rules;
    QStringList paths;
    for (const Violation &violation : judgement.violations) {
        rules << violation.rule;
        paths << violation.path;
    }
    QCOMPARE(paths, QStringList({u"/x"_s, u"/count"_s, u"/items/0/price"_s, u"/items/1"_s}));
    QCOMPARE(rules, QList<Rule>({Rule::Forbidden, Rule::Minimum, Rule::Type, Rule::Required}));
}

void TestSchema::explainsTheAlternativeThatWasMeant()
{
    const Schema shapes = compiled(R"({"anyOf":[{"type":"null"},
        {"properties":{"kind":{"const":"circle"},"r":{"type":"number"}},"required":["kind","r"]},
        {"properties":{"kind":{"const":"square"},"a":{"type":"number"}},"required":["kind","a"]}]})");
    const Judgement square = shapes.judge(R"({"kind":"square","a":"1"})");
    QCOMPARE(square.violations.size(), 1);
    QCOMPARE(square.violations.first().path, u"/a"_s);
    const Judgement neither = shapes.judge(R"({"kind":"line"})");
    QCOMPARE(neither.violations.first().rule, Rule::AnyOf);
    QCOMPARE(neither.violations.first().expected, QStringList{u"3"_s});
}

void TestSchema::readsWhatIsCut()
{
    const Judgement judgement = compiled(Orders).judge(R"({"status":"open","items":[)");
    QCOMPARE(judgement.state, State::Breaks);
    QCOMPARE(judgement.violations.last().rule, Rule::Cut);
    QCOMPARE(compiled("true").judge("").violations.first().rule, Rule::Cut);
    QCOMPARE(compiled("true").judgeBeginning("").state, State::Open);
}

void TestSchema::boundsRecursion()
{
    const Schema dynamic = compiled(
        R"({"$id":"https://a.example/","$dynamicAnchor":"x","$ref":"b","$defs":{"b":{"$id":"b","$dynamicAnchor":"x",
           "$defs":{"c":{"$id":"c","$dynamicRef":"#y","$dynamicAnchor":"x","$defs":{"y":{"$dynamicAnchor":"y"}}}}}}})");
    QCOMPARE(dynamic.judge("1").state, State::Fits);
    const QByteArray tree =
        R"({"type":"object","properties":{"child":{"$ref":"#"}},"additionalProperties":false})";
    const Judgement deep =
        compiled(tree).judge(QByteArray(R"({"child":)").repeated(200) + "{}" + QByteArray(200, '}'));
    QCOMPARE(deep.state, State::Fits);
    const Judgement deeper =
        compiled(tree).judge(QByteArray(R"({"child":)").repeated(1000) + "{}" + QByteArray(1000, '}'));
    QCOMPARE(deeper.state, State::Unknown);
}

/// Each level doubles the work.
void TestSchema::boundsSteps()
{
    QByteArray schema = R"({"$ref":"#/$defs/s40","$defs":{"s0":{"type":"number"})";
    for (int i = 1; i <= 40; ++i) {
        const QByteArray below = R"({"$ref":"#/$defs/s)" + QByteArray::number(i - 1) + R"("})";
        schema += R"(,"s)" + QByteArray::number(i) + R"(":{"allOf":[)" + below + ',' + below + "]}";
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(compiled(schema + "}}").judge("1").state, State::Unknown);
    QVERIFY(timer.elapsed() < 60'000);
}

void TestSchema::boundsRegularExpressions()
{
    const QByteArray evil = R"({"pattern":"^(a+)+$"})";
    QCOMPARE(compiled(evil).judge('"' + QByteArray(40, 'a') + "b\"").state, State::Unknown);
    const QByteArray deep = R"({"pattern":"^(a|b)*$"})";
    QVERIFY(compiled(deep).judge('"' + QByteArray(200'000, 'a') + '"').state != State::Breaks);
}

void TestSchema::takesDeepValues()
{
    const QByteArray deep = QByteArray(1024, '[') + QByteArray(1024, ']');
    QCOMPARE(compiled("true").judge(deep).state, State::Fits);
    QCOMPARE(compiled(R"({"uniqueItems":true,"enum":[1]})").judge(deep).state, State::Breaks);
    QByteArray schema = "true";
    for (int i = 0; i < 500; ++i)
        schema = R"({"not":)" + schema + '}';
    QCOMPARE(compiled(schema).judge("1").state, State::Fits);
}

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"

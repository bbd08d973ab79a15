// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo makes of a schema, judged by the client's own reading of it.
#include "demo/tools/schemavalue.h"

#include "schema/schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

class TestSchemaValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void takesValuesOfThePrompt();
    void choosesByTheVariant();
};

void TestSchemaValue::fits_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("an object")
        << R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"},
        "c":{"type":"boolean"},"d":{"type":"null"}},"required":["a","b","c","d"],"additionalProperties":false})"_ba;
    QTest::newRow("a list")
        << R"({"type":"array","items":{"type":"number"},"minItems":3,"maxItems":4,"uniqueItems":true})"_ba;
    QTest::newRow("texts that differ")
        << R"({"type":"array","items":{"type":"string"},"minItems":5,"uniqueItems":true})"_ba;
    QTest::newRow("a tuple")
        << R"({"prefixItems":[{"type":"string"},{"const":7}],"items":false,"minItems":2})"_ba;
    QTest::newRow("limits")
        << R"({"type":"object","properties":{"a":{"type":"number","minimum":2.5,"maximum":2.75},
        "b":{"type":"integer","exclusiveMinimum":10,"multipleOf":7},"c":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1},
        "d":{"type":"string","minLength":100},"e":{"type":"string","maxLength":2},
        "f":{"type":"integer","maximum":-5}},"required":["a","b","c","d","e","f"]})"_ba;
    QTest::newRow("references") << R"({"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":
        {"name":{"$ref":"#/$defs/a~1b"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}},
        "required":["name","children"]},"a/b":{"type":"string"}}})"_ba;
    QTest::newRow("all of several") << R"({"allOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},
        {"properties":{"b":{"enum":["x"]}},"required":["b"]}]})"_ba;
    QTest::newRow("one of several")
        << R"({"oneOf":[{"type":"object","properties":{"kind":{"const":"a"}},"required":["kind"]},
        {"type":"object","properties":{"kind":{"const":"b"}},"required":["kind"]}]})"_ba;
    QTest::newRow("types") << R"({"type":["null","integer"]})"_ba;
    QTest::newRow("null alone") << R"({"type":["null"]})"_ba;
    QTest::newRow("patterns") << R"({"properties":{"a":{"type":"string","pattern":"^[A-Z]{3}$"},
        "b":{"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}$"}},"required":["a","b"]})"_ba;
    QTest::newRow("a member without a schema") << R"({"type":"object","required":["a"]})"_ba;
}

void TestSchemaValue::fits()
{
    QFETCH(QByteArray, schema);
    const QJsonObject object = QJsonDocument::fromJson(schema).object();
    QVERIFY(!object.isEmpty());
    for (const QString &prompt :
        {u"What is a tier?"_s, u"3 cities in \"Italy\", at most 99.5 km away"_s, u""_s}) {
        for (int variant = 0; variant < 3; ++variant) {
            const QJsonValue value = schemaValue(object, prompt, variant);
            const QByteArray written = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            const Judgement judgement = Schema::compile(schema)->judge(written.sliced(1, written.size() - 2));
            QCOMPARE(judgement, Judgement{.state = Judgement::State::Fits});
        }
    }
}

void TestSchemaValue::takesValuesOfThePrompt()
{
    const QJsonObject schema = QJsonDocument::fromJson(
        R"({"properties":{"city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["km","miles"]}}})")
                                   .object();
    QCOMPARE(schemaValue(schema, u"Plan 4 days in Rome, in miles"_s, 0).toObject(),
        QJsonObject({{u"city"_s, u"Rome"_s}, {u"days"_s, 4}, {u"unit"_s, u"miles"_s}}));
}

void TestSchemaValue::choosesByTheVariant()
{
    const QJsonObject schema = QJsonDocument::fromJson(R"({"enum":["a1","b2"]})").object();
    QCOMPARE(schemaValue(schema, {}, 0), QJsonValue(u"a1"_s));
    QCOMPARE(schemaValue(schema, {}, 1), QJsonValue(u"b2"_s));
}

QTEST_APPLESS_MAIN(TestSchemaValue)
#include "tst_schemavalue.moc"

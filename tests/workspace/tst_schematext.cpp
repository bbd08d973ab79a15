// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/schematext.h"

#include "gateways/catalog.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestSchemaText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrongWithASchema_data();
    void saysWhatIsWrongWithASchema();
    void saysWhatBreaksIt_data();
    void saysWhatBreaksIt();
    void everyRuleHasWords();
    void marksThePlace();
    void saysWhoHasNoField();
};

void TestSchemaText::saysWhatIsWrongWithASchema_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("words");
    QTest::newRow("blank") << " \n"_ba << u"Write a schema, or take one from the templates"_s;
    QTest::newRow("not JSON") << "{\n  \"type\" \"object\"\n}"_ba
                              << u"Line 2, column 10: a colon is missing after the name"_s;
    QTest::newRow("a type")
        << "{\"type\": \"text\"}"_ba
        << u"Line 1, column 10: “text” isn't a type: write string, number, integer, boolean, "
           "object, array or null"_s;
    QTest::newRow("a count") << "{\"maxItems\": -1}"_ba
                             << u"Line 1, column 14: “maxItems” takes a whole number, 0 or more"_s;
    QTest::newRow("a reference") << "{\"$ref\": \"#/a\"}"_ba
                                 << u"Line 1, column 10: “#/a” is not defined in this schema"_s;
    QTest::newRow("fine") << "{}"_ba << QString();
}

void TestSchemaText::saysWhatIsWrongWithASchema()
{
    QFETCH(QByteArray, schema);
    QTEST(describeFormatProblem({.kind = AnswerFormat::Kind::JsonSchema, .schema = schema}), "words");
}

void TestSchemaText::saysWhatBreaksIt_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("types") << R"({"items":{"type":["number","null"]}})"_ba << "[\"a\"]"_ba
                           << u"/0: expected a number or null, found text"_s;
    QTest::newRow("a choice") << R"({"enum":["a",2]})"_ba << "\"b\""_ba
                              << u"expected one of \"a\", 2, found b"_s;
    QTest::newRow("missing") << R"({"required":["price"]})"_ba << "{}"_ba << u"“price” is missing"_s;
    QTest::newRow("forbidden") << R"({"additionalProperties":false})"_ba << "{\"a\":1}"_ba
                               << u"/a: must not be there"_s;
    QTest::newRow("cut") << "{}"_ba << "{"_ba << u"the JSON ends in the middle"_s;
    QTest::newRow("not JSON") << "{}"_ba << "{a:1}"_ba << u"not JSON: a name in quotes is missing"_s;
}

void TestSchemaText::saysWhatBreaksIt()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    const Judgement judgement = Schema::compile(schema)->judge(value);
    QTEST(describeViolation(judgement.violations.first()), "words");
}

void TestSchemaText::everyRuleHasWords()
{
    for (int rule = 0; rule <= int(Violation::Rule::OneOf); ++rule) {
        const Violation violation{.rule = Violation::Rule(rule), .fault = JsonFault()};
        QVERIFY2(!describeViolation(violation).isEmpty(), qPrintable(QString::number(rule)));
    }
}

void TestSchemaText::marksThePlace()
{
    const QString answer = u"{\n  \"é\": [1, \"two\"]\n}"_s;
    const Judgement judgement =
        Schema::compile(R"({"properties":{"é":{"items":{"type":"number"}}}})")->judge(answer.toUtf8());
    const ViolationPlace place = placeOf(judgement.violations.first(), answer);
    QCOMPARE(place.title, u"line 2, column 12"_s);
    QCOMPARE(place.excerpt, u"  \"é\": [1, \"two\"]\n           ^ /é/1: expected a number, found text"_s);
}

void TestSchemaText::saysWhoHasNoField()
{
    const Catalog catalog = Catalog::builtIn();
    const AnswerFormat schema{.kind = AnswerFormat::Kind::JsonSchema, .schema = "true"};
    QVERIFY(describeFormatRefusal(schema, *catalog.find(u"floopfloop"_s)).startsWith("FloopFloop"_L1));
    QCOMPARE(describeFormatRefusal(schema, *catalog.find(u"ruapi-claude"_s)), QString());
    QVERIFY(!describeFormatRefusal({.kind = AnswerFormat::Kind::JsonObject}, *catalog.find(u"ruapi-claude"_s))
            .isEmpty());
}

QTEST_APPLESS_MAIN(TestSchemaText)
#include "tst_schematext.moc"

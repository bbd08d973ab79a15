// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/jsontext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheJsonOfAnAnswer_data();
    void findsTheJsonOfAnAnswer();
    void keepsOrderAndSpelling();
    void sortsFields();
    void namesWhatDiffers();
    void orderOfFieldsIsNoDifference();
    void numbersAreComparedExactly_data();
    void numbersAreComparedExactly();
};

void TestJsonText::findsTheJsonOfAnAnswer_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("json");
    QTest::newRow("alone") << u" {\"a\":1}\n"_s << u"{\"a\":1}"_s;
    QTest::newRow("list") << u"[1]"_s << u"[1]"_s;
    QTest::newRow("fenced") << u"```json\n{\"a\":1}\n```"_s << u"{\"a\":1}"_s;
    QTest::newRow("fenced among words")
        << u"Here you are:\n\n```json\r\n{\"a\":1}\r\n```\nAnything else?"_s << u"{\"a\":1}"_s;
    QTest::newRow("beside other code") << u"~~~~\n[1]\n~~~~\n```sh\nls\n```"_s << u"[1]"_s;
    QTest::newRow("fence within a string") << u"````\n{\"a\":\n\"```\"}\n````"_s << u"{\"a\":\n\"```\"}"_s;
    QTest::newRow("two of them") << u"```\n[1]\n```\nor\n```\n[2]\n```"_s << QString();
    QTest::newRow("fence not closed") << u"```json\n[1]\n"_s << QString();
    QTest::newRow("with words") << u"Here: {\"a\":1}"_s << QString();
    QTest::newRow("cut off") << u"{\"a\":"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestJsonText::findsTheJsonOfAnAnswer()
{
    QFETCH(const QString, answer);
    QTEST(jsonOfAnswer(answer).value_or(QString()), "json");
}

void TestJsonText::keepsOrderAndSpelling()
{
    const QString json(R"({"b":1.50,"a":["x\"}",{}, []],"c":null})"_L1);
    QCOMPARE(laidOutJson(json, false),
        u"{\n  \"b\": 1.50,\n  \"a\": [\n    \"x\\\"}\",\n    {},\n    []\n  ],\n  \"c\": null\n}"_s);
}

void TestJsonText::sortsFields()
{
    const QString json(R"({"b":[2,1],"a":{"d":1,"c":2}})"_L1);
    QCOMPARE(laidOutJson(json, true),
        u"{\n  \"a\": {\n    \"c\": 2,\n    \"d\": 1\n  },\n  \"b\": [\n    2,\n    1\n  ]\n}"_s);
}

void TestJsonText::namesWhatDiffers()
{
    const QString left(R"({"a":[1,{"x":2}],"only left":true})"_L1);
    const QString right(R"({"a":[1,{"x":3},4]})"_L1);
    const QList<JsonDifference> found = jsonDifferences(left, right);
    const QList<JsonDifference> expected{{.path = u"$.a[1].x"_s, .left = 2, .right = 3},
        {.path = u"$.a[2]"_s, .left = {}, .right = 4},
        {.path = u"$[\"only left\"]"_s, .left = true, .right = {}}};
    QCOMPARE(found, expected);
}

void TestJsonText::orderOfFieldsIsNoDifference()
{
    const QString one(R"({"a":1,"b":2})"_L1);
    const QString other(R"({"b":2,"a":1})"_L1);
    QVERIFY(jsonDifferences(one, other).isEmpty());
    QVERIFY(!jsonDifferences(u"[1,2]"_s, u"[2,1]"_s).isEmpty());
}

void TestJsonText::numbersAreComparedExactly_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("same");
    QTest::newRow("beyond a double") << u"12345678901234567890"_s << u"12345678901234567891"_s << false;
    QTest::newRow("beyond it, the same") << u"12345678901234567890"_s << u"12345678901234567890"_s << true;
    QTest::newRow("beyond it in a fraction")
        << u"0.12345678901234567890"_s << u"0.12345678901234567891"_s << false;
    QTest::newRow("fraction of nothing") << u"1.0"_s << u"1"_s << true;
    QTest::newRow("exponent") << u"-1.50e3"_s << u"-15E+2"_s << true;
    QTest::newRow("sign") << u"-1"_s << u"1"_s << false;
    QTest::newRow("nothing") << u"0.00"_s << u"-0"_s << true;
    QTest::newRow("ten and one") << u"10"_s << u"1"_s << false;
    QTest::newRow("no number") << u"\"1\""_s << u"1"_s << false;
}

void TestJsonText::numbersAreComparedExactly()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    QFETCH(const bool, same);
    const auto of = [](const QString &name, const QString &number) {
        return u"{\"o\": [1 , {}, {\"%1\" : %2}], \"\\u005d,\": {}}"_s.arg(name, number);
    };
    const QList<JsonDifference> found = jsonDifferences(of(u"an \\u0069d"_s, left), of(u"an id"_s, right));
    QCOMPARE(found.size(), same ? 0 : 1);
    QVERIFY(same || found.first().path == u"$.o[2][\"an id\"]"_s);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"

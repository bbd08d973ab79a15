// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/filledjson.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QList<Variable> Table{{.name = u"city"_s, .value = u"Oslo"_s},
    {.name = u"quote"_s, .value = u"\"a\\b\"\n"_s}, {.name = u"braces"_s, .value = u"{{city}}"_s}};

} // namespace

class TestFilledJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fills_data();
    void fills();
    void withoutVariablesTextsStay();
    void offsetsComeFromTheTypedText();
    void stringsAreDecoded();
};

void TestFilledJson::fills_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("a value") << QByteArray(R"({"a": "In {{city}}"})") << QByteArray(R"({"a": "In Oslo"})");
    QTest::newRow("a name") << QByteArray(R"({"{{city}}":1})") << QByteArray(R"({"Oslo":1})");
    QTest::newRow("in a list") << QByteArray(R"(["{{city}}", "x", "{{city}}"])")
                               << QByteArray(R"(["Oslo", "x", "Oslo"])");
    QTest::newRow("a value with quotes")
        << QByteArray(R"({"a":"{{quote}}"})") << QByteArray(R"({"a":"\"a\\b\"\n"})");
    QTest::newRow("a value is not looked into")
        << QByteArray(R"(["{{braces}}"])") << QByteArray(R"(["{{city}}"])");
    QTest::newRow("escaped as its reader sees it")
        << QByteArray(R"(["\\{{city}}"])") << QByteArray(R"(["{{city}}"])");
    QTest::newRow("other spellings stay") << QByteArray(R"({ "\u00e4" : 1.0e2,  "b":"\/{{town}}" })")
                                          << QByteArray(R"({ "\u00e4" : 1.0e2,  "b":"\/{{town}}" })");
    QTest::newRow("a quote before the name")
        << QByteArray(R"(["\"{{city}}\""])") << QByteArray(R"(["\"Oslo\""])");
    QTest::newRow("no JSON") << QByteArray(R"({"a": "{{city}}")") << QByteArray(R"({"a": "{{city}}")");
    QTest::newRow("braces of objects")
        << QByteArray(R"({"a":{"b":{"city":{}}}})") << QByteArray(R"({"a":{"b":{"city":{}}}})");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestFilledJson::fills()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, sent);
    QCOMPARE(FilledJson(typed, Table).text(), sent);
}

void TestFilledJson::withoutVariablesTextsStay()
{
    const QByteArray typed = R"(["\\{{city}}"])";
    QCOMPARE(FilledJson(typed, {}).text(), typed);
}

void TestFilledJson::offsetsComeFromTheTypedText()
{
    const QByteArray typed = R"({"{{city}}": 1, "b": "{{city}}", "c": 2})";
    const FilledJson filled(typed, Table);
    QCOMPARE(filled.originOf(0), 0);
    QCOMPARE(filled.originOf(filled.text().indexOf('1')), typed.indexOf('1'));
    QCOMPARE(filled.originOf(filled.text().indexOf('2')), typed.indexOf('2'));
    QCOMPARE(filled.originOf(filled.text().indexOf("slo")), typed.indexOf("\"{{city"));
    QCOMPARE(filled.originOf(filled.text().size()), typed.size());
    QCOMPARE(FilledJson(typed, {}).originOf(7), 7);
}

void TestFilledJson::stringsAreDecoded()
{
    QCOMPARE(stringsOf(R"({"a":["\u00e4\"", 1, {}],"b":""})"),
        QStringList({u"a"_s, u"\u00e4\""_s, u"b"_s, QString()}));
    QCOMPARE(stringsOf("[\"a\""), QStringList());
}

QTEST_GUILESS_MAIN(TestFilledJson)
#include "tst_filledjson.moc"

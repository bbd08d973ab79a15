// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonreading.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What is read of JSON that Qt refuses, and where JSON ends.
class TestJsonReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberBeyondADoubleIsMissing_data();
    void aNumberBeyondADoubleIsMissing();
    void whatIsNoNumberStaysWrong_data();
    void whatIsNoNumberStaysWrong();
    void firstJson();
    void cutJson_data();
    void cutJson();
};

void TestJsonReading::aNumberBeyondADoubleIsMissing_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number : {"1e999", "-1e999", "1e-400", "NaN", "Infinity", "-Infinity", "nan"})
        QTest::newRow(number) << QByteArray(number);
    QTest::newRow("400 digits") << QByteArray(400, '9');
}

void TestJsonReading::aNumberBeyondADoubleIsMissing()
{
    QFETCH(const QByteArray, number);
    const QByteArray text = R"({"a":)" + number + R"(,"b":[-1.5e3,)" + number + R"(],"c":"NaN \" 1e999"})";
    const std::optional<QJsonValue> json = readJson(text);
    QVERIFY(json);
    const QJsonObject object = json->toObject();
    QVERIFY(!readNumber(object.value("a"_L1)));
    QCOMPARE(object.value("b"_L1)[0].toDouble(), -1500.0);
    QVERIFY(object.value("b"_L1)[1].isNull());
    QCOMPARE(object.value("c"_L1).toString(), u"NaN \" 1e999"_s);
}

void TestJsonReading::whatIsNoNumberStaysWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"[ERROR]", "[DONE]", R"({"a":Never})", R"({"a":NaN)", R"({NaN:1})", "NaN", ""})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonReading::whatIsNoNumberStaysWrong()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readJson(text));
}

void TestJsonReading::firstJson()
{
    QCOMPARE(sizeOfFirstJson(R"({"a":1})"), 7);
    QCOMPARE(sizeOfFirstJson("{\n}\n\ndata: [DONE]"), 5);
    QCOMPARE(sizeOfFirstJson("[1]\n[2]\n"), 4);
    QCOMPARE(sizeOfFirstJson(R"({"a":)"), 0);
    QCOMPARE(sizeOfFirstJson("words"), 0);
}

void TestJsonReading::cutJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("object") << QByteArray("{") << true;
    QTest::newRow("name") << QByteArray(R"({"na)") << true;
    QTest::newRow("string") << QByteArray(R"({"a":"b)") << true;
    QTest::newRow("escape") << QByteArray(R"({"a":"b\u00)") << true;
    QTest::newRow("number") << QByteArray(R"({"a":1.)") << true;
    QTest::newRow("word") << QByteArray(R"({"a":tr)") << true;
    QTest::newRow("after a value") << QByteArray("[[1,2]") << true;
    QTest::newRow("whole") << QByteArray("[[1,2]]") << false;
    QTest::newRow("words") << QByteArray("oh") << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("wrong in the middle") << QByteArray(R"({"a":no,"b":1})") << false;
}

void TestJsonReading::cutJson()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isCut);
    QCOMPARE(isCutJson(text), isCut);
}

QTEST_APPLESS_MAIN(TestJsonReading)
#include "tst_jsonreading.moc"

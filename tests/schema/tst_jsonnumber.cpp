// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/jsonnumber.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestJsonNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByValue_data();
    void comparesByValue();
    void knowsWholeNumbers();
    void divides_data();
    void divides();
};

void TestJsonNumber::comparesByValue_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("two");
    QTest::addColumn<int>("order");
    QTest::newRow("spelled otherwise") << "1.50e1"_ba << "15"_ba << 0;
    QTest::newRow("zeros") << "-0.0"_ba << "0e5"_ba << 0;
    QTest::newRow("digits") << "123456789012345678901234567890"_ba << "123456789012345678901234567891"_ba
                            << -1;
    QTest::newRow("places") << "99"_ba << "100"_ba << -1;
    QTest::newRow("below zero") << "-99"_ba << "-100"_ba << 1;
    QTest::newRow("signs") << "-1"_ba << "1e-400"_ba << -1;
    QTest::newRow("beyond a double") << "1e400"_ba << "9e399"_ba << 1;
    QTest::newRow("beyond any exponent") << "1e99999999999999999999"_ba << "1e400"_ba << 1;
    QTest::newRow("fractions") << "0.1"_ba << "0.01"_ba << 1;
}

void TestJsonNumber::comparesByValue()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, two);
    QFETCH(int, order);
    const auto compared = JsonNumber(one) <=> JsonNumber(two);
    QCOMPARE(compared < 0 ? -1 : compared > 0 ? 1 : 0, order);
    QCOMPARE(JsonNumber(one) == JsonNumber(two), order == 0);
    QCOMPARE(JsonNumber(one).canonical() == JsonNumber(two).canonical(), order == 0);
}

void TestJsonNumber::knowsWholeNumbers()
{
    for (const char *whole : {"0", "-3", "1.0", "1e400", "1.5e1", "0.0"})
        QVERIFY2(JsonNumber(whole).isInteger(), whole);
    for (const char *other : {"0.5", "1e-1", "15e-1"})
        QVERIFY2(!JsonNumber(other).isInteger(), other);
}

void TestJsonNumber::divides_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("divisor");
    QTest::addColumn<bool>("is");
    QTest::newRow("whole") << "15"_ba << "5"_ba << true;
    QTest::newRow("rest") << "16"_ba << "5"_ba << false;
    QTest::newRow("fractions that a double rounds") << "0.3"_ba << "0.1"_ba << true;
    QTest::newRow("cents") << "19.99"_ba << "0.01"_ba << true;
    QTest::newRow("too fine") << "19.995"_ba << "0.01"_ba << false;
    QTest::newRow("zero") << "0"_ba << "7"_ba << true;
    QTest::newRow("huge") << "1e308"_ba << "0.5"_ba << true;
    QTest::newRow("huge, no multiple") << "1e308"_ba << "3"_ba << false;
    QTest::newRow("powers of two") << "1e20"_ba << "1048576"_ba << true;
    QTest::newRow("by nothing") << "5"_ba << "0"_ba << false;
}

void TestJsonNumber::divides()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, divisor);
    QFETCH(bool, is);
    QCOMPARE(JsonNumber(number).isMultipleOf(JsonNumber(divisor)), is);
}

QTEST_APPLESS_MAIN(TestJsonNumber)
#include "tst_jsonnumber.moc"

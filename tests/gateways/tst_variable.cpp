// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gateway.h"
#include "gateways/laneparameters.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QList<Variable> Table{
    {.name = u"city"_s, .value = u"Oslo"_s}, {.name = u"tone_2"_s, .value = u"{{city}}"_s}};

} // namespace

class TestVariable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fills_data();
    void fills();
    void withoutATableTextsStay();
    void names();
    void systemPromptIsFilled();
    void areWrittenAndRead();
    void wrongOnesAreNamed_data();
    void wrongOnesAreNamed();
};

void TestVariable::fills_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sent");
    QTest::newRow("one") << u"To {{city}}."_s << u"To Oslo."_s;
    QTest::newRow("twice") << u"{{city}}{{city}}"_s << u"OsloOslo"_s;
    QTest::newRow("a value is not looked into") << u"{{tone_2}}"_s << u"{{city}}"_s;
    QTest::newRow("unknown") << u"{{town}}"_s << u"{{town}}"_s;
    QTest::newRow("escaped") << u"\\{{city}} is {{city}}"_s << u"{{city}} is Oslo"_s;
    QTest::newRow("with blanks") << u"{{ city }}"_s << u"{{ city }}"_s;
    QTest::newRow("with signs") << u"{{city-1}} {{#city}} {{city.x}}"_s
                                << u"{{city-1}} {{#city}} {{city.x}}"_s;
    QTest::newRow("code") << u"std::array<int, 2> a{{1, 2}}; auto f = [] { return {{}}; };"_s
                          << u"std::array<int, 2> a{{1, 2}}; auto f = [] { return {{}}; };"_s;
    QTest::newRow("three braces") << u"{{{city}}}"_s << u"{Oslo}"_s;
    QTest::newRow("open") << u"{{city"_s << u"{{city"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestVariable::fills()
{
    QFETCH(QString, text);
    QFETCH(QString, sent);
    QCOMPARE(filled(text, Table), sent);
}

void TestVariable::withoutATableTextsStay()
{
    const QString text = u"\\{{city}} {{city}}"_s;
    QCOMPARE(filled(text, {}), text);
}

void TestVariable::names()
{
    QCOMPARE(variablesIn(u"{{b}} {{a}} {{b}} \\{{c}} {{ d }}"_s), QStringList({u"b"_s, u"a"_s}));
}

void TestVariable::systemPromptIsFilled()
{
    const Gateway gateway;
    const LaneParameters parameters{.system = u"In {{city}}."_s, .variables = Table};
    QCOMPARE(requestOf(parameters, gateway, u"m"_s).system, u"In Oslo."_s);
}

void TestVariable::areWrittenAndRead()
{
    const LaneParameters parameters{.variables = Table + QList<Variable>{{.name = u"empty"_s, .value = {}}}};
    const auto read = laneParametersFromJson(toJson(parameters));
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(*read, parameters);
}

void TestVariable::wrongOnesAreNamed_data()
{
    QTest::addColumn<QJsonValue>("variables");
    QTest::addColumn<QString>("error");
    QTest::newRow("no list") << QJsonValue(7) << u"variables"_s;
    QTest::newRow("no name") << QJsonValue(QJsonArray{QJsonObject{{u"value"_s, u"a"_s}}})
                             << u"variables[0].name"_s;
    QTest::newRow("another field") << QJsonValue(QJsonArray{QJsonObject{{u"name"_s, u"a"_s}, {u"x"_s, 1}}})
                                   << u"variables[0].x"_s;
}

void TestVariable::wrongOnesAreNamed()
{
    QFETCH(QJsonValue, variables);
    QFETCH(QString, error);
    const auto read = laneParametersFromJson({{u"variables"_s, variables}});
    QVERIFY(!read);
    QVERIFY2(read.error().contains(error), qPrintable(read.error()));
}

QTEST_GUILESS_MAIN(TestVariable)
#include "tst_variable.moc"

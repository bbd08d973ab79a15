// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonindenter.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestJsonIndenter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indents_data();
    void indents();
    void anySplitGivesTheSame_data() { indents_data(); }
    void anySplitGivesTheSame();
};

void TestJsonIndenter::indents_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("lines");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("empty") << u"{ }"_s << u"{}"_s;
    QTest::newRow("members") << uR"({"city":"Paris", "days" : 3})"_s
                             << u"{\n  \"city\": \"Paris\",\n  \"days\": 3\n}"_s;
    QTest::newRow("nested") << uR"({"a":[1,{"b":[]}]})"_s
                            << u"{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ]\n}"_s;
    QTest::newRow("spelling stays") << uR"({"z":1.50e3,"a":"\u00e9\/"})"_s
                                    << u"{\n  \"z\": 1.50e3,\n  \"a\": \"\\u00e9\\/\"\n}"_s;
    QTest::newRow("signs in a string") << uR"(["{,:}\"]"])"_s << u"[\n  \"{,:}\\\"]\"\n]"_s;
    QTest::newRow("a break in a string") << u"{\"a\":\"b\nc\"}"_s << u"{\n  \"a\": \"b\u240Ac\"\n}"_s;
    QTest::newRow("cut in a string") << uR"({"city":"Par)"_s << u"{\n  \"city\": \"Par"_s;
    QTest::newRow("cut before a value") << uR"({"city":)"_s << u"{\n  \"city\":"_s;
    QTest::newRow("no JSON") << u"no  json at all"_s << u"no json at all"_s;
    QTest::newRow("too many ends") << u"}}1"_s << u"\n}\n}1"_s;
}

void TestJsonIndenter::indents()
{
    QFETCH(const QString, json);
    QTEST(indentedJson(json), "lines");
}

void TestJsonIndenter::anySplitGivesTheSame()
{
    QFETCH(const QString, json);
    for (qsizetype split = 0; split <= json.size(); ++split) {
        JsonIndenter indenter;
        QString lines = indenter.add(QStringView(json).first(split));
        lines += indenter.add(QStringView(json).sliced(split));
        QTEST(lines, "lines");
    }
}

QTEST_GUILESS_MAIN(TestJsonIndenter)
#include "tst_jsonindenter.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/wordmarks.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QStringList wordsAt(const QString &text, const QList<WordPlace> &places)
{
    QStringList words;
    for (const WordPlace &place : places)
        words << text.sliced(place.begin, place.length);
    return words;
}

} // namespace

class TestWordMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marks_data();
    void marks();
    void aWordIsMarkedWhereItStands();
};

void TestWordMarks::marks_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QStringList>("inLeft");
    QTest::addColumn<QStringList>("inRight");
    const QStringList none;
    QTest::addRow("nothing") << u""_s << u" ..."_s << none << none;
    QTest::addRow("case and punctuation") << u"Hello, World!"_s << u"hello world"_s << none << none;
    QTest::addRow("another word") << u"The fox jumps."_s << u"the box jumps"_s << QStringList{u"fox"_s}
                                  << QStringList{u"box"_s};
    QTest::addRow("missing") << u"a b c"_s << u"a c"_s << QStringList{u"b"_s} << none;
    QTest::addRow("too many") << u"a c"_s << u"a b, c"_s << none << QStringList{u"b"_s};
    QTest::addRow("apostrophe") << u"I don\u2019t"_s << u"I don't"_s << none << none;
    QTest::addRow("hyphen") << u"a well-known dog"_s << u"a well known dog"_s << none << none;
    QTest::addRow("Chinese") << u"\u4f60\u597d"_s << u"\u4f60\u574f"_s << QStringList{u"\u597d"_s}
                             << QStringList{u"\u574f"_s};
    QTest::addRow("Korean") << u"\uc548\ub155"_s << u"\uc548\uc548"_s << QStringList{u"\uc548\ub155"_s}
                            << QStringList{u"\uc548\uc548"_s};
}

void TestWordMarks::marks()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    const WordMarks marks = wordMarks(left, right);
    QTEST(wordsAt(left, marks.left), "inLeft");
    QTEST(wordsAt(right, marks.right), "inRight");
}

void TestWordMarks::aWordIsMarkedWhereItStands()
{
    const WordMarks marks = wordMarks(u"one two one"_s, u"one two, ONE one"_s);
    QVERIFY(marks.left.isEmpty());
    QCOMPARE(marks.right.size(), 1);
    QCOMPARE(marks.right.first().length, 3);
}

QTEST_APPLESS_MAIN(TestWordMarks)
#include "tst_wordmarks.moc"

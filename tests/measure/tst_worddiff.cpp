// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/worddiff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Kind = DiffPiece::Kind;

QString side(const QList<DiffPiece> &pieces, Kind other)
{
    QString text;
    for (const DiffPiece &piece : pieces) {
        if (piece.kind != other)
            text += piece.text;
    }
    return text;
}

QString shown(const QList<DiffPiece> &pieces)
{
    QString text;
    for (const DiffPiece &piece : pieces)
        text += piece.kind == Kind::Same
                    ? piece.text
                    : (piece.kind == Kind::Left ? u"{-%1}"_s : u"{+%1}"_s).arg(piece.text);
    return text;
}

QString randomText(QRandomGenerator &random, int words, int vocabulary)
{
    QString text;
    for (int i = 0; i < words; ++i)
        text += QString::number(random.bounded(vocabulary)) + (random.bounded(8) == 0 ? u'\n' : u' ');
    return text;
}

/// Each sign is a word of its own.
QString randomSigns(QRandomGenerator &random)
{
    QString text;
    for (int i = random.bounded(60); i > 0; --i)
        text += u".,;:"_s.at(random.bounded(4));
    return text;
}

/// The length of the longest common subsequence, by the table of the textbooks.
qsizetype longestInCommon(const QString &left, const QString &right)
{
    QList<QList<qsizetype>> table(left.size() + 1, QList<qsizetype>(right.size() + 1));
    for (qsizetype l = 1; l <= left.size(); ++l) {
        for (qsizetype r = 1; r <= right.size(); ++r)
            table[l][r] = left[l - 1] == right[r - 1] ? table[l - 1][r - 1] + 1
                                                      : std::max(table[l - 1][r], table[l][r - 1]);
    }
    return table[left.size()][right.size()];
}

} // namespace

class TestWordDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheDifference_data();
    void showsTheDifference();
    void bothTextsComeBackWhole();
    void findsTheFewestDifferences();
    void textsWithNothingInCommonComeBackWhole();
    void similarityIsThePartInCommon();
    void findsTheCounterpart();
};

void TestWordDiff::showsTheDifference_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    QTest::newRow("equal") << u"a b"_s << u"a b"_s << u"a b"_s;
    QTest::newRow("only left") << u"a b"_s << u""_s << u"{-a b}"_s;
    QTest::newRow("only right") << u""_s << u"a b"_s << u"{+a b}"_s;
    QTest::newRow("a word") << u"the quick fox"_s << u"the slow fox"_s << u"the {-quick}{+slow} fox"_s;
    QTest::newRow("part of a word is the word") << u"cats"_s << u"cat"_s << u"{-cats}{+cat}"_s;
    QTest::newRow("punctuation apart") << u"Yes."_s << u"Yes!"_s << u"Yes{-.}{+!}"_s;
    QTest::newRow("white space between differences")
        << u"one two end"_s << u"three four end"_s << u"{-one two}{+three four} end"_s;
    QTest::newRow("added at the end") << u"a"_s << u"a b"_s << u"a{+ b}"_s;
    QTest::newRow("one character of Chinese") << u"你好"_s << u"你们"_s << u"你{-好}{+们}"_s;
    QTest::newRow("a surrogate pair stays whole") << u"x 😀"_s << u"x 😁"_s << u"x {-😀}{+😁}"_s;
}

void TestWordDiff::showsTheDifference()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    QTEST(shown(wordDiff(left, right)), "expected");
}

void TestWordDiff::bothTextsComeBackWhole()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        const QString left = randomText(random, random.bounded(40), 5);
        const QString right = randomText(random, random.bounded(40), 5);
        const QList<DiffPiece> pieces = wordDiff(left, right);
        QCOMPARE(side(pieces, Kind::Right), left);
        QCOMPARE(side(pieces, Kind::Left), right);
        for (qsizetype i = 1; i < pieces.size(); ++i)
            QVERIFY(pieces.at(i).kind != pieces.at(i - 1).kind);
    }
}

void TestWordDiff::findsTheFewestDifferences()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 500; ++round) {
        const QString left = randomSigns(random);
        const QString right = randomSigns(random);
        qsizetype same = 0;
        for (const DiffPiece &piece : wordDiff(left, right))
            same += piece.kind == Kind::Same ? piece.text.size() : 0;
        QCOMPARE(same, longestInCommon(left, right));
    }
}

void TestWordDiff::textsWithNothingInCommonComeBackWhole()
{
    QString left;
    QString right;
    for (int i = 0; i < 20000; ++i) {
        left += u"l%1 "_s.arg(i);
        right += u"r%1%2"_s.arg(i).arg(i % 50 == 0 ? u'\n' : u' ');
    }
    const QList<DiffPiece> pieces = wordDiff(left, right);
    QCOMPARE(side(pieces, Kind::Right), left);
    QCOMPARE(side(pieces, Kind::Left), right);
}

void TestWordDiff::similarityIsThePartInCommon()
{
    QCOMPARE(similarity(wordDiff({}, {})), 1);
    QCOMPARE(similarity(wordDiff(u"a"_s, u"b"_s)), 0);
    QCOMPARE(similarity(wordDiff(u"ab cd"_s, u"ab"_s)), 4.0 / 7.0);
}

void TestWordDiff::findsTheCounterpart()
{
    const QList<DiffPiece> pieces = wordDiff(u"one two end"_s, u"one three and four end"_s);
    QCOMPARE(counterpart(pieces, 0, Kind::Left), 0);
    QCOMPARE(counterpart(pieces, 5, Kind::Left), 4); // within "two": where its counterpart begins
    QCOMPARE(counterpart(pieces, 8, Kind::Left), 19);
    QCOMPARE(counterpart(pieces, 19, Kind::Right), 8);
    QCOMPARE(counterpart(pieces, 99, Kind::Left), 22);
    QCOMPARE(counterpart({}, 3, Kind::Left), 0);
}

QTEST_GUILESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"

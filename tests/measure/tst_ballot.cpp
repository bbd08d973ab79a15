// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/ballot.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestBallot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAnswerIsNoPair();
    void drawsEveryPairInBothOrders();
    void sameSeedSamePairs();
    void countsVotes();
    void aModelAgainstItselfIsNotCounted();
};

void TestBallot::oneAnswerIsNoPair()
{
    QRandomGenerator random(1);
    QVERIFY(!drawPair(0, random));
    QVERIFY(!drawPair(1, random));
}

void TestBallot::drawsEveryPairInBothOrders()
{
    QRandomGenerator random(1);
    QSet<std::pair<qsizetype, qsizetype>> seen;
    for (int i = 0; i < 500; ++i)
        seen.insert(drawPair(4, random).value());
    QCOMPARE(seen.size(), 12);
    for (const auto &[left, right] : std::as_const(seen))
        QVERIFY(left != right && left >= 0 && left < 4 && right >= 0 && right < 4);
}

void TestBallot::sameSeedSamePairs()
{
    QRandomGenerator one(5);
    QRandomGenerator other(5);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(drawPair(6, one), drawPair(6, other));
}

void TestBallot::countsVotes()
{
    Tally tally;
    tally.add(u"a"_s, u"b"_s, Vote::Left);
    tally.add(u"b"_s, u"a"_s, Vote::Left);
    tally.add(u"a"_s, u"c"_s, Vote::Equal);
    QCOMPARE(tally.scores().value(u"a"_s), (Tally::Score{.won = 1, .lost = 1, .equal = 1}));
    QCOMPARE(tally.scores().value(u"b"_s), (Tally::Score{.won = 1, .lost = 1, .equal = 0}));
    QCOMPARE(tally.scores().value(u"c"_s), (Tally::Score{.won = 0, .lost = 0, .equal = 1}));
}

void TestBallot::aModelAgainstItselfIsNotCounted()
{
    Tally tally;
    tally.add(u"a"_s, u"a"_s, Vote::Left);
    QVERIFY(tally.scores().isEmpty());
}

QTEST_GUILESS_MAIN(TestBallot)
#include "tst_ballot.moc"

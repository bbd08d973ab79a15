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
    void noPairIsDrawnFromNone();
    void drawsEveryPairInBothOrders();
    void sameSeedSamePairs();
    void countsVotes();
    void aModelAgainstItselfIsNotCounted();
    void aPairOfAnswersCountsOnce();
};

void TestBallot::noPairIsDrawnFromNone()
{
    QRandomGenerator random(1);
    QVERIFY(!drawPair({}, random));
}

void TestBallot::drawsEveryPairInBothOrders()
{
    QRandomGenerator random(1);
    const QList<AnswerPair> pairs{{0, 1}, {2, 0}, {1, 3}};
    QSet<AnswerPair> seen;
    for (int i = 0; i < 500; ++i)
        seen.insert(drawPair(pairs, random).value());
    QCOMPARE(seen.size(), 6);
    for (const auto &[left, right] : pairs)
        QVERIFY(seen.contains({left, right}) && seen.contains({right, left}));
}

void TestBallot::sameSeedSamePairs()
{
    QRandomGenerator one(5);
    QRandomGenerator other(5);
    const QList<AnswerPair> pairs{{0, 1}, {0, 2}, {1, 2}};
    for (int i = 0; i < 20; ++i)
        QCOMPARE(drawPair(pairs, one), drawPair(pairs, other));
}

void TestBallot::countsVotes()
{
    Tally tally;
    tally.add({u"a"_s, "1"_ba}, {u"b"_s, "1"_ba}, Vote::Left);
    tally.add({u"b"_s, "2"_ba}, {u"a"_s, "2"_ba}, Vote::Left);
    tally.add({u"a"_s, "1"_ba}, {u"c"_s, "1"_ba}, Vote::Equal);
    QCOMPARE(tally.scores().value(u"a"_s), (Tally::Score{.won = 1, .lost = 1, .equal = 1}));
    QCOMPARE(tally.scores().value(u"b"_s), (Tally::Score{.won = 1, .lost = 1, .equal = 0}));
    QCOMPARE(tally.scores().value(u"c"_s), (Tally::Score{.won = 0, .lost = 0, .equal = 1}));
}

void TestBallot::aModelAgainstItselfIsNotCounted()
{
    Tally tally;
    tally.add({u"a"_s, "1"_ba}, {u"a"_s, "2"_ba}, Vote::Left);
    QCOMPARE(tally.standing({u"a"_s, "1"_ba}, {u"a"_s, "2"_ba}), Tally::Standing::SameModel);
    QVERIFY(tally.scores().isEmpty());
}

void TestBallot::aPairOfAnswersCountsOnce()
{
    Tally tally;
    const Tally::Side a{u"a"_s, "1"_ba};
    const Tally::Side b{u"b"_s, "1"_ba};
    QCOMPARE(tally.standing(a, b), Tally::Standing::Open);
    tally.add(a, b, Vote::Left);
    tally.add(b, a, Vote::Left);
    QCOMPARE(tally.standing(b, a), Tally::Standing::Voted);
    QCOMPARE(tally.scores().value(u"a"_s), (Tally::Score{.won = 1, .lost = 0, .equal = 0}));
    QCOMPARE(tally.standing(a, {u"b"_s, "2"_ba}), Tally::Standing::Open);
}

QTEST_GUILESS_MAIN(TestBallot)
#include "tst_ballot.moc"

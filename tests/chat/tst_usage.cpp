// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/usage.h"

#include <QTest>

using namespace Parlance;

class TestUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X_06_unknownIsNotZero();
    void RA_31_mergeTakesEachFigureThatIsKnown();
    void mergeOfNothingChangesNothing();
    void aCountOfZeroReplacesNoOther();
};

void TestUsage::X_06_unknownIsNotZero()
{
    const Usage usage;
    QVERIFY(!usage.inputTokens);
    QVERIFY(!usage.creditsRemaining);
    Usage zero;
    zero.inputTokens = 0;
    QVERIFY(!(usage == zero));
}

void TestUsage::RA_31_mergeTakesEachFigureThatIsKnown()
{
    Usage usage;
    usage.inputTokens = 10;
    usage.outputTokens = 1;
    Usage newer;
    newer.outputTokens = 25;
    newer.totalTokens = 35;
    newer.cachedTokens = 0;
    newer.reasoningTokens = 7;
    newer.creditsUsed = 0.5;
    newer.creditsRemaining = 9.5;
    usage.merge(newer);
    Usage expected = newer;
    expected.inputTokens = 10;
    QCOMPARE(usage, expected);
}

void TestUsage::mergeOfNothingChangesNothing()
{
    Usage usage;
    usage.outputTokens = 3;
    usage.merge({});
    QVERIFY(usage.outputTokens == 3);
    QVERIFY(!usage.inputTokens);
}

void TestUsage::aCountOfZeroReplacesNoOther()
{
    Usage usage;
    usage.inputTokens = 15;
    usage.creditsRemaining = 0.5;
    Usage zeros;
    zeros.inputTokens = 0;
    zeros.outputTokens = 0;
    zeros.creditsRemaining = 0;
    usage.merge(zeros);
    QCOMPARE(usage.inputTokens, 15);
    QCOMPARE(usage.outputTokens, 0);
    QCOMPARE(usage.creditsRemaining, 0.0);
}

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"

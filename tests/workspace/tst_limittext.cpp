// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/limittext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLimitText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void briefly();
    void FF_39_warnsBeforeTheBudgetIsExceeded();
    void FF_41_warnsBeforeTheCreditsAreExceeded();
    void saysWhoCounted();
    void FF_39_theBarShowsWhatTheTextTells();
};

void TestLimitText::briefly()
{
    LimitUse use{.key = {.requestsPerMinute = 10, .requestsInMinute = 3}, .roundRequests = 4};
    QCOMPARE(LimitText::brief(use), u"3 of 10 a minute"_s);
    use.roundWait = 42s;
    QCOMPARE(LimitText::brief(use), u"3 of 10 a minute: the last is sent in 42 s"_s);
    use.key.waiting = 5;
    use.key.lastGoesIn = 61s;
    QCOMPARE(LimitText::brief(use), u"5 queued, the last is sent in 61 s"_s);
    QCOMPARE(LimitText::brief({}), QString());
}

void TestLimitText::FF_39_warnsBeforeTheBudgetIsExceeded()
{
    LimitUse use{.key = {.tokensToday = 9100}, .tokensPerDay = 10'000, .roundTokens = {900, 900}};
    QCOMPARE(LimitText::warning(use), QString());
    use.roundTokens = {2100, 2100};
    QCOMPARE(LimitText::warning(use), u"About 2,100 tokens needed, 900 left today"_s);
    use.roundTokens = {700, 2100};
    QCOMPARE(LimitText::warning(use), u"About 700 to 2,100 tokens needed, 900 left today"_s);
    use.roundTokens = {2100, 2100};
    use.key.tokensToday = 12'000;
    QCOMPARE(LimitText::warning(use), u"About 2,100 tokens needed, 0 left today"_s);
    use.tokensPerDay.reset();
    QCOMPARE(LimitText::warning(use), QString());
}

void TestLimitText::FF_41_warnsBeforeTheCreditsAreExceeded()
{
    LimitUse use{.key = {.creditsLeft = 0.5}, .roundCredits = 0.4};
    QCOMPARE(LimitText::warning(use), QString());
    use.roundCredits = 0.84;
    QCOMPARE(LimitText::warning(use), u"About 0.84 credits needed, 0.50 left"_s);
}

void TestLimitText::saysWhoCounted()
{
    const QString table =
        LimitText::table({.gateway = u"A & B"_s,
                             .key = {.requestsPerMinute = 10, .requestsInMinute = 3, .creditsLeft = 4837.79}},
            u"0.0123 USD"_s);
    QVERIFY(table.contains(u"3 of 10"));
    QVERIFY(table.contains(u"4,837.79"));
    QVERIFY(table.contains(u"0.0123 USD"));
    QVERIFY(table.contains(u"The key of A &amp; B"));
    QVERIFY(table.contains(u"since it started"));
}

void TestLimitText::FF_39_theBarShowsWhatTheTextTells()
{
    LimitUse use{
        .key = {.requestsPerMinute = 10, .requestsInMinute = 3, .tokensToday = 9000}, .tokensPerDay = 10'000};
    QCOMPARE(LimitText::brief(use), u"3 of 10 a minute"_s);
    QCOMPARE(LimitText::used(use), 0.3);
    use.roundTokens = {2000, 2000};
    QVERIFY(LimitText::warning(use).contains(u"tokens"_s));
    QCOMPARE(LimitText::used(use), 0.9);
    use.roundTokens = {};
    use.key.requestsPerMinute.reset();
    QCOMPARE(LimitText::brief(use), u"9,000 of 10,000 tokens today"_s);
    QCOMPARE(LimitText::used(use), 0.9);
    QCOMPARE(LimitText::used({}), std::nullopt);
}

QTEST_GUILESS_MAIN(TestLimitText)
#include "tst_limittext.moc"

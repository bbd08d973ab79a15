// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retrywait.h"
#include "support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;

using Advice = RetryAdvice::Kind;

namespace {

Reply limited(
    std::optional<std::chrono::seconds> retryAfter = {}, ChatError::Kind kind = ChatError::Kind::RateLimited)
{
    Reply reply;
    reply.state = Reply::State::Failed;
    reply.error.emplace();
    reply.error->kind = kind;
    reply.error->httpStatus = 429;
    reply.error->retryAfter = retryAfter;
    return reply;
}

} // namespace

/// The countdown after a limit. The clock is the test's own.
class TestRetryWait : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void FF_38_countsDownAndSendsNothing();
    void FF_38_sendsOnceIfAsked();
    void aSecondRefusalIsNotSentAgain();
    void armedLateSendsAtOnce();
    void cancelled();
    void endedByAnotherQuestion();
    void RO_25_twoFourEightAndNoMore();
    void aNewSeriesBeginsAtZero();
    void X_04_longWaitIsCutWithConsent();
    void FF_39_budgetOffersNothing();
    void suspendAndWake();
    void clockSetBack();
    void thirtyDaysUp();

private:
    ManualClock m_clock;
};

void TestRetryWait::FF_38_countsDownAndSendsNothing()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(42s), 1);
    QCOMPARE(wait.left(), 42s);
    m_clock.pass(1s);
    QCOMPARE(wait.left(), 41s);
    m_clock.pass(1h);
    QCOMPARE(wait.left(), 0s);
    QCOMPARE(due.size(), 0);
}

void TestRetryWait::FF_38_sendsOnceIfAsked()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(42s), 1);
    wait.arm();
    m_clock.pass(41s);
    QCOMPARE(due.size(), 0);
    m_clock.pass(1s);
    QCOMPARE(due.size(), 1);
    m_clock.pass(1h);
    QCOMPARE(due.size(), 1);
}

void TestRetryWait::aSecondRefusalIsNotSentAgain()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(5s), 1);
    wait.arm();
    m_clock.pass(5s);
    wait.begin(limited(5s), 1);
    QVERIFY(!wait.isArmed());
    m_clock.pass(1h);
    QCOMPARE(due.size(), 1);
}

void TestRetryWait::armedLateSendsAtOnce()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(5s), 1);
    m_clock.pass(6s);
    wait.arm();
    QCOMPARE(due.size(), 1);
}

void TestRetryWait::cancelled()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(5s), 1);
    wait.arm();
    wait.disarm();
    QCOMPARE(wait.left(), 5s);
    m_clock.pass(1h);
    QCOMPARE(due.size(), 0);
}

void TestRetryWait::endedByAnotherQuestion()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(), 1);
    wait.arm();
    wait.end();
    wait.begin(limited(), 1);
    QVERIFY(!wait.isArmed());
    m_clock.pass(1h);
    QCOMPARE(due.size(), 0);
    QCOMPARE(wait.advice().kind, Advice::Wait);
}

void TestRetryWait::RO_25_twoFourEightAndNoMore()
{
    RetryWait wait(m_clock);
    QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(), 1);
    m_clock.pass(1min);
    QCOMPARE(due.size(), 0);
    wait.arm();
    int sent = 0;
    for (const std::chrono::seconds time : {2s, 4s, 8s}) {
        QVERIFY(wait.isArmed());
        QCOMPARE(wait.left(), time);
        m_clock.pass(time);
        QCOMPARE(due.size(), ++sent);
        wait.end(); // the question is asked again
        wait.begin(limited(), 1);
    }
    QCOMPARE(wait.advice().kind, Advice::GiveUp);
    QVERIFY(!wait.isArmed());
    QCOMPARE(wait.retries(), 3);
    m_clock.pass(1h);
    QCOMPARE(due.size(), 3);
    wait.begin(limited(), 2);
    QCOMPARE(wait.advice().kind, Advice::Wait);
}

/// The first question of a new conversation has the number of the first one before.
void TestRetryWait::aNewSeriesBeginsAtZero()
{
    RetryWait wait(m_clock);
    wait.begin(limited(), 0);
    wait.arm();
    for (const std::chrono::seconds time : {2s, 4s, 8s}) {
        m_clock.pass(time);
        wait.begin(limited(), 0);
    }
    QCOMPARE(wait.advice().kind, Advice::GiveUp);
    wait.end();
    wait.begin(limited(), 0);
    QCOMPARE(wait.advice().kind, Advice::Wait);
    QCOMPARE(wait.left(), 2s);
}

void TestRetryWait::X_04_longWaitIsCutWithConsent()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(999'999'999s), 1);
    QCOMPARE(wait.advice().kind, Advice::Long);
    m_clock.pass(1h);
    QCOMPARE(due.size(), 0);
    wait.arm();
    QCOMPARE(wait.left(), 10min);
    m_clock.pass(10min);
    QCOMPARE(due.size(), 1);
}

void TestRetryWait::FF_39_budgetOffersNothing()
{
    RetryWait wait(m_clock); // at noon at the latest
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited({}, ChatError::Kind::Budget), 1);
    QCOMPARE(wait.advice().kind, Advice::Budget);
    QVERIFY(wait.left() > 0s && wait.left() <= 24h);
    wait.arm();
    QVERIFY(!wait.isArmed());
    m_clock.pass(24h);
    QCOMPARE(wait.left(), 0s);
    QCOMPARE(due.size(), 0);
}

void TestRetryWait::suspendAndWake()
{
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(30s), 1);
    wait.arm();
    m_clock.pass(8h);
    QCOMPARE(due.size(), 1);
}

void TestRetryWait::clockSetBack()
{
    RetryWait wait(m_clock);
    wait.begin(limited(30s), 1);
    m_clock.setUtc(m_clock.utc().addYears(-1));
    m_clock.pass(10s);
    QCOMPARE(wait.left(), 20s);
    wait.begin(limited({}, ChatError::Kind::Budget), 2);
    const auto left = wait.left();
    m_clock.setUtc(m_clock.utc().addDays(-3));
    m_clock.pass(1s);
    QCOMPARE(wait.left(), left - 1s);
}

void TestRetryWait::thirtyDaysUp()
{
    m_clock.pass(std::chrono::days(30));
    RetryWait wait(m_clock);
    const QSignalSpy due(&wait, &RetryWait::due);
    wait.begin(limited(30s), 1);
    wait.arm();
    QCOMPARE(wait.left(), 30s);
    m_clock.pass(30s);
    QCOMPARE(due.size(), 1);
}

QTEST_GUILESS_MAIN(TestRetryWait)
#include "tst_retrywait.moc"

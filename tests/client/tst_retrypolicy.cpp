// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retrypolicy.h"

#include <QTest>
#include <QTimeZone>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Advice = RetryAdvice::Kind;
using Error = ChatError::Kind;
Q_DECLARE_METATYPE(Parlance::RetryAdvice::Kind)

namespace {

const QDateTime Evening{QDate(2026, 11, 28), QTime(22, 30), QTimeZone::UTC};

Reply failed(Error kind, int status, std::optional<std::chrono::seconds> retryAfter = {})
{
    Reply reply;
    reply.state = Reply::State::Failed;
    reply.error.emplace();
    reply.error->kind = kind;
    reply.error->httpStatus = status;
    reply.error->retryAfter = retryAfter;
    return reply;
}

} // namespace

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X_05_neverByThemselves_data();
    void X_05_neverByThemselves();
    void asTold_data();
    void asTold();
    void RO_25_withoutATimeThreeTimes();
    void FF_39_budgetUntilMidnight();
    void X_05_notAfterTheFirstToken();
    void aGoodAnswerNeedsNone();
};

void TestRetryPolicy::X_05_neverByThemselves_data()
{
    QTest::addColumn<Error>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("400") << Error::BadRequest << 400;
    QTest::newRow("401") << Error::Authentication << 401;
    QTest::newRow("FF-47 402") << Error::Credits << 402;
    QTest::newRow("413") << Error::TooLarge << 413;
    QTest::newRow("500") << Error::Server << 500;
    QTest::newRow("FF-50 501") << Error::NotImplemented << 501;
    QTest::newRow("FF-09 502") << Error::Server << 502;
    QTest::newRow("504") << Error::Server << 504;
    QTest::newRow("network") << Error::Network << 0;
    QTest::newRow("a proxy's page") << Error::Protocol << 200;
}

void TestRetryPolicy::X_05_neverByThemselves()
{
    QFETCH(const Error, kind);
    QFETCH(const int, status);
    QCOMPARE(retryAdvice(failed(kind, status), 0, Evening).kind, Advice::None);
    QCOMPARE(retryAdvice(failed(kind, status, 5s), 0, Evening).kind, Advice::None);
}

void TestRetryPolicy::asTold_data()
{
    QTest::addColumn<Error>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::chrono::seconds>("told");
    QTest::addColumn<Advice>("advice");
    QTest::newRow("FF-38 429") << Error::RateLimited << 429 << std::chrono::seconds(7s) << Advice::Wait;
    QTest::newRow("FF-52 503") << Error::Server << 503 << std::chrono::seconds(60s) << Advice::Wait;
    QTest::newRow("overloaded") << Error::Server << 529 << std::chrono::seconds(5s) << Advice::Wait;
    QTest::newRow("at once") << Error::RateLimited << 429 << std::chrono::seconds(0s) << Advice::Wait;
    QTest::newRow("ten minutes") << Error::RateLimited << 429 << std::chrono::seconds(10min) << Advice::Wait;
    QTest::newRow("X-04 longer") << Error::RateLimited << 429 << std::chrono::seconds(601s) << Advice::Long;
    QTest::newRow("X-04 absurd") << Error::Server << 503 << std::chrono::seconds(999'999'999s)
                                 << Advice::Long;
}

void TestRetryPolicy::asTold()
{
    QFETCH(const Error, kind);
    QFETCH(const int, status);
    QFETCH(const std::chrono::seconds, told);
    QFETCH(const Advice, advice);
    for (const int retries : {0, 1, 5}) {
        const RetryAdvice read = retryAdvice(failed(kind, status, told), retries, Evening);
        QCOMPARE(read.kind, advice);
        QCOMPARE(read.time, told);
        QVERIFY(read.isTold);
    }
}

void TestRetryPolicy::RO_25_withoutATimeThreeTimes()
{
    const Reply reply = failed(Error::RateLimited, 429);
    QCOMPARE(retryAdvice(reply, 0, Evening).time, 2s);
    QCOMPARE(retryAdvice(reply, 1, Evening).time, 4s);
    QCOMPARE(retryAdvice(reply, 2, Evening).time, 8s);
    QVERIFY(!retryAdvice(reply, 2, Evening).isTold);
    QCOMPARE(retryAdvice(reply, 3, Evening).kind, Advice::GiveUp);
}

void TestRetryPolicy::FF_39_budgetUntilMidnight()
{
    const RetryAdvice advice = retryAdvice(failed(Error::Budget, 429, 5s), 0, Evening);
    QCOMPARE(advice.kind, Advice::Budget);
    QCOMPARE(advice.time, 90min);
}

void TestRetryPolicy::X_05_notAfterTheFirstToken()
{
    Reply reply = failed(Error::RateLimited, 429, 5s);
    Delta delta;
    delta.text = u"Once"_s;
    reply.apply(delta);
    QCOMPARE(retryAdvice(reply, 0, Evening).kind, Advice::None);
}

void TestRetryPolicy::aGoodAnswerNeedsNone()
{
    QCOMPARE(retryAdvice(Reply(), 0, Evening).kind, Advice::None);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"

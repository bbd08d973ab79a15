// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerhead.h"

#include <QTest>
#include <QTimeZone>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Seconds = std::optional<std::chrono::seconds>;
Q_DECLARE_METATYPE(Seconds)

class TestAnswerHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valueOfAHeader();
    void contentType_data();
    void contentType();
    void requestId_data();
    void requestId();
    void retryAfter_data();
    void retryAfter();
    void X_04_waitsInOtherHeaders_data();
    void X_04_waitsInOtherHeaders();
    void resetsOfAGoodAnswerAreNoWait();

private:
    const QDateTime m_now{QDate(2026, 3, 1), QTime(12, 0), QTimeZone::UTC};
};

void TestAnswerHead::valueOfAHeader()
{
    const RawHeaders headers{{"Date", "x"}, {"LOCATION", " a "}, {"location", "b"}};
    QCOMPARE(headerValue(headers, "Location"), "a");
    QCOMPARE(headerValue(headers, "Retry-After"), QByteArray());
}

void TestAnswerHead::contentType_data()
{
    QTest::addColumn<RawHeaders>("headers");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("none") << RawHeaders() << QByteArray();
    QTest::newRow("plain") << RawHeaders{{"Content-Type", "application/json"}}
                           << QByteArray("application/json");
    QTest::newRow("parameters and case") << RawHeaders{{"CONTENT-TYPE", " Text/Event-Stream ; charset=UTF-8"}}
                                         << QByteArray("text/event-stream");
}

void TestAnswerHead::contentType()
{
    QFETCH(const RawHeaders, headers);
    QFETCH(const QByteArray, type);
    const AnswerHead head = AnswerHead::from(201, headers, m_now);
    QCOMPARE(head.contentType, type);
    QCOMPARE(head.status, 201);
}

void TestAnswerHead::requestId_data()
{
    QTest::addColumn<RawHeaders>("headers");
    QTest::addColumn<QString>("id");
    QTest::newRow("none") << RawHeaders{{"Date", "x"}} << QString();
    QTest::newRow("FF-53 X-Request-Id") << RawHeaders{{"x-request-id", "a"}} << u"a"_s;
    QTest::newRow("request-id") << RawHeaders{{"Request-Id", "b"}} << u"b"_s;
    QTest::newRow("X-Request-Id before its equals")
        << RawHeaders{{"request-id", "b"}, {"X-Request-ID", "a"}} << u"a"_s;
    QTest::newRow("empty gives way") << RawHeaders{{"x-request-id", ""}, {"request-id", "b"}} << u"b"_s;
}

void TestAnswerHead::requestId()
{
    QFETCH(const RawHeaders, headers);
    QFETCH(const QString, id);
    QCOMPARE(AnswerHead::from(200, headers, m_now).requestId, id);
}

void TestAnswerHead::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Seconds>("seconds");
    QTest::newRow("FF-52 seconds") << QByteArray("60") << Seconds(60s);
    QTest::newRow("zero") << QByteArray("0") << Seconds(0s);
    QTest::newRow("white space") << QByteArray(" 5 ") << Seconds(5s);
    QTest::newRow("X-04 absurd") << QByteArray("99999999999999999999") << Seconds(999'999'999s);
    QTest::newRow("X-04 date") << QByteArray("Sun, 01 Mar 2026 12:01:30 GMT") << Seconds(90s);
    QTest::newRow("date in the past") << QByteArray("Sun, 01 Mar 2026 11:00:00 GMT") << Seconds(0s);
    QTest::newRow("RFC 850 date") << QByteArray("Sunday, 01-Mar-26 12:00:10 GMT") << Seconds(10s);
    QTest::newRow("asctime date") << QByteArray("Sun Mar  1 12:00:20 2026") << Seconds(20s);
    QTest::newRow("a fraction") << QByteArray("1.2") << Seconds(2s);
    QTest::newRow("a unit") << QByteArray("30s") << Seconds(30s);
    QTest::newRow("seconds since 1970") << QByteArray("1772366430") << Seconds(30s);
    QTest::newRow("negative") << QByteArray("-5") << Seconds();
    QTest::newRow("an exponent") << QByteArray("1e3") << Seconds();
    QTest::newRow("words") << QByteArray("soon") << Seconds();
    QTest::newRow("empty") << QByteArray() << Seconds();
}

void TestAnswerHead::retryAfter()
{
    QFETCH(const QByteArray, value);
    QFETCH(const Seconds, seconds);
    const Seconds read = AnswerHead::from(429, {{"Retry-After", value}}, m_now).retryAfter;
    QVERIFY2(read == seconds, QByteArray::number(qint64(read.value_or(-1s).count())).constData());
    QVERIFY(!AnswerHead::from(429, {}, m_now).retryAfter);
}

void TestAnswerHead::X_04_waitsInOtherHeaders_data()
{
    QTest::addColumn<RawHeaders>("headers");
    QTest::addColumn<Seconds>("seconds");
    const std::pair<QByteArray, QByteArray> noon{"Date", "Sun, 01 Mar 2026 13:00:00 GMT"};
    QTest::newRow("milliseconds") << RawHeaders{{"retry-after-ms", "1500"}} << Seconds(2s);
    QTest::newRow("milliseconds are more exact")
        << RawHeaders{{"Retry-After", "9"}, {"Retry-After-Ms", "120"}} << Seconds(1s);
    QTest::newRow("a date counts from the answer's own")
        << RawHeaders{noon, {"Retry-After", "Sun, 01 Mar 2026 13:00:42 GMT"}} << Seconds(42s);
    QTest::newRow("OpenAI, the exhausted one")
        << RawHeaders{{"x-ratelimit-remaining-requests", "0"}, {"x-ratelimit-reset-requests", "6m0s"},
               {"x-ratelimit-remaining-tokens", "12"}, {"x-ratelimit-reset-tokens", "2h"}}
        << Seconds(360s);
    QTest::newRow("a part of a second") << RawHeaders{{"x-ratelimit-reset-requests", "120ms"}} << Seconds(1s);
    QTest::newRow("Anthropic's date") << RawHeaders{noon, {"anthropic-ratelimit-requests-remaining", "0"},
                                             {"anthropic-ratelimit-requests-reset", "2026-03-01T13:00:08Z"}}
                                      << Seconds(8s);
    QTest::newRow("seconds since 1970") << RawHeaders{{"X-RateLimit-Reset", "1772366430"}} << Seconds(30s);
    QTest::newRow("milliseconds since 1970")
        << RawHeaders{{"X-RateLimit-Reset", "1772366430500"}} << Seconds(31s);
    QTest::newRow("the draft's seconds") << RawHeaders{{"RateLimit-Reset", "50"}} << Seconds(50s);
    QTest::newRow("nothing is exhausted")
        << RawHeaders{{"x-ratelimit-remaining", "3"}, {"x-ratelimit-reset", "50"}} << Seconds();
    QTest::newRow("Retry-After first")
        << RawHeaders{{"x-ratelimit-reset", "50"}, {"Retry-After", "5"}} << Seconds(5s);
    QTest::newRow("words") << RawHeaders{{"x-ratelimit-reset", "soon"}} << Seconds();
}

void TestAnswerHead::X_04_waitsInOtherHeaders()
{
    QFETCH(const RawHeaders, headers);
    QFETCH(const Seconds, seconds);
    const Seconds read = AnswerHead::from(429, headers, m_now).retryAfter;
    QVERIFY2(read == seconds, QByteArray::number(qint64(read.value_or(-1s).count())).constData());
}

/// OpenAI sends its limits with each answer.
void TestAnswerHead::resetsOfAGoodAnswerAreNoWait()
{
    QVERIFY(!AnswerHead::from(200, {{"x-ratelimit-reset-requests", "6m0s"}}, m_now).retryAfter);
    QVERIFY(!AnswerHead::from(500, {{"x-ratelimit-reset-requests", "6m0s"}}, m_now).retryAfter);
}

QTEST_GUILESS_MAIN(TestAnswerHead)
#include "tst_answerhead.moc"

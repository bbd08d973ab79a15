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
    void contentType_data();
    void contentType();
    void requestId_data();
    void requestId();
    void retryAfter_data();
    void retryAfter();

private:
    const QDateTime m_now{QDate(2026, 3, 1), QTime(12, 0), QTimeZone::UTC};
};

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
    QTest::newRow("negative") << QByteArray("-5") << Seconds();
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

QTEST_GUILESS_MAIN(TestAnswerHead)
#include "tst_answerhead.moc"

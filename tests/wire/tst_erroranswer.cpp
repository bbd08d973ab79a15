// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/erroranswer.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Kind = ChatError::Kind;

/// The kind of an error; its words are in the files of tst_answers.
class TestErrorAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kind_data();
    void kind();
    void kindWithinAStream_data();
    void kindWithinAStream();
    void carriesError_data();
    void carriesError();
    void requestIdOfTheHeadCountsFirst();
};

void TestErrorAnswer::kind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    const QByteArray words = R"({"error":{"message":"no"}})";
    const auto code = [](const QByteArray &name) {
        return R"({"error":{"message":"no","code":")" + name + R"("}})";
    };
    QTest::newRow("RF-22 400") << 400 << words << Kind::BadRequest;
    QTest::newRow("RF-23 413") << 413 << words << Kind::TooLarge;
    QTest::newRow("RF-24 429") << 429 << words << Kind::RateLimited;
    QTest::newRow("RF-25 500") << 500 << words << Kind::Server;
    QTest::newRow("RO-24 401") << 401 << words << Kind::Authentication;
    QTest::newRow("X-03 page") << 502 << QByteArray("<html><title>Bad</title></html>") << Kind::Server;
    QTest::newRow("empty") << 503 << QByteArray() << Kind::Server;
    QTest::newRow("FF-43 INVALID_BODY") << 400 << code("INVALID_BODY") << Kind::BadRequest;
    QTest::newRow("FF-44 VALIDATION_ERROR") << 400 << code("VALIDATION_ERROR") << Kind::BadRequest;
    QTest::newRow("FF-45 INPUT_TOO_LARGE") << 400 << code("INPUT_TOO_LARGE") << Kind::TooLarge;
    QTest::newRow("FF-46 INVALID_MODEL") << 400 << code("INVALID_MODEL") << Kind::BadRequest;
    QTest::newRow("FF-47 INSUFFICIENT_CREDITS") << 402 << code("INSUFFICIENT_CREDITS") << Kind::Credits;
    QTest::newRow("FF-48 RATE_LIMITED") << 429 << code("RATE_LIMITED") << Kind::RateLimited;
    QTest::newRow("FF-49 BUDGET_EXCEEDED") << 429 << code("BUDGET_EXCEEDED") << Kind::Budget;
    QTest::newRow("FF-50 NOT_IMPLEMENTED") << 501 << code("NOT_IMPLEMENTED") << Kind::NotImplemented;
    QTest::newRow("FF-51 PROVIDER_ERROR") << 502 << code("PROVIDER_ERROR") << Kind::Server;
    QTest::newRow("FF-52 SERVICE_UNAVAILABLE") << 503 << code("SERVICE_UNAVAILABLE") << Kind::Server;
    QTest::newRow("a general type says less than the status")
        << 401 << QByteArray(R"({"error":{"message":"no","type":"invalid_request_error"}})")
        << Kind::Authentication;
    QTest::newRow("200 with an error") << 200 << code("RATE_LIMITED") << Kind::RateLimited;
    QTest::newRow("200 with an error of an unknown code") << 200 << code("odd") << Kind::Server;
    QTest::newRow("200 with another object") << 200 << QByteArray(R"({"ok":true})") << Kind::Protocol;
    QTest::newRow("200 with a page") << 200 << QByteArray("<html></html>") << Kind::Protocol;
}

void TestErrorAnswer::kind()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const Kind, kind);
    const AnswerHead head{.status = status, .contentType = {}, .requestId = {}, .retryAfter = {}};
    QCOMPARE(decodeError(head, body).kind, kind);
    QCOMPARE(decodeError(head, body).httpStatus, status);
}

void TestErrorAnswer::kindWithinAStream_data()
{
    QTest::addColumn<QJsonValue>("error");
    QTest::addColumn<Kind>("kind");
    using Object = QJsonObject;
    QTest::newRow("FF-35 words") << QJsonValue(Object{{u"error"_s, u"gone"_s}}) << Kind::Server;
    QTest::newRow("a status as a number")
        << QJsonValue(Object{{u"error"_s, Object{{u"code"_s, 429}}}}) << Kind::RateLimited;
    QTest::newRow("a status as text")
        << QJsonValue(Object{{u"error"_s, Object{{u"code"_s, u"402"_s}}}}) << Kind::Credits;
    QTest::newRow("RA-30 a type") << QJsonValue(
                                         Object{{u"error"_s, Object{{u"type"_s, u"rate_limit_error"_s}}}})
                                  << Kind::RateLimited;
    QTest::newRow("not an object") << QJsonValue(17) << Kind::Server;
}

void TestErrorAnswer::kindWithinAStream()
{
    QFETCH(const QJsonValue, error);
    QFETCH(const Kind, kind);
    QCOMPARE(errorFromJson(error).kind, kind);
}

void TestErrorAnswer::carriesError_data()
{
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<bool>("carries");
    QTest::newRow("nothing") << QJsonObject() << false;
    QTest::newRow("null") << QJsonObject{{u"error"_s, QJsonValue::Null}} << false;
    QTest::newRow("false") << QJsonObject{{u"error"_s, false}} << false;
    QTest::newRow("empty words") << QJsonObject{{u"error"_s, QString()}} << false;
    QTest::newRow("words") << QJsonObject{{u"error"_s, u"no"_s}} << true;
    QTest::newRow("object") << QJsonObject{{u"error"_s, QJsonObject()}} << true;
    QTest::newRow("type") << QJsonObject{{u"type"_s, u"error"_s}} << true;
    QTest::newRow("object named error") << QJsonObject{{u"object"_s, u"error"_s}} << true;
    QTest::newRow("another type") << QJsonObject{{u"type"_s, u"ping"_s}} << false;
}

void TestErrorAnswer::carriesError()
{
    QFETCH(const QJsonObject, object);
    QFETCH(const bool, carries);
    QCOMPARE(Parlance::carriesError(object), carries);
}

void TestErrorAnswer::requestIdOfTheHeadCountsFirst()
{
    const QByteArray body = R"({"error":{"message":"no"},"request_id":"body"})";
    AnswerHead head{.status = 500, .contentType = {}, .requestId = {}, .retryAfter = {}};
    QCOMPARE(decodeError(head, body).requestId, u"body"_s);
    head.requestId = u"head"_s;
    QCOMPARE(decodeError(head, body).requestId, u"head"_s);
}

QTEST_GUILESS_MAIN(TestErrorAnswer)
#include "tst_erroranswer.moc"

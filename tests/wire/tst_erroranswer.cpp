// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/erroranswer.h"

#include <QJsonDocument>
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
    void codesOfFloopFloop_data();
    void codesOfFloopFloop();
    void wordsThatAreNoCode_data();
    void wordsThatAreNoCode();
    void kindWithinAStream_data();
    void kindWithinAStream();
    void carriesError_data();
    void carriesError();
    void words_data();
    void words();
    void fieldAtFault_data();
    void fieldAtFault();
    void waiting_data();
    void waiting();
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
    QTest::newRow("RO-23 400") << 400 << words << Kind::BadRequest;
    QTest::newRow("RO-25 429") << 429 << words << Kind::RateLimited;
    QTest::newRow("RO-26 500") << 500 << words << Kind::Server;
    QTest::newRow("FF-41 402") << 402 << words << Kind::Credits;
    QTest::newRow("RO-24 401") << 401 << words << Kind::Authentication;
    QTest::newRow("X-03 page") << 502 << QByteArray("<html><title>Bad</title></html>") << Kind::Server;
    QTest::newRow("empty") << 503 << QByteArray() << Kind::Server;
    QTest::newRow("529 of Anthropic")
        << 529 << QByteArray(R"({"type":"error","error":{"type":"overloaded_error","message":"no"}})")
        << Kind::Server;
    QTest::newRow("a general type says less than the status")
        << 401 << QByteArray(R"({"error":{"message":"no","type":"invalid_request_error"}})")
        << Kind::Authentication;
    QTest::newRow("a type of quota says more than the status")
        << 429 << QByteArray(R"({"error":{"message":"no","type":"insufficient_quota","code":null}})")
        << Kind::Credits;
    QTest::newRow("insufficient_quota") << 429 << code("insufficient_quota") << Kind::Credits;
    QTest::newRow("invalid_api_key") << 401 << code("invalid_api_key") << Kind::Authentication;
    QTest::newRow("context_length_exceeded") << 400 << code("context_length_exceeded") << Kind::TooLarge;
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

/// Every code in every shape of FF-54, and as the words of a stream that failed (FF-35).
void TestErrorAnswer::codesOfFloopFloop_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<Kind>("kind");
    const std::tuple<const char *, int, const char *, Kind> codes[] = {
        {"FF-43", 400, "INVALID_BODY", Kind::BadRequest},
        {"FF-44", 400, "VALIDATION_ERROR", Kind::BadRequest},
        {"FF-45", 400, "INPUT_TOO_LARGE", Kind::TooLarge}, {"FF-46", 400, "INVALID_MODEL", Kind::BadRequest},
        {"FF-47", 402, "INSUFFICIENT_CREDITS", Kind::Credits},
        {"FF-48", 429, "RATE_LIMITED", Kind::RateLimited}, {"FF-49", 429, "BUDGET_EXCEEDED", Kind::Budget},
        {"FF-50", 501, "NOT_IMPLEMENTED", Kind::NotImplemented},
        {"FF-51", 502, "PROVIDER_ERROR", Kind::Server}, {"FF-52", 503, "SERVICE_UNAVAILABLE", Kind::Server}};
    const std::pair<const char *, const char *> shapes[] = {
        {"an object in error", R"({"error":{"code":"%1","message":"why"}})"},
        {"code and message", R"({"code":"%1","message":"why"})"},
        {"error and code", R"({"error":"why","code":"%1"})"},
        {"error is the code", R"({"error":"%1","message":"why"})"},
        {"words in error", R"({"error":"%1: why"})"}, {"plain text", "%1: why"}};
    for (const auto &[fact, status, code, kind] : codes) {
        for (const auto &[name, shape] : shapes)
            QTest::addRow("%s FF-54 %s, %s", fact, code, name)
                << status << QByteArray(shape).replace("%1", code) << QString::fromLatin1(code) << kind;
    }
}

void TestErrorAnswer::codesOfFloopFloop()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, code);
    QFETCH(const Kind, kind);
    const AnswerHead head{.status = status, .contentType = {}, .requestId = {}, .retryAfter = {}};
    const ChatError error = decodeError(head, body);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.code, code);
    QVERIFY(error.message.endsWith(u"why"_s));
}

void TestErrorAnswer::wordsThatAreNoCode_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a variable") << QByteArray("Set MAX_TOKENS in the body");
    QTest::newRow("a code in small letters") << QByteArray("the budget_exceeded check is off");
    QTest::newRow("part of a word") << QByteArray("XRATE_LIMITED");
    QTest::newRow("a message in JSON") << QByteArray(R"({"error":{"message":"see NOT_AN_ERROR"}})");
}

void TestErrorAnswer::wordsThatAreNoCode()
{
    QFETCH(const QByteArray, body);
    const AnswerHead head{.status = 400, .contentType = {}, .requestId = {}, .retryAfter = {}};
    QCOMPARE(decodeError(head, body).code, QString());
    QCOMPARE(decodeError(head, body).kind, Kind::BadRequest);
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
    QTest::newRow("FF-35 FF-51 words with a code")
        << QJsonValue(Object{{u"error"_s, u"PROVIDER_ERROR: gone"_s}}) << Kind::Server;
    QTest::newRow("FF-35 FF-49 a code alone")
        << QJsonValue(Object{{u"error"_s, u"BUDGET_EXCEEDED"_s}}) << Kind::Budget;
    QTest::newRow("RA-30 overloaded") << QJsonValue(Object{{u"type"_s, u"error"_s},
                                             {u"error"_s, Object{{u"type"_s, u"overloaded_error"_s}}}})
                                      << Kind::Server;
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
    QTest::newRow("empty object") << QJsonObject{{u"error"_s, QJsonObject()}} << false;
    const auto json = [](const char *name, const char *text, bool carries) {
        QTest::newRow(name) << QJsonDocument::fromJson(text).object() << carries;
    };
    json("empty fields", R"({"error":{"message":" ","code":0,"param":null,"details":[{}]}})", false);
    json("a type without words", R"({"error":{"message":"","type":"server_error"}})", true);
    json("a list", R"({"errors":[{"message":"no"}]})", true);
    json("an empty list", R"({"errors":[],"error":0})", false);
    json("error_message", R"({"error_message":"no"})", true);
    json("a code as text", R"({"code":"50012","message":"no"})", true);
    json("a word as code", R"({"code":"InvalidKey","msg":"no"})", true);
    json("a code of success", R"({"code":0,"message":"ok"})", false);
    json("a status of success", R"({"code":200,"msg":"success"})", false);
    json("a word of success", R"({"code":"Success","message":"done"})", false);
    json("a failed status", R"({"status":"error","message":"no"})", true);
    json("a good status", R"({"status":"in_progress","message":"yes"})", false);
    json("no success", R"({"success":false,"message":"no"})", true);
    json("detail", R"({"detail":[{"msg":"no"}]})", true);
    json("base_resp", R"({"base_resp":{"status_code":1002,"status_msg":"no"}})", true);
    json("base_resp of success", R"({"base_resp":{"status_code":0,"status_msg":"success"}})", false);
    json("a response", R"({"type":"response.failed","response":{"error":{"message":"no"}}})", true);
    json("a code beside empty content", R"({"code":500,"message":"no","choices":[]})", true);
    json("a good code beside content", R"({"code":200,"message":"no","choices":[{}]})", false);
    json("a status code", R"({"statusCode":429,"message":"no"})", true);
    json("short names", R"({"retcode":-20003,"retmsg":"no"})", true);
    json("short names of success", R"({"errcode":0,"errmsg":"ok"})", false);
    json("capitals", R"({"ErrorMessage":"no"})", true);
    json("err", R"({"err":{"message":"no","code":1}})", true);
    json("an exception by its name", R"({"modelStreamErrorException":{"message":"no"}})", true);
    json("a type of exception", R"({"type":"exception","message":"no"})", true);
    json("a header", R"({"header":{"code":10013,"message":"no"}})", true);
    json("a delta", R"({"type":"message_delta","delta":{"error":{"message":"no"}}})", true);
    json("an error of success", R"({"error":{"message":"success","code":"0"}})", false);
    json("an error with a code of success", R"({"error":{"message":"","code":200}})", false);
    json("words for unset", R"({"error":"null","err":{"message":"None"}})", false);
    json("a code beside words of success", R"({"code":"A1","message":"The call was a success."})", false);
    json("a code beside words of none", R"({"code":"A1","message":"This was no success."})", true);
    json("words alone", R"({"message":"no"})", false);
    QTest::newRow("type") << QJsonObject{{u"type"_s, u"error"_s}} << true;
    QTest::newRow("object named error") << QJsonObject{{u"object"_s, u"error"_s}} << true;
    QTest::newRow("another type") << QJsonObject{{u"type"_s, u"ping"_s}} << false;
}

void TestErrorAnswer::words_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("an object as message")
        << QByteArray(R"({"error":{"message":{"error":{"message":"why"}},"code":400}})") << u"why"_s;
    QTest::newRow("JSON in a string") << QByteArray(R"({"error":"{\"message\":\"why\"}"})") << u"why"_s;
    QTest::newRow("JSON in a message")
        << QByteArray(R"({"error":{"message":"{\"detail\":[{\"msg\":\"why\"}]}"}})") << u"why"_s;
    QTest::newRow("a list") << QByteArray(R"({"errors":[{"message":"one"},{"message":"two"}]})")
                            << u"one; two"_s;
    QTest::newRow("a list of words") << QByteArray(R"({"error":["one","two"]})") << u"one; two"_s;
    QTest::newRow("lists by field") << QByteArray(R"({"errors":{"model":["is unknown"]}})")
                                    << u"model: is unknown"_s;
    QTest::newRow("words by field") << QByteArray(R"({"errors":{"model":"is unknown"}})")
                                    << u"model: is unknown"_s;
    QTest::newRow("details of fields")
        << QByteArray(R"({"detail":[{"loc":["x","a"],"msg":"one"},{"loc":["b"],"msg":"two"}]})")
        << u"a: one; b: two"_s;
    const auto row = [](const char *body, const QString &words) {
        QTest::newRow(body) << QByteArray(body) << words;
    };
    row(R"({"title":"why","status":403})", u"why"_s);
    row(R"({"title":"Short","detail":"why"})", u"why"_s);
    row(R"({"fault":{"faultstring":"why","detail":{"errorcode":"a.b"}}})", u"why"_s);
    row(R"({"Error":{"Code":"X","Message":"why"}})", u"why"_s);
    row(R"({"reason":"why"})", u"why"_s);
    row(R"("why")", u"why"_s);
    row(R"({"error":"invalid_token","error_description":"why"})", u"why"_s);
    row(R"({"error":"Bad Request","detail":"why"})", u"why"_s);
    row(R"({"data":{"error":{"message":"why"}}})", u"why"_s);
    row(R"({"code":500,"message":"why","data":{"title":"A chat"}})", u"why"_s);
    row(R"({"statusCode":400,"body":"{\"error\":{\"message\":\"why\"}}"})", u"why"_s);
    row(R"({"error":{"message":{"de":"Darum nicht","en":"why"}}})", u"why"_s);
    row(R"({"error":{"message":"Provider - {\"error\":{\"message\":\"why\"}}"}})", u"Provider - why"_s);
    row(R"({"error":{"message":"P","metadata":{"raw":"<html><title>why</title></html>"}}})", u"P: why"_s);
    row(R"({"error":{"message":"P","metadata":{"raw":"data: {\"error\":{\"message\":\"why\"}}\n\n"}}})",
        u"P: why"_s);
    row(R"({"error":{"message":"P","upstream":{"body":{"error":{"message":"why"}}}}})", u"P: why"_s);
    row(R"({"error":{"message":"why","details":[{"@type":"t","retryDelay":"39s"}]}})", u"why"_s);
    QTest::newRow("raw words") << QByteArray(R"({"error":{"message":"Provider","metadata":{"raw":"why"}}})")
                               << u"Provider: why"_s;
    QTest::newRow("raw JSON")
        << QByteArray(
               R"({"error":{"message":"Provider","metadata":{"raw":"{\"error\":{\"message\":\"why\"}}"}}})")
        << u"Provider: why"_s;
    QTest::newRow("raw words that the message has")
        << QByteArray(R"({"error":{"message":"Provider: why","metadata":{"raw":"why"}}})")
        << u"Provider: why"_s;
    QTest::newRow("reasons") << QByteArray(
                                    R"({"error":{"message":"Flagged","metadata":{"reasons":["one","two"]}}})")
                             << u"Flagged: one; two"_s;
    QTest::newRow("success beside an error")
        << QByteArray(R"({"error":"why","base_resp":{"status_code":0,"status_msg":"success"}})") << u"why"_s;
}

void TestErrorAnswer::words()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    QCOMPARE(decodeError({.status = 400, .contentType = {}, .requestId = {}, .retryAfter = {}}, body).message,
        words);
}

void TestErrorAnswer::fieldAtFault_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::newRow("OpenAI") << QByteArray(R"({"error":{"message":"no","param":"temperature","code":null}})")
                            << u"temperature"_s;
    QTest::newRow("OpenAI without one")
        << QByteArray(R"({"error":{"message":"no","param":null}})") << QString();
    QTest::newRow("Anthropic")
        << QByteArray(
               R"({"type":"error","error":{"type":"x","message":"thinking.budget_tokens: must be 1024"}})")
        << u"thinking.budget_tokens"_s;
    QTest::newRow("words with a colon") << QByteArray(R"({"error":{"message":"Sorry: no"}})") << QString();
    QTest::newRow("FastAPI") << QByteArray(R"({"detail":[{"loc":["body","top_p"],"msg":"no"}]})")
                             << u"top_p"_s;
    QTest::newRow("FastAPI, the first of two")
        << QByteArray(R"({"detail":[{"loc":["body","n"],"msg":"a"},{"loc":["body","stop",0],"msg":"b"}]})")
        << u"n"_s;
    QTest::newRow("FastAPI, in a list")
        << QByteArray(R"({"detail":[{"loc":["body","stop",0],"msg":"b"}]})") << u"stop"_s;
}

void TestErrorAnswer::fieldAtFault()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, field);
    QCOMPARE(decodeError({.status = 400, .contentType = {}, .requestId = {}, .retryAfter = {}}, body).field,
        field);
}

void TestErrorAnswer::waiting_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("seconds");
    QTest::newRow("a delay among details")
        << QByteArray(R"({"error":{"message":"no","details":[{"a":1},{"retryDelay":"1.2s"}]}})") << 2;
    QTest::newRow("a number") << QByteArray(R"({"error":{"message":"no","retry_after":7}})") << 7;
    QTest::newRow("text beside the error") << QByteArray(R"({"error":"no","retry_after":"8"})") << 8;
    QTest::newRow("milliseconds") << QByteArray(R"({"error":{"message":"no"},"retry_after_ms":1500})") << 2;
    QTest::newRow("milliseconds as text")
        << QByteArray(R"({"error":{"message":"no","retryDelay":"1500ms"}})") << 2;
    QTest::newRow("details that are no list")
        << QByteArray(R"({"error":{"message":"no","details":{"retryDelay":"7s"}}})") << 7;
    QTest::newRow("seconds in an object")
        << QByteArray(R"({"error":{"message":"no","details":[{"retryDelay":{"seconds":"39","nanos":1}}]}})")
        << 40;
    QTest::newRow("nothing") << QByteArray(R"({"error":{"message":"no","retry_after":0}})") << 0;
    QTest::newRow("words") << QByteArray(R"({"error":{"message":"no","retry_after":"soon"}})") << 0;
}

void TestErrorAnswer::waiting()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, seconds);
    AnswerHead head{.status = 429, .contentType = {}, .requestId = {}, .retryAfter = {}};
    QCOMPARE(decodeError(head, body).retryAfter.value_or(std::chrono::seconds(0)).count(), seconds);
    head.retryAfter = std::chrono::seconds(60);
    QCOMPARE(decodeError(head, body).retryAfter->count(), 60);
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

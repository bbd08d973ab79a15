// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/replaytarget.h"

#include "wire/dialect.h"

#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Capture captured(const QUrl &url, const QByteArray &answer, int status = 200)
{
    Capture capture;
    capture.request.url = url;
    capture.recording.head = {.status = status, .headers = {}};
    capture.recording.append(answer, 1ms);
    capture.recording.end = Recording::End();
    return capture;
}

Target targetOf(const Capture &capture)
{
    return replayTarget(std::make_shared<Replay>(capture, u"file"_s), Catalog::builtIn());
}

} // namespace

/// Who is shown as the author of a capture, and in which dialect it is read.
class TestReplayTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheGatewayAtTheAddress_data();
    void knowsTheGatewayAtTheAddress();
    void findsTheDialect_data();
    void findsTheDialect();
    void readsTheRequest_data();
    void readsTheRequest();
};

void TestReplayTarget::knowsTheGatewayAtTheAddress_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("known") << QUrl(u"https://ruflo.io/api/chat"_s) << u"Ruflo"_s;
    QTest::newRow("with a query") << QUrl(u"https://ruflo.io/api/chat?a=1"_s) << u"Ruflo"_s;
    QTest::newRow("another path") << QUrl(u"https://ruflo.io/api/models"_s) << u"Replay"_s;
    QTest::newRow("another host") << QUrl(u"https://example.org/api/chat"_s) << u"Replay"_s;
    QTest::newRow("none") << QUrl() << u"Replay"_s;
}

void TestReplayTarget::knowsTheGatewayAtTheAddress()
{
    QFETCH(const QUrl, url);
    QFETCH(const QString, name);
    const Target target = targetOf(captured(url, {}));
    QCOMPARE(target.gateway.name, name);
    QCOMPARE(target.gateway.id.isEmpty(), name == u"Replay");
    QVERIFY(!target.problem);
    QVERIFY(target.replay);
}

void TestReplayTarget::findsTheDialect_data()
{
    const QByteArray completions = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    const QByteArray messages =
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
        "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n";
    const QByteArray plainMessages = R"({"type":"message","content":[{"type":"text","text":"Hi"}]})";
    const QByteArray floopfloop = "data: {\"text\":\"Hi\"}\n\ndata: {\"done\":true}\n\n";
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("dialect");
    QTest::newRow("gateway") << QUrl(u"https://www.ruapi.ai/v1/messages"_s) << completions << u"messages"_s;
    QTest::newRow("path") << QUrl(u"http://127.0.0.1:8/x/v1/messages"_s) << completions << u"messages"_s;
    QTest::newRow("generate") << QUrl(u"http://h/api/v1/ai/generate"_s) << floopfloop
                              << u"floopfloop-generate"_s;
    QTest::newRow("content, completions") << QUrl() << completions << u"chat-completions"_s;
    QTest::newRow("content, messages") << QUrl() << messages << u"messages"_s;
    QTest::newRow("content, plain") << QUrl(u"http://h/other"_s) << plainMessages << u"messages"_s;
    QTest::newRow("content, floopfloop") << QUrl() << floopfloop << u"floopfloop"_s;
    QTest::newRow("nothing to read") << QUrl() << QByteArray("data: nothing\n\n") << u"chat-completions"_s;
}

void TestReplayTarget::findsTheDialect()
{
    QFETCH(const QUrl, url);
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, dialect);
    QCOMPARE(targetOf(captured(url, answer)).dialect->id(), dialect);
}

void TestReplayTarget::readsTheRequest_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChatRequest>("request");
    const auto request = [](const QString &model, const QString &system, const QList<Message> &messages) {
        ChatRequest said;
        said.model = model;
        said.system = system;
        said.messages = messages;
        return said;
    };
    const auto user = [](const QString &text) {
        return Message::of(Role::User, text);
    };
    QTest::newRow("messages")
        << QByteArray(
               R"({"model":"m","messages":[{"role":"system","content":"Be brief."},)"
               R"({"role":"user","content":"One"},{"role":"assistant","content":"1"},)"
               R"({"role":"user","content":[{"type":"text","text":"Two"},{"type":"image"},{"type":"text","text":"Three"}]}]})")
        << request(u"m"_s, {},
               {Message::of(Role::System, u"Be brief."_s), user(u"One"_s),
                   Message::of(Role::Assistant, u"1"_s), user(u"Two\nThree"_s)});
    const auto asked = [&](const AnswerFormat &format) {
        ChatRequest said = request(u"m"_s, {}, {user(u"One"_s)});
        said.format = format;
        return said;
    };
    const QByteArray begin = R"({"model":"m","messages":[{"role":"user","content":"One"}],)";
    QTest::newRow("B-21 a schema")
        << begin +
               R"("response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type": "array"}}}})"
        << asked({.kind = AnswerFormat::Kind::JsonSchema, .schema = R"({"type": "array"})"});
    QTest::newRow("B-21 any object") << begin + R"("response_format":{"type":"json_object"}})"
                                     << asked({.kind = AnswerFormat::Kind::JsonObject});
    QTest::newRow("B-15 a schema")
        << begin +
               R"("output_config":{"effort":"low","format":{"type":"json_schema","schema":{"type": "array"}}}})"
        << asked({.kind = AnswerFormat::Kind::JsonSchema, .schema = R"({"type": "array"})"});
    QTest::newRow("a prompt") << QByteArray(R"({"prompt":"One","system":"Be brief."})")
                              << request({}, u"Be brief."_s, {user(u"One"_s)});
    QTest::newRow("no JSON") << QByteArray("model=m") << ChatRequest();
    QTest::newRow("nothing") << QByteArray() << ChatRequest();
}

void TestReplayTarget::readsTheRequest()
{
    QFETCH(const QByteArray, body);
    QFETCH(const ChatRequest, request);
    Capture capture;
    capture.request.body = body;
    QCOMPARE(capturedRequest(capture), request);
    const QString question = questionOf(Replay(capture, u"answer.sse"_s));
    QCOMPARE(question,
        request.messages.isEmpty() ? u"(no request in answer.sse)"_s : request.messages.last().text());
}

QTEST_GUILESS_MAIN(TestReplayTarget)
#include "tst_replaytarget.moc"

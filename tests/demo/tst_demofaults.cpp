// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/chatcompletionserrors.h"
#include "demo/forms/events.h"
#include "demo/forms/floopflooperrors.h"
#include "demo/forms/messageserrors.h"
#include "demo/forms/rufloerrors.h"
#include "demo/server/demofaults.h"
#include "demo/server/faults.h"

#include "demosupport.h"

#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Four frames, one each 10 ms, and an end mark; a plain answer to a body without "stream".
DemoResponse sample(const DemoRequest &request)
{
    if (!request.body.contains("stream"))
        return jsonResponse(200, {{u"content"_s, u"whole"_s}}, 40ms);
    DemoResponse said = eventStream();
    for (int i = 1; i <= 4; ++i)
        said.frames.append({i * 10ms, event(QByteArray::number(i))});
    said.frames.append({40ms, endMark()});
    return said;
}

DemoResponse refusedAnswer(const DemoRequest &)
{
    qFatal("an answer was made that a failure stands instead of");
}

DemoResponse ask(
    const QByteArray &faults, bool stream = true, const GatewayForm &form = chatCompletionsForm())
{
    const Route route{u"/"_s, "POST", sample, &form};
    return answerWithFaults(
        route, post(u"/"_s, stream ? R"({"stream":true,"a":1})" : R"({"a":1})", {{"X-Demo-Fault", faults}}));
}

QByteArrayList framesOf(const DemoResponse &response)
{
    QByteArrayList frames;
    for (const TimedFrame &frame : response.frames)
        frames.append(frame.bytes);
    return frames;
}

QList<std::chrono::microseconds> timesOf(const DemoResponse &response)
{
    QList<std::chrono::microseconds> times;
    for (const TimedFrame &frame : response.frames)
        times.append(frame.due);
    return times;
}

} // namespace

class DemoFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreListed();
    void statusStandsInsteadOfAnAnswer_data();
    void statusStandsInsteadOfAnAnswer();
    void budgetIsAPlans();
    void X_03_pageOfAProxy();
    void errorInMidStream_data();
    void errorInMidStream();
    void X_02_noEnd();
    void hangUp();
    void garbage();
    void X_03_plain();
    void X_01_keepAliveAndCrlf();
    void oneByte();
    void pace();
    void severalInTheOrderOfTheMenu();
    void unknownIsNamed();
    void plainAnswers();
};

void DemoFaultsTest::allAreListed()
{
    QStringList names;
    for (const DemoFault &fault : demoFaults()) {
        names += fault.name;
        QVERIFY2(!fault.description.isEmpty(), qPrintable(fault.name));
    }
    QCOMPARE(names,
        u"400 401 402 413 429 budget 500 501 502 503 html error-mid-stream no-end hang-up garbage plain "
        "slow fast slow-start keep-alive crlf one-byte fewer-vectors unequal-vectors nan shuffled "
        "cut-picture "
        "other-picture no-partials done wav-ffffffff wav-7fffffff wav-2000000000 wav-chunk wav-twice "
        "other-sound json-audio no-times"_s.split(u' '));
}

void DemoFaultsTest::statusStandsInsteadOfAnAnswer_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    for (const char *status : {"400", "401", "402", "413", "500", "501", "502"})
        QTest::newRow(status) << ""_ba;
    QTest::newRow("429") << "5"_ba;
    QTest::newRow("503") << "60"_ba;
}

void DemoFaultsTest::statusStandsInsteadOfAnAnswer()
{
    const QByteArray name = QTest::currentDataTag();
    for (const GatewayForm *form :
        {&rufloForm(), &chatCompletionsForm(), &roraOsForm(), &messagesForm(), &floopFloopForm()}) {
        const Route route{u"/"_s, "POST", refusedAnswer, form};
        const DemoResponse said = answerWithFaults(route, post(u"/"_s, "{}", {{"X-Demo-Fault", name}}));
        QCOMPARE(said.status, name.toInt());
        QVERIFY(!jsonOf(said)[u"error"][u"message"].toString().isEmpty());
        QTEST(said.headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray(), "retryAfter");
    }
}

void DemoFaultsTest::budgetIsAPlans()
{
    const DemoResponse said = ask("budget");
    QCOMPARE(said.status, 429);
    QCOMPARE(jsonOf(said)[u"error"][u"code"].toString(), u"insufficient_quota"_s);
    QVERIFY(!said.headers.contains(QHttpHeaders::WellKnownHeader::RetryAfter));
}

void DemoFaultsTest::X_03_pageOfAProxy()
{
    const DemoResponse said = ask("html");
    QCOMPARE(said.status, 502);
    QCOMPARE(said.headers.value(QHttpHeaders::WellKnownHeader::ContentType).toByteArray(), "text/html"_ba);
    QVERIFY(bytesOf(said).startsWith("<html>"));
}

void DemoFaultsTest::errorInMidStream_data()
{
    QTest::addColumn<const GatewayForm *>("form");
    QTest::addColumn<QByteArray>("end");
    const QByteArray words = "The upstream provider failed in mid-stream";
    QTest::newRow("Ruflo") << &rufloForm() << R"(data: {"error":{"message":")" + words + "\"}}\n\n";
    QTest::newRow("OpenAI's form") << &chatCompletionsForm()
                                   << R"(data: {"error":{"code":null,"message":")" + words +
                                          R"(","param":null,"type":"server_error"}})" + "\n\n";
    QTest::newRow("RA-30 Anthropic's form")
        << &messagesForm()
        << "event: error\ndata: {\"error\":{\"message\":\"" + words +
               "\",\"type\":\"overloaded_error\"},\"type\":\"error\"}\n\n";
    QTest::newRow("FF-35 FloopFloop")
        << &floopFloopForm() << R"(data: {"error":")" + words + "\"}\n\ndata: [DONE]\n\n";
}

void DemoFaultsTest::errorInMidStream()
{
    QFETCH(const GatewayForm *, form);
    QFETCH(QByteArray, end);
    const DemoResponse said = ask("error-mid-stream", true, *form);
    QCOMPARE(said.status, 200);
    QCOMPARE(bytesOf(said), "data: 1\n\ndata: 2\n\n" + end);
}

void DemoFaultsTest::X_02_noEnd()
{
    QCOMPARE(bytesOf(ask("no-end")), "data: 1\n\ndata: 2\n\n"_ba);
    QVERIFY(!ask("no-end").hangsUp);
}

void DemoFaultsTest::hangUp()
{
    const DemoResponse said = ask("hang-up");
    QVERIFY(said.hangsUp);
    QCOMPARE(bytesOf(said), "data: 1\n\ndata: 2\n\n"_ba);
}

void DemoFaultsTest::garbage()
{
    QCOMPARE(bytesOf(ask("garbage")),
        "data: 1\n\ndata: 2\n\ndata: {\"choices\":[{\"del\n\ndata: 3\n\ndata: 4\n\ndata: [DONE]\n\n"_ba);
}

void DemoFaultsTest::X_03_plain()
{
    const DemoResponse said = ask("plain");
    QVERIFY(!said.streamed);
    QCOMPARE(bytesOf(said), R"({"content":"whole"})"_ba);
}

void DemoFaultsTest::X_01_keepAliveAndCrlf()
{
    QVERIFY(bytesOf(ask("keep-alive")).startsWith(": keep-alive\n\ndata: 1\n\n: keep-alive\n\ndata: 2\n\n"));
    QVERIFY(bytesOf(ask("crlf")).startsWith("data: 1\r\n\r\ndata: 2\r\n\r\n"));
}

void DemoFaultsTest::oneByte()
{
    const DemoResponse said = ask("one-byte");
    QCOMPARE(bytesOf(said), bytesOf(ask({})));
    for (const QByteArray &frame : framesOf(said))
        QCOMPARE(frame.size(), 1);
}

void DemoFaultsTest::pace()
{
    using Times = QList<std::chrono::microseconds>;
    QCOMPARE(timesOf(ask("slow")), (Times{10ms, 210ms, 410ms, 610ms, 810ms}));
    QCOMPARE(timesOf(ask("fast")), (Times{0us, 500us, 1000us, 1500us, 2000us}));
    QCOMPARE(timesOf(ask("slow-start")).constFirst(), std::chrono::microseconds(10s + 10ms));
    QCOMPARE(timesOf(ask("fast", false)), Times{0us});
}

void DemoFaultsTest::severalInTheOrderOfTheMenu()
{
    QCOMPARE(bytesOf(ask("crlf,keep-alive")), bytesOf(ask(" keep-alive , crlf ")));
    QVERIFY(bytesOf(ask("one-byte,crlf,keep-alive")).startsWith(": keep-alive\r\n\r\ndata: 1\r\n\r\n"));
    QCOMPARE(ask("crlf,429").status, 429);
}

void DemoFaultsTest::unknownIsNamed()
{
    const DemoResponse said = ask("418");
    QCOMPARE(said.status, 400);
    QVERIFY(jsonOf(said)[u"error"][u"message"].toString().startsWith(
        "Unknown X-Demo-Fault \"418\". There are 400, 401, "_L1));
}

void DemoFaultsTest::plainAnswers()
{
    QCOMPARE(ask("error-mid-stream", false).status, 502);
    QCOMPARE(bytesOf(ask("no-end", false)), R"({"content)"_ba);
    QVERIFY(ask("hang-up", false).hangsUp);
    QCOMPARE(bytesOf(ask("garbage", false)), R"(}{{"content":"whole"})"_ba);
    QVERIFY(ask("one-byte", false).streamed);
    for (const QByteArray &name : {"keep-alive"_ba, "crlf"_ba, "slow"_ba, "plain"_ba})
        QCOMPARE(bytesOf(ask(name, false)), R"({"content":"whole"})"_ba);
}

QTEST_GUILESS_MAIN(DemoFaultsTest)
#include "tst_demofaults.moc"

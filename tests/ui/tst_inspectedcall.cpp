// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspectedcall.h"

#include "inspectedcalls.h"
#include "support/eventually.h"
#include "ui/inspect/bodyview.h"
#include "ui/inspect/eventsmodel.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/inspectwords.h"
#include "ui/inspect/jsonmodel.h"
#include "ui/inspect/timelinepicture.h"

#include <QButtonGroup>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Key = "sk-live-0123456789";

Redaction redaction()
{
    Redaction redaction;
    redaction.add(Secret(Key));
    return redaction;
}

/// More than is masked at once, with a key at its end.
QByteArray largeBody()
{
    return "{\"input\":\"" + QByteArray(1'000'000, 'x') + Key + "\"}";
}

} // namespace

/// A call as the inspector shows it, without a window.
class TestInspectedCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAnEventWasReadAs_data();
    void tellsWhatAnEventWasReadAs();
    void masksKeysAlsoInPieces();
    void masksALargeBodyInAnotherThread();
    void masksALargeEventInAnotherThread();
    void aCallGoesWhileItsBodyIsMasked();
    void saysThatABodyIsBeingMasked();
    void aLargeEventIsShortInItsRow();
    void showsACallWhileItRuns();
    void showsJsonAsSpelled();
    void tellsTheBytesAtAFault();
    void timesHaveOneStyle();
    void theTimelineSaysWhatIsMissing();
};

void TestInspectedCall::tellsWhatAnEventWasReadAs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("text") << eventWith("Hello") << u"text, 5 letters"_s;
    QTest::newRow("comment") << ": keep-alive\n\n"_ba << u"comment"_s;
    QTest::newRow("end mark") << "data: [DONE]\n\n"_ba << u"end mark"_s;
    QTest::newRow("no data") << "event: x\n\n"_ba << u"ignored: no data"_s;
    QTest::newRow("nothing to read") << "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"_ba
                                     << u"ignored: nothing to read in role"_s;
    QTest::newRow("cut off") << eventWith("Hello").chopped(9) << u"cut off"_s;
}

void TestInspectedCall::tellsWhatAnEventWasReadAs()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, words);
    const InspectedCall call(callWith({bytes}), {});
    QCOMPARE(readAs(call, call.events().first()), words);
}

void TestInspectedCall::masksKeysAlsoInPieces()
{
    const QByteArray key = "sk-live-0123456789";
    Redaction redaction;
    redaction.add(Secret(key));
    InspectedCall call(
        callWith({eventWith("whole " + key), eventWith("piece sk-li"), eventWith("ve-0123456789")}),
        redaction);
    QString all = QString::fromUtf8(*call.body()) + call.masked(call.trace().sections().first().text);
    for (const TracedEvent &event : call.events())
        all += QString::fromUtf8(call.bytesOf(event) + call.beginningOf(event, 60));
    for (const QString &secret : {u"sk-live"_s, u"sk-li"_s, u"0123456789"_s})
        QVERIFY2(!all.contains(secret), qPrintable(all));
    QCOMPARE(call.body()->size(), call.call().recording.size());
}

void TestInspectedCall::showsACallWhileItRuns()
{
    const std::shared_ptr<Call> call = callWith({eventWith("Hel")});
    call->recording.end.reset();
    call->reply.state = Reply::State::Streaming;
    InspectedCall inspected(call, {});
    EventsModel model;
    model.setCall(&inspected);
    QCOMPARE(model.rowCount(), 1);
    call->recording.append(eventWith("lo"), 30ms);
    call->recording.end = {.at = 40ms};
    call->reply = decoded(call->recording, *call->dialect, {});
    QVERIFY(eventually([&] { return inspected.isComplete(); }));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(inspected.trace().sections().first().text, u"Hello"_s);
}

void TestInspectedCall::showsJsonAsSpelled()
{
    JsonModel model;
    model.setJson(R"({"a":1e400,"a":0.10,"b":[true,{"c":"\u00e9"}],"d":tru})");
    QVERIFY(model.fault());
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 3);
    QCOMPARE(model.index(0, 1, root).data().toString(), u"1e400"_s);
    QCOMPARE(model.index(1, 1, root).data().toString(), u"0.10"_s);
    const QModelIndex found = model.find(u"$.b[1].c"_s);
    QCOMPARE(found.data().toString(), u"c"_s);
    QCOMPARE(found.data(JsonModel::PathRole).toString(), u"b[1].c"_s);
    QCOMPARE(found.data(JsonModel::TextRole).toString(), uR"("\u00e9")"_s);
    QCOMPARE(model.find(u"a"_s).row(), 1);
    QVERIFY(!model.find(u"b[2]"_s).isValid());
}

/// Broken JSON is told with line, column and bytes; what is no text can be seen.
void TestInspectedCall::tellsTheBytesAtAFault()
{
    BodyView view(u"body"_s);
    const auto *fault = view.findChild<QLabel *>(u"inspectorFault"_s);
    view.findChild<QButtonGroup *>()->button(1)->click();
    const auto told = [&](const QByteArray &json) {
        view.setBytes(json, json);
        return fault->text();
    };
    QVERIFY(told("{\n\"a\": tru}").startsWith(u"Line 2, column 6, at “tru}”: write a value"_s));
    QVERIFY(told("[1,\xff\n]").startsWith(u"Line 1, column 4, at “\\xFF\\n]”: write a value"_s));
    QVERIFY(told("[1").startsWith(u"Line 1, column 3: "_s));
    QCOMPARE(told("[1]"), QString());
}

void TestInspectedCall::timesHaveOneStyle()
{
    QCOMPARE(timeText(0us), u"0 ms"_s);
    QCOMPARE(timeText(394us), u"0.39 ms"_s);
    QCOMPARE(timeText(12'340us), u"12.3 ms"_s);
    QCOMPARE(timeText(394ms), u"394 ms"_s);
    QCOMPARE(timeText(999'700us), u"1.000 s"_s);
    QCOMPARE(timeText(1204ms), u"1.204 s"_s);
}

void TestInspectedCall::theTimelineSaysWhatIsMissing()
{
    using Stage = Timeline::Stage;
    const std::shared_ptr<Call> call = callWith({eventWith("Hi")});
    QVERIFY(Timeline::of(InspectedCall(call, {})).absent.isEmpty()); // nobody knows
    call->recording.sentAt = 1ms;
    Timeline line = Timeline::of(InspectedCall(call, {}));
    QCOMPARE(line.absent.value(Stage::Connecting), u"reused"_s);
    QCOMPARE(line.absent.value(Stage::Encrypted), u"reused"_s);
    QCOMPARE(gapText(line), u"One event, no gaps"_s);
    call->sent.url.setScheme(u"http"_s);
    call->recording.connectingAt = 0ms;
    line = Timeline::of(InspectedCall(call, {}));
    QVERIFY(!line.absent.contains(Stage::Connecting));
    QCOMPARE(line.absent.value(Stage::Encrypted), u"not used"_s);
    QCOMPARE(nameOf(Stage::FirstCharacter), u"First character"_s);
    QCOMPARE(GapHistogram::labelOf(0), u"< 0.002 ms"_s);
    QCOMPARE(GapHistogram::labelOf(4), u"0.01 ms"_s);
}

void TestInspectedCall::masksALargeBodyInAnotherThread()
{
    const std::shared_ptr<Call> call = callWith({largeBody()});
    call->sent.body = largeBody();
    InspectedCall inspected(call, redaction());
    QVERIFY(eventually([&] { return inspected.isComplete(); }));
    const QSignalSpy grew(&inspected, &InspectedCall::grew);
    QVERIFY(!inspected.body());
    QVERIFY(!inspected.requestBody());
    QVERIFY(eventually([&] { return inspected.body() && inspected.requestBody(); }));
    QCOMPARE_GE(grew.size(), 2);
    const QByteArray masked = largeBody().replace(Key, QByteArray(Key.size(), '*'));
    QVERIFY(*inspected.body() == masked);
    QVERIFY(*inspected.requestBody() == masked);
    dropBytes(*call);
    QVERIFY(inspected.body() == QByteArray());
}

/// Also a key that ends in the next event.
void TestInspectedCall::masksALargeEventInAnotherThread()
{
    const QByteArray letters(1'000'000, 'x');
    InspectedCall inspected(
        callWith({eventWith("first"), eventWith(letters + Key + "sk-li"), eventWith("ve-0123456789")}),
        redaction());
    QVERIFY(eventually([&] { return inspected.isComplete(); }));
    const TracedEvent large = inspected.events().at(1);
    QVERIFY(inspected.bytesToShow(inspected.events().first()));
    QVERIFY(!inspected.bytesToShow(large));
    QVERIFY(eventually([&] { return inspected.bytesToShow(large).has_value(); }));
    QVERIFY(*inspected.bytesToShow(large) == eventWith(letters + QByteArray(Key.size() + 5, '*')));
}

void TestInspectedCall::aCallGoesWhileItsBodyIsMasked()
{
    std::weak_ptr<Call> kept;
    {
        const std::shared_ptr<Call> call = callWith({largeBody()});
        kept = call;
        InspectedCall inspected(call, redaction());
        QVERIFY(eventually([&] { return inspected.isComplete(); }));
        QVERIFY(!inspected.body());
    }
    QVERIFY(kept.expired());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    settle();
}

void TestInspectedCall::saysThatABodyIsBeingMasked()
{
    const std::shared_ptr<Call> call = callWith({largeBody()});
    call->sent.body = largeBody();
    InspectorPanel panel;
    panel.setCall(call, redaction(), {});
    const auto *request = panel.findChild<QLabel *>(u"inspectorRequestFacts"_s);
    const auto *response = panel.findChild<QLabel *>(u"inspectorResponseFacts"_s);
    QVERIFY(request->text().endsWith(u"masking keys in the body…"_s));
    QVERIFY(eventually([&] { return panel.inspected()->isComplete(); }));
    panel.setTab(InspectorPanel::Response);
    QVERIFY(response->text().endsWith(u"masking keys in the body…"_s));
    QVERIFY(eventually([&] { return !request->text().contains(u"masking"_s); }));
    QVERIFY(eventually([&] { return !response->text().contains(u"masking"_s); }));
    for (const auto *raw : panel.findChildren<TextView *>(u"inspectorRaw"_s))
        QVERIFY(!raw->text().contains(QString::fromLatin1(Key)));
    panel.setCall(nullptr, {}, {});
}

/// Its row is painted again and again.
void TestInspectedCall::aLargeEventIsShortInItsRow()
{
    const InspectedCall call(callWith({eventWith(QByteArray(100'000, 'x'))}), redaction());
    QVERIFY(eventually([&] { return call.isComplete(); }));
    QCOMPARE(call.lettersOf(0, 300).size(), 300);
    const InspectedCall cut(callWith({eventWith(QByteArray(290, 'x') + Key)}), redaction());
    QVERIFY(!cut.lettersOf(0, 300).contains(u"sk-"_s));
}

QTEST_MAIN(TestInspectedCall)
#include "tst_inspectedcall.moc"

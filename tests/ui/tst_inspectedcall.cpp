// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspectedcall.h"

#include "inspectedcalls.h"
#include "support/eventually.h"
#include "ui/inspect/bodyview.h"
#include "ui/inspect/eventsmodel.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/inspectwords.h"
#include "ui/inspect/jsonmodel.h"
#include "ui/inspect/notedpane.h"
#include "ui/inspect/timelinepicture.h"
#include "view/base/theme.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

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
    void titlesACutCallAsCut();
    void masksKeysAlsoInPieces();
    void masksALargeBodyInAnotherThread();
    void masksALargeEventInAnotherThread();
    void decodesALargeBodyInAnotherThread();
    void aCallGoesWhileItsBodyIsMasked();
    void saysThatABodyIsBeingMasked();
    void aLargeEventIsShortInItsRow();
    void showsACallWhileItRuns();
    void showsJsonAsSpelled();
    void tellsTheBytesAtAFault();
    void timesHaveOneStyle();
    void sizesHaveOneStyle();
    void saysWhatAHeaderMeans_data();
    void saysWhatAHeaderMeans();
    void tellsHowAWholeAnswerCame();
    void tellsHowAnAnswerWentWrong_data();
    void tellsHowAnAnswerWentWrong();
    void anErrorStandsOut();
    void saysWhyNothingIsThere_data();
    void saysWhyNothingIsThere();
    void namesAHeadBeforeItsBody();
    void disablesWhatHasNothingToDo();
    void theTimelineSaysWhatIsMissing();
    void theBarOfAWaitingCallGrows();
    void eventsTakeTheRoomThatIsThere();
};

void TestInspectedCall::tellsWhatAnEventWasReadAs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("text") << eventWith("Hello") << u"text, 5 characters"_s;
    QTest::newRow("comment") << ": keep-alive\n\n"_ba << u"comment"_s;
    QTest::newRow("end mark") << eventWith("Hello") + "data: [DONE]\n\n" << u"end mark"_s;
    QTest::newRow("nothing but the end mark") << "data: [DONE]\n\n"_ba << u"error · end mark"_s;
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
    QVERIFY(eventually([&] { return call.isComplete(); }));
    QCOMPARE(readAs(call, call.events().last()), words);
}

void TestInspectedCall::titlesACutCallAsCut()
{
    const auto calling = [](const QByteArray &name, const QByteArray &arguments) {
        return R"(data: {"choices":[{"delta":{"tool_calls":[{"id":")" + name + R"(","function":{"name":")" +
               name + R"(","arguments":")" + arguments + "\"}}]}}]}\n\n";
    };
    const std::shared_ptr<Call> call = callWith({calling("a", "{}"), calling("b", "{")});
    const InspectedCall ended(call, {});
    QVERIFY(eventually([&] { return ended.isComplete(); }));
    QStringList titles;
    for (const SourceSection &section : ended.trace().sections())
        titles << titleOf(ended, section);
    QCOMPARE(titles, (QStringList{u"Tool call a"_s, u"Tool call b, cut off"_s}));
}

void TestInspectedCall::masksKeysAlsoInPieces()
{
    const QByteArray key = "sk-live-0123456789";
    Redaction redaction;
    redaction.add(Secret(key));
    InspectedCall call(
        callWith({eventWith("whole " + key), eventWith("piece sk-li"), eventWith("ve-0123456789")}),
        redaction);
    QVERIFY(eventually([&] { return call.isComplete(); }));
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
    QVERIFY(eventually([&] { return model.rowCount() == 1; }));
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
    view.setBytes("[1]", "[1]");
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

/// The gaps of events add up.
void TestInspectedCall::sizesHaveOneStyle()
{
    QCOMPARE(sizeText(0), u"0 bytes"_s);
    QCOMPARE(sizeText(1), u"1 byte"_s);
    QCOMPARE(sizeText(999), u"999 bytes"_s);
    QCOMPARE(sizeText(9733), u"9,733 bytes (9.7 kB)"_s);
    QCOMPARE(sizeText(13'441), u"13,441 bytes (13.4 kB)"_s);
    QCOMPARE(eventTimeText(352'412us), u"352.41 ms"_s);
    QCOMPARE(eventTimeText(31us), u"0.03 ms"_s);
    QCOMPARE(eventTimeText(1'788'121us), u"1.78812 s"_s);
}

void TestInspectedCall::saysWhatAHeaderMeans_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("meaning");
    QTest::newRow("id") << "X-Request-Id"_ba << "req-1"_ba << u"quote it to support"_s;
    QTest::newRow("seconds") << "retry-after"_ba << "5"_ba << u"wait this many seconds"_s;
    QTest::newRow("date") << "Retry-After"_ba << "Wed, 21 Oct 2026 07:28:00 GMT"_ba << u"wait until then"_s;
    QTest::newRow("left") << "x-ratelimit-remaining-tokens"_ba << "12"_ba << u"12 tokens left"_s;
    QTest::newRow("any other") << "server"_ba << "s"_ba << QString();
}

void TestInspectedCall::saysWhatAHeaderMeans()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QTEST(headerMeaning(name, value), "meaning");
}

void TestInspectedCall::tellsHowAWholeAnswerCame()
{
    const QByteArray body = R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]})";
    const std::shared_ptr<Call> call = callWith({body});
    call->recording.head->headers = {{"Content-Type", "application/json"}};
    call->recording.proxy = u"127.0.0.1:3128"_s;
    InspectorPanel panel;
    panel.setCall(call, {}, {});
    QVERIFY(eventually([&] { return panel.inspected()->isComplete(); }));
    panel.setTab(InspectorPanel::Response);
    const auto *facts = panel.findChild<QLabel *>(u"inspectorResponseFacts"_s);
    QVERIFY2(facts->text().startsWith(u"closed by the server · through the proxy 127.0.0.1:3128 · "_s),
        qPrintable(facts->text()));
}

void TestInspectedCall::tellsHowAnAnswerWentWrong_data()
{
    const QByteArray error = R"(data: {"error":{"message":"It failed","type":"server_error"}})"
                             "\n\n";
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<QString>("failure");
    QTest::newRow("whole") << 200 << QByteArrayList{eventWith("Hi"), "data: [DONE]\n\n"} << QString();
    QTest::newRow("in mid-stream") << 200 << QByteArrayList{eventWith("Hi"), error, "data: [DONE]\n\n"}
                                   << u"failed: server_error: It failed (event 2)"_s;
    QTest::newRow("by its status")
        << 429 << QByteArrayList{R"({"error":{"message":"Slow down","code":"rate_limit_exceeded"}})"}
        << u"failed: rate_limit_exceeded: Slow down"_s;
    QTest::newRow("broke off") << 200 << QByteArrayList{eventWith("Hi")}
                               << u"broke off: closed by the server before the answer ended"_s;
}

void TestInspectedCall::tellsHowAnAnswerWentWrong()
{
    QFETCH(const int, status);
    QFETCH(const QByteArrayList, pieces);
    QFETCH(const QString, failure);
    const std::shared_ptr<Call> call = callWith(pieces);
    call->recording.head->status = status;
    call->recording.head->headers = {
        {"Content-Type", status == 200 ? "text/event-stream" : "application/json"}};
    call->reply = decoded(call->recording, *call->dialect, {});
    InspectorPanel panel;
    panel.setCall(call, {}, {});
    QVERIFY(eventually([&] { return panel.inspected()->isComplete(); }));
    panel.setTab(InspectorPanel::Response);
    const auto *label = panel.findChild<QLabel *>(u"inspectorResponseFailure"_s);
    const auto *facts = panel.findChild<QLabel *>(u"inspectorResponseFacts"_s);
    QCOMPARE(label->text(), failure);
    QCOMPARE(label->isHidden(), failure.isEmpty());
    QCOMPARE(facts->text().contains(u"closed by the server"_s), failure.isEmpty());
    auto *lead = panel.findChild<QPushButton *>(u"inspectorResponseShowEvent"_s);
    QCOMPARE(lead->isHidden(), !failure.contains(u"(event 2)"_s));
    if (lead->isHidden())
        return;
    lead->click();
    QVERIFY(panel.isOn(InspectorPanel::Events));
    QCOMPARE(panel.findChild<QAbstractItemView *>(u"inspectorEvents"_s)->currentIndex().row(), 1);
}

void TestInspectedCall::anErrorStandsOut()
{
    InspectedCall call(
        callWith({eventWith("Hi"), ": ping\n\n", "data: {\"error\":{\"message\":\"Overloaded\"}}\n\n"}), {});
    QVERIFY(eventually([&] { return call.isComplete(); }));
    EventsModel model;
    model.setCall(&call);
    const auto colorOf = [&](int row) {
        return model.index(row, EventsModel::ReadAs).data(Qt::ForegroundRole);
    };
    QCOMPARE(colorOf(0), QVariant());
    QCOMPARE(colorOf(1), QVariant(Theme::current().secondaryText));
    QCOMPARE(colorOf(2), QVariant(Theme::current().error));
}

void TestInspectedCall::saysWhyNothingIsThere_data()
{
    QTest::addColumn<Reply::State>("state");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("note");
    QTest::newRow("waiting") << Reply::State::Streaming << u"waiting"_s
                             << u"Waiting for the answer: nothing has arrived yet"_s;
    QTest::newRow("stopped") << Reply::State::Stopped << u"stopped"_s << u"Stopped before anything arrived"_s;
    QTest::newRow("failed") << Reply::State::Failed << u"failed"_s << u"Failed before anything arrived"_s;
}

/// In each pane, which else would be empty; and nothing can be copied there.
void TestInspectedCall::saysWhyNothingIsThere()
{
    QFETCH(const Reply::State, state);
    QFETCH(const QString, note);
    const std::shared_ptr<Call> call = callWith({});
    call->recording = {};
    call->recording.startedAt = std::chrono::steady_clock::now();
    if (state != Reply::State::Streaming)
        call->recording.end = {.at = 5ms};
    call->reply = {};
    call->reply.state = state;
    QTEST(stateText(*call), "title");
    InspectorPanel panel;
    panel.setCall(call, {}, {});
    panel.setTab(InspectorPanel::Response);
    QStringList notes;
    for (const auto *pane : panel.findChildren<NotedPane *>())
        notes << pane->note();
    QCOMPARE(notes.count(note), 3); // the response, its body, the events
    QCOMPARE(panel.findChild<QLabel *>(u"inspectorTold"_s)->text(), note);
    QVERIFY(!panel.findChild<QLabel *>(u"inspectorResponseFacts"_s)->text().contains(u"bytes"_s));
    QVERIFY(!panel.findChild<QLabel *>(u"inspectorResponseFacts"_s)->text().contains(u"headers"_s));
}

void TestInspectedCall::namesAHeadBeforeItsBody()
{
    const std::shared_ptr<Call> call = callWith({});
    call->recording = {};
    call->reply = {};
    InspectorPanel panel;
    panel.setCall(call, {}, {});
    panel.setTab(InspectorPanel::Response);
    const auto *line = panel.findChild<QLabel *>(u"inspectorResponseLine"_s);
    QCOMPARE(line->text(), u"No answer yet"_s);
    call->recording.head = {.status = 200, .headers = {}, .at = 1ms};
    QVERIFY(eventually([&] { return line->text() == u"HTTP 200"_s; }));
    QVERIFY(nothingText(panel.inspected()).startsWith(u"Waiting for the body"_s));
}

void TestInspectedCall::disablesWhatHasNothingToDo()
{
    BodyView view(u"body"_s);
    const auto *raw = view.findChild<QButtonGroup *>()->button(0);
    auto *json = view.findChild<QButtonGroup *>()->button(1);
    const auto *copy = view.findChild<QPushButton *>(u"inspectorCopy"_s);
    const auto *told = view.findChild<QLabel *>(u"inspectorFault"_s);
    const auto enabled = [&] {
        return QList<bool>{raw->isEnabled(), json->isEnabled(), copy->isEnabled()};
    };
    QCOMPARE(enabled(), QList<bool>({false, false, false}));
    view.setBytes("[1]", "[1]");
    QCOMPARE(enabled(), QList<bool>({true, true, true}));
    view.setBytes("[1]", "[1]", u"no data"_s);
    QCOMPARE(told->text(), QString());
    json->click();
    view.setBytes("data: [1]\n\n", {}, u"a stream, see Events"_s);
    QCOMPARE(enabled(), QList<bool>({true, false, true}));
    QVERIFY(raw->isChecked());
    QCOMPARE(told->text(), u"a stream, see Events"_s);
    view.setBytes("[2]", "[2]");
    QVERIFY(json->isChecked()); // as was chosen
    view.setBytes({}, {}, u"No body"_s);
    QCOMPARE(view.findChild<NotedPane *>()->note(), u"No body"_s);
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

void TestInspectedCall::theBarOfAWaitingCallGrows()
{
    const std::shared_ptr<Call> call = callWith({});
    call->recording = {};
    call->recording.startedAt = std::chrono::steady_clock::now() - 2s;
    call->recording.sentAt = 1ms;
    QCOMPARE_GE(Timeline::of(InspectedCall(call, {})).end(), Timing::Duration(2s));
    call->recording.end = {.at = 5ms};
    QCOMPARE(Timeline::of(InspectedCall(call, {})).end(), Timing::Duration(5ms));
}

/// At the first sight, and when the panel gets another width.
void TestInspectedCall::eventsTakeTheRoomThatIsThere()
{
    const std::shared_ptr<Call> call =
        callWith({"data: {\"type\":\"something_of_another_protocol\"}\n\n", eventWith("Hi")});
    InspectorPanel panel;
    panel.resize(2000, 400);
    panel.setCall(call, {}, {});
    panel.show();
    panel.setTab(InspectorPanel::Events);
    const auto *table = panel.findChild<QTableView *>(u"inspectorEvents"_s);
    const int character = table->fontMetrics().averageCharWidth();
    QVERIFY(eventually([&] { return table->columnWidth(EventsModel::ReadAs) >= 39 * character; }));
    panel.resize(900, 400);
    QVERIFY(eventually(
        [&] { return table->columnViewportPosition(EventsModel::Data) + 60 <= table->viewport()->width(); }));
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

/// Its bytes are shown without waiting for that.
void TestInspectedCall::decodesALargeBodyInAnotherThread()
{
    const QByteArray letters(1'000'000, 'x');
    const std::shared_ptr<Call> call =
        callWith({R"({"choices":[{"message":{"content":")" + letters + R"("}}]})"});
    InspectedCall inspected(call, redaction());
    QVERIFY(!inspected.isComplete());
    QVERIFY(inspected.events().isEmpty());
    QVERIFY(!inspected.body());
    QVERIFY(eventually([&] { return inspected.body() && inspected.isComplete(); }));
    QVERIFY(*inspected.body() == call->recording.body());
    QCOMPARE(inspected.events().size(), 1);
    QCOMPARE(inspected.events().first().letters, letters.size());
    QVERIFY(inspected.trace().sections().first().text == QString::fromLatin1(letters));
    InspectedCall dropped(call, redaction());
    dropBytes(*call);
    QVERIFY(eventually([&] { return dropped.isComplete(); }));
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
    QVERIFY(eventually([&kept] { return kept.expired(); }));
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
    const auto notes = [&panel] {
        return std::ranges::count(
            panel.findChildren<NotedPane *>(), u"masking keys in the body…"_s, &NotedPane::note);
    };
    QVERIFY(request->text().endsWith(u"masking keys in the body…"_s));
    QCOMPARE(notes(), 1);
    QVERIFY(eventually([&] { return panel.inspected()->isComplete(); }));
    panel.setTab(InspectorPanel::Response);
    QVERIFY(response->text().endsWith(u"masking keys in the body…"_s));
    QCOMPARE(notes(), request->text().contains(u"masking"_s) ? 2 : 1);
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
    const QByteArray unread =
        R"(data: {"choices":[{"delta":{"role":")" + QByteArray(100'000, 'x') + "\"}}]}\n\n";
    const InspectedCall ignored(callWith({unread}), redaction());
    QVERIFY(eventually([&] { return ignored.isComplete(); }));
    QCOMPARE(readAs(ignored, ignored.events().first()),
        u"ignored: nothing to read in %1"_s.arg(sizeText(unread.size())));
    const InspectedCall cut(callWith({eventWith(QByteArray(290, 'x') + Key)}), redaction());
    QVERIFY(eventually([&] { return cut.isComplete(); }));
    QVERIFY(!cut.lettersOf(0, 300).contains(u"sk-"_s));
}

QTEST_MAIN(TestInspectedCall)
#include "tst_inspectedcall.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/inspect/eventsmodel.h"
#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspector.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/inspectwords.h"
#include "ui/inspect/jsonmodel.h"
#include "ui/inspect/textview.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "wire/dialects/registry.h"

#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double Fast = 50;

QByteArray eventWith(const QByteArray &text)
{
    return R"(data: {"choices":[{"delta":{"content":")" + text + "\"}}]}\n\n";
}

std::shared_ptr<Call> callWith(const QByteArrayList &pieces)
{
    auto call = std::make_shared<Call>();
    call->dialect = findDialect(u"chat-completions"_s);
    call->sent.url = QUrl(u"https://example.org/chat"_s);
    call->recording.head = {.status = 200, .headers = {}, .at = 1ms};
    Timing::Duration at = 2ms;
    for (const QByteArray &piece : pieces)
        call->recording.append(piece, at += 10ms);
    call->recording.end = {.at = at};
    call->reply = decoded(call->recording, *call->dialect, {});
    return call;
}

/// The inspector of a window, opened by its key.
class OpenInspector
{
public:
    explicit OpenInspector(const WindowFixture &fixture)
        : m_dock(fixture.window().findChild<Inspector *>())
    {
        m_dock->setVisible(true);
    }

    template <typename T>
    [[nodiscard]] T *part(const QString &name) const
    {
        return m_dock->findChild<T *>(name);
    }
    [[nodiscard]] InspectorPanel &panel() const { return *m_dock->findChild<InspectorPanel *>(); }
    [[nodiscard]] QString text(const QString &label) const { return part<QLabel>(label)->text(); }
    [[nodiscard]] QStringList column(const QString &table, int column) const
    {
        const auto *model = part<QTableView>(table)->model();
        QStringList cells;
        for (int row = 0; row < model->rowCount(); ++row)
            cells << model->index(row, column).data().toString();
        return cells;
    }
    [[nodiscard]] QString rawOn(const QString &tab) const
    {
        auto *tabs = part<QTabWidget>(u"inspectorTabs"_s);
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == tab)
                return tabs->widget(i)->findChild<TextView *>(u"inspectorRaw"_s)->text();
        }
        return {};
    }

private:
    Inspector *m_dock;
};

} // namespace

/// What the inspector tells about a call.
class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheNewestCallOfTheLane();
    void followsTheLaneUntilACallIsChosen();
    void aLetterLeadsToItsEventAndBack();
    void aWordOfTheViewLeadsToItsEvent();
    void isOpenedFromMenusAndTheScoreboard();
    void findsTextExpressionsAndPaths();
    void tellsWhatAnEventWasReadAs_data();
    void tellsWhatAnEventWasReadAs();
    void masksKeysAlsoInPieces();
    void cutsNoKeyInTheListOfCalls();
    void showsACallWhileItRuns();
    void dropsACallWithItsConversation();
    void showsJsonAsSpelled();
    void showsEveryLetter();
    void selectsCopiesAndPoints();
};

void TestInspector::showsTheNewestCallOfTheLane()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    const OpenInspector inspector(fixture);
    const Call &call = *fixture.conversation().turn(fixture.conversation().last()).call;
    QVERIFY(eventually([&] { return inspector.panel().call().get() == &call; }));
    QCOMPARE(inspector.text(u"inspectorRequestLine"_s), u"POST "_s + call.sent.url.toDisplayString());
    QCOMPARE(inspector.rawOn(u"Request"_s), QString::fromUtf8(call.sent.body));
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    inspector.panel().setTab(InspectorPanel::Response);
    QCOMPARE(inspector.rawOn(u"Response"_s), QString::fromUtf8(call.recording.body()));
    QVERIFY(inspector.column(u"inspectorRequestHeaders"_s, 0).contains(u"Content-Length"_s));
    QVERIFY(
        inspector.text(u"inspectorResponseFacts"_s).startsWith(u"read up to the end mark"_s) ||
        inspector.text(u"inspectorResponseFacts"_s).startsWith(u"closed by the server after the end mark"_s));
    QCOMPARE(inspector.column(u"inspectorEvents"_s, EventsModel::ReadAs).last(), u"end mark"_s);
    QCOMPARE(inspector.column(u"inspectorEvents"_s, EventsModel::Data).at(1), u"“On”"_s);
    QVERIFY(inspector.part<QComboBox>(u"inspectorCalls"_s)->currentText().contains(u"What is a tier?"));
    inspector.panel().setTab(InspectorPanel::Times);
    QVERIFY(inspector.text(u"inspectorGapText"_s).contains(u"p99"_s));
}

void TestInspector::followsTheLaneUntilACallIsChosen()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    const OpenInspector inspector(fixture);
    const auto first = fixture.conversation().turn(1).call;
    QVERIFY(eventually([&] { return inspector.panel().call() == first; }));
    QVERIFY(fixture.askAndWait(u"And a lane?"_s));
    const auto second = fixture.conversation().turn(3).call;
    QVERIFY(eventually([&] { return inspector.panel().call() == second; }));
    auto *calls = inspector.part<QComboBox>(u"inspectorCalls"_s);
    const int older = calls->findText(u"Hello"_s, Qt::MatchContains);
    QVERIFY(older > calls->currentIndex());
    calls->setCurrentIndex(older);
    Q_EMIT calls->activated(older);
    QCOMPARE(inspector.panel().call(), first);
    QVERIFY(!inspector.panel().isFollowing());
    inspector.panel().setFollowing(true);
    QCOMPARE(inspector.panel().call(), second);
}

void TestInspector::aLetterLeadsToItsEventAndBack()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    inspector.panel().setCall(
        callWith({eventWith("What is "), eventWith("a "), ": ping\n\n", eventWith("tier"), eventWith("?")}),
        {}, {});
    auto *source = inspector.part<TextView>(u"inspectorSource"_s);
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    QVERIFY(inspector.panel().showText(u"tier"_s, 0));
    QCOMPARE(source->text().first(14), u"What is a tier"_s);
    QCOMPARE(inspector.text(u"inspectorTold"_s).section(u',', 0, 0), u"Event 4"_s);
    QCOMPARE(source->marks(), QList<TextRange>({{.begin = 10, .length = 4}}));
    inspector.part<QPushButton>(u"inspectorShowEvent"_s)->click();
    auto *events = inspector.part<QTableView>(u"inspectorEvents"_s);
    QCOMPARE(events->currentIndex().row(), 3);
    QCOMPARE(inspector.rawOn(u"Events"_s), QString::fromUtf8(eventWith("tier")));
    Q_EMIT events->doubleClicked(events->model()->index(0, 0));
    QCOMPARE(source->marks(), QList<TextRange>({{.begin = 0, .length = 8}}));
}

void TestInspector::aWordOfTheViewLeadsToItsEvent()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    const OpenInspector inspector(fixture);
    Q_EMIT fixture.lane().view()->requests()->inspectTextRequested(1, u"tier"_s, 1);
    const auto *source = inspector.part<TextView>(u"inspectorSource"_s);
    const qsizetype first = source->text().indexOf(u"tier"_s);
    QCOMPARE(
        source->selection(), (TextRange{.begin = source->text().indexOf(u"tier"_s, first + 1), .length = 4}));
    QVERIFY(!source->marks().isEmpty());
    QVERIFY(source->marks().first().begin <= source->selection().begin);
    QVERIFY(source->marks().first().end() > source->selection().begin);
}

void TestInspector::isOpenedFromMenusAndTheScoreboard()
{
    WindowFixture fixture(Fast);
    fixture.window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s},
        {.gateway = u"ruflo"_s, .model = u"ruflo-smart"_s}});
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    auto *dock = fixture.window().findChild<Inspector *>();
    const auto callOf = [&](int lane) {
        return fixture.conversation(lane).turn(1).call;
    };
    QVERIFY(!dock->isVisible());
    Q_EMIT fixture.lane(1).header()->menu()->inspectRequested();
    QVERIFY(dock->isVisible());
    auto *panel = dock->findChild<InspectorPanel *>();
    QCOMPARE(panel->call(), callOf(1));
    Q_EMIT fixture.lane(0).view()->requests()->inspectRequested(1);
    QCOMPARE(panel->call(), callOf(0));
    fixture.window().findChild<QDockWidget *>(u"scoreboardDock"_s)->show();
    auto *board = fixture.window().findChild<QTableView *>(u"scoreboardTable"_s);
    QVERIFY(eventually([board] { return board->model()->rowCount() == 2; }));
    Q_EMIT board->activated(board->model()->index(1, 0));
    QCOMPARE(panel->call(), callOf(1));
}

void TestInspector::findsTextExpressionsAndPaths()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    inspector.panel().setCall(callWith({eventWith("one"), eventWith("two"), "data: [DONE]\n\n"}), {}, {});
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    auto *find = inspector.part<QLineEdit>(u"inspectorFind"_s);
    const auto found = [&](const QString &wanted) {
        find->setText(wanted);
        QTest::keyClick(find, Qt::Key_Return);
        return inspector.text(u"inspectorFound"_s);
    };
    QCOMPARE(found(u"TWO"_s), u"1 of 2"_s); // in the event and in the source
    QCOMPARE(inspector.part<QTableView>(u"inspectorEvents"_s)->currentIndex().row(), 1);
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(inspector.text(u"inspectorFound"_s), u"2 of 2"_s);
    QCOMPARE(found(u"/o[a-z]e/"_s), u"2 of 2"_s); // it begins on the tab that is shown
    QCOMPARE(found(u"$.choices[0].delta.content"_s), u"1 of 2"_s);
    QCOMPARE(inspector.part<QTableView>(u"inspectorEvents"_s)->currentIndex().row(), 0);
    QCOMPARE(found(u"$.choices[1]"_s), u"Not found"_s);
    QVERIFY(found(u"/(/"_s).contains(u"parenthes"_s));
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    auto *events = inspector.part<QTableView>(u"inspectorEvents"_s);
    inspector.panel().setTab(InspectorPanel::Events);
    events->setFocus();
    QTest::keyClick(events, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(find->hasFocus());
}

void TestInspector::tellsWhatAnEventWasReadAs_data()
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

void TestInspector::tellsWhatAnEventWasReadAs()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, words);
    const InspectedCall call(callWith({bytes}), {});
    QCOMPARE(readAs(call, call.events().first()), words);
}

void TestInspector::masksKeysAlsoInPieces()
{
    const QByteArray key = "sk-live-0123456789";
    Redaction redaction;
    redaction.add(Secret(key));
    const InspectedCall call(
        callWith({eventWith("whole " + key), eventWith("piece sk-li"), eventWith("ve-0123456789")}),
        redaction);
    QString all = QString::fromUtf8(call.body()) + call.masked(call.trace().sections().first().text);
    for (const TracedEvent &event : call.events())
        all += QString::fromUtf8(call.bytesOf(event) + call.beginningOf(event, 60));
    for (const QString &secret : {u"sk-live"_s, u"sk-li"_s, u"0123456789"_s})
        QVERIFY2(!all.contains(secret), qPrintable(all));
    QCOMPARE(call.body().size(), call.call().recording.size());
}

/// A prompt is shortened in the list: what is left of a key would no longer be found in it.
void TestInspector::cutsNoKeyInTheListOfCalls()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const Gateway &gateway = *fixture.resolver().catalog().find(u"ruapi-claude"_s);
    fixture.resolver().keys()->setSource(gateway.key.slot, {.kind = KeySource::Kind::Session});
    fixture.resolver().keys()->setKey(gateway.key.slot, Secret("sk-live-0123456789"));
    fixture.resolver().allowKey(gateway);
    QVERIFY(fixture.askAndWait(QString(30, u'x') + u" sk-live-0123456789"_s));
    const OpenInspector inspector(fixture);
    const auto *calls = inspector.part<QComboBox>(u"inspectorCalls"_s);
    QVERIFY(eventually([calls] { return calls->currentText().contains(u"xxx"); }));
    QVERIFY2(!calls->currentText().contains(u"sk-li"), qPrintable(calls->currentText()));
}

void TestInspector::showsACallWhileItRuns()
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

void TestInspector::dropsACallWithItsConversation()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    const OpenInspector inspector(fixture);
    const std::weak_ptr<const Call> call = fixture.conversation().turn(1).call;
    QVERIFY(eventually([&] { return inspector.panel().call() == call.lock(); }));
    inspector.panel().setTab(InspectorPanel::Response);
    QVERIFY(eventually([&] { return !inspector.rawOn(u"Response"_s).isEmpty(); }));
    fixture.page().clearAll();
    QVERIFY(eventually([&] { return call.expired(); }));
    QVERIFY(!inspector.panel().call());
    QVERIFY(inspector.rawOn(u"Request"_s).isEmpty());
    QVERIFY(inspector.rawOn(u"Response"_s).isEmpty());
    QVERIFY(inspector.part<TextView>(u"inspectorSource"_s)->text().isEmpty());
    QVERIFY(inspector.column(u"inspectorRequestHeaders"_s, 0).isEmpty());
    QVERIFY(inspector.column(u"inspectorEvents"_s, 0).isEmpty());
}

void TestInspector::showsJsonAsSpelled()
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

/// The last letter of a line is beside the right edge, and the next one begins the next line.
void TestInspector::showsEveryLetter()
{
    TextView view;
    view.resize(400, 200);
    view.show();
    view.setText(u"\t\"model\":\t\"m\",\t\"messages\":\t\"What is it?\" "_s.repeated(5));
    QSignalSpy pointed(&view, &TextView::pointed);
    const int line = view.fontMetrics().lineSpacing();
    const auto letterAt = [&](int x, int y) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(x, y));
        return pointed.last().first().toLongLong();
    };
    const qlonglong last = letterAt(view.viewport()->width() - 1, 8 + line / 2);
    const qlonglong next = letterAt(9, 8 + line * 3 / 2);
    QVERIFY(last > 30);
    QCOMPARE_LE(next - last, 1);
}

void TestInspector::selectsCopiesAndPoints()
{
    TextView view;
    view.resize(600, 300);
    view.show();
    const QString text = QString(u"0123456789 "_s).repeated(100'000) + u"end"_s;
    view.setText(text);
    view.select({.begin = text.size() - 3, .length = 3});
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"end"_s);
    QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selection(), (TextRange{.begin = 0, .length = 1}));
    QSignalSpy pointed(&view, &TextView::pointed);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(9, 12));
    QCOMPARE(pointed.size(), 1);
    QCOMPARE(pointed.first().first().toLongLong(), 0);
}

QTEST_MAIN(TestInspector)

#include "tst_inspector.moc"

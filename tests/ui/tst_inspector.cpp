// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectedcalls.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/inspect/eventsmodel.h"
#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspector.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/textview.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double Fast = 50;

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
    /// Shows a call that no lane has asked for.
    void show(const std::shared_ptr<const Call> &call) const
    {
        panel().setFollowing(false);
        panel().setCall(call, {}, {});
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

    /// Chooses from the menu that was opened last on this view.
    void choose(const QWidget *view, const QString &action) const
    {
        auto *menu = view->findChildren<QMenu *>().last();
        const QList<QAction *> actions = menu->actions();
        const auto found = std::ranges::find(actions, action, &QAction::text);
        if (found == actions.end())
            qFatal("no such action");
        (*found)->trigger();
        delete menu;
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
    void aCharacterLeadsToItsEventAndBack();
    void tokensTellHowProbableTheyWere();
    void menusLeadFromCharacterToEventAndBack();
    void hoveringACharacterTellsItsEvent();
    void headersAreCopiedByTheirMenu();
    void aWordOfTheViewLeadsToItsEvent();
    void isOpenedFromMenusAndTheScoreboard();
    void findsTextExpressionsAndPaths();
    void findsWhileOneTypes();
    void cutsNoKeyInTheListOfCalls();
    void dropsACallWithItsConversation();
    void aRepeatsCallsGoWithItsDialog();
    void savesACallThatGoesMeanwhile();
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
    const auto *events = inspector.part<QTableView>(u"inspectorEvents"_s);
    QCOMPARE(events->currentIndex().row(), 0); // until another is chosen
    QVERIFY(call.recording.body().startsWith(inspector.rawOn(u"Events"_s).toUtf8()));
    QVERIFY(!inspector.rawOn(u"Events"_s).isEmpty());
    fixture.window().resize(1000, 800);
    inspector.panel().setTab(InspectorPanel::Events);
    settle();
    QCOMPARE_LE(events->columnViewportPosition(EventsModel::Data) + 60, events->viewport()->width());
    QCOMPARE(inspector.part<QComboBox>(u"inspectorCalls"_s)->currentText().section(u" · "_s, 1),
        u"complete · ruflo-free · What is a tier?"_s);
    fixture.window().resize(2000, 900);
    settle();
    const QAbstractItemView *table = events;
    for (const int column : {EventsModel::Number, EventsModel::Time, EventsModel::Gap, EventsModel::Offset})
        QCOMPARE_GE(events->columnWidth(column), table->sizeHintForColumn(column));
    QCOMPARE_GE(
        events->columnWidth(EventsModel::ReadAs), std::min(table->sizeHintForColumn(EventsModel::ReadAs),
                                                      40 * events->fontMetrics().averageCharWidth()));
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

void TestInspector::aCharacterLeadsToItsEventAndBack()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    const auto shown =
        callWith({eventWith("What is "), eventWith("a "), ": ping\n\n", eventWith("tier"), eventWith("?")});
    inspector.show(shown);
    auto *source = inspector.part<TextView>(u"inspectorSource"_s);
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    QVERIFY(inspector.panel().showText(u"tier"_s, 0));
    QCOMPARE(source->text().first(14), u"What is a tier"_s);
    QVERIFY(inspector.panel().isOn(InspectorPanel::Events));
    QCOMPARE(inspector.part<QTableView>(u"inspectorEvents"_s)->currentIndex().row(), 3);
    inspector.panel().setTab(InspectorPanel::Source);
    QCOMPARE(inspector.text(u"inspectorTold"_s).section(u',', 0, 0), u"Event 4"_s);
    QCOMPARE(source->marks(), QList<TextRange>({{.begin = 10, .length = 4}}));
    inspector.part<QPushButton>(u"inspectorShowEvent"_s)->click();
    auto *events = inspector.part<QTableView>(u"inspectorEvents"_s);
    QCOMPARE(events->currentIndex().row(), 3);
    QCOMPARE(inspector.rawOn(u"Events"_s), QString::fromUtf8(eventWith("tier")));
    Q_EMIT events->doubleClicked(events->model()->index(0, 0));
    QCOMPARE(source->marks(), QList<TextRange>({{.begin = 0, .length = 8}}));
}

void TestInspector::tokensTellHowProbableTheyWere()
{
    const auto event = [](const QByteArray &token, const QByteArray &logprob) {
        return R"(data: {"choices":[{"delta":{"content":")" + token +
               R"("},"logprobs":{"content":[{"token":")" + token + R"(","logprob":)" + logprob +
               R"(,"top_logprobs":[{"token":"other","logprob":-0.1}]}]}}]})" + "\n\n";
    };
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    inspector.show(callWith({event("Hi", "-0.693147"), event(" there", "-4.605170"), event("!", "0")}));
    inspector.panel().setTab(InspectorPanel::Tokens);
    auto *tokens = inspector.part<TextView>(u"inspectorTokens"_s);
    QVERIFY(eventually([&] { return tokens->text() == u"Hi there!"; }));
    QCOMPARE(tokens->marks(),
        QList<TextRange>({{.begin = 0, .length = 2}, {.begin = 2, .length = 6}, {.begin = 8, .length = 1}}));
    QVERIFY(inspector.text(u"inspectorTokensTold"_s)
            .startsWith(u"3 tokens · log probability -5.298 · perplexity 5.85"_s));
    tokens->select({.begin = 0, .length = 3});
    QVERIFY(
        inspector.text(u"inspectorTokensTold"_s).startsWith(u"2 selected tokens · log probability -5.298"_s));
    tokens->select({.begin = 8, .length = 1});
    QVERIFY(
        inspector.text(u"inspectorTokensTold"_s).contains(u" · log probability 0.000 · perplexity 1.00"_s));

    inspector.show(callWith({eventWith("Hi")}));
    QVERIFY(eventually([&] {
        return inspector.text(u"inspectorTokensTold"_s).startsWith(u"No log probabilities in this answer."_s);
    }));
    QVERIFY(tokens->text().isEmpty());
}

void TestInspector::menusLeadFromCharacterToEventAndBack()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    const auto shown = callWith({eventWith("What "), ": ping\n\n", eventWith("is it?")});
    inspector.show(shown);
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    inspector.panel().setTab(InspectorPanel::Source);
    auto *source = inspector.part<TextView>(u"inspectorSource"_s);
    Q_EMIT source->menuOpens(new QMenu(source), 6);
    inspector.choose(source, u"Show the &event"_s);
    QVERIFY(inspector.panel().isOn(InspectorPanel::Events));
    auto *events = inspector.part<QTableView>(u"inspectorEvents"_s);
    QCOMPARE(events->currentIndex().row(), 2);
    Q_EMIT events->customContextMenuRequested(events->visualRect(events->model()->index(0, 0)).center());
    inspector.choose(events, u"Show its &characters"_s);
    QVERIFY(inspector.panel().isOn(InspectorPanel::Source));
    QCOMPARE(source->marks(), QList<TextRange>({{.begin = 0, .length = 5}}));
}

void TestInspector::hoveringACharacterTellsItsEvent()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    const auto shown = callWith({": ping\n\n", eventWith("What is it?")});
    inspector.show(shown);
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    inspector.panel().setTab(InspectorPanel::Source);
    auto *source = inspector.part<TextView>(u"inspectorSource"_s);
    const QPoint letter(12, 14);
    QHelpEvent help(QEvent::ToolTip, letter, source->viewport()->mapToGlobal(letter));
    QApplication::sendEvent(source->viewport(), &help);
    QVERIFY(inspector.text(u"inspectorTold"_s)
            .endsWith(u"Click a character to see the event that brought it."_s));
    QVERIFY(QToolTip::text().contains(u"Event 2, at 22.0 ms: text, 11 characters"_s));
    QVERIFY(source->marks().isEmpty());
}

void TestInspector::headersAreCopiedByTheirMenu()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    const std::shared_ptr<Call> call = callWith({eventWith("Hi")});
    call->recording.head->headers = {{"Server", "s"}, {"X-Request-Id", "req-1"}};
    inspector.show(call);
    inspector.panel().setTab(InspectorPanel::Response);
    auto *headers = inspector.part<QTableView>(u"inspectorResponseHeaders"_s);
    const auto copied = [&](const QString &action) {
        const QRect row = headers->visualRect(headers->model()->index(1, 0));
        Q_EMIT headers->customContextMenuRequested(row.center());
        inspector.choose(headers, action);
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(copied(u"Copy &value"_s), u"req-1"_s);
    QCOMPARE(copied(u"Copy &line"_s), u"X-Request-Id: req-1"_s);
    QCOMPARE(copied(u"Copy &all"_s), u"Server: s\nX-Request-Id: req-1"_s);
}

/// The widths stay while one types and whatever is found; without a text nothing is kept free for a count.
void TestInspector::findsWhileOneTypes()
{
    WindowFixture fixture(Fast);
    const OpenInspector inspector(fixture);
    const auto shown = callWith({eventWith("one"), eventWith("two")});
    inspector.show(shown);
    QVERIFY(eventually([&] { return inspector.panel().inspected()->isComplete(); }));
    auto *find = inspector.part<QLineEdit>(u"inspectorFind"_s);
    const auto *calls = inspector.part<QComboBox>(u"inspectorCalls"_s);
    const auto *found = inspector.part<QLabel>(u"inspectorFound"_s);
    fixture.window().resize(1000, 800);
    settle();
    QVERIFY(found->isHidden());
    QCOMPARE_GE(find->width(), find->fontMetrics().horizontalAdvance(find->placeholderText()) + 20);
    find->setText(u"t"_s);
    settle();
    const QList<int> widths{find->width(), calls->width()};
    const auto *save = inspector.part<QPushButton>(u"inspectorSave"_s);
    QCOMPARE_GE(found->width(), found->fontMetrics().horizontalAdvance(u"10000 of over 10000"_s));
    QCOMPARE_LT(found->geometry().right(), save->x());
    find->setFocus();
    QTest::keyClicks(find, u"wo"_s);
    QVERIFY(eventually([&] { return found->text() == u"1 of 2"_s; }));
    QCOMPARE(inspector.part<QTableView>(u"inspectorEvents"_s)->currentIndex().row(), 1);
    QTest::keyClicks(find, u"x"_s);
    QVERIFY(eventually([&] { return found->text() == u"Not found"_s; }));
    settle();
    QCOMPARE(QList<int>({find->width(), calls->width()}), widths);
    find->setText(u"/(/"_s);
    QVERIFY(eventually([&] { return found->text().contains(u"parenthes"_s); }));
    settle();
    QCOMPARE(QList<int>({find->width(), calls->width()}), widths);
    find->clear();
    QCOMPARE(found->text(), QString());
    QVERIFY(found->isHidden());
}

/// They belong to no lane; what they hold is gone with their dialog.
void TestInspector::aRepeatsCallsGoWithItsDialog()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const OpenInspector inspector(fixture);
    const QList<QAction *> actions = fixture.window().findChildren<QAction *>();
    (*std::ranges::find(actions, u"&Repeat a prompt…"_s, &QAction::text))->trigger();
    auto *dialog = fixture.window().findChild<QDialog *>(u"repeat"_s);
    dialog->findChild<QPlainTextEdit *>(u"repeatPrompt"_s)->setPlainText(u"Again and again"_s);
    dialog->findChild<QSpinBox *>(u"repeatCount"_s)->setValue(2);
    dialog->findChild<QPushButton *>(u"repeatStart"_s)->click();
    auto *calls = inspector.part<QComboBox>(u"inspectorCalls"_s);
    const auto ended = [calls] {
        int count = 0;
        for (int i = 0; i < calls->count(); ++i)
            count +=
                calls->itemText(i).contains(QRegularExpression(u" complete .* Again and again"_s)) ? 1 : 0;
        return count;
    };
    QVERIFY(eventually([&] { return ended() == 2; }));
    calls->setCurrentIndex(0);
    Q_EMIT calls->activated(0);
    const std::weak_ptr<const Call> shown = inspector.panel().call();
    QVERIFY(!shown.expired());
    dialog->close();
    QVERIFY(eventually([&] { return shown.expired(); }));
    QVERIFY(!inspector.panel().call());
    QCOMPARE(calls->findText(u"Again"_s, Qt::MatchContains), -1);
}

/// Also if its conversation is cleared before the file is written.
void TestInspector::savesACallThatGoesMeanwhile()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    const OpenInspector inspector(fixture);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"call.body"_s);
    QVERIFY(eventually([&] { return inspector.panel().call() != nullptr; }));
    const QByteArray body = inspector.panel().call()->recording.body();
    QTimer::singleShot(0, &fixture.window(), [&fixture, path] {
        auto *dialog = fixture.window().findChild<QFileDialog *>();
        dialog->selectFile(path);
        static_cast<QDialog *>(dialog)->accept();
    });
    inspector.part<QPushButton>(u"inspectorSave"_s)->click();
    fixture.page().clearAll();
    QVERIFY(eventually([&] { return QFile::exists(path); }));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), body);
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
    QVERIFY(inspector.panel().isOn(InspectorPanel::Events));
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
    const auto shown = callWith({eventWith("one"), eventWith("two"), "data: [DONE]\n\n"});
    inspector.show(shown);
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
    for (const QString &path : {u"$.choices[1]"_s, u"$.choices[-1].delta"_s, u"$.choices.delta"_s, u"$"_s})
        QCOMPARE(found(path), u"Not found"_s);
    QVERIFY(found(u"/(/"_s).contains(u"parenthes"_s));
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    auto *events = inspector.part<QTableView>(u"inspectorEvents"_s);
    inspector.panel().setTab(InspectorPanel::Events);
    events->setFocus();
    QTest::keyClick(events, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(find->hasFocus());
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
    QVERIFY(eventually([&] { return !inspector.panel().call(); }));
    QVERIFY(inspector.rawOn(u"Request"_s).isEmpty());
    QVERIFY(inspector.rawOn(u"Response"_s).isEmpty());
    QVERIFY(inspector.part<TextView>(u"inspectorSource"_s)->text().isEmpty());
    QCOMPARE(inspector.text(u"inspectorTold"_s), u"No text was received."_s);
    QVERIFY(inspector.column(u"inspectorRequestHeaders"_s, 0).isEmpty());
    QVERIFY(inspector.column(u"inspectorEvents"_s, 0).isEmpty());
    QVERIFY(!call.expired()); // the conversation can be brought back until the next prompt
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QVERIFY(eventually([&] { return call.expired(); }));
}

QTEST_MAIN(TestInspector)

#include "tst_inspector.moc"

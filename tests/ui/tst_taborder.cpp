// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/endpoints/endpointcolumn.h"
#include "ui/endpoints/endpointpage.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/pages.h"
#include "view/base/stylesheet.h"
#include "view/base/theme.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QAction>
#include <QDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;
constexpr int RowHeight = 10; ///< what is no lower stands in the same row

LaneChoice ruflo(const QString &tier)
{
    return {.gateway = u"ruflo"_s, .model = u"ruflo-"_s + tier, .mode = TargetResolver::Mode::Demo};
}

void open(const WindowFixture &fixture, int count)
{
    fixture.window().resize(1300, 800);
    fixture.window().openLanes(
        QList<LaneChoice>{ruflo(u"free"_s), ruflo(u"fast"_s), ruflo(u"smart"_s), ruflo(u"pro"_s)}.first(
            count));
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
}

/// "0 tierButton": the place of its lane, and what it is.
QString nameOf(const WindowFixture &fixture, const QWidget *widget)
{
    if (!fixture.window().lanePage())
        return widget->objectName();
    for (qsizetype place = 0; place < fixture.page().lanes().size(); ++place) {
        if (fixture.page().lanes().at(place)->isAncestorOf(widget))
            return QString::number(place) + u' ' + widget->objectName();
    }
    return widget->objectName();
}

/// Presses a key from this widget on until that has the focus again.
QStringList stopsFrom(const WindowFixture &fixture, QWidget *first, Qt::Key key)
{
    first->setFocus();
    QStringList stops;
    do {
        QTest::keyClick(fixture.window().windowHandle(), key,
            key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
        stops << nameOf(fixture, fixture.window().focusWidget());
    } while (fixture.window().focusWidget() != first && stops.size() < 200);
    return stops;
}

QStringList stopsOf(const WindowFixture &fixture, Qt::Key key)
{
    return stopsFrom(fixture, fixture.page().promptBar()->editor(), key);
}

bool isStop(const QWidget *widget, const QWidget &window)
{
    return widget->window() == &window && widget->isVisible() && widget->isEnabled() &&
           (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
}

/// Everything of a lane, or of another part of a page, that takes the focus, row by row.
QStringList inReadingOrder(const WindowFixture &fixture, const QWidget &part)
{
    QList<QWidget *> stops = part.findChildren<QWidget *>();
    stops.removeIf([&](const QWidget *widget) { return !isStop(widget, fixture.window()); });
    const auto centerOf = [&part](const QWidget *widget) {
        return widget->mapTo(&part, widget->rect().center());
    };
    std::ranges::stable_sort(stops, {}, [&](const QWidget *widget) { return centerOf(widget).y(); });
    for (auto row = stops.begin(); row != stops.end();) {
        const int top = centerOf(*row).y();
        const auto next = std::find_if(
            row, stops.end(), [&](const QWidget *widget) { return centerOf(widget).y() > top + RowHeight; });
        std::stable_sort(row, next, [&](const QWidget *left, const QWidget *right) {
            return centerOf(left).x() < centerOf(right).x();
        });
        row = next;
    }
    QStringList names;
    for (const QWidget *stop : std::as_const(stops))
        names << nameOf(fixture, stop);
    return names;
}

QStringList reversed(QStringList list)
{
    std::ranges::reverse(list);
    return list;
}

/// From the tabs on: what is sent, then each column, then the tabs again.
void verifyOrder(const WindowFixture &fixture)
{
    fixture.window().resize(1300, 2000); // so high that no parameter is out of sight
    settle();
    const auto *page = qobject_cast<EndpointPage *>(fixture.window().page());
    auto *tabs = fixture.window().findChild<QWidget *>(u"pageBar"_s);
    QStringList expected = inReadingOrder(fixture, *page->findChild<QWidget *>(u"endpointSide"_s));
    for (const EndpointColumn *column : page->columns())
        expected += inReadingOrder(fixture, *column);
    const QStringList stops = stopsFrom(fixture, tabs, Qt::Key_Tab);
    const QStringList visited = stops.mid(stops.indexOf(expected.first()), expected.size());
    QCOMPARE(visited, expected);
    QCOMPARE(stops.last(), tabs->objectName());
    QStringList back = stopsFrom(fixture, tabs, Qt::Key_Backtab);
    back.prepend(back.takeLast());
    QCOMPARE(reversed(back).mid(0, stops.size() - 1), stops.first(stops.size() - 1));
}

/// The program's style, with a caret that does not flash.
class Look
{
public:
    Look()
        : m_flash(QApplication::cursorFlashTime())
    {
        QApplication::setCursorFlashTime(0);
        qApp->setStyleSheet(styleSheet(Theme::light(), false));
    }
    ~Look()
    {
        qApp->setStyleSheet({});
        QApplication::setCursorFlashTime(m_flash);
    }
    Q_DISABLE_COPY_MOVE(Look)

private:
    int m_flash;
};

/// What looks the same with the focus and without, of all that Tab comes to, which is no less than `fewest`.
QStringList unseenStops(QWidget &window, int fewest)
{
    QStringList unseen;
    QSet<QWidget *> seen;
    for (QWidget *stop = window.focusWidget(); stop && !seen.contains(stop); stop = window.focusWidget()) {
        seen.insert(stop);
        const QImage with = window.grab().toImage();
        stop->clearFocus();
        const QImage without = window.grab().toImage();
        if (with == without)
            unseen << stop->objectName() + u' ' + QLatin1StringView(stop->metaObject()->className());
        stop->setFocus(Qt::TabFocusReason);
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
    }
    if (seen.size() < fewest)
        unseen << u"%1 stops"_s.arg(seen.size());
    return unseen;
}

} // namespace

/// The window by keyboard alone.
class TestTabOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysStepThroughAShortConversation();
    void visitsAllOfEachLane_data();
    void visitsAllOfEachLane();
    void visitsAllOfLanesThatAnswered_data();
    void visitsAllOfLanesThatAnswered();
    void visitsLanesAsTheyStand();
    void visitsTheLanesOfASecondPage();
    void answersScrollAndHaveTheirMenu();
    void visitsAllOfAnEndpointPage_data();
    void visitsAllOfAnEndpointPage();
    void visitsAllOfAResult_data();
    void visitsAllOfAResult();
    void focusIsSeenOnAPage_data();
    void focusIsSeenOnAPage();
    void focusIsSeenInDocks_data();
    void focusIsSeenInDocks();
    void focusIsSeenInADialog_data();
    void focusIsSeenInADialog();
};

void TestTabOrder::visitsAllOfEachLane_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 4})
        QTest::addRow("%d", count) << count;
}

void TestTabOrder::visitsAllOfEachLane()
{
    QFETCH(const int, count);
    const WindowFixture fixture(Fast);
    open(fixture, count);
    const QStringList stops = stopsOf(fixture, Qt::Key_Tab);
    QStringList lanes;
    for (const Lane *lane : fixture.page().lanes())
        lanes += inReadingOrder(fixture, *lane);
    QStringList visited = stops;
    visited.removeIf([](const QString &stop) { return !stop.front().isDigit(); });
    QCOMPARE(visited, lanes);
    QVERIFY(visited.contains(u"0 tierButton"_s) && visited.contains(u"0 modeBadge"_s) &&
            visited.contains(u"0 laneMenuButton"_s));
    QCOMPARE(stops.last(), u"promptEditor"_s);
    QStringList back = stopsOf(fixture, Qt::Key_Backtab);
    back.prepend(back.takeLast());
    QCOMPARE(reversed(back).mid(0, stops.size() - 1), stops.first(stops.size() - 1));
}

void TestTabOrder::visitsAllOfLanesThatAnswered_data()
{
    visitsAllOfEachLane_data();
}

void TestTabOrder::visitsAllOfLanesThatAnswered()
{
    QFETCH(const int, count);
    const WindowFixture fixture(Fast);
    open(fixture, count);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    const QStringList stops = stopsOf(fixture, Qt::Key_Tab);
    QStringList lanes;
    for (const Lane *lane : fixture.page().lanes())
        lanes += inReadingOrder(fixture, *lane);
    QStringList visited = stops;
    visited.removeIf([](const QString &stop) { return !stop.front().isDigit(); });
    visited.erase(std::ranges::unique(visited).begin(), visited.end()); // Tab stops at links within
    for (int place = 0; place < count; ++place) {
        // Shown while the focus is there: what can be done with the answer.
        const qsizetype answer = visited.indexOf(nameOf(fixture, fixture.lane(place).view()));
        QVERIFY(answer >= 0);
        for (const QString &action :
            {u"copyAnswer"_s, u"askAgain"_s, u"editAnswer"_s, u"branchAnswer"_s, u"inspectAnswer"_s})
            QCOMPARE(visited.takeAt(answer + 1), QString::number(place) + u' ' + action);
    }
    QCOMPARE(visited, lanes);
}

void TestTabOrder::visitsLanesAsTheyStand()
{
    const WindowFixture fixture(Fast);
    open(fixture, 4);
    fixture.page().arrangement()->move(&fixture.lane(3), 0);
    fixture.page().arrangement()->duplicate(&fixture.lane(1));
    fixture.page().arrangement()->close(&fixture.lane(3));
    QStringList places;
    for (const QString &stop : stopsOf(fixture, Qt::Key_Tab)) {
        const QString place = stop.first(1);
        if (stop.front().isDigit() && (places.isEmpty() || places.last() != place))
            places << place;
    }
    QCOMPARE(places, (QStringList{u"0"_s, u"1"_s, u"2"_s, u"3"_s}));
}

void TestTabOrder::visitsTheLanesOfASecondPage()
{
    const WindowFixture fixture(Fast);
    open(fixture, 2);
    fixture.window().lanePages()->addPage();
    const QStringList stops = stopsOf(fixture, Qt::Key_Tab);
    QVERIFY(stops.contains(u"0 tierButton"_s));
    QCOMPARE(stops.count(u"0 tierButton"_s), 1);
}

void TestTabOrder::answersScrollAndHaveTheirMenu()
{
    const WindowFixture fixture(Fast);
    open(fixture, 1);
    fixture.window().resize(800, 600);
    QVERIFY(fixture.askAndWait(u"Show me a table of the errors and what to do"_s));
    ConversationView *view = fixture.lane().view();
    view->messages()->flush();
    fixture.page().promptBar()->editor()->setFocus();
    for (int i = 0; i < 50 && fixture.window().focusWidget() != view; ++i)
        QTest::keyClick(fixture.window().windowHandle(), Qt::Key_Tab);
    QCOMPARE(fixture.window().focusWidget(), static_cast<QWidget *>(view));
    QVERIFY(view->verticalScrollBar()->maximum() > 0);
    const int before = view->verticalScrollBar()->value();
    QTest::keyClick(fixture.window().windowHandle(), Qt::Key_PageUp);
    QVERIFY(view->verticalScrollBar()->value() < before);
    QTest::keyClick(fixture.window().windowHandle(), Qt::Key_F10, Qt::ShiftModifier);
    QVERIFY(eventually([] { return QApplication::activePopupWidget() != nullptr; }));
    QApplication::activePopupWidget()->close();
}

void TestTabOrder::visitsAllOfAnEndpointPage_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"embeddings", "images", "speech", "transcription"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestTabOrder::visitsAllOfAnEndpointPage()
{
    QFETCH(const QString, kind);
    const WindowFixture fixture(Fast);
    open(fixture, 1);
    fixture.window().pages()->open(kind);
    verifyOrder(fixture);
}

void TestTabOrder::visitsAllOfAResult_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("input");
    QTest::newRow("embeddings") << u"embeddings"_s << u"embeddingTexts"_s;
    QTest::newRow("images") << u"images"_s << u"imagePrompt"_s;
}

void TestTabOrder::visitsAllOfAResult()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, input);
    const WindowFixture fixture(Fast);
    open(fixture, 1);
    auto *page = qobject_cast<EndpointPage *>(fixture.window().pages()->open(kind));
    page->findChild<QPlainTextEdit *>(input)->setPlainText(u"a red fox\na red hen"_s);
    page->findChild<QPushButton *>(u"addColumn"_s)->click();
    page->act(Page::Command::Run);
    QVERIFY(eventually([page] { return !page->isBusy(); }));
    QVERIFY(page->unsaved().results);
    const QList<QAction *> actions = page->findChildren<QAction *>(u"openPicture"_s); // once it is decoded
    QVERIFY(eventually([&actions] { return std::ranges::all_of(actions, &QAction::isEnabled); }));
    verifyOrder(fixture);
}

/// The kind of the page; empty for lanes.
void TestTabOrder::focusIsSeenOnAPage_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("lanes") << QString();
    for (const char *kind : {"embeddings", "images", "speech", "transcription", "models"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestTabOrder::focusIsSeenOnAPage()
{
    QFETCH(const QString, kind);
    const Look look;
    const WindowFixture fixture(Fast);
    open(fixture, 2);
    if (kind.isEmpty())
        QVERIFY(fixture.askAndWait(u"hello"_s));
    else
        fixture.window().pages()->open(kind);
    settle();
    QCOMPARE(unseenStops(fixture.window(), 8).join(u'\n'), QString());
}

/// The tab of the inspector.
void TestTabOrder::focusIsSeenInDocks_data()
{
    QTest::addColumn<int>("tab");
    for (const int tab : {0, 1, 2, 3, 4, 5})
        QTest::addRow("%d", tab) << tab;
}

void TestTabOrder::focusIsSeenInDocks()
{
    QFETCH(const int, tab);
    const Look look;
    const WindowFixture fixture(Fast);
    open(fixture, 1);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    for (const QString &dock : {u"&Parameters"_s, u"&Inspector"_s, u"&Scoreboard"_s})
        fixture.menuAction(dock)->trigger();
    fixture.window().findChild<QTabWidget *>(u"inspectorTabs"_s)->setCurrentIndex(tab);
    settle();
    QCOMPARE(unseenStops(fixture.window(), 8).join(u'\n'), QString());
}

/// The text of the action that opens it.
void TestTabOrder::focusIsSeenInADialog_data()
{
    QTest::addColumn<QString>("action");
    for (const auto &action : {u"&Settings…"_s, u"&Presets…"_s, u"System prompts and &models…"_s,
             u"Prompt &library…"_s, u"&Tools…"_s, u"&Keyboard shortcuts"_s, u"&Repeat a prompt…"_s,
             u"&Differences and votes"_s, u"&Versions"_s, u"&Wire differences"_s, u"&Tool calls"_s})
        QTest::newRow(qPrintable(action)) << action;
}

void TestTabOrder::focusIsSeenInADialog()
{
    QFETCH(const QString, action);
    const Look look;
    const WindowFixture fixture(Fast);
    open(fixture, 2);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptSender()->regenerate();
    QVERIFY(fixture.waitUntilIdle());
    fixture.menuAction(action)->trigger();
    const auto dialogs = fixture.window().findChildren<QDialog *>();
    const auto dialog = std::ranges::find_if(dialogs, &QDialog::isVisible);
    QVERIFY(dialog != dialogs.end());
    (*dialog)->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(*dialog));
    const auto tabs = (*dialog)->findChild<QTabWidget *>();
    for (int i = 0; i < (tabs ? tabs->count() : 1); ++i) {
        if (tabs)
            tabs->setCurrentIndex(i);
        settle();
        QCOMPARE(unseenStops(**dialog, 1).join(u'\n'), QString());
    }
}

void TestTabOrder::keysStepThroughAShortConversation()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    ConversationView *view = fixture.lane().view();
    view->messages()->flush();
    view->setFocus();
    QTest::keyClick(fixture.window().windowHandle(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY2(view->textCursor().selectedText().size() > 20, qPrintable(view->textCursor().selectedText()));
    QTest::keyClick(fixture.window().windowHandle(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(view->textCursor().selectedText(), u"hello"_s);
}

QTEST_MAIN(TestTabOrder)
#include "tst_taborder.moc"

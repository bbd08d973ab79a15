// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/pages.h"
#include "view/base/stylesheet.h"
#include "view/base/theme.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTest>
#include <QTreeWidget>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerStreamsIntoTheWindow();
    void twoLanesAnswerTheSamePrompt();
    void stopKeepsWhatHasArrived();
    void failureGivesThePromptBack();
    void editingAsksAnew();
    void theTitleNamesThePage();
    void aTabHasAMenu();
    void oneStopWhereOneIsEnough();
    void editMenuServesTheFocus();
    void exportSaysOfWhichLane();
    void shortcutsAreListed();
    void RF_30_settingsSurviveAndConversationsDoNot();
    void aListShowsItsCurrentChoice_data();
    void aListShowsItsCurrentChoice();
};

namespace {

constexpr double Fast = 8;

} // namespace

void TestMainWindow::answerStreamsIntoTheWindow()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.ask(u"How do I compare tiers?"_s);
    QVERIFY(fixture.page().isBusy());
    QVERIFY(fixture.waitUntilIdle());

    const QString answer = fixture.reply().first().text();
    QVERIFY(answer.size() > 40);
    QVERIFY(fixture.shown().contains(u"How do I compare tiers?"));
    // The Markdown is rendered, so compare words, not marks.
    const QString word = answer.section(QRegularExpression(u"\\W+"_s), -3, -3);
    QVERIFY2(fixture.shown().contains(word), qPrintable(word));
    QVERIFY(!fixture.window().findChild<QLabel *>(u"metrics"_s)->text().isEmpty());
}

void TestMainWindow::twoLanesAnswerTheSamePrompt()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QCOMPARE(fixture.lane(1).choice().model, u"ruflo-fast"_s);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(!fixture.reply(0).first().text().isEmpty());
    QVERIFY(!fixture.reply(1).first().text().isEmpty());
}

void TestMainWindow::stopKeepsWhatHasArrived()
{
    const WindowFixture fixture(1);
    fixture.window().restoreLanes();
    fixture.ask(u"How do I compare tiers?"_s);
    QVERIFY(eventually([&] { return !fixture.reply().first().text().isEmpty(); }));
    QTest::mouseClick(fixture.window().findChild<QPushButton *>(u"stopButton"_s), Qt::LeftButton);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.reply().state, Reply::State::Stopped);
    QVERIFY(!fixture.reply().first().text().isEmpty());
}

void TestMainWindow::failureGivesThePromptBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const QString tooLong = QString(17 * 1024, u'x');
    QVERIFY(fixture.askAndWait(tooLong));
    QCOMPARE(fixture.typed(), tooLong);
    QVERIFY(fixture.shown().contains(u"The conversation is too long for Ruflo"));
    QVERIFY(fixture.shown().contains(u"HTTP 413"));
}

void TestMainWindow::editingAsksAnew()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptTarget()->editLast();
    QCOMPARE(fixture.typed(), u"hello"_s);
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));

    const QList<Conversation::TurnId> path = fixture.conversation().path();
    QCOMPARE(path.size(), 2);
    QCOMPARE(fixture.conversation().turn(path.first()).message.text(), u"What are tiers?"_s);
    QCOMPARE(fixture.conversation().versions(path.first()).size(), 2);
}

void TestMainWindow::theTitleNamesThePage()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    Pages &pages = *fixture.window().pages();
    QCOMPARE(fixture.window().windowTitle(), u"Playground — Parlance"_s);
    pages.suggestName(pages.current(), u"Tiers & more"_s);
    QCOMPARE(fixture.window().windowTitle(), u"Tiers & more — Parlance"_s);
    pages.open(pages.current()->kind());
    QCOMPARE(fixture.window().windowTitle(), u"Playground — Parlance"_s);
    pages.step(1);
    QCOMPARE(fixture.window().windowTitle(), u"Tiers & more — Parlance"_s);
}

void TestMainWindow::aTabHasAMenu()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    Pages &pages = *fixture.window().pages();
    auto *bar = pages.findChild<QTabBar *>(u"pageBar"_s);
    const auto menuOf = [&](int index) {
        const QPoint place = bar->tabRect(index).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, bar->mapToGlobal(place));
        QApplication::sendEvent(bar, &event);
        const QList<QMenu *> menus = pages.findChildren<QMenu *>(Qt::FindDirectChildrenOnly);
        return menus.isEmpty() ? QList<QAction *>() : menus.last()->actions();
    };
    QCOMPARE(menuOf(0).at(0)->text(), u"&Rename"_s);
    QVERIFY(!menuOf(0).at(1)->isEnabled()); // the only page
    Page *first = pages.current();
    pages.open(first->kind());
    const Page *second = pages.current();
    menuOf(0).at(1)->trigger(); // not the current one
    QCOMPARE(pages.all(), QList<Page *>{pages.current()});
    QCOMPARE(pages.current(), second);
    menuOf(0).at(0)->trigger();
    QVERIFY(bar->findChild<QLineEdit *>(u"pageName"_s)->isVisibleTo(bar));
}

void TestMainWindow::oneStopWhereOneIsEnough()
{
    const WindowFixture fixture(1);
    fixture.window().restoreLanes();
    const auto stops = [&] {
        QStringList shown;
        for (const QPushButton *button : fixture.window().findChildren<QPushButton *>()) {
            if (button->text().startsWith(u"Stop") && button->isVisibleTo(&fixture.window()))
                shown += button->objectName();
        }
        return shown;
    };
    fixture.ask(u"How do I compare tiers?"_s);
    const auto *strip = fixture.window().findChild<QWidget *>(u"metricsStrip"_s);
    QVERIFY(eventually([&] { return strip->isVisibleTo(&fixture.window()); }));
    QCOMPARE(stops(), QStringList{u"stopButton"_s});
    fixture.page().act(Page::Command::Stop);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(stops(), QStringList());
    fixture.page().arrangement()->addNext();
    fixture.ask(u"How do I compare tiers?"_s);
    QVERIFY(eventually([&] { return stops().size() == 3; })); // one of each lane, and one of both
    fixture.page().act(Page::Command::Stop);
    QVERIFY(fixture.waitUntilIdle());
}

void TestMainWindow::editMenuServesTheFocus()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QAction *selectAll = fixture.menuAction(u"Select &all"_s);
    QAction *paste = fixture.menuAction(u"&Paste"_s);
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    fixture.type(u"some words"_s);
    fixture.page().promptBar()->editor()->setFocus();
    selectAll->trigger();
    fixture.menuAction(u"Cu&t"_s)->trigger();
    QCOMPARE(fixture.typed(), QString());
    QVERIFY(paste->isEnabled());
    paste->trigger();
    QCOMPARE(fixture.typed(), u"some words"_s);

    fixture.lane().view()->setFocus();
    QVERIFY(!paste->isEnabled());
    selectAll->trigger();
    QVERIFY(fixture.lane().view()->textCursor().hasSelection());
    fixture.menuAction(u"&Copy"_s)->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith(u"hello"));
}

void TestMainWindow::exportSaysOfWhichLane()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QAction *exports = fixture.menuAction(u"&Export…"_s);
    QVERIFY(exports);
    auto *menu = qobject_cast<QMenu *>(exports->parent());
    QVERIFY(menu);
    fixture.page().arrangement()->addNext();
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    Q_EMIT menu->aboutToShow();
    QCOMPARE(exports->text(), u"&Export ruflo-fast…"_s);
    fixture.page().arrangement()->close(&fixture.lane(1));
    Q_EMIT menu->aboutToShow();
    QCOMPARE(exports->text(), u"&Export…"_s);
}

void TestMainWindow::shortcutsAreListed()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.menuAction(u"&Keyboard shortcuts"_s)->trigger();
    auto *list = fixture.window().findChild<QTreeWidget *>();
    QVERIFY(list);
    for (const QString &name : {u"Export…"_s, u"Zoom in"_s, u"New line"_s}) {
        const QList<QTreeWidgetItem *> found = list->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        QVERIFY(!found.first()->text(1).isEmpty());
    }
}

void TestMainWindow::RF_30_settingsSurviveAndConversationsDoNot()
{
    const QString secret = u"xylophonequartz"_s;
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.askAndWait(secret));
    Settings::theme().set(u"dark"_s);
    fixture.window().close();

    ChatClient client;
    MainWindow restarted(&client, &fixture.resolver());
    restarted.restoreLanes();
    QCOMPARE(restarted.lanePage()->lanes().size(), 2);
    QVERIFY(restarted.lanePage()->lanes().first()->session()->conversation().isEmpty());
    QCOMPARE(Settings::theme().value(), u"dark"_s);

    QSettings().sync();
    QDirIterator files(
        WindowFixture::settingsFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    QVERIFY(files.hasNext());
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
    }
}

void TestMainWindow::aListShowsItsCurrentChoice_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::light();
    QTest::newRow("dark") << Theme::dim();
}

void TestMainWindow::aListShowsItsCurrentChoice()
{
    QFETCH(const Theme, theme);
    QComboBox box;
    box.setStyleSheet(styleSheet(theme));
    box.addItems({u"a"_s, u"b"_s});
    box.setCurrentIndex(1);
    box.show();
    box.showPopup();
    const QAbstractItemView *list = box.view();
    const QImage image = list->viewport()->grab().toImage();
    const auto colorOf = [&](int row) {
        const QRect place = list->visualRect(box.model()->index(row, 0));
        return image.pixelColor(place.right() - 8, place.center().y());
    };
    QCOMPARE(colorOf(0), theme.surface);
    QCOMPARE(colorOf(1), theme.soft);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

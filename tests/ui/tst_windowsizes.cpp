// SPDX-License-Identifier: GPL-3.0-or-later
// The window at the sizes people give it: no text is cut, the current lane is in sight, and Qt has nothing to
// warn of.
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/playground/lanestrip.h"
#include "ui/playground/pages.h"
#include "view/base/elidedlabel.h"
#include "windowfixture.h"
#include "workspace/preset.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QList<LaneChoice> ladder{{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s},
    {.gateway = u"ruflo"_s, .model = u"ruflo-fast"_s}, {.gateway = u"ruflo"_s, .model = u"ruflo-smart"_s},
    {.gateway = u"ruflo"_s, .model = u"ruflo-pro"_s}};

QAction *actionOf(const QWidget &window, const QKeySequence &key)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcuts().contains(key))
            return action;
    }
    return nullptr;
}

void press(const QWidget &window, const QString &keys)
{
    QAction *action = actionOf(window, QKeySequence(keys));
    QVERIFY2(action, qPrintable(keys));
    action->trigger();
    QCoreApplication::processEvents();
}

QString textOf(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    const auto *box = qobject_cast<const QComboBox *>(&widget);
    return box ? box->currentText() : QString();
}

/// A label that says with "…" that there is more.
bool elides(const QWidget &widget)
{
    return qobject_cast<const ElidedLabel *>(&widget);
}

bool isTooNarrow(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    if (label && label->wordWrap())
        return label->heightForWidth(label->width()) > label->height();
    return !elides(widget) && widget.sizeHint().width() > widget.width();
}

/// Something of its width is outside of what holds it, and cannot be scrolled to.
bool isOutside(const QWidget &widget)
{
    for (const QWidget *holder = widget.parentWidget(); holder; holder = holder->parentWidget()) {
        if (qobject_cast<const LaneStrip *>(holder->parentWidget()))
            return false; // which scrolls sideways
        const int left = widget.mapTo(holder, QPoint()).x();
        if (left < 0 || left + widget.width() > holder->width())
            return true;
        if (holder->isWindow())
            break;
    }
    return false;
}

QString cutTexts(const QWidget &window)
{
    QStringList cut;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const QString text = textOf(*widget);
        if (!text.isEmpty() && widget->isVisible() && (isTooNarrow(*widget) || isOutside(*widget)))
            cut << u"%1 of %2: %3 (%4)"_s.arg(widget->width())
                       .arg(widget->sizeHint().width())
                       .arg(text, widget->objectName());
    }
    return cut.join(u'\n');
}

/// What is cut once all is laid out.
QString cutForGood(const QWidget &window)
{
    for (int i = 0; i < 5; ++i)
        settle();
    (void)eventually([&window] { return cutTexts(window).isEmpty(); });
    return cutTexts(window);
}

} // namespace

class TestWindowSizes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cutsNoText_data();
    void cutsNoText();
    void cutsNothingWithEveryDock();
    void noDockMovesThePrompt_data();
    void noDockMovesThePrompt();
    void lanesOutOfSightTakeTwoRows();
    void showsTheCurrentLane_data();
    void showsTheCurrentLane();
    void warnsOfNothing();
};

void TestWindowSizes::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support )"_s));
}

void TestWindowSizes::cutsNoText_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("lanes");
    QTest::addColumn<bool>("parameters");
    QTest::addColumn<bool>("scoreboard");
    for (const QSize size : {QSize(800, 600), QSize(1000, 700), QSize(1200, 800)}) {
        for (const int lanes : {1, 2, 3, 4}) {
            for (const bool parameters : {false, true}) {
                for (const bool scoreboard : {false, true})
                    QTest::addRow("%dx%d, %d lanes%s%s", size.width(), size.height(), lanes,
                        parameters ? ", parameters" : "", scoreboard ? ", scoreboard" : "")
                        << size << lanes << parameters << scoreboard;
            }
        }
    }
}

void TestWindowSizes::cutsNoText()
{
    QFETCH(QSize, size);
    QFETCH(int, lanes);
    QFETCH(bool, parameters);
    QFETCH(bool, scoreboard);
    const WindowFixture fixture(1000);
    fixture.window().openLanes(ladder.first(lanes));
    fixture.window().resize(size);
    if (parameters)
        press(fixture.window(), u"F9"_s);
    if (scoreboard)
        press(fixture.window(), u"Ctrl+B"_s);
    QCoreApplication::processEvents();
    QCOMPARE(fixture.window().size(), size);
    QCOMPARE(cutForGood(fixture.window()), QString());
    fixture.ask(u"What is a tier?"_s);
    QCOMPARE(cutForGood(fixture.window()), QString()); // with Stop
    QVERIFY(fixture.waitUntilIdle());
    press(fixture.window(), u"Ctrl+F"_s);
    QCOMPARE(cutForGood(fixture.window()), QString());
}

/// The lanes keep their numbers, too.
void TestWindowSizes::cutsNothingWithEveryDock()
{
    const WindowFixture fixture(1000);
    fixture.window().openLanes(ladder);
    fixture.window().resize(800, 600);
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    for (const QString &keys : {u"F9"_s, u"Ctrl+B"_s, u"F12"_s})
        press(fixture.window(), keys);
    QCOMPARE(cutForGood(fixture.window()), QString());
    QCOMPARE(fixture.window().size(), QSize(800, 600));
    const Lane &lane = *fixture.page().currentLane();
    const auto *strip = fixture.page().findChild<LaneStrip *>();
    QVERIFY2(strip->viewport()->height() >= lane.minimumSizeHint().height(),
        qPrintable(u"%1 of %2"_s.arg(strip->viewport()->height()).arg(lane.minimumSizeHint().height())));
    for (const QDockWidget *dock : fixture.window().findChildren<QDockWidget *>())
        QVERIFY2(dock->isHidden() || dock->height() >= dock->minimumSizeHint().height(),
            qPrintable(dock->objectName()));
}

void TestWindowSizes::noDockMovesThePrompt_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(800, 600), QSize(1200, 800), QSize(1920, 1080)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void TestWindowSizes::noDockMovesThePrompt()
{
    QFETCH(const QSize, size);
    const WindowFixture fixture(1000);
    fixture.window().openLanes(ladder);
    fixture.window().resize(size);
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    settle();
    const auto place = [&] {
        const PromptBar *prompt = fixture.page().promptBar();
        return QRect(prompt->mapTo(&fixture.window(), QPoint()), prompt->size());
    };
    const QRect before = place();
    QCOMPARE(before.bottom(), fixture.window().rect().bottom());
    for (const QString &keys : {u"F9"_s, u"Ctrl+B"_s, u"F12"_s}) {
        press(fixture.window(), keys);
        settle();
        QCOMPARE(place(), before);
    }
}

void TestWindowSizes::lanesOutOfSightTakeTwoRows()
{
    const WindowFixture fixture(1000);
    fixture.window().openLanes(ladder);
    fixture.window().resize(1200, 820);
    press(fixture.window(), u"F9"_s);
    settle();
    const Lane &last = *fixture.page().lanes().last();
    const auto *strip = fixture.page().findChild<LaneStrip *>();
    QVERIFY(last.mapTo(strip->viewport(), QPoint()).y() > 0);
    QVERIFY(last.mapTo(strip->viewport(), QPoint(last.width(), 0)).x() <= strip->viewport()->width());
    fixture.window().resize(1200, 520); // too low
    settle();
    QCOMPARE(last.mapTo(strip->viewport(), QPoint()).y(), 0);
}

void TestWindowSizes::showsTheCurrentLane_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("asLadder");
    for (const QSize size : {QSize(480, 360), QSize(800, 600), QSize(1000, 700)}) {
        QTest::addRow("%dx%d", size.width(), size.height()) << size << false;
        QTest::addRow("%dx%d, a ladder", size.width(), size.height()) << size << true;
    }
}

void TestWindowSizes::showsTheCurrentLane()
{
    QFETCH(QSize, size);
    QFETCH(bool, asLadder);
    const WindowFixture fixture(1000);
    fixture.window().resize(size);
    fixture.window().openLanes(asLadder ? ladder.first(1) : ladder);
    QCoreApplication::processEvents();
    if (asLadder)
        fixture.window().lanePages()->openLadder(ladders().first());
    QCoreApplication::processEvents();
    LanePage &page = fixture.page();
    QCOMPARE(page.lanes().size(), 4);
    const auto *strip = page.findChild<LaneStrip *>();
    const auto isInSight = [&] {
        const Lane *lane = page.currentLane();
        const int left = lane->mapTo(strip->viewport(), QPoint()).x();
        return left >= 0 && left + lane->width() <= strip->viewport()->width();
    };
    QCOMPARE(page.currentLane(), page.lanes().first());
    QVERIFY(isInSight());
    if (size.width() >= 800) // else a lane is wider than what the parameters leave
        press(fixture.window(), u"F9"_s);
    QVERIFY(isInSight());
    for (Lane *lane : page.lanes()) {
        page.arrangement()->setCurrent(lane);
        QCoreApplication::processEvents();
        QVERIFY(isInSight());
    }
}

void TestWindowSizes::warnsOfNothing()
{
    const WindowFixture fixture(1000);
    MainWindow &window = fixture.window();
    for (const QLayout *layout : window.findChildren<QLayout *>())
        QVERIFY2(layout->minimumSize().height() >= 0, qPrintable(layout->parent()->objectName()));
    window.openLanes(ladder);
    const QList<QSize> sizes{{300, 200}, {480, 360}, {800, 600}, {1600, 1000}, {300, 200}};
    const QStringList dialogs{u"Ctrl+,"_s, u"Ctrl+F1"_s, u"Ctrl+Shift+P"_s, u"Ctrl+Shift+D"_s};
    for (const QString &keys : QStringList{u"F9"_s, u"Ctrl+B"_s, u"Ctrl+F"_s, u"Ctrl+T"_s} + dialogs) {
        press(window, keys);
        for (const QSize size : sizes) {
            window.resize(size);
            QCoreApplication::processEvents();
        }
    }
    for (const QWidget *widget : QApplication::topLevelWidgets()) {
        if (const auto *dialog = qobject_cast<const QDialog *>(widget); dialog && dialog->isVisible())
            QVERIFY(!dialog->windowTitle().isEmpty());
    }
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
}

QTEST_MAIN(TestWindowSizes)
#include "tst_windowsizes.moc"

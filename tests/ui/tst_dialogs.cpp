// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/base/theme.h"
#include "windowfixture.h"
#include "workspace/presetstore.h"
#include "workspace/promptlibrary.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;

QDialog *dialogOf(const WindowFixture &fixture)
{
    for (QDialog *dialog : fixture.window().findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QDialog *open(const WindowFixture &fixture, const QString &action)
{
    fixture.window().resize(1200, 800);
    fixture.window().restoreLanes();
    fixture.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&fixture.window()) || !fixture.menuAction(action))
        return nullptr;
    fixture.menuAction(action)->trigger();
    QDialog *dialog = dialogOf(fixture);
    if (!dialog)
        return nullptr;
    dialog->activateWindow();
    return QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

void press(QDialog *dialog, Qt::Key key)
{
    QTest::keyClick(dialog->windowHandle(), key);
}

QImage pictureOf(QWidget *window)
{
    settle(); // what a change of the focus changes is painted then
    return window->grab().toImage();
}

/// The share of the accent colour in the middle of a button's left edge.
bool isBlue(const QPushButton *button)
{
    const QImage image = const_cast<QPushButton *>(button)->grab().toImage();
    return image.pixelColor(image.width() / 2, 4) == Theme::current().accent;
}

/// The widgets that Tab reaches, from the focused one on, until it is reached again.
QList<QWidget *> stopsOf(QDialog *dialog)
{
    QList<QWidget *> stops;
    const QWidget *first = dialog->focusWidget();
    do {
        stops << dialog->focusWidget();
        press(dialog, Qt::Key_Tab);
    } while (dialog->focusWidget() != first && stops.size() < 100);
    return stops;
}

} // namespace

/// Every dialog by keyboard.
class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void beginsAtItsFirstField_data();
    void beginsAtItsFirstField();
    void theFocusIsSeen_data();
    void theFocusIsSeen();
    void theFocusIsSeenInTheWindow();
    void theBlueButtonIsTheDefault_data();
    void theBlueButtonIsTheDefault();
    void enterInPresetsDoesWhatIsBlue();
    void enterInTheLibraryDoesWhatIsBlue();
    void enterClosesTools();
    void theFocusComesBackToThePrompt_data();
    void theFocusComesBackToThePrompt();

private:
    static void addDialogs();
};

void TestDialogs::initTestCase()
{
    qputenv("XDG_DATA_HOME", WindowFixture::settingsFolder().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", WindowFixture::settingsFolder().toLocal8Bit());
}

/// The text of the action, and the name of what has the focus at first.
void TestDialogs::addDialogs()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("first");
    QTest::newRow("settings") << u"&Settings…"_s << u"gatewayList"_s;
    QTest::newRow("presets") << u"&Presets…"_s << u"presetName"_s;
    QTest::newRow("grid") << u"System prompts and &models…"_s << u"gridName0"_s;
    QTest::newRow("library") << u"Prompt &library…"_s << u"searchPrompts"_s;
    QTest::newRow("tools") << u"&Tools…"_s << u"addExampleTool"_s;
    QTest::newRow("shortcuts") << u"&Keyboard shortcuts"_s << u"shortcutSearch"_s;
    QTest::newRow("repeat") << u"&Repeat a prompt…"_s << u"repeatPrompt"_s;
}

void TestDialogs::beginsAtItsFirstField_data()
{
    addDialogs();
}

void TestDialogs::beginsAtItsFirstField()
{
    QFETCH(const QString, action);
    QFETCH(const QString, first);
    const WindowFixture fixture(Fast);
    QDialog *dialog = open(fixture, action);
    QVERIFY(dialog);
    QVERIFY(dialog->focusWidget());
    QCOMPARE(dialog->focusWidget()->objectName(), first);
}

void TestDialogs::theFocusIsSeen_data()
{
    addDialogs();
}

void TestDialogs::theFocusIsSeen()
{
    QFETCH(const QString, action);
    const WindowFixture fixture(Fast);
    QDialog *dialog = open(fixture, action);
    QVERIFY(dialog);
    QStringList unseen;
    for (QWidget *stop : stopsOf(dialog)) {
        stop->setFocus(Qt::TabFocusReason);
        const QImage with = pictureOf(dialog);
        stop->clearFocus();
        if (pictureOf(dialog) == with)
            unseen << stop->objectName() + u' ' + QString::fromLatin1(stop->metaObject()->className());
    }
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u", "_s)));
}

void TestDialogs::theFocusIsSeenInTheWindow()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QStringList unseen;
    QWidget *first = fixture.page().promptBar()->editor();
    first->setFocus();
    int stops = 0;
    do {
        QWidget *stop = fixture.window().focusWidget();
        const QImage with = pictureOf(&fixture.window());
        stop->clearFocus();
        if (pictureOf(&fixture.window()) == with)
            unseen << stop->objectName();
        stop->setFocus(Qt::TabFocusReason);
        QTest::keyClick(fixture.window().windowHandle(), Qt::Key_Tab);
    } while (fixture.window().focusWidget() != first && ++stops < 60);
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u", "_s)));
    QCOMPARE_GT(stops, 5);
}

void TestDialogs::theBlueButtonIsTheDefault_data()
{
    addDialogs();
}

void TestDialogs::theBlueButtonIsTheDefault()
{
    QFETCH(const QString, action);
    const WindowFixture fixture(Fast);
    QDialog *dialog = open(fixture, action);
    QVERIFY(dialog);
    for (QWidget *stop : stopsOf(dialog)) {
        stop->setFocus(Qt::TabFocusReason);
        settle();
        for (const QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (!button->isVisible() || !button->isEnabled() || button->property("role") == u"link"_s)
                continue;
            QVERIFY2(isBlue(button) == button->isDefault(),
                qPrintable(stop->objectName() + u": "_s + button->text()));
        }
    }
}

void TestDialogs::enterInPresetsDoesWhatIsBlue()
{
    const WindowFixture fixture(Fast);
    QDialog *dialog = open(fixture, u"&Presets…"_s);
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"presetName"_s);
    const auto *save = dialog->findChild<QPushButton *>(u"savePreset"_s);
    name->setText(u"Mine"_s);
    QVERIFY(save->isDefault());
    press(dialog, Qt::Key_Return);
    const auto *list = dialog->findChild<QListWidget *>(u"presetList"_s);
    QCOMPARE(list->count(), 1);
    QVERIFY(!save->isDefault()); // it says Replace now, and Enter replaces nothing
    dialog->findChild<QListWidget *>(u"presetList"_s)->setFocus();
    QVERIFY(dialog->findChild<QPushButton *>(u"openPreset"_s)->isDefault());
    press(dialog, Qt::Key_Return);
    settle();
    QVERIFY(!dialogOf(fixture));
}

void TestDialogs::enterInTheLibraryDoesWhatIsBlue()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.type(u"Say hello."_s);
    QDialog *dialog = open(fixture, u"Prompt &library…"_s);
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"promptName"_s);
    const auto *save = dialog->findChild<QPushButton *>(u"savePrompt"_s);
    QVERIFY(!save->isDefault());
    name->setFocus();
    name->setText(u"Hello"_s);
    QVERIFY(save->isDefault());
    press(dialog, Qt::Key_Return);
    dialog->findChild<QLineEdit *>(u"searchPrompts"_s)->setFocus();
    QVERIFY(dialog->findChild<QPushButton *>(u"insertPrompt"_s)->isDefault());
    press(dialog, Qt::Key_Return);
    settle();
    QVERIFY(!dialogOf(fixture));
    QVERIFY(fixture.typed().contains(u"Say hello."));
}

void TestDialogs::enterClosesTools()
{
    const WindowFixture fixture(Fast);
    QDialog *dialog = open(fixture, u"&Tools…"_s);
    QVERIFY(dialog);
    press(dialog, Qt::Key_Return); // the focused example is blue, and added
    QCOMPARE(dialog->findChild<QListWidget *>(u"toolList"_s)->count(), 1);
    dialog->findChild<QListWidget *>(u"toolList"_s)->setFocus();
    QVERIFY(dialog->findChild<QPushButton *>(u"closeTools"_s)->isDefault());
    press(dialog, Qt::Key_Return);
    settle();
    QVERIFY(!dialogOf(fixture));
}

void TestDialogs::theFocusComesBackToThePrompt_data()
{
    QTest::addColumn<QString>("button");
    for (const char *name : {"welcomeToggle", "suggestion"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDialogs::theFocusComesBackToThePrompt()
{
    QFETCH(const QString, button);
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    auto *choice = fixture.window().findChild<QPushButton *>(button);
    choice->setFocus();
    QTest::mouseClick(choice, Qt::LeftButton);
    QCOMPARE(fixture.window().focusWidget(), static_cast<QWidget *>(fixture.page().promptBar()->editor()));
    QVERIFY(fixture.waitUntilIdle());
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"

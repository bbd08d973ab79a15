// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/base/stylesheet.h"
#include "view/base/theme.h"
#include "windowfixture.h"

#include <QAction>
#include <QDialog>
#include <QPushButton>
#include <QScopeGuard>
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

} // namespace

/// Where the focus is in dialogs, and after a choice.
class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void beginsAtItsFirstField_data();
    void beginsAtItsFirstField();
    void enterPressesTheBlueButton_data();
    void enterPressesTheBlueButton();
    void theFocusComesBackToThePrompt_data();
    void theFocusComesBackToThePrompt();
};

void TestDialogs::initTestCase()
{
    qputenv("XDG_DATA_HOME", WindowFixture::settingsFolder().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", WindowFixture::settingsFolder().toLocal8Bit());
}

/// The text of the action, and the name of what has the focus at first.
void TestDialogs::beginsAtItsFirstField_data()
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

void TestDialogs::enterPressesTheBlueButton_data()
{
    beginsAtItsFirstField_data();
    QTest::newRow("differences") << u"&Differences and votes"_s << QString();
    QTest::newRow("wire") << u"&Wire differences"_s << QString();
    QTest::newRow("calls") << u"&Tool calls"_s << QString();
}

void TestDialogs::enterPressesTheBlueButton()
{
    QFETCH(const QString, action);
    qApp->setStyleSheet(styleSheet(Theme::light(), false));
    const auto plain = qScopeGuard([] { qApp->setStyleSheet({}); });
    const WindowFixture fixture(Fast);
    QDialog *dialog = open(fixture, action);
    QVERIFY(dialog);
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (!button->isVisible() || !button->isEnabled())
            continue;
        const QColor color = button->grab().toImage().pixelColor(button->width() / 2, 3);
        QCOMPARE(color == Theme::light().accent, button->isDefault());
    }
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

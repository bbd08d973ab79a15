// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lanepages.h"
#include "ui/playground/pages.h"
#include "ui/settings/settingsdialog.h"
#include "ui/themecontroller.h"
#include "view/base/stylesheet.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What the settings say of the font, the size and the density of text, and of Enter.
class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isChosenInTheSettings();
    void anUnknownFontIsKept();
    void whatIsNotChangedIsNotStyledAnew();
    void theTextHasTheFontAndTheSize();
    void theConversationFollows();
    void compactHasLessPadding();
    void enterBeginsALineIfOneWants();
    void anotherPageFollowsWhenItIsShown();

private:
    void choose(const QString &name, const QVariant &value) const;

    std::unique_ptr<WindowFixture> m_fixture;
    QFont m_font = QApplication::font();
};

void TestAppearance::init()
{
    m_fixture = std::make_unique<WindowFixture>(1000);
    m_fixture->window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s}});
}

void TestAppearance::cleanup()
{
    for (const QString &key : {u"font"_s, u"text-size"_s, u"compact"_s})
        QSettings().remove(u"appearance/"_s + key);
    Settings::enterSends().set(true);
    m_fixture.reset();
    qApp->setStyleSheet({});
    QApplication::setFont(m_font);
}

void TestAppearance::choose(const QString &name, const QVariant &value) const
{
    auto *choice = m_fixture->window().findChild<QComboBox *>(name);
    QVERIFY2(choice && choice->findData(value) >= 0, qPrintable(name));
    choice->setCurrentIndex(choice->findData(value));
}

void TestAppearance::isChosenInTheSettings()
{
    const QString family = QFontDatabase::families().constFirst();
    m_fixture->menuAction(u"&Settings…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<SettingsDialog *>();
    choose(u"fontChoice"_s, family);
    choose(u"textSizeChoice"_s, 18);
    choose(u"densityChoice"_s, true);
    choose(u"enterChoice"_s, false);
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QCOMPARE(Settings::fontFamily().value(), family);
    QCOMPARE(Settings::textSize().value(), 18);
    QVERIFY(Settings::isCompact().value());
    QVERIFY(!Settings::enterSends().value());
    QCOMPARE(m_fixture->lane().view()->zoom(), 18 / 14.0); // at once
}

void TestAppearance::anUnknownFontIsKept()
{
    Settings::fontFamily().set(u"Not Installed Here"_s);
    m_fixture->menuAction(u"&Settings…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<SettingsDialog *>();
    QCOMPARE(dialog->findChild<QComboBox *>(u"fontChoice"_s)->currentText(), u"Not Installed Here"_s);
    choose(u"textSizeChoice"_s, 16);
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QCOMPARE(Settings::fontFamily().value(), u"Not Installed Here"_s);
}

void TestAppearance::whatIsNotChangedIsNotStyledAnew()
{
    class StyleChanges : public QObject
    {
    public:
        bool eventFilter(QObject *, QEvent *event) override
        {
            count += event->type() == QEvent::StyleChange ? 1 : 0;
            return false;
        }
        int count = 0;
    } changes;
    ThemeController theme;
    theme.apply();
    m_fixture->window().installEventFilter(&changes);
    theme.apply();
    QCOMPARE(changes.count, 0);
    Settings::isCompact().set(!Settings::isCompact().value());
    theme.apply();
    QVERIFY(changes.count > 0);
    Settings::isCompact().set(!Settings::isCompact().value());
}

void TestAppearance::theTextHasTheFontAndTheSize()
{
    ThemeController theme;
    const QString family = QApplication::font().family();
    Settings::fontFamily().set(u"Some Font"_s);
    Settings::textSize().set(20);
    theme.apply();
    QCOMPARE(QApplication::font().family(), u"Some Font"_s);
    QCOMPARE(QApplication::font().pixelSize(), 20);
    Settings::fontFamily().set({});
    Settings::textSize().set(0);
    theme.apply();
    QCOMPARE(QApplication::font().family(), family);
    QVERIFY(QApplication::font().pixelSize() < 20);
}

void TestAppearance::theConversationFollows()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    ConversationView *view = m_fixture->lane().view();
    view->messages()->flush();
    const int height = view->document()->lineCount();
    Settings::isCompact().set(true);
    m_fixture->page().showZoom();
    QVERIFY(view->document()->lineCount() < height); // which are its pixels
    Settings::textSize().set(28);
    m_fixture->page().showZoom();
    QCOMPARE(view->zoom(), 2);
    m_fixture->page().zoomBy(1);
    QCOMPARE(view->zoom(), 2 * 1.1);
    m_fixture->page().zoomBy(0);
}

void TestAppearance::compactHasLessPadding()
{
    const QString usual = styleSheet(Theme::light());
    const QString compact = styleSheet(Theme::light(), true);
    QVERIFY(usual.contains(u"border-radius: 8px; padding: 6px 14px;"));
    QVERIFY(compact.contains(u"border-radius: 8px; padding: 3px 14px;"));
    QVERIFY(usual.contains(u"padding: 6px 28px 6px 16px;"));
    QVERIFY(compact.contains(u"padding: 3px 28px 3px 16px;"));
    QCOMPARE(compact.count(u'{'), usual.count(u'{'));
}

void TestAppearance::enterBeginsALineIfOneWants()
{
    Settings::enterSends().set(false);
    PromptEditor *editor = m_fixture->page().promptBar()->editor();
    m_fixture->type(u"One"_s);
    editor->moveCursor(QTextCursor::End);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::keyClicks(editor, u"two"_s);
    QCOMPARE(m_fixture->typed(), u"One\ntwo"_s);
    QVERIFY(m_fixture->conversation().isEmpty());
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->typed(), QString());
    QVERIFY(!m_fixture->conversation().isEmpty());
}

void TestAppearance::anotherPageFollowsWhenItIsShown()
{
    const auto *hint = m_fixture->page().promptBar()->findChild<QLabel *>(u"promptHint"_s);
    Pages *pages = m_fixture->window().pages();
    const Page *first = pages->current();
    m_fixture->window().lanePages()->addPage();
    QVERIFY(pages->current() != first);
    Settings::enterSends().set(false);
    Q_EMIT m_fixture->window().settingsApplied();
    pages->setCurrent(first);
    QCOMPARE(hint->text(), u"Ctrl+Enter to send"_s);
}

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/messageeditor.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/deletednotice.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/messageplace.h"
#include "ui/playground/unsaved.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;

QString toString(const QRect &rect)
{
    return u"%1,%2 %3x%4"_s.arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

} // namespace

/// Messages written, changed and moved by hand, in the whole window.
class TestMessagesByHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aMessageIsInserted();
    void intoAnEmptyLane();
    void aMessageIsEdited();
    void inItsPlace();
    void asItWasTyped();
    void escapeCancelsAndStopsNothing();
    void notWhileAnAnswerComes();
    void goesWithItsMessage();
    void whatIsWrittenOutlivesItsMessage();
    void aNewConversationClosesTheEditor();
    void whatUndoBringsBackIsNotCalledLost();
    void whatIsWrittenInAnEmptyLaneIsAskedAbout();
    void whatIsWrittenIsUnsaved();
    void focusStaysWhereItIs();
    void keysMoveTheMarkedMessage();
    void everyChangeIsUndone();
    void whatUndoTakesIsNotAskedAbout();
    void whatUndoTakesIsNotAnswered();
    void anAnswerFollowsAPrefill();
    void whatIsRefusedIsMarkedAndRepaired();
    void sentAnywayIfWanted();

private:
    [[nodiscard]] QStringList said() const;
    [[nodiscard]] ReaderRequests *requests() const { return m_fixture->lane().view()->requests(); }
    [[nodiscard]] int turnAt(qsizetype place) const
    {
        return static_cast<int>(m_fixture->conversation().path().at(place));
    }
    [[nodiscard]] MessageEditor *editor() const { return m_fixture->page().findChild<MessageEditor *>(); }
    [[nodiscard]] QPlainTextEdit *words() const
    {
        return editor()->findChild<QPlainTextEdit *>(u"messageText"_s);
    }
    void write(const QString &role, const QString &text) const;
    void click(const QString &button) const;
    [[nodiscard]] QString notice() const;

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestMessagesByHand::init()
{
    m_fixture = std::make_unique<WindowFixture>(Fast);
    m_fixture->window().openLanes(
        {{.gateway = u"ruapi-claude"_s, .model = u"gpt-4o"_s, .mode = TargetResolver::Mode::Demo}});
}

QStringList TestMessagesByHand::said() const
{
    QStringList texts;
    const Conversation &conversation = m_fixture->conversation();
    for (const Message &message : conversation.messages(conversation.last()))
        texts << roleName(message.role) + u": "_s + message.text();
    return texts;
}

/// Fills the editor that is open.
void TestMessagesByHand::write(const QString &role, const QString &text) const
{
    QVERIFY(editor());
    editor()->findChild<QComboBox *>(u"messageRole"_s)->setCurrentText(role);
    words()->selectAll();
    QTest::keyClicks(words(), text);
    QTest::keyClick(words(), Qt::Key_Return, Qt::ControlModifier);
    settle();
    QVERIFY(!editor());
}

void TestMessagesByHand::click(const QString &button) const
{
    auto *found = m_fixture->window().findChild<QPushButton *>(button);
    QVERIFY(found && found->isVisible());
    QTest::mouseClick(found, Qt::LeftButton);
}

QString TestMessagesByHand::notice() const
{
    const auto *label = m_fixture->page().promptBar()->findChild<QLabel *>(u"promptNotice"_s);
    return label->isVisible() ? label->text() : QString();
}

void TestMessagesByHand::aMessageIsInserted()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->insertRequested(turnAt(0));
    write(u"System"_s, u"Be brief."_s);
    QCOMPARE(said().mid(0, 2), (QStringList{u"user: Say hello in 5 words."_s, u"system: Be brief."_s}));
    QVERIFY2(m_fixture->shown().contains(u"Be brief."), qPrintable(m_fixture->shown()));
    const ConversationMessages *messages = m_fixture->lane().view()->messages();
    QCOMPARE(messages->records().source(turnAt(1)), u"Be brief."_s); // to be copied
    QCOMPARE(messages->text(turnAt(1)), u"Be brief."_s);
    QVERIFY(!messages->records().isQuestion(turnAt(1)));
}

void TestMessagesByHand::intoAnEmptyLane()
{
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    write(u"Assistant"_s, u"Hello!"_s);
    QCOMPARE(said(), QStringList{u"assistant: Hello!"_s});
    QVERIFY2(m_fixture->shown().contains(u"Hello!"), qPrintable(m_fixture->shown()));
}

void TestMessagesByHand::aMessageIsEdited()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->rewriteRequested(turnAt(1));
    write(u"Assistant"_s, u"Good day."_s);
    QCOMPARE(said(), (QStringList{u"user: Say hello in 5 words."_s, u"assistant: Good day."_s}));
    QCOMPARE(m_fixture->conversation().versions(turnAt(1)).size(), 2);
}

void TestMessagesByHand::inItsPlace()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    const ConversationView *view = m_fixture->lane().view();
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    QCOMPARE(words()->toPlainText(), u"Say hello in 5 words."_s);
    QCOMPARE(m_fixture->window().focusWidget(), words());
    const QRect message =
        placeOfMessage(*view, turnAt(0)).translated(view->viewport()->mapTo(&m_fixture->lane(), QPoint()));
    const QRect place = editor()->geometry();
    QVERIFY2(place.intersects(message), qPrintable(toString(place) + u" over "_s + toString(message)));
    m_fixture->window().resize(m_fixture->window().width(), m_fixture->window().height() - 80);
    settle();
    QVERIFY(m_fixture->lane().rect().contains(editor()->geometry()));
}

void TestMessagesByHand::asItWasTyped()
{
    m_fixture->lane().setParameters({.variables = {{.name = u"count"_s, .value = u"5"_s}}});
    QVERIFY(m_fixture->askAndWait(u"Say hello in {{count}} words."_s));
    QCOMPARE(said().at(0), u"user: Say hello in 5 words."_s);
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    QCOMPARE(words()->toPlainText(), u"Say hello in {{count}} words."_s);
    write(u"User"_s, u"Say bye in {{count}} words."_s);
    QCOMPARE(said().at(0), u"user: Say bye in 5 words."_s);
    Q_EMIT requests()->insertRequested(turnAt(1));
    write(u"Assistant"_s, u"{{count}}"_s);
    QCOMPARE(said().at(2), u"assistant: {{count}}"_s);
}

void TestMessagesByHand::escapeCancelsAndStopsNothing()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    const QStringList before = said();
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    QTest::keyClicks(words(), u" Please."_s);
    QTest::keyClick(words(), Qt::Key_Escape);
    settle();
    QVERIFY(!editor());
    QCOMPARE(said(), before);
}

void TestMessagesByHand::notWhileAnAnswerComes()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    QTest::keyClicks(words(), u" Please."_s);
    m_fixture->ask(u"And now?"_s);
    const auto *save = editor()->findChild<QPushButton *>(u"saveMessage"_s);
    QVERIFY(!save->isEnabled());
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(save->isEnabled());
    Q_EMIT requests()->rewriteRequested(turnAt(1)); // what is written is not lost
    QCOMPARE(words()->toPlainText(), u"Say hello in 5 words. Please."_s);
}

void TestMessagesByHand::goesWithItsMessage()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->rewriteRequested(turnAt(1));
    Q_EMIT requests()->deleteRequested(turnAt(1));
    settle();
    QVERIFY(!editor());
}

void TestMessagesByHand::whatIsWrittenOutlivesItsMessage()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    const int answer = turnAt(1);
    Q_EMIT requests()->rewriteRequested(answer);
    QTest::keyClicks(words(), u"My own words."_s);
    Q_EMIT requests()->regenerateRequested(answer);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(turnAt(1) != answer);
    QVERIFY(editor());
    QVERIFY(words()->toPlainText().contains(u"My own words."));
    const auto *save = editor()->findChild<QPushButton *>(u"saveMessage"_s);
    QVERIFY(!save->isEnabled());
    QCOMPARE(save->toolTip(), u"The message is no longer shown."_s);
    Q_EMIT requests()->versionRequested(turnAt(1), -1);
    QCOMPARE(turnAt(1), answer);
    QVERIFY(save->isEnabled());
}

void TestMessagesByHand::aNewConversationClosesTheEditor()
{
    Settings::asksBeforeForgetting().set(true);
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    words()->setPlainText(u"Changed"_s);
    m_fixture->page().act(Page::Command::Clear);
    auto *question = m_fixture->window().findChild<QMessageBox *>(u"forgetQuestion"_s);
    QVERIFY(question);
    QCOMPARE(question->informativeText(),
        u"This will be lost:\n• an unsaved message\nEdit > Undo brings this back:\n• the conversation"_s);
    question->findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(eventually([this] { return !editor(); }));
    QCOMPARE(m_fixture->window().focusWidget(), m_fixture->page().promptBar()->editor());
}

void TestMessagesByHand::whatUndoBringsBackIsNotCalledLost()
{
    const Unsaved unsaved{.conversation = true, .system = true, .running = {u"a"_s}};
    QCOMPARE(describe(unsaved, Fate::Undoable),
        u"This will be lost:\n• 1 running requests: a\n"
        "Edit > Undo brings this back:\n• the conversation\n• an unsaved system prompt"_s);
    QVERIFY(describe(unsaved).startsWith(u"This will be lost:\n• 1 running requests: a\n• the conv"));
}

void TestMessagesByHand::whatIsWrittenInAnEmptyLaneIsAskedAbout()
{
    Settings::asksBeforeForgetting().set(true);
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    QTest::keyClicks(words(), u"A page"_s);
    m_fixture->page().act(Page::Command::Clear);
    const auto *question = m_fixture->window().findChild<QMessageBox *>(u"forgetQuestion"_s);
    QVERIFY(question);
    QCOMPARE(question->informativeText(), u"This will be lost:\n• an unsaved message"_s);
    QVERIFY(editor());
}

void TestMessagesByHand::whatIsWrittenIsUnsaved()
{
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    QVERIFY(!unsavedOf(m_fixture->lane()).isAny());
    QTest::keyClicks(words(), u"A page"_s);
    QVERIFY(unsavedOf(m_fixture->lane()).message);
}

void TestMessagesByHand::focusStaysWhereItIs()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->rewriteRequested(turnAt(1));
    m_fixture->page().promptBar()->editor()->setFocus();
    Q_EMIT requests()->deleteRequested(turnAt(1));
    QVERIFY(!editor() || editor()->isHidden());
    QCOMPARE(m_fixture->window().focusWidget(), m_fixture->page().promptBar()->editor());
}

void TestMessagesByHand::keysMoveTheMarkedMessage()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->insertRequested(turnAt(1));
    write(u"User"_s, u"Thanks"_s);
    ConversationView *view = m_fixture->lane().view();
    view->setFocus();
    view->mark(turnAt(2));
    QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(said().at(1), u"user: Thanks"_s);
    QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier); // it is marked again
    QCOMPARE(said().at(0), u"user: Thanks"_s);
    QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(said().at(0), u"user: Thanks"_s);
}

void TestMessagesByHand::everyChangeIsUndone()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    const QStringList before = said();
    Q_EMIT requests()->insertRequested(turnAt(1));
    write(u"User"_s, u"Thanks"_s);
    Q_EMIT requests()->moveRequested(turnAt(2), -1);
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    write(u"User"_s, u"Hi"_s);
    for (int i = 0; i < 3; ++i)
        m_fixture->page().act(Page::Command::Undo);
    QCOMPARE(said(), before);
}

/// The conversation of before has fewer messages than the one with the question that is edited.
void TestMessagesByHand::whatUndoTakesIsNotAskedAbout()
{
    QVERIFY(m_fixture->askAndWait(u"Say hello in 5 words."_s));
    Q_EMIT requests()->rewriteRequested(turnAt(0));
    write(u"User"_s, u"Hi"_s);
    m_fixture->type(u"a draft"_s);
    Q_EMIT requests()->editRequested(turnAt(0));
    QCOMPARE(m_fixture->typed(), u"Hi"_s);
    m_fixture->page().act(Page::Command::Undo);
    QCOMPARE(m_fixture->typed(), u"a draft"_s);
    QVERIFY(!m_fixture->page().promptTarget()->isEdit());
}

void TestMessagesByHand::whatUndoTakesIsNotAnswered()
{
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    write(u"Assistant"_s, u"Hello!"_s);
    Q_EMIT requests()->answerRequested(turnAt(0));
    QVERIFY(!notice().isEmpty());
    m_fixture->page().act(Page::Command::Undo);
    m_fixture->type(u"more"_s); // which looks again whether it can be sent
    settle();
    if (!notice().isEmpty())
        click(u"sendAnyway"_s);
    QVERIFY(!m_fixture->page().isBusy());
    QVERIFY(m_fixture->conversation().isEmpty());
}

void TestMessagesByHand::anAnswerFollowsAPrefill()
{
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    write(u"User"_s, u"Say hello in 5 words."_s);
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    write(u"Assistant"_s, u"Hi"_s);
    Q_EMIT requests()->answerRequested(turnAt(1));
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().path().size(), 3);
    const QByteArray body = m_fixture->conversation().turn(turnAt(2)).call->sent.body;
    QVERIFY2(body.contains(R"({"role":"assistant","content":"Hi"}])"), body);
    QVERIFY(m_fixture->reply().answers());
}

void TestMessagesByHand::whatIsRefusedIsMarkedAndRepaired()
{
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    write(u"Assistant"_s, u"Hello!"_s);
    m_fixture->ask(u"Who are you?"_s);
    QVERIFY2(notice().contains(u"start with a user message"), qPrintable(notice()));
    QCOMPARE(m_fixture->lane().view()->selectedTurns(), QList<int>{turnAt(0)});
    QCOMPARE(m_fixture->typed(), u"Who are you?"_s);
    click(u"mend"_s);
    QVERIFY(m_fixture->conversation().isEmpty());
    QCOMPARE(notice(), QString());
    m_fixture->page().act(Page::Command::Undo);
    QCOMPARE(said(), QStringList{u"assistant: Hello!"_s});
}

void TestMessagesByHand::sentAnywayIfWanted()
{
    Q_EMIT m_fixture->lane().header()->menu()->messageRequested();
    write(u"Assistant"_s, u"Hello!"_s);
    Q_EMIT requests()->answerRequested(turnAt(0));
    QVERIFY(!notice().isEmpty());
    QVERIFY(!m_fixture->page().isBusy());
    click(u"sendAnyway"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().path().size(), 2);
}

QTEST_MAIN(TestMessagesByHand)
#include "tst_messagesbyhand.moc"

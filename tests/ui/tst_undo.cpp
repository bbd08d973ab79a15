// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "workspace/lanechoice.h"

#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What is deleted from a conversation can be brought back, and the reader stays where they are.
class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noticeBringsAMessageBack();
    void noticeCountsWhatWentWithIt();
    void noticeGoesWithTheNextPrompt();
    void aClearedConversationComesBackAsItWas();
    void editMenuUndoesWhereNoTextIsWritten();
    void anUntouchedPromptLeavesUndoToThePage();
    void editorsKeepTheirOwnUndo();
    void allThatIsDeletedComesBack();
    void reportsStayWithWhatComesBack();
    void viewStaysWhereOneReads_data();
    void viewStaysWhereOneReads();
    void viewStaysAtTheTop_data();
    void viewStaysAtTheTop();
    void viewGoesOnAfterALongMessage();
};

namespace {

constexpr double Fast = 50;

QWidget &notice(const WindowFixture &fixture)
{
    return *fixture.lane().findChild<QWidget *>(u"deletedNotice"_s);
}

QString noticeText(const WindowFixture &fixture)
{
    return notice(fixture).findChild<QLabel *>(u"deletedNoticeText"_s)->text();
}

void clickUndo(const WindowFixture &fixture)
{
    settle(); // it has its place
    QTest::mouseClick(notice(fixture).findChild<QPushButton *>(u"undoDeletion"_s), Qt::LeftButton);
}

QAction *undoAction(const WindowFixture &fixture)
{
    for (QAction *action : fixture.window().menuBar()->findChildren<QAction *>()) {
        if (action->text() == u"&Undo")
            return action;
    }
    return nullptr;
}

/// Questions and answers of so many lines.
Conversation talk(int exchanges, int lines)
{
    Conversation conversation;
    Conversation::TurnId end = Conversation::Root;
    for (int i = 0; i < exchanges; ++i) {
        Reply reply;
        reply.state = Reply::State::Complete;
        reply.choices.resize(1);
        for (int line = 0; line < lines; ++line)
            addText(reply.choices[0].parts, u"Line %1 of answer %2.\n\n"_s.arg(line).arg(i));
        const Message question = Message::of(Role::User, u"Question %1?"_s.arg(i));
        end = conversation.append(conversation.append(end, question), Test::answeredCall(reply));
    }
    return conversation;
}

/// Where the message begins on the screen.
std::optional<int> topOf(const ConversationView &view, int turn)
{
    for (const ConversationView::VisibleMessage &visibleMessages : view.visibleMessages()) {
        if (visibleMessages.turn == turn)
            return visibleMessages.top;
    }
    return {};
}

} // namespace

void TestUndo::noticeBringsAMessageBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    const QList<Conversation::TurnId> path = fixture.conversation().path();
    QVERIFY(!notice(fixture).isVisible());
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    QVERIFY(notice(fixture).isVisible());
    QCOMPARE(noticeText(fixture), u"Message deleted."_s);
    clickUndo(fixture);
    QCOMPARE(fixture.conversation().path(), path);
    QVERIFY(fixture.lane().view()->messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QVERIFY(fixture.shown().startsWith(u"hello\n"));
    QCOMPARE(fixture.window().focusWidget(), fixture.lane().view());
    QVERIFY(!notice(fixture).isVisible());
}

void TestUndo::noticeCountsWhatWentWithIt()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteFromRequested(1);
    QCOMPARE(noticeText(fixture), u"3 messages deleted."_s);
    clickUndo(fixture);
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({0, 1, 2, 3}));
}

void TestUndo::noticeGoesWithTheNextPrompt()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(1);
    QVERIFY(notice(fixture).isVisible());
    fixture.ask(u"What are tiers?"_s);
    QVERIFY(!notice(fixture).isVisible());
    QVERIFY(fixture.waitUntilIdle());
    undoAction(fixture)->trigger();
    QVERIFY(!fixture.conversation().path().contains(1));
}

void TestUndo::aClearedConversationComesBackAsItWas()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(1);
    fixture.page().clearAll();
    QVERIFY(!notice(fixture).isVisible());
    fixture.lane().view()->setFocus();
    undoAction(fixture)->trigger();
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({0}));
    QVERIFY(!notice(fixture).isVisible());
    undoAction(fixture)->trigger();
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({0, 1}));
}

void TestUndo::editMenuUndoesWhereNoTextIsWritten()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    fixture.lane().view()->setFocus();
    auto *menu = qobject_cast<QMenu *>(undoAction(fixture)->parent());
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    QVERIFY(!undoAction(fixture)->isEnabled());
    Q_EMIT menu->aboutToHide();
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    Q_EMIT menu->aboutToShow();
    QVERIFY(undoAction(fixture)->isEnabled());
    Q_EMIT menu->aboutToHide();
    QTest::keyClick(fixture.lane().view(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({0, 1}));
}

void TestUndo::anUntouchedPromptLeavesUndoToThePage()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    fixture.page().clearAll();
    PromptEditor *editor = fixture.page().promptBar()->editor();
    editor->setFocus();
    QTest::keyClicks(editor, u"ab"_s);
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.typed().isEmpty());
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier); // it could still be done again
    QVERIFY(fixture.conversation().isEmpty());
    editor->clear();
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({0, 1}));
}

void TestUndo::editorsKeepTheirOwnUndo()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(1);
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    PromptEditor *editor = fixture.page().promptBar()->editor();
    editor->setFocus();
    QTest::keyClicks(editor, u"draft"_s);
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.typed() != u"draft");
    undoAction(fixture)->trigger();
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({0}));
}

void TestUndo::allThatIsDeletedComesBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptSender()->regenerate();
    QVERIFY(fixture.waitUntilIdle());
    const Conversation::Turn answer = fixture.conversation().turn(2);
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(2);
    QCOMPARE(fixture.conversation().last(), 1); // the other version
    Q_EMIT fixture.lane().view()->requests()->deleteFromRequested(0);
    QVERIFY(fixture.window().findChild<QWidget *>(u"welcome"_s)->isVisible());
    QVERIFY(notice(fixture).isVisible());
    clickUndo(fixture);
    QVERIFY(!fixture.window().findChild<QWidget *>(u"welcome"_s)->isVisible());
    undoAction(fixture)->trigger();
    QCOMPARE(fixture.conversation().turn(2), answer);
    QCOMPARE(fixture.conversation().last(), 2);
    QCOMPARE(fixture.lane().view()->messages()->records().version(2).count, 2);
    QVERIFY(!fixture.window().findChild<QLabel *>(u"metrics"_s)->text().isEmpty());
}

/// It is known what the answer was asked from, whatever was chosen since.
void TestUndo::reportsStayWithWhatComesBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    const LaneChoice asked = fixture.lane().choice();
    Q_EMIT fixture.lane().view()->requests()->deleteFromRequested(0);
    fixture.lane().choose({.gateway = u"ru-llm"_s, .model = u"gpt-4o"_s, .mode = TargetResolver::Mode::Demo});
    clickUndo(fixture);
    QCOMPARE(choiceOf(*fixture.conversation().turn(1).call), asked);
}

void TestUndo::viewStaysWhereOneReads_data()
{
    QTest::addColumn<int>("deleted");
    QTest::addColumn<bool>("withRest");
    QTest::newRow("above the screen") << 0 << false;
    QTest::newRow("on the screen") << 6 << false;
    QTest::newRow("below the screen") << 14 << false;
    QTest::newRow("all below the screen") << 14 << true;
}

void TestUndo::viewStaysWhereOneReads()
{
    QFETCH(const int, deleted);
    QFETCH(const bool, withRest);
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(talk(10, 6)));
    ConversationView &view = *fixture.lane().view();
    settle();
    view.mark(7);
    settle();
    QVERIFY(!view.isFollowing());
    const std::optional<int> before = topOf(view, 7);
    QVERIFY(before);
    if (withRest)
        Q_EMIT view.requests()->deleteFromRequested(deleted);
    else
        Q_EMIT view.requests()->deleteRequested(deleted);
    settle();
    QCOMPARE(topOf(view, 7), before);
    clickUndo(fixture);
    settle();
    QCOMPARE(topOf(view, 7), before);
}

void TestUndo::viewStaysAtTheTop_data()
{
    QTest::addColumn<int>("exchanges");
    QTest::newRow("of many messages") << 10;
    QTest::newRow("of one long answer") << 1;
}

void TestUndo::viewStaysAtTheTop()
{
    QFETCH(const int, exchanges);
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(talk(exchanges, 60)));
    ConversationView &view = *fixture.lane().view();
    settle();
    view.verticalScrollBar()->setValue(0);
    Q_EMIT view.requests()->deleteRequested(0);
    settle();
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    QVERIFY(!view.isFollowing());
    clickUndo(fixture);
    settle();
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

/// The only message on the screen goes: the next one is shown, not the end of all.
void TestUndo::viewGoesOnAfterALongMessage()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(talk(5, 60)));
    ConversationView &view = *fixture.lane().view();
    settle();
    view.mark(3);
    settle();
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + view.viewport()->height());
    QCOMPARE(view.visibleMessages().size(), 1);
    const std::optional<int> before = topOf(view, 3);
    Q_EMIT view.requests()->deleteRequested(3);
    settle();
    QCOMPARE(topOf(view, 4), 0);
    clickUndo(fixture);
    settle();
    QCOMPARE(topOf(view, 3), before);
}

QTEST_MAIN(TestUndo)
#include "tst_undo.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pageundo.h"

#include "support/answeredcall.h"
#include "support/eventually.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/promptgriddialog.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What the user did to the lanes of a page is undone, the latest first.
class TestPageUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClosedLaneComesBack();
    void aClosedLaneSharesTheParameters();
    void aClearedLaneComesBack();
    void allClearedLanesComeBackAtOnce();
    void anAddedLaneGoes();
    void aMovedLaneGoesBack();
    void theNextPromptMakesItFinal();
    void aDeletionUndoneByItsNoticeIsNoLongerUndone();
    void whatIsAskedAgainKeepsNoDeadStep();
    void anAnswerOfANewLaneStays();
    void anAnswerAfterClearingStays();
    void randomActionsAreUndoneOneByOne_data();
    void randomActionsAreUndoneOneByOne();
    void systemPromptsAndModelsMakeLanes();
};

namespace {

constexpr double Fast = 50;

LaneChoice demo(const QString &model)
{
    return {.gateway = u"ruflo"_s, .model = model, .mode = TargetResolver::Mode::Demo};
}

Reply answer(const QString &text)
{
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, text);
    return reply;
}

/// A conversation of so many questions and answers.
Conversation conversationOf(int rounds, const QString &name)
{
    Conversation conversation;
    for (int i = 0; i < rounds; ++i) {
        const QString text = name + QString::number(i);
        const Conversation::TurnId question =
            conversation.append(conversation.last(), Message::of(Role::User, u"Q"_s + text));
        conversation.append(question, Test::answeredCall(answer(u"A"_s + text)));
    }
    return conversation;
}

void openThree(const WindowFixture &fixture)
{
    fixture.window().openLanes({demo(u"ruflo-free"_s), demo(u"ruflo-fast"_s), demo(u"ruflo-pro"_s)});
    for (int i = 0; i < 3; ++i)
        fixture.lane(i).session()->adopt(conversationOf(3, QString(QChar(u'a' + i))));
}

/// Everything about the lanes of a page that a user sees.
QStringList stateOf(const WindowFixture &fixture)
{
    QStringList state;
    for (const Lane *lane : fixture.page().lanes()) {
        QStringList texts{lane->connection()->name(), lane->isMuted() ? u"muted"_s : u"asked"_s};
        const Conversation &conversation = lane->session()->conversation();
        for (const Message &message : conversation.messages(conversation.last()))
            texts << message.text();
        state << texts.join(u' ');
    }
    return state;
}

void undo(const WindowFixture &fixture)
{
    fixture.page().act(Page::Command::Undo);
}

bool canUndo(const WindowFixture &fixture)
{
    return fixture.page().can(Page::Command::Undo);
}

/// Answers the question that asks whether this may be lost.
void confirm(const WindowFixture &fixture)
{
    if (auto *forget = fixture.window().findChild<QPushButton *>(u"forget"_s))
        forget->click();
    settle();
}

void close(const WindowFixture &fixture, int place)
{
    Q_EMIT fixture.lane(place).closeRequested();
    confirm(fixture);
}

void act(const WindowFixture &fixture, QRandomGenerator &random)
{
    const int count = static_cast<int>(fixture.page().lanes().size());
    const int place = random.bounded(count);
    Lane &lane = fixture.lane(place);
    const QList<Conversation::TurnId> path = lane.session()->conversation().path();
    switch (random.bounded(6)) {
    case 0:
        return count > 1 ? close(fixture, place) : void();
    case 1:
        return count < 5 ? void(fixture.page().arrangement()->duplicate(&lane)->session()->adopt(
                               conversationOf(2, QString::number(random.bounded(100)))))
                         : void();
    case 2:
        return fixture.page().arrangement()->move(&lane, random.bounded(count + 1));
    case 3:
        return random.bounded(8) == 0 ? fixture.page().clearAll() : void();
    default:
        break;
    }
    if (path.isEmpty())
        return;
    const int turn = static_cast<int>(path.at(random.bounded(static_cast<int>(path.size()))));
    Q_EMIT lane.view()->requests()->deleteRequested(turn);
}

} // namespace

void TestPageUndo::aClosedLaneComesBack()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    fixture.page().parameters()->setSame(false);
    fixture.lane(1).connection()->setGivenName(u"Mine"_s);
    fixture.lane(1).setParameters({.system = u"Be brief."_s});
    fixture.lane(1).setMuted(true);
    const QStringList before = stateOf(fixture);
    close(fixture, 1);
    QCOMPARE(fixture.page().lanes().size(), 2);
    QVERIFY(canUndo(fixture));
    undo(fixture);
    QCOMPARE(stateOf(fixture), before);
    QCOMPARE(fixture.lane(1).parameters().system, u"Be brief."_s);
    QCOMPARE(fixture.page().currentLane(), &fixture.lane(1));
    QVERIFY(!canUndo(fixture));
}

void TestPageUndo::aClosedLaneSharesTheParameters()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    fixture.page().parameters()->set({.system = u"Be brief."_s});
    close(fixture, 1);
    fixture.page().parameters()->set({.system = u"Be long."_s});
    undo(fixture);
    QCOMPARE(fixture.lane(1).parameters().system, u"Be long."_s);
}

void TestPageUndo::aClearedLaneComesBack()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    const QStringList before = stateOf(fixture);
    Q_EMIT fixture.lane(2).header()->menu()->clearRequested();
    confirm(fixture);
    QVERIFY(fixture.conversation(2).isEmpty());
    undo(fixture);
    QCOMPARE(stateOf(fixture), before);
}

void TestPageUndo::allClearedLanesComeBackAtOnce()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    const QStringList before = stateOf(fixture);
    fixture.page().clearAll();
    QVERIFY(!fixture.page().hasConversation());
    undo(fixture);
    QCOMPARE(stateOf(fixture), before);
}

void TestPageUndo::anAddedLaneGoes()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    QVERIFY(!canUndo(fixture)); // the lanes that a page begins with stay
    const QStringList before = stateOf(fixture);
    fixture.page().arrangement()->addNext();
    QCOMPARE(fixture.page().lanes().size(), 4);
    undo(fixture);
    QCOMPARE(stateOf(fixture), before);
}

void TestPageUndo::aMovedLaneGoesBack()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    const QStringList before = stateOf(fixture);
    fixture.page().arrangement()->move(&fixture.lane(0), 3);
    fixture.page().arrangement()->move(&fixture.lane(2), 1);
    QVERIFY(stateOf(fixture) != before);
    undo(fixture);
    undo(fixture);
    QCOMPARE(stateOf(fixture), before);
}

void TestPageUndo::theNextPromptMakesItFinal()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    close(fixture, 0);
    QVERIFY(canUndo(fixture));
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(!canUndo(fixture));
}

void TestPageUndo::aDeletionUndoneByItsNoticeIsNoLongerUndone()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    const QStringList before = stateOf(fixture);
    Q_EMIT fixture.lane(0).view()->requests()->deleteRequested(1);
    fixture.page().arrangement()->move(&fixture.lane(2), 0);
    fixture.lane(1).messageActions()->undo();
    undo(fixture);
    QCOMPARE(stateOf(fixture), before);
    QVERIFY(!canUndo(fixture));
}

void TestPageUndo::whatIsAskedAgainKeepsNoDeadStep()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    fixture.page().arrangement()->move(&fixture.lane(2), 0);
    Q_EMIT fixture.lane(1).view()->requests()->deleteRequested(1);
    fixture.lane(1).asking()->regenerate(4);
    QVERIFY(fixture.waitUntilIdle());
    undo(fixture);
    QCOMPARE(fixture.lane(2).choice().model, u"ruflo-pro"_s); // the move
    QVERIFY(!canUndo(fixture));
}

void TestPageUndo::anAnswerOfANewLaneStays()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    Q_EMIT fixture.lane(0).view()->requests()->branchRequested(1);
    QCOMPARE(fixture.page().lanes().size(), 4);
    const Lane &branch = fixture.lane(1);
    branch.asking()->regenerate(1);
    QVERIFY(fixture.waitUntilIdle());
    undo(fixture);
    QCOMPARE(fixture.page().lanes().size(), 4);
    QCOMPARE(branch.session()->conversation().versions(1).size(), 2);
}

void TestPageUndo::anAnswerAfterClearingStays()
{
    const WindowFixture fixture(Fast);
    openThree(fixture);
    fixture.page().clearAll();
    ChatSession *session = fixture.lane(0).session();
    QVERIFY(session->change([](Conversation &all) {
        return all.insert(Conversation::Root, Message::of(Role::User, u"hello"_s));
    }));
    fixture.lane(0).asking()->answerAfter(0);
    QVERIFY(fixture.waitUntilIdle());
    undo(fixture);
    QVERIFY(stateOf(fixture).first().contains(u"hello"));
    QVERIFY(stateOf(fixture).at(1).contains(u"Qb0"));
}

void TestPageUndo::randomActionsAreUndoneOneByOne_data()
{
    QTest::addColumn<uint>("seed");
    for (const uint seed : {1U, 2U, 3U})
        QTest::addRow("seed %u", seed) << seed;
}

void TestPageUndo::randomActionsAreUndoneOneByOne()
{
    QFETCH(const uint, seed);
    const WindowFixture fixture(Fast);
    openThree(fixture);
    QRandomGenerator random(seed);
    QList<QStringList> states;
    for (int i = 0; i < 200; ++i) {
        const QStringList before = stateOf(fixture);
        act(fixture, random);
        if (stateOf(fixture) != before)
            states.append(before);
    }
    QVERIFY(states.size() > 50);
    while (canUndo(fixture)) {
        const QStringList now = stateOf(fixture);
        undo(fixture);
        if (stateOf(fixture) != now)
            QCOMPARE(stateOf(fixture), states.takeLast());
    }
    QVERIFY(states.isEmpty());
}

void TestPageUndo::systemPromptsAndModelsMakeLanes()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo-free"_s), demo(u"ruflo-fast"_s)});
    fixture.page().parameters()->set({.system = u"Be brief."_s, .values = {.maxTokens = 7}});
    QAction *action = fixture.menuAction(u"System prompts and &models…"_s);
    QVERIFY(action);
    action->trigger();
    auto *dialog = fixture.window().findChild<PromptGridDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"gridPrompt0"_s)->toPlainText(), u"Be brief."_s);
    dialog->findChild<QLineEdit *>(u"gridName0"_s)->setText(u"Brief"_s);
    dialog->findChild<QLineEdit *>(u"gridName1"_s)->setText(u"Long"_s);
    dialog->findChild<QPlainTextEdit *>(u"gridPrompt1"_s)->setPlainText(u"Write much."_s);
    auto *models = dialog->findChild<QListWidget *>(u"gridModels"_s);
    QCOMPARE(models->count(), 4);
    models->item(3)->setCheckState(Qt::Checked);
    QCOMPARE(dialog->lanes().size(), 6);
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    settle();
    QCOMPARE(fixture.page().lanes().size(), 6);
    QCOMPARE(fixture.lane(1).connection()->name(), u"Long · ruflo-free"_s);
    QCOMPARE(fixture.lane(1).parameters().system, u"Write much."_s);
    QCOMPARE(fixture.lane(1).parameters().values.maxTokens, 7);
    QCOMPARE(fixture.lane(4).choice().model, u"ruflo-pro"_s);
}

QTEST_MAIN(TestPageUndo)
#include "tst_pageundo.moc"

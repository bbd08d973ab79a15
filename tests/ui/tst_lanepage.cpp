// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What happens to the prompt, and to who is asked, when things are stopped, cleared, closed and edited in
/// any order.
class TestLanePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clearingABusyLaneFreesThePrompt();
    void clickOnSendLeavesTheFocusInTheEditor();
    void sendingTooEarlySaysWhy();
    void editingEndsWhenItsLaneIsCleared();
    void anEditOfTheFirstQuestionBringsNoWelcome();
    void promptThatComesBackStaysOutOfAnEdit();
    void promptThatComesBackDuringAnEditStandsBeforeTheDraft();
    void promptOfTwoLanesComesBackOnce();
    void promptThatCannotBeSentComesBackOnce();
    void promptThatAnotherLaneAnsweredStaysAway();
    void promptThatAnotherLaneAnsweredEarlierStaysAway();
    void closingABusyLaneGivesNothingBack();
    void askingAgainTakesTheReturnedPrompt();
    void askingAgainInVainKeepsThePrompt();
    void olderAnswerIsAskedAgain();
    void editingShowsItsLineForANamelessModel();
    void cancellingAnEditRestoresTheDraft();
    void meterFollowsTheGateway();
    void laneThatFailsAtOnceIsNotTheEnd();
    void zoomIsOneForAllLanes();
};

namespace {

constexpr double Fast = 50;
constexpr double Slow = 0.001;

LaneChoice demo(const QString &gateway, const QString &model)
{
    return {.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo};
}

/// It fails at once where there is no key.
const LaneChoice Keyless{
    .gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Live};

} // namespace

void TestLanePage::clearingABusyLaneFreesThePrompt()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    fixture.ask(u"hello"_s);
    QVERIFY(fixture.page().isBusy());
    fixture.page().clearAll();
    fixture.type(u"next"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(fixture.window().findChild<QPushButton *>(u"sendButton"_s)->isEnabled());
    QVERIFY(!fixture.window().findChild<QPushButton *>(u"stopButton"_s)->isVisible());
}

void TestLanePage::clickOnSendLeavesTheFocusInTheEditor()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    fixture.type(u"hello"_s);
    auto *send = fixture.window().findChild<QPushButton *>(u"sendButton"_s);
    send->setFocus();
    send->click();
    QVERIFY(fixture.page().isBusy());
    QCOMPARE(fixture.window().focusWidget(), fixture.page().promptBar()->editor());
}

void TestLanePage::sendingTooEarlySaysWhy()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    const auto *notice = fixture.window().findChild<QLabel *>(u"promptNotice"_s);
    fixture.ask(u"hello"_s);
    QVERIFY(!notice->isVisible());
    fixture.ask(u"and then"_s);
    QVERIFY2(
        notice->isVisible() && notice->text().contains(u"is still answering"), qPrintable(notice->text()));
    QCOMPARE(fixture.typed(), u"and then"_s);
    fixture.page().stopAll();
    QVERIFY(!notice->isVisible());
}

void TestLanePage::editingEndsWhenItsLaneIsCleared()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptTarget()->editLast();
    fixture.lane().session()->clear();
    QVERIFY(fixture.askAndWait(u"my new words"_s));
    QCOMPARE(fixture.conversation().size(), 2);
    QCOMPARE(fixture.conversation().turn(0).message.text(), u"my new words"_s);
}

/// The conversation is empty for a moment.
void TestLanePage::anEditOfTheFirstQuestionBringsNoWelcome()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptTarget()->editLast();
    const auto *welcome = fixture.lane().findChild<QWidget *>(u"welcome"_s);
    QVERIFY(!welcome->isVisible());
    fixture.ask(u"other words"_s);
    QVERIFY(fixture.page().isBusy());
    QVERIFY(!welcome->isVisible());
    QVERIFY(fixture.lane().view()->isVisible());
    QVERIFY(fixture.waitUntilIdle());
}

void TestLanePage::promptThatComesBackStaysOutOfAnEdit()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    fixture.ask(u"hello"_s);
    fixture.page().promptTarget()->editLast();
    fixture.type(u"hello, changed"_s);
    fixture.page().stopAll();
    QCOMPARE(fixture.typed(), u"hello, changed"_s);
}

void TestLanePage::promptThatComesBackDuringAnEditStandsBeforeTheDraft()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    fixture.ask(u"hello"_s);
    fixture.type(u"typed since"_s);
    fixture.page().promptTarget()->editLast();
    fixture.page().stopAll();
    QCOMPARE(fixture.typed(), u"hello"_s); // the question that is edited
    fixture.page().escape();
    QCOMPARE(fixture.typed(), u"hello\ntyped since"_s);
}

void TestLanePage::promptOfTwoLanesComesBackOnce()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    fixture.ask(u"hello"_s);
    fixture.type(u"typed since"_s);
    fixture.page().stopAll();
    QCOMPARE(fixture.typed(), u"hello\ntyped since"_s);
}

void TestLanePage::promptThatCannotBeSentComesBackOnce()
{
    const WindowFixture fixture(Fast);
    qunsetenv("RUAPI_API_KEY");
    fixture.window().openLanes({Keyless, Keyless});
    fixture.ask(u"hello"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), u"hello"_s);
}

void TestLanePage::promptThatAnotherLaneAnsweredStaysAway()
{
    const WindowFixture fixture(Fast);
    qunsetenv("RUAPI_API_KEY");
    fixture.window().openLanes({Keyless, demo(u"ruflo"_s, u"ruflo-free"_s)});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply(0).state, Reply::State::Failed);
    QCOMPARE(fixture.typed(), QString());
    Q_EMIT fixture.lane(0).view()->requests()->retryRequested(
        static_cast<int>(fixture.conversation(0).last()));
    QCOMPARE(fixture.reply(0).state, Reply::State::Failed);
    QCOMPARE(fixture.typed(), QString());
}

void TestLanePage::promptThatAnotherLaneAnsweredEarlierStaysAway()
{
    const WindowFixture fixture(Fast);
    qunsetenv("RUAPI_API_KEY");
    fixture.window().openLanes({Keyless, demo(u"ruflo"_s, u"ruflo-free"_s)});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptTarget()->set(&fixture.lane(1));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    Q_EMIT fixture.lane(0).view()->requests()->retryRequested(
        static_cast<int>(fixture.conversation(0).last()));
    QCOMPARE(fixture.reply(0).state, Reply::State::Failed);
    QCOMPARE(fixture.typed(), QString());
}

void TestLanePage::closingABusyLaneGivesNothingBack()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    fixture.ask(u"hello"_s);
    fixture.page().arrangement()->close(&fixture.lane(1));
    QCOMPARE(fixture.page().lanes().size(), 1);
    QVERIFY(fixture.typed().isEmpty());
}

void TestLanePage::askingAgainTakesTheReturnedPrompt()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.ask(u"hello"_s);
    fixture.page().stopAll();
    QCOMPARE(fixture.typed(), u"hello"_s);
    fixture.page().promptSender()->regenerate();
    QVERIFY(fixture.typed().isEmpty());
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestLanePage::askingAgainInVainKeepsThePrompt()
{
    const WindowFixture fixture(Fast);
    qunsetenv("RUAPI_API_KEY");
    fixture.window().openLanes({Keyless});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.typed(), u"hello"_s);
    Q_EMIT fixture.lane().view()->requests()->retryRequested(static_cast<int>(fixture.conversation().last()));
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.reply().state, Reply::State::Failed);
    QCOMPARE(fixture.typed(), u"hello"_s);
}

void TestLanePage::olderAnswerIsAskedAgain()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    const Conversation::TurnId first = fixture.conversation().path().at(1);
    const Conversation::TurnId last = fixture.conversation().last();
    Q_EMIT fixture.lane().view()->requests()->regenerateRequested(static_cast<int>(first));
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.conversation().versions(first).size(), 2);
    QCOMPARE(fixture.conversation().versions(last).size(), 1);
}

void TestLanePage::editingShowsItsLineForANamelessModel()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"roraos-agent"_s, {})});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptTarget()->editLast();
    QVERIFY(fixture.window().findChild<QPushButton *>(u"cancelEditing"_s)->isVisible());
}

void TestLanePage::cancellingAnEditRestoresTheDraft()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.type(u"a draft"_s);
    fixture.page().promptTarget()->editLast();
    QCOMPARE(fixture.typed(), u"hello"_s);
    fixture.page().escape();
    QCOMPARE(fixture.typed(), u"a draft"_s);
}

void TestLanePage::meterFollowsTheGateway()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const auto *meter = fixture.window().findChild<QLabel *>(u"inputMeterText"_s);
    QVERIFY(eventually([meter] { return meter->isVisible(); }));
    fixture.lane().choose(demo(u"ru-llm"_s, u"gpt-4o"_s));
    QVERIFY(eventually([meter] { return !meter->isVisible(); }));
}

void TestLanePage::laneThatFailsAtOnceIsNotTheEnd()
{
    const WindowFixture fixture(Fast);
    qunsetenv("RUAPI_API_KEY");
    fixture.window().openLanes({Keyless, demo(u"ruflo"_s, u"ruflo-free"_s)});
    QSignalSpy ended(fixture.page().promptSender(), &PromptSender::finished);
    fixture.ask(u"hello"_s);
    QCOMPARE(ended.count(), 0);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(ended.count(), 1);
    QCOMPARE(fixture.reply(0).state, Reply::State::Failed);
    QCOMPARE(fixture.reply(1).state, Reply::State::Complete);
}

void TestLanePage::zoomIsOneForAllLanes()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    Q_EMIT fixture.lane(0).view()->zoomRequested(1);
    QVERIFY(fixture.lane(1).view()->zoom() > 1);
    QCOMPARE(fixture.lane(0).view()->zoom(), fixture.lane(1).view()->zoom());
    QCOMPARE(Settings::zoom().value(), 1);
    Q_EMIT fixture.lane(1).view()->zoomRequested(0);
    QCOMPARE(fixture.lane(0).view()->zoom(), 1.0);
}

QTEST_MAIN(TestLanePage)
#include "tst_lanepage.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "support/manualclock.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::function<void(const WindowFixture &)>)

/// A conversation that a gateway would refuse is not sent in silence.
class TestHistoryGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callWithoutResultIsNotSent();
    void nameOfAToolIsShownAsItIs();
    void answerFirstIsNotSentToMessages();
    void otherDialectsTakeAnAnswerFirst();
    void messageIsShown();
    void beginningOfALongMessageIsShown();
    void messageOfAHiddenLaneIsShown();
    void sendsAnyway();
    void retryOfWhatWasSentAnywayIsSent();
    void noticeGoesWithItsReason();
    void askingAgainIsChecked_data();
    void askingAgainIsChecked();
    void editIsChecked();
    void oneOfSeveralLanesIsNamed();
    void noticeGoesWithItsLane_data();
    void noticeGoesWithItsLane();
};

namespace {

constexpr double Fast = 50;
const QString Claude = u"ruapi-claude"_s;

/// A question, an answer that calls a tool, a question and its answer.
Conversation withCall(const QString &text = u"I look."_s, const QString &tool = u"get_weather"_s)
{
    Conversation conversation;
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, text);
    reply.choices[0].parts.append(ToolCall{.id = u"1"_s, .name = tool, .arguments = u"{}"_s});
    const Message question = Message::of(Role::User, u"What is the weather?"_s);
    conversation.append(conversation.append(Conversation::Root, question), Test::answeredCall(reply));
    reply.choices[0].parts.removeLast();
    conversation.append(conversation.append(1, question), Test::answeredCall(reply));
    return conversation;
}

QWidget &notice(const WindowFixture &fixture)
{
    return *fixture.page().findChild<QWidget *>(u"historyNotice"_s);
}

QString noticeText(const WindowFixture &fixture)
{
    return notice(fixture).isVisible() ? notice(fixture).findChild<QLabel *>(u"historyNoticeText"_s)->text()
                                       : QString();
}

void click(const WindowFixture &fixture, const QString &button)
{
    QTest::mouseClick(notice(fixture).findChild<QPushButton *>(button), Qt::LeftButton);
}

void openLane(const WindowFixture &fixture, const QString &gateway)
{
    const Gateway *known = fixture.resolver().catalog().find(gateway);
    QVERIFY(known);
    fixture.window().openLanes(
        {{.gateway = gateway, .model = known->defaultModel(), .mode = TargetResolver::Mode::Demo}});
}

} // namespace

void TestHistoryGuard::callWithoutResultIsNotSent()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.conversation().path().size(), 4);
    QCOMPARE(fixture.typed(), u"And tomorrow?"_s);
    QVERIFY2(noticeText(fixture).contains(u"The tool call get_weather in message 2 has no result"),
        qPrintable(noticeText(fixture)));
}

void TestHistoryGuard::nameOfAToolIsShownAsItIs()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall({}, u"<b>%2</b>"_s)));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY2(noticeText(fixture).contains(u"The tool call <b>%2</b> in message 2 has"),
        qPrintable(noticeText(fixture)));
}

void TestHistoryGuard::answerFirstIsNotSentToMessages()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Claude);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    fixture.ask(u"And?"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), u"And?"_s);
    QVERIFY2(noticeText(fixture).contains(u"begin with a user message, and message 1 is an answer"),
        qPrintable(noticeText(fixture)));
}

void TestHistoryGuard::otherDialectsTakeAnAnswerFirst()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    QVERIFY(fixture.askAndWait(u"And?"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    QCOMPARE(noticeText(fixture), QString());
}

void TestHistoryGuard::messageIsShown()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"showRefused"_s);
    QCOMPARE(fixture.lane().view()->selectedTurns(), QList<int>({1}));
    QVERIFY(fixture.lane().view()->textCursor().selectedText().contains(u"I look."));
}

void TestHistoryGuard::beginningOfALongMessageIsShown()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall(u"Line.\n\n"_s.repeated(200))));
    ConversationView &view = *fixture.lane().view();
    settle();
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"showRefused"_s);
    settle();
    QCOMPARE(view.selectedTurns(), QList<int>({1}));
    const QList<ConversationView::VisibleMessage> visibleMessages = view.visibleMessages();
    const auto message = std::ranges::find(visibleMessages, 1, &ConversationView::VisibleMessage::turn);
    QVERIFY(message != visibleMessages.end());
    QVERIFY2(message->top >= 0, qPrintable(QString::number(message->top)));
}

void TestHistoryGuard::messageOfAHiddenLaneIsShown()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.lane(1).session()->adopt(withCall()));
    fixture.page().arrangement()->toggleMaximized(&fixture.lane(0));
    QVERIFY(!fixture.lane(1).isVisible());
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"showRefused"_s);
    QVERIFY(fixture.lane(1).isVisible());
    QCOMPARE(fixture.page().currentLane(), &fixture.lane(1));
    QCOMPARE(fixture.lane(1).view()->selectedTurns(), QList<int>({1}));
}

void TestHistoryGuard::sendsAnyway()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.page().isBusy());
    QCOMPARE(noticeText(fixture), QString());
    QCOMPARE(fixture.window().focusWidget(), fixture.page().promptBar()->editor());
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.conversation().path().size(), 6);
    QCOMPARE(fixture.typed(), QString());
    fixture.ask(u"And then?"_s); // it was let pass once
    QVERIFY(!noticeText(fixture).isEmpty());
}

void TestHistoryGuard::retryOfWhatWasSentAnywayIsSent()
{
    ManualClock clock;
    const WindowFixture fixture(Fast, &clock);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.lane().connection()->setFault(u"429"_s);
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.waitUntilIdle());
    fixture.lane().findChild<QPushButton *>(u"retryWhenReady"_s)->click();
    clock.pass(5s);
    QVERIFY2(fixture.page().isBusy(), qPrintable(noticeText(fixture)));
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    Q_EMIT fixture.lane().view()->requests()->regenerateRequested(
        static_cast<int>(fixture.conversation().last()));
    QVERIFY(!noticeText(fixture).isEmpty()); // which is no retry
}

void TestHistoryGuard::noticeGoesWithItsReason()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    QVERIFY(noticeText(fixture).contains(u"in message 1 has"));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(1);
    QCOMPARE(noticeText(fixture), QString());
    QVERIFY(fixture.askAndWait(fixture.typed()));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestHistoryGuard::askingAgainIsChecked_data()
{
    QTest::addColumn<std::function<void(const WindowFixture &)>>("again");
    using Again = std::function<void(const WindowFixture &)>;
    QTest::newRow("in all lanes") << Again(
        [](const WindowFixture &fixture) { fixture.page().promptSender()->regenerate(); });
    QTest::newRow("message menu") << Again([](const WindowFixture &fixture) {
        Q_EMIT fixture.lane().view()->requests()->regenerateRequested(3);
    });
    QTest::newRow("try again") << Again(
        [](const WindowFixture &fixture) { Q_EMIT fixture.lane().view()->requests()->retryRequested(3); });
    QTest::newRow("lane menu") << Again(
        [](const WindowFixture &fixture) { Q_EMIT fixture.lane().header()->menu()->regenerateRequested(); });
}

void TestHistoryGuard::askingAgainIsChecked()
{
    QFETCH(const std::function<void(const WindowFixture &)>, again);
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    again(fixture);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(noticeText(fixture).contains(u"get_weather in message 2"));
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.conversation().versions(3).size(), 2);
}

void TestHistoryGuard::editIsChecked()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.page().promptTarget()->editLast();
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY(!noticeText(fixture).isEmpty());
    QCOMPARE(fixture.typed(), u"And tomorrow?"_s);
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.conversation().versions(2).size(), 2);

    Q_EMIT fixture.lane().view()->requests()->editRequested(0); // the call is not before it
    fixture.ask(u"And here?"_s);
    QVERIFY(fixture.page().isBusy());
    QVERIFY(fixture.waitUntilIdle());
}

void TestHistoryGuard::oneOfSeveralLanesIsNamed()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.lane(1).session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY2(noticeText(fixture).contains(u"ruflo-fast: The tool call"), qPrintable(noticeText(fixture)));
    QVERIFY(fixture.conversation(0).isEmpty()); // nothing was sent to any
    fixture.lane(1).setMuted(true);
    QVERIFY(fixture.askAndWait(fixture.typed()));
    QCOMPARE(fixture.conversation(0).path().size(), 2);
    QCOMPARE(noticeText(fixture), QString());
}

void TestHistoryGuard::noticeGoesWithItsLane_data()
{
    QTest::addColumn<bool>("closes");
    QTest::newRow("muted") << false;
    QTest::newRow("closed") << true;
}

void TestHistoryGuard::noticeGoesWithItsLane()
{
    QFETCH(const bool, closes);
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.lane(1).session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY(!noticeText(fixture).isEmpty());
    if (closes)
        fixture.page().arrangement()->close(&fixture.lane(1));
    else
        fixture.lane(1).setMuted(true);
    QVERIFY(eventually([&] { return noticeText(fixture).isEmpty(); }));
    QCOMPARE(fixture.typed(), u"And tomorrow?"_s);
}

QTEST_MAIN(TestHistoryGuard)
#include "tst_historyguard.moc"

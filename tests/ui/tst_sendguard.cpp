// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "support/manualclock.h"
#include "ui/compose/attachmentbar.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/edit/longtextedit.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"

#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::function<void(const WindowFixture &)>)

/// What a gateway would refuse or ignore is not sent in silence.
class TestSendGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callWithoutResultIsNotSent();
    void noticeGoesWithTheEmptiedPrompt();
    void nameOfAToolIsShownAsItIs();
    void answerFirstIsNotSentToMessages();
    void otherDialectsTakeAnAnswerFirst();
    void messageIsShown();
    void beginningOfALongMessageIsShown();
    void messageOfAHiddenLaneIsShown();
    void historyIsRepaired_data();
    void historyIsRepaired();
    void sendsAnyway();
    void retryOfWhatWasSentAnywayIsSent();
    void noticeGoesWithItsReason();
    void askingAgainIsChecked_data();
    void askingAgainIsChecked();
    void editIsChecked();
    void oneOfSeveralLanesIsNamed();
    void noticeGoesWithItsLane_data();
    void noticeGoesWithItsLane();
    void noticeOfAMissingModelGoesWithItsLane();
    void badParameterIsNotSent();
    void badParameterIsFixedWithAClick();
    void sameParametersStayTheSame();
    void ownParametersAreFixedAlone();
    void sentAnywayIsNotAskedAgain();
    void changedAgainIsAskedAgain();
    void severalReasonsAreListed();
    void reasonOfOneLaneIsNamed();
    void noticeLeadsToExtraJson();
    void badParameterMarksTheLink();
    void variablesAreFilledIn();
    void variablesOfEachLane();
    void variablesAreChecked();
    void variablesWithoutAValueAreOffered();
    void promptWithVariablesComesBackAsTyped();
    void attachmentsGoWithVariables();
    void askingAgainChecksTheParameters();
    void askingAgainIsNoPrefill();
    void attachmentsDoNotStopAskingAgain();
    void anEmptyLaneDoesNotStopAskingAgain();
    void chosenPromptIsSentAnyway();
    void chosenPromptThatIsStoppedIsInTheEmptyEditor();
    void noticeLeadsToTheSchema();
    void blankPromptIsNotSentAnyway();
};

namespace {

constexpr double Fast = 50;
const QString Claude = u"ruapi-claude"_s;
const QString Compatible = u"openai-compatible"_s;

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

Part picture()
{
    QImage image(4, 3, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    image.save(&file, "png");
    return ImagePart{.mediaType = u"image/png"_s, .bytes = file.data()};
}

QWidget &notice(const WindowFixture &fixture)
{
    return *fixture.page().promptBar()->findChild<QWidget *>(u"promptNotices"_s);
}

QString noticeText(const WindowFixture &fixture)
{
    return notice(fixture).isVisible() ? notice(fixture).findChild<QLabel *>(u"promptNotice"_s)->text()
                                       : QString();
}

void click(const WindowFixture &fixture, const QString &button)
{
    QTest::mouseClick(notice(fixture).findChild<QPushButton *>(button), Qt::LeftButton);
}

void openLane(const WindowFixture &fixture, const QString &gateway, const LaneParameters &parameters = {})
{
    const Gateway *known = fixture.resolver().catalog().find(gateway);
    QVERIFY(known);
    const QString model = known->tiers.isEmpty() ? u"gpt-4o-mini"_s : known->defaultModel();
    fixture.window().openLanes({{.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo}});
    fixture.page().parameters()->set(parameters);
}

} // namespace

void TestSendGuard::callWithoutResultIsNotSent()
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

void TestSendGuard::noticeGoesWithTheEmptiedPrompt()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY(!noticeText(fixture).isEmpty());
    fixture.type({});
    QVERIFY(eventually([&] { return noticeText(fixture).isEmpty(); }));
}

void TestSendGuard::nameOfAToolIsShownAsItIs()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall({}, u"<b>%2</b>"_s)));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY2(noticeText(fixture).contains(u"The tool call <b>%2</b> in message 2 has"),
        qPrintable(noticeText(fixture)));
}

void TestSendGuard::answerFirstIsNotSentToMessages()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Claude);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    fixture.ask(u"And?"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), u"And?"_s);
    QVERIFY2(noticeText(fixture).contains(u"start with a user message, but message 1 is an answer"),
        qPrintable(noticeText(fixture)));
}

void TestSendGuard::otherDialectsTakeAnAnswerFirst()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    QVERIFY(fixture.askAndWait(u"And?"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    QCOMPARE(noticeText(fixture), QString());
}

void TestSendGuard::messageIsShown()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall()));
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"showReason"_s);
    QCOMPARE(fixture.lane().view()->selectedTurns(), QList<int>({1}));
    QVERIFY(fixture.lane().view()->textCursor().selectedText().contains(u"I look."));
}

void TestSendGuard::beginningOfALongMessageIsShown()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.lane().session()->adopt(withCall(u"Line.\n\n"_s.repeated(200))));
    ConversationView &view = *fixture.lane().view();
    settle();
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"showReason"_s);
    settle();
    QCOMPARE(view.selectedTurns(), QList<int>({1}));
    const QList<ConversationView::VisibleMessage> visibleMessages = view.visibleMessages();
    const auto message = std::ranges::find(visibleMessages, 1, &ConversationView::VisibleMessage::turn);
    QVERIFY(message != visibleMessages.end());
    QVERIFY2(message->top >= 0, qPrintable(QString::number(message->top)));
}

void TestSendGuard::messageOfAHiddenLaneIsShown()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.lane(1).session()->adopt(withCall()));
    fixture.page().arrangement()->toggleMaximized(&fixture.lane(0));
    QVERIFY(!fixture.lane(1).isVisible());
    fixture.ask(u"And tomorrow?"_s);
    click(fixture, u"showReason"_s);
    QVERIFY(fixture.lane(1).isVisible());
    QCOMPARE(fixture.page().currentLane(), &fixture.lane(1));
    QCOMPARE(fixture.lane(1).view()->selectedTurns(), QList<int>({1}));
}

void TestSendGuard::historyIsRepaired_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::addColumn<Conversation>("conversation");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("repair");
    Conversation answerFirst;
    answerFirst.append(
        Conversation::Root, Conversation::Turn::written(Message::of(Role::Assistant, u"Hi"_s)));
    Conversation resultFirst;
    resultFirst.append(Conversation::Root, Conversation::Turn::written(Message::result(u"1"_s, u"22"_s)));
    Conversation withPicture;
    withPicture.append(
        Conversation::Root, Conversation::Turn::written(Message::prompt(u"What is this?"_s, {picture()})));
    QTest::newRow("no result") << Compatible << withCall() << u"has no result"_s << u"Add an empty result"_s;
    QTest::newRow("answer first") << Claude << answerFirst << u"is an answer"_s << u"Delete it"_s;
    QTest::newRow("result first") << Compatible << resultFirst << u"is the result"_s << u"Delete it"_s;
    QTest::newRow("picture") << u"floopfloop"_s << withPicture << u"takes text only"_s << u"Remove it"_s;
}

void TestSendGuard::historyIsRepaired()
{
    QFETCH(const QString, gateway);
    QFETCH(const Conversation, conversation);
    QFETCH(const QString, words);
    QFETCH(const QString, repair);
    const WindowFixture fixture(Fast);
    openLane(fixture, gateway);
    QVERIFY(fixture.lane().session()->adopt(conversation));
    fixture.ask(u"And tomorrow?"_s);
    QVERIFY2(noticeText(fixture).contains(words), qPrintable(noticeText(fixture)));
    QCOMPARE(notice(fixture).findChild<QPushButton *>(u"mend"_s)->text(), repair);
    click(fixture, u"mend"_s);
    QCOMPARE(noticeText(fixture), QString());
    QCOMPARE(fixture.window().focusWidget(), fixture.page().promptBar()->editor());
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(fixture.askAndWait(fixture.typed()));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestSendGuard::sendsAnyway()
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

void TestSendGuard::retryOfWhatWasSentAnywayIsSent()
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

void TestSendGuard::noticeGoesWithItsReason()
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

void TestSendGuard::askingAgainIsChecked_data()
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

void TestSendGuard::askingAgainIsChecked()
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

void TestSendGuard::editIsChecked()
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

void TestSendGuard::oneOfSeveralLanesIsNamed()
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

void TestSendGuard::noticeGoesWithItsLane_data()
{
    QTest::addColumn<bool>("closes");
    QTest::newRow("muted") << false;
    QTest::newRow("closed") << true;
}

void TestSendGuard::noticeGoesWithItsLane()
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

void TestSendGuard::noticeOfAMissingModelGoesWithItsLane()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->add(
        {.gateway = u"openai-compatible"_s, .model = {}, .mode = TargetResolver::Mode::Live});
    fixture.ask(u"Hello"_s);
    QVERIFY2(noticeText(fixture).contains(u"needs a model"), qPrintable(noticeText(fixture)));
    fixture.page().arrangement()->close(&fixture.lane(1));
    QVERIFY(eventually([&] { return noticeText(fixture).isEmpty(); }));
}

void TestSendGuard::badParameterIsNotSent()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.values = {.temperature = 2.5}});
    fixture.ask(u"Hello"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(fixture.conversation().isEmpty());
    QCOMPARE(fixture.typed(), u"Hello"_s);
    QCOMPARE(noticeText(fixture), u"Nothing was sent. Temperature is 2.5; it may be 0 to 2."_s);
}

void TestSendGuard::badParameterIsFixedWithAClick()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.values = {.temperature = 2.5}});
    fixture.ask(u"Hello"_s);
    click(fixture, u"mend"_s);
    QCOMPARE(fixture.lane().parameters().values.temperature, std::optional(2.0));
    QCOMPARE(noticeText(fixture), QString());
    QVERIFY(fixture.conversation().isEmpty());
    QVERIFY(fixture.askAndWait(fixture.typed()));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestSendGuard::sameParametersStayTheSame()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    fixture.page().arrangement()->addNext();
    fixture.page().parameters()->set({.values = {.temperature = 2.5}});
    fixture.ask(u"Hello"_s);
    QVERIFY2(
        noticeText(fixture).startsWith(u"Nothing was sent. Temperature"), qPrintable(noticeText(fixture)));
    click(fixture, u"mend"_s);
    QCOMPARE(fixture.lane(0).parameters(), fixture.lane(1).parameters());
    QCOMPARE(fixture.lane(1).parameters().values.temperature, std::optional(2.0));
}

void TestSendGuard::ownParametersAreFixedAlone()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    fixture.page().arrangement()->addNext();
    fixture.page().parameters()->setSame(false);
    fixture.lane(0).setParameters({.values = {.temperature = 0.5}});
    fixture.lane(1).setParameters({.values = {.temperature = 2.5}});
    fixture.ask(u"Hello"_s);
    QVERIFY2(noticeText(fixture).contains(fixture.page().nameOf(&fixture.lane(1)) + u": Temperature"_s),
        qPrintable(noticeText(fixture)));
    click(fixture, u"mend"_s);
    QCOMPARE(fixture.lane(0).parameters().values.temperature, std::optional(0.5));
    QCOMPARE(fixture.lane(1).parameters().values.temperature, std::optional(2.0));
}

void TestSendGuard::sentAnywayIsNotAskedAgain()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.values = {.temperature = 2.5}});
    fixture.ask(u"Hello"_s);
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.page().isBusy());
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(noticeText(fixture), QString());
    fixture.type(u"And again"_s);
    fixture.ask(u"And again"_s);
    QCOMPARE(noticeText(fixture), QString());
    QVERIFY(fixture.waitUntilIdle());
}

void TestSendGuard::changedAgainIsAskedAgain()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.values = {.temperature = 2.5}});
    fixture.ask(u"Hello"_s);
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.waitUntilIdle());
    fixture.page().parameters()->set({.values = {.temperature = 2.6}});
    fixture.type({});
    fixture.ask(u"Hello"_s);
    QVERIFY2(noticeText(fixture).contains(u"Temperature is 2.6"), qPrintable(noticeText(fixture)));
}

void TestSendGuard::severalReasonsAreListed()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible,
        {.values = {
             .temperature = 3, .topP = 2, .verbosity = u"a"_s, .topLogprobs = 3, .serviceTier = u"b"_s}});
    fixture.ask(u"Hello"_s);
    QList<QLabel *> rows = notice(fixture).findChildren<QLabel *>(u"promptNotice"_s);
    rows.removeIf([](const QLabel *row) { return !row->isVisible(); });
    QCOMPARE(rows.size(), PromptNotice::MostShown);
    QCOMPARE(notice(fixture).findChild<QLabel *>(u"moreNotices"_s)->text(), u"and 2 more"_s);
}

void TestSendGuard::reasonOfOneLaneIsNamed()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    fixture.page().arrangement()->addNext();
    fixture.lane(1).choose({.gateway = Claude, .model = u"claude-3-5-sonnet-20241022"_s});
    fixture.page().parameters()->set({.values = {.thinkingTokens = 2000}});
    fixture.ask(u"Hello"_s);
    QVERIFY2(noticeText(fixture).contains(
                 u"sonnet-20241022: claude-3-5-sonnet-20241022 does not support thinking"),
        qPrintable(noticeText(fixture)));
}

void TestSendGuard::noticeLeadsToExtraJson()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.extra = u"{\"temprature\":1}"_s});
    fixture.ask(u"Hello"_s);
    click(fixture, u"mend"_s);
    settle();
    QVERIFY(fixture.window().focusWidget());
    QCOMPARE(fixture.window().focusWidget()->objectName(), u"parameter_extra"_s);
}

void TestSendGuard::badParameterMarksTheLink()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    const auto *link = fixture.window().findChild<QPushButton *>(u"promptParameters"_s);
    QVERIFY(!link->property("problem").toBool());
    fixture.page().parameters()->set({.values = {.temperature = 2.5}});
    QVERIFY(link->property("problem").toBool());
    QVERIFY2(link->toolTip().contains(u"Temperature is 2.5"), qPrintable(link->toolTip()));
}

void TestSendGuard::variablesAreFilledIn()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible,
        {.system = u"In {{city}}."_s, .variables = {{.name = u"city"_s, .value = u"Oslo"_s}}});
    QVERIFY(fixture.askAndWait(u"To {{city}} and \\{{city}}"_s));
    QCOMPARE(fixture.conversation().turn(0).message.text(), u"To Oslo and {{city}}"_s);
    QCOMPARE(fixture.conversation().turn(1).call->request.system, u"In Oslo."_s);
    QVERIFY(fixture.shown().contains(u"To Oslo and"));
}

void TestSendGuard::variablesOfEachLane()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    fixture.page().arrangement()->addNext();
    fixture.page().parameters()->setSame(false);
    fixture.lane(0).setParameters({.variables = {{.name = u"city"_s, .value = u"Oslo"_s}}});
    fixture.lane(1).setParameters({.variables = {{.name = u"city"_s, .value = u"Rome"_s}}});
    QVERIFY(fixture.askAndWait(u"To {{city}}"_s));
    QCOMPARE(fixture.conversation(0).turn(0).message.text(), u"To Oslo"_s);
    QCOMPARE(fixture.conversation(1).turn(0).message.text(), u"To Rome"_s);
}

void TestSendGuard::variablesAreChecked()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.variables = {{.name = u"city"_s, .value = u"Oslo"_s}}});
    fixture.ask(u"To {{town}}"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY2(noticeText(fixture).contains(u"Undefined variables: town."), qPrintable(noticeText(fixture)));
    fixture.type(u"To {{city}}"_s);
    QVERIFY(eventually([&] { return noticeText(fixture).isEmpty(); }));
    fixture.type({});
    QVERIFY(fixture.askAndWait(u"To {{city}}"_s));
    QVERIFY(fixture.askAndWait(u"And then?"_s)); // which need not use them all
    QCOMPARE(noticeText(fixture), QString());
    fixture.page().promptTarget()->edit(&fixture.lane(), 0);
    QCOMPARE(fixture.typed(), u"To {{city}}"_s); // as it was typed
    QVERIFY(fixture.askAndWait(fixture.typed() + u", or else?"_s));
    const Conversation &conversation = fixture.conversation();
    QCOMPARE(conversation.turn(conversation.path().first()).message.text(), u"To Oslo, or else?"_s);
    QCOMPARE(noticeText(fixture), QString());
}

void TestSendGuard::variablesWithoutAValueAreOffered()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    auto *offer = fixture.page().promptBar()->findChild<QPushButton *>(u"variableOffer"_s);
    fixture.type(u"To {{city}}, not `{{code}}`"_s);
    QVERIFY(eventually([offer] { return !offer->isHidden(); }));
    QCOMPARE(offer->text(), u"1 variables without a value: city"_s);
    offer->click();
    QCOMPARE(fixture.lane().parameters().variables, QList<Variable>({{.name = u"city"_s, .value = {}}}));
    const auto value = [&fixture] {
        return fixture.window().findChild<LongTextEdit *>(u"variableValue"_s);
    };
    QVERIFY(eventually([&value] { return value() != nullptr; }));
    QTest::keyClicks(value(), u"Oslo"_s);
    QTest::keyClick(value(), Qt::Key_Return); // one of its own lines begins with Shift
    QCOMPARE(fixture.lane().parameters().variables.first().value, u"Oslo"_s);
    QVERIFY(eventually([offer] { return offer->isHidden(); }));
    fixture.type({});
    QVERIFY(fixture.askAndWait(u"To {{city}}, not `{{code}}`"_s));
}

void TestSendGuard::promptWithVariablesComesBackAsTyped()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.variables = {{.name = u"city"_s, .value = u"Oslo"_s}}});
    fixture.lane().connection()->setFault(u"500"_s);
    QVERIFY(fixture.askAndWait(u"To {{city}}"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Failed);
    QCOMPARE(fixture.typed(), u"To {{city}}"_s);
}

void TestSendGuard::attachmentsGoWithVariables()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.variables = {{.name = u"city"_s, .value = u"Oslo"_s}}});
    fixture.lane().connection()->setFault(u"500"_s);
    AttachmentBar &attachments = *fixture.page().promptBar()->attachments();
    attachments.addText(u"a.txt"_s, u"{{city}}"_s);
    QVERIFY(eventually([&] { return attachments.parts().size() == 1; }));
    const QList<Part> parts = attachments.parts();
    QVERIFY(fixture.askAndWait(u"To {{city}}"_s));
    QCOMPARE(fixture.conversation().turn(0).message, Message::prompt(u"To Oslo"_s, parts));
    QCOMPARE(fixture.page().promptBar()->prompt(), Message::prompt(u"To {{city}}"_s, parts));
}

void TestSendGuard::askingAgainChecksTheParameters()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {});
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    fixture.page().parameters()->set({.values = {.temperature = 2.5}});
    fixture.page().promptSender()->regenerate();
    QVERIFY(!fixture.page().isBusy());
    QVERIFY2(noticeText(fixture).contains(u"Temperature is 2.5"), qPrintable(noticeText(fixture)));
}

void TestSendGuard::askingAgainIsNoPrefill()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Claude);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    fixture.page().parameters()->set({.values = {.maxTokens = 4000, .thinkingTokens = 2000}});
    const auto *link = fixture.window().findChild<QPushButton *>(u"promptParameters"_s);
    QVERIFY2(!link->toolTip().contains(u"begun by you"), qPrintable(link->toolTip()));
    fixture.page().promptSender()->regenerate();
    QVERIFY2(!noticeText(fixture).contains(u"begun by you"), qPrintable(noticeText(fixture)));
}

void TestSendGuard::attachmentsDoNotStopAskingAgain()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, u"floopfloop"_s);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    AttachmentBar &attachments = *fixture.page().promptBar()->attachments();
    attachments.setParts({picture()});
    QVERIFY2(noticeText(fixture).contains(u"takes no pictures"), qPrintable(noticeText(fixture)));
    fixture.page().promptSender()->regenerate();
    QVERIFY(fixture.page().isBusy());
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(noticeText(fixture).contains(u"takes no pictures")); // it would still stop the prompt
}

void TestSendGuard::anEmptyLaneDoesNotStopAskingAgain()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Claude);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    fixture.page().arrangement()->add(
        {.gateway = u"openai-compatible"_s, .model = {}, .mode = TargetResolver::Mode::Live});
    fixture.page().promptSender()->regenerate();
    QVERIFY2(fixture.page().isBusy(), qPrintable(noticeText(fixture)));
    QVERIFY(fixture.waitUntilIdle());
}

void TestSendGuard::chosenPromptIsSentAnyway()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.values = {.temperature = 2.5}});
    fixture.type(u"A draft"_s);
    Q_EMIT fixture.lane().promptChosen(u"An example"_s);
    QVERIFY(!noticeText(fixture).isEmpty());
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.conversation().turn(0).message.text(), u"An example"_s);
    QCOMPARE(fixture.typed(), u"An example\nA draft"_s); // the gateway refused it, indeed
}

void TestSendGuard::chosenPromptThatIsStoppedIsInTheEmptyEditor()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.values = {.temperature = 2.5}});
    Q_EMIT fixture.lane().promptChosen(u"An example"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(!noticeText(fixture).isEmpty());
    QCOMPARE(fixture.typed(), u"An example"_s);
    click(fixture, u"sendAnyway"_s);
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.conversation().turn(0).message.text(), u"An example"_s);
}

void TestSendGuard::noticeLeadsToTheSchema()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.format = {.kind = AnswerFormat::Kind::JsonSchema, .schema = "{"}});
    fixture.ask(u"Hello"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY2(noticeText(fixture).contains(u"The schema in the parameters cannot be sent"),
        qPrintable(noticeText(fixture)));
    QVERIFY(!notice(fixture).findChild<QPushButton *>(u"sendAnyway"_s)->isVisible());
    click(fixture, u"mend"_s);
    settle();
    QVERIFY(fixture.window().focusWidget());
    QCOMPARE(fixture.window().focusWidget()->objectName(), u"schemaEditor"_s);
}

/// What is sent would be nothing, and the prompt would be lost.
void TestSendGuard::blankPromptIsNotSentAnyway()
{
    const WindowFixture fixture(Fast);
    openLane(fixture, Compatible, {.variables = {{.name = u"city"_s, .value = u" "_s}}});
    fixture.ask(u"{{city}}"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY2(noticeText(fixture).contains(u"blank once its variables are filled in"),
        qPrintable(noticeText(fixture)));
    QVERIFY(!notice(fixture).findChild<QPushButton *>(u"sendAnyway"_s)->isVisible());
    QCOMPARE(fixture.typed(), u"{{city}}"_s);
}

QTEST_MAIN(TestSendGuard)
#include "tst_sendguard.moc"

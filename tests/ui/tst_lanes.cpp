// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/tierbutton.h"
#include "ui/playground/laneanswer.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanestrip.h"
#include "ui/playground/scrolllink.h"
#include "ui/playground/welcomepanel.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Any number of lanes on a page: their places, and who is asked.
class TestLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesStandInRowsThatCanBeRead_data();
    void lanesStandInRowsThatCanBeRead();
    void aLaneThatChangesItsRowKeepsTheFocus();
    void draggedLaneIsDroppedBeforeAnother();
    void draggedLaneIsDroppedAtTheEnd();
    void escapeEndsADrag();
    void lanesMoveByKeyboard();
    void duplicateStandsBesideItsLane();
    void maximizedLaneIsAloneAndComesBack();
    void closingTheMaximizedLaneShowsTheOthers();
    void theNeighbourOfAClosedLaneIsCurrent();
    void aPressInAnEmptyLaneMakesItCurrent();
    void theWelcomeIsBackWhenThePromptIsForgottenAtOnce();
    void mutedLanesAreNotAsked();
    void allLanesMutedMeansNothingToSend();
    void theOnlyLaneIsNotMuted();
    void promptSaysWhomItAsks();
    void badgesStandInOnePlaceAndLeaveTheName();
    void tabGoesThroughTheLanesAsTheyStand();
    void findSaysWhichLaneItSearches();
    void figuresWithoutRoomAreBehindTheirCount();
    void laneMenuWaitsForTheAnswer();
    void promptForOneLaneAlone();
    void promptForOneLaneWhileAnotherRuns();
    void closingTheLaneThatIsAimedAtAimsAtAll();
    void namesakesAreToldApart();
    void lanesScrollTogetherWhereTheReaderScrolls();
    void laneNamesTheModelThatAnswered();
    void aLaneIsNamed();
    void RL_11_allAnswersAreSeen();
};

namespace {

constexpr double Fast = 50;
constexpr double Slow = 0.001;

LaneChoice demo(const QString &gateway, const QString &model)
{
    return {.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo};
}

void openRuflo(const WindowFixture &fixture)
{
    fixture.window().resize(1300, 800);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ruflo"_s, u"ruflo-fast"_s),
        demo(u"ruflo"_s, u"ruflo-smart"_s), demo(u"ruflo"_s, u"ruflo-pro"_s)});
}

QString order(const WindowFixture &fixture)
{
    QStringList models;
    for (const Lane *lane : fixture.page().lanes())
        models << lane->choice().model.section(u'-', -1);
    return models.join(u' ');
}

void drag(LaneHeader *header, const QPoint &global)
{
    const QPoint grip(header->width() - 60, header->height() - 6);
    QTest::mousePress(header, Qt::LeftButton, {}, grip);
    QTest::mouseMove(header, header->mapFromGlobal(global));
}

void drop(LaneHeader *header, const QPoint &global)
{
    QTest::mouseRelease(header, Qt::LeftButton, {}, header->mapFromGlobal(global));
}

QPoint leftPart(const Lane &lane)
{
    return lane.mapToGlobal(QPoint(lane.width() / 4, 40));
}

QPoint rightPart(const Lane &lane)
{
    return lane.mapToGlobal(QPoint(lane.width() * 3 / 4, 40));
}

QString target(const WindowFixture &fixture)
{
    const auto *label = fixture.window().findChild<QLabel *>(u"promptTarget"_s);
    return label->isVisible() ? label->text() : QString();
}

int turnCount(const WindowFixture &fixture, int lane)
{
    return static_cast<int>(fixture.conversation(lane).size());
}

} // namespace

void TestLanes::lanesStandInRowsThatCanBeRead_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("scrolls");
    const QSize small(1100, 700);
    const QSize usual(1600, 1000);
    QTest::newRow("1") << 1 << small << 1 << false;
    QTest::newRow("3, small window") << 3 << small << 1 << false;
    QTest::newRow("4, small window") << 4 << small << 1 << false;
    QTest::newRow("8, small window") << 8 << small << 2 << false;
    QTest::newRow("4, as the window opens first") << 4 << QSize(1200, 800) << 1 << false;
    QTest::newRow("8, as the window opens first") << 8 << QSize(1200, 800) << 2 << false;
    QTest::newRow("4") << 4 << usual << 1 << false;
    QTest::newRow("6") << 6 << usual << 2 << false;
    QTest::newRow("7") << 7 << usual << 2 << false;
    QTest::newRow("8") << 8 << usual << 2 << false;
    QTest::newRow("20") << 20 << usual << 2 << true;
}

void TestLanes::lanesStandInRowsThatCanBeRead()
{
    QFETCH(const int, count);
    QFETCH(const QSize, size);
    const WindowFixture fixture(Fast);
    fixture.window().resize(size);
    fixture.window().openLanes(QList<LaneChoice>(count, demo(u"ruflo"_s, u"ruflo-free"_s)));
    settle();
    QSet<int> tops;
    for (const Lane *lane : fixture.page().lanes()) {
        tops.insert(lane->mapTo(&fixture.window(), QPoint()).y());
        QVERIFY2(lane->width() >= 228, qPrintable(QString::number(lane->width())));
        QVERIFY2(lane->height() >= 210, qPrintable(QString::number(lane->height())));
    }
    QTEST(static_cast<int>(tops.size()), "rows");
    QTEST(fixture.page().findChild<LaneStrip *>()->horizontalScrollBar()->maximum() > 0, "scrolls");
}

void TestLanes::aLaneThatChangesItsRowKeepsTheFocus()
{
    const WindowFixture fixture(Fast);
    fixture.window().resize(1600, 1000);
    openRuflo(fixture);
    QWidget *button = fixture.lane(3).header()->tierButton();
    button->setFocus();
    QCOMPARE(fixture.window().focusWidget(), button);
    fixture.page().arrangement()->addNext();
    fixture.page().arrangement()->addNext();
    QCOMPARE(fixture.window().focusWidget(), button);
}

void TestLanes::draggedLaneIsDroppedBeforeAnother()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    settle();
    LaneHeader *header = fixture.lane(3).header();
    const QPoint place = leftPart(fixture.lane(1));
    drag(header, place);
    const auto *mark = fixture.page().findChild<QFrame *>(u"dropMark"_s);
    QVERIFY(mark->isVisible());
    drop(header, place);
    QVERIFY(!mark->isVisible());
    QCOMPARE(order(fixture), u"free pro fast smart"_s);
    settle();
    QVERIFY(fixture.lane(1).x() < fixture.lane(2).x()); // on the screen, too
}

void TestLanes::draggedLaneIsDroppedAtTheEnd()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    settle();
    LaneHeader *header = fixture.lane(0).header();
    const QPoint place = rightPart(fixture.lane(3));
    drag(header, place);
    drop(header, place);
    QCOMPARE(order(fixture), u"fast smart pro free"_s);
}

void TestLanes::escapeEndsADrag()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    settle();
    LaneHeader *header = fixture.lane(0).header();
    const QPoint place = rightPart(fixture.lane(3));
    drag(header, place);
    fixture.page().escape();
    QVERIFY(!fixture.page().findChild<QFrame *>(u"dropMark"_s)->isVisible());
    drop(header, place);
    QCOMPARE(order(fixture), u"free fast smart pro"_s);
}

void TestLanes::lanesMoveByKeyboard()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    fixture.page().arrangement()->moveCurrent(1);
    QCOMPARE(order(fixture), u"free smart fast pro"_s);
    fixture.page().arrangement()->moveCurrent(-1);
    fixture.page().arrangement()->moveCurrent(-1);
    fixture.page().arrangement()->moveCurrent(-1); // stays at the end
    QCOMPARE(order(fixture), u"fast free smart pro"_s);
}

void TestLanes::duplicateStandsBesideItsLane()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    Q_EMIT fixture.lane(1).header()->menu()->duplicateRequested();
    QCOMPARE(order(fixture), u"free fast fast smart pro"_s);
}

void TestLanes::maximizedLaneIsAloneAndComesBack()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    LaneHeader *header = fixture.lane(2).header();
    QTest::mouseDClick(header, Qt::LeftButton, {}, QPoint(header->width() - 60, header->height() - 6));
    QVERIFY(fixture.lane(2).isVisible());
    QVERIFY(!fixture.lane(0).isVisible());
    QVERIFY(fixture.askAndWait(u"hello"_s)); // all are asked all the same
    QCOMPARE(turnCount(fixture, 0), 2);
    fixture.page().escape();
    QVERIFY(fixture.lane(0).isVisible());
}

void TestLanes::closingTheMaximizedLaneShowsTheOthers()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.page().arrangement()->toggleMaximized(&fixture.lane(2));
    fixture.page().arrangement()->close(&fixture.lane(2));
    QVERIFY(fixture.lane(0).isVisible());
    QVERIFY(fixture.lane(2).isVisible());
}

void TestLanes::theNeighbourOfAClosedLaneIsCurrent()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    LaneArrangement &lanes = *fixture.page().arrangement();
    Lane *third = &fixture.lane(2);
    lanes.setCurrent(&fixture.lane(1));
    lanes.close(&fixture.lane(1));
    QCOMPARE(lanes.current(), third);
    lanes.setCurrent(lanes.lanes().last());
    lanes.close(lanes.lanes().last());
    QCOMPARE(lanes.current(), lanes.lanes().last());
}

void TestLanes::aPressInAnEmptyLaneMakesItCurrent()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    LaneArrangement &lanes = *fixture.page().arrangement();
    lanes.setCurrent(&fixture.lane(0));
    auto *welcome = fixture.lane(1).findChild<WelcomePanel *>();
    QVERIFY(welcome && welcome->isVisible());
    QTest::mouseClick(welcome, Qt::LeftButton, {}, QPoint(welcome->width() / 2, welcome->height() - 3));
    QCOMPARE(lanes.current(), &fixture.lane(1));
}

/// What a prompt shows comes in a later turn of the event loop.
void TestLanes::theWelcomeIsBackWhenThePromptIsForgottenAtOnce()
{
    const WindowFixture fixture(1);
    fixture.window().restoreLanes();
    const Lane &lane = fixture.lane(0);
    const auto shows = [&lane](const QString &name) {
        return lane.findChild<QWidget *>(name)->isVisible();
    };
    fixture.ask(u"How do I compare tiers?"_s);
    QVERIFY(eventually([&] { return shows(u"conversation"_s) && shows(u"metricsStrip"_s); }));
    lane.session()->clear();
    QVERIFY(shows(u"welcome"_s) && !shows(u"conversation"_s) && !shows(u"metricsStrip"_s));
    fixture.ask(u"How do I compare tiers?"_s);
    lane.session()->clear();
    bool isLater = false;
    QTimer::singleShot(2, this, [&isLater] { isLater = true; });
    QVERIFY(eventually([&isLater] { return isLater; }));
    QVERIFY(shows(u"welcome"_s) && !shows(u"conversation"_s) && !shows(u"metricsStrip"_s));
}

void TestLanes::mutedLanesAreNotAsked()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.lane(1).setMuted(true);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(turnCount(fixture, 0), 2);
    QCOMPARE(turnCount(fixture, 1), 0);
    fixture.lane(1).setMuted(false);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(turnCount(fixture, 1), 2);
}

void TestLanes::allLanesMutedMeansNothingToSend()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    for (Lane *lane : fixture.page().lanes())
        lane->setMuted(true);
    fixture.ask(u"hello"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), u"hello"_s);
    QVERIFY(!fixture.window().findChild<QPushButton *>(u"sendButton"_s)->isEnabled());
    const auto *notice = fixture.window().findChild<QLabel *>(u"promptNotice"_s);
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().startsWith(u"All lanes are muted"));
    fixture.window().findChild<QPushButton *>(u"mend"_s)->click();
    QVERIFY(!notice->isVisible());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(turnCount(fixture, 3), 2);
}

void TestLanes::theOnlyLaneIsNotMuted()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ruflo"_s, u"ruflo-fast"_s)});
    fixture.lane(1).setMuted(true);
    fixture.page().arrangement()->close(&fixture.lane(0));
    QVERIFY(!fixture.lane(0).isMuted());
}

void TestLanes::promptSaysWhomItAsks()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    const auto asks = [&fixture] {
        return fixture.page().promptBar()->editor()->placeholderText();
    };
    QCOMPARE(asks(), u"Ask all 4 lanes…"_s);
    fixture.lane(0).setMuted(true);
    QCOMPARE(asks(), u"Ask 3 of the 4 lanes…"_s);
    fixture.lane(1).setMuted(true);
    fixture.lane(2).setMuted(true);
    QCOMPARE(asks(), u"Ask only ruflo-pro…"_s);
    fixture.page().promptTarget()->set(&fixture.lane(1));
    QCOMPARE(asks(), u"Ask only ruflo-fast…"_s);
    fixture.page().arrangement()->close(&fixture.lane(0));
    fixture.page().arrangement()->close(&fixture.lane(0));
    fixture.lane(0).setMuted(false);
    QCOMPARE(asks(), u"Ask both lanes…"_s);
}

void TestLanes::badgesStandInOnePlaceAndLeaveTheName()
{
    const WindowFixture fixture(Fast);
    fixture.window().resize(1100, 800);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ruflo"_s, u"ruflo-smart"_s),
        demo(u"roraos"_s, u"gpt-4o-mini"_s), demo(u"ruapi"_s, u"gpt-4o-mini"_s)});
    settle();
    QSet<QPoint> places;
    for (const Lane *lane : fixture.page().lanes()) {
        places.insert(lane->findChild<QToolButton *>(u"modeBadge"_s)->mapTo(lane, QPoint()));
        const QWidget *name = lane->header()->tierButton();
        QVERIFY2(name->width() >= name->sizeHint().width(), qPrintable(lane->connection()->name()));
    }
    QCOMPARE(places.size(), 1);
}

void TestLanes::tabGoesThroughTheLanesAsTheyStand()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.page().arrangement()->move(&fixture.lane(3), 0);
    fixture.page().arrangement()->duplicate(&fixture.lane(1));
    QStringList stops;
    const QWidget *first = fixture.lane(0).header()->tierButton();
    const QWidget *widget = first;
    do {
        for (const Lane *lane : fixture.page().lanes()) {
            if (lane->isAncestorOf(widget) && widget->isVisible() && widget->focusPolicy() & Qt::TabFocus)
                stops << lane->choice().model.section(u'-', -1) + u' ' + widget->objectName();
        }
        widget = widget->nextInFocusChain();
    } while (widget != first);
    QCOMPARE(stops.first(), u"pro tierButton"_s);
    QStringList order;
    for (const QString &stop : std::as_const(stops)) {
        if (order.isEmpty() || order.last() != stop.section(u' ', 0, 0))
            order << stop.section(u' ', 0, 0);
    }
    QCOMPARE(order, (QStringList{u"pro"_s, u"free"_s, u"fast"_s, u"smart"_s}));
    const qsizetype more = stops.indexOf(u"pro laneMenuButton"_s);
    const qsizetype badge = stops.indexOf(u"pro modeBadge"_s);
    QVERIFY(0 < more && more < badge && badge < stops.indexOf(u"pro muteButton"_s));
}

void TestLanes::findSaysWhichLaneItSearches()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.lane(2).view()->find();
    const auto *place = fixture.lane(2).view()->findChild<QLabel *>(u"findPlace"_s);
    QCOMPARE(place->text(), u"Only in ruflo-smart"_s);
    QVERIFY(!place->isHidden());
    while (fixture.page().lanes().size() > 1)
        fixture.page().arrangement()->close(
            &fixture.lane(fixture.page().lanes().at(0)->connection()->name() == u"ruflo-smart" ? 1 : 0));
    QVERIFY(place->isHidden());
}

void TestLanes::figuresWithoutRoomAreBehindTheirCount()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    auto *more = fixture.lane(0).findChild<QPushButton *>(u"metricsMore"_s);
    QVERIFY(more->isVisible());
    QVERIFY(more->focusPolicy() & Qt::TabFocus);
    more->click();
    const auto *all = fixture.lane(0).findChild<QLabel *>(u"allMetrics"_s);
    QVERIFY(all && all->isVisible());
    QVERIFY(all->text().contains(u"Finish reason"));
    QTest::keyClick(all->parentWidget(), Qt::Key_Escape);
    settle();
    QVERIFY(!fixture.lane(0).findChild<QLabel *>(u"allMetrics"_s));
}

void TestLanes::laneMenuWaitsForTheAnswer()
{
    const WindowFixture fixture(Slow);
    openRuflo(fixture);
    LaneMenu *menu = fixture.lane(0).header()->menu();
    const QAction *again = menu->actions().first();
    fixture.ask(u"hello"_s);
    Q_EMIT menu->aboutToShow();
    QVERIFY(!again->isEnabled());
    QVERIFY(again->toolTip().contains(u"once the answer is complete"));
    fixture.page().stopAll();
    Q_EMIT menu->aboutToShow();
    QVERIFY(again->isEnabled());
}

void TestLanes::promptForOneLaneAlone()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.page().promptTarget()->set(&fixture.lane(2));
    QCOMPARE(target(fixture), u"Only to ruflo-smart"_s);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(turnCount(fixture, 0), 0);
    QCOMPARE(turnCount(fixture, 2), 2);
    fixture.page().escape();
    QCOMPARE(target(fixture), QString());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(turnCount(fixture, 0), 2);
}

void TestLanes::promptForOneLaneWhileAnotherRuns()
{
    const WindowFixture fixture(Slow);
    openRuflo(fixture);
    fixture.page().promptTarget()->set(&fixture.lane(0));
    fixture.ask(u"first"_s);
    fixture.page().promptTarget()->set(&fixture.lane(1));
    fixture.ask(u"second"_s);
    QCOMPARE(turnCount(fixture, 0), 2);
    QCOMPARE(turnCount(fixture, 1), 2);
    fixture.page().escape(); // stops both; the target stays
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(target(fixture), u"Only to ruflo-fast"_s);
}

void TestLanes::closingTheLaneThatIsAimedAtAimsAtAll()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.page().promptTarget()->set(&fixture.lane(2));
    fixture.page().arrangement()->close(&fixture.lane(2));
    QCOMPARE(target(fixture), QString());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(turnCount(fixture, 2), 2);
}

void TestLanes::namesakesAreToldApart()
{
    const WindowFixture fixture(Fast);
    openRuflo(fixture);
    fixture.page().arrangement()->duplicate(&fixture.lane(0));
    fixture.page().promptTarget()->set(&fixture.lane(1));
    QCOMPARE(target(fixture), u"Only to ruflo-free (lane 2)"_s);
}

void TestLanes::lanesScrollTogetherWhereTheReaderScrolls()
{
    const WindowFixture fixture(Fast);
    fixture.window().resize(900, 420);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-fast"_s), demo(u"ruflo"_s, u"ruflo-pro"_s)});
    QVERIFY(fixture.askAndWait(u"Show me a table of the errors and what to do"_s));
    for (int i = 0; i < 2; ++i)
        fixture.lane(i).view()->messages()->flush();
    settle();
    QScrollBar *first = fixture.lane(0).view()->verticalScrollBar();
    QScrollBar *second = fixture.lane(1).view()->verticalScrollBar();
    QVERIFY(first->maximum() > 0 && second->maximum() > first->maximum());
    second->triggerAction(QScrollBar::SliderToMaximum);
    first->triggerAction(QScrollBar::SliderToMinimum);
    QCOMPARE(second->value(), second->maximum()); // apart
    fixture.page().scrollLink()->setEnabled(true);
    first->triggerAction(QScrollBar::SliderToMaximum);
    first->triggerAction(QScrollBar::SliderToMinimum);
    QCOMPARE(second->value(), 0);
    first->setValue(first->maximum()); // by itself
    QCOMPARE(second->value(), 0);
    second->triggerAction(QScrollBar::SliderToMaximum);
    QCOMPARE(first->value(), first->maximum());
}

void TestLanes::laneNamesTheModelThatAnswered()
{
    FakeServer server;
    const WindowFixture fixture(Fast);
    fixture.resolver().setBaseUrl(u"ruflo"_s, server.url({}));
    fixture.window().openLanes(
        {{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = TargetResolver::Mode::Live}});
    const auto *line = fixture.lane().findChild<QLabel *>(u"useCase"_s);
    const QString useCase = line->text();
    for (const QByteArray answered : {"another", "ruflo-free"}) {
        fixture.ask(u"hello"_s);
        FakeConnection *connection = server.nextRequest();
        connection->sendWhole(200, "application/json",
            R"({"model":")" + answered +
                R"(","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]})");
        QVERIFY(fixture.waitUntilIdle());
        QCOMPARE(line->text(), answered == "another" ? u"Asked ruflo-free, answered by another"_s : useCase);
    }
    fixture.page().clearAll();
    QCOMPARE(line->text(), useCase);
}

void TestLanes::aLaneIsNamed()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ruflo"_s, u"ruflo-fast"_s)});
    auto *edit = fixture.lane().findChild<QLineEdit *>(u"laneName"_s);
    Q_EMIT fixture.lane().header()->menu()->renameRequested();
    QVERIFY(!edit->isHidden());
    QTest::keyClicks(edit, u" Brief  one "_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(edit->isHidden());
    QCOMPARE(fixture.page().nameOf(&fixture.lane()), u"Brief one"_s);
    QCOMPARE(fixture.lane().header()->tierButton()->accessibleName(),
        u"Model tier: Ruflo ruflo-free, Brief one"_s);
    QCOMPARE(fixture.page().preset(u"P"_s).lanes.first().name, u"Brief one"_s);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(laneAnswerOf(fixture.lane())->name, u"Brief one"_s);
    fixture.page().setLanes(fixture.page().preset(u"P"_s).lanes, true);
    QCOMPARE(fixture.page().nameOf(&fixture.lane()), u"Brief one"_s);

    edit = fixture.lane().findChild<QLineEdit *>(u"laneName"_s);
    Q_EMIT fixture.lane().header()->menu()->renameRequested();
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(edit->isHidden());
    QCOMPARE(fixture.page().nameOf(&fixture.lane()), u"Brief one"_s);
    Q_EMIT fixture.lane().header()->menu()->renameRequested();
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(fixture.page().nameOf(&fixture.lane()), u"ruflo-free"_s);
}

void TestLanes::RL_11_allAnswersAreSeen()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ru-llm"_s, u"gpt-4o"_s)});
    fixture.page().parameters()->set({.values = {.maxTokens = 5, .n = 3}});
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    const Conversation &conversation = fixture.conversation();
    const Conversation::TurnId first = conversation.last();
    QCOMPARE(conversation.versions(first).size(), 3);
    QVERIFY(fixture.shown().contains(u"Answer 1 of 3 to one request, finish reason: length"_s));
    fixture.lane().session()->showVersion(conversation.versions(first).at(2));
    QVERIFY(fixture.shown().contains(u"Answer 3 of 3 to one request, finish reason: length"_s));
    QCOMPARE(fixture.lane().session()->history().last().text(), fixture.reply().choices.at(2).text());
}

QTEST_MAIN(TestLanes)
#include "tst_lanes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/pagebar.h"
#include "ui/playground/pages.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Pages as tabs, and what becomes of what is on them.
class TestPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newPageBeginsAsTheLast();
    void pagesAnswerApart();
    void pagesAreStepped();
    void theOnlyPageStays();
    void emptyPageClosesWithoutAQuestion();
    void pageWithAConversationAsksFirst();
    void laneWithAConversationAsksFirst();
    void theQuestionShowsTheNameAsText();
    void emptyLaneClosesWithoutAQuestion();
    void newConversationAsksFirst();
    void newConversationOfALaneAsksFirst();
    void questionNeedNotBeAskedAgain();
    void middleClickCloses();
    void closingABusyPageEndsIt();
    void pageIsRenamedInPlace();
    void escapeLeavesAName();
    void closingLeavesTheNamesOfOthers();
    void ampersandsStay();
    void quittingWithAConversationAsksOnce();
    void quittingWithoutOneDoesNotAsk();
    void pagesComeBackWithTheirLanesAndNothingElse();
    void gatewayThatIsGoneIsLeftOut();
    void laddersAreThere();
    void ladderReplacesALaneWithNothingToLose();
    void ladderLeavesANameOfTheUsers();
    void aNameOfTheUsersComesBackAsTheirs_data();
    void aNameOfTheUsersComesBackAsTheirs();
    void aPresetsNameIsNoneOfTheUsers();
    void ladderOpensAPageBesideAConversation();
    void ladderOpensAPageBesideWhatCanBeUndone();
    void ladderGoesLiveWhereTheLaneIs();
    void welcomeOffersTheLadders();
};

namespace {

constexpr double Fast = 50;
constexpr double Slow = 0.001;

PageBar &bar(const WindowFixture &fixture)
{
    return *fixture.window().findChild<PageBar *>();
}

Pages &pages(const WindowFixture &fixture)
{
    return *fixture.window().pages();
}

LanePages &lanePages(const WindowFixture &fixture)
{
    return *fixture.window().lanePages();
}

QStringList names(const WindowFixture &fixture)
{
    QStringList names;
    for (const Page *page : pages(fixture).all())
        names << pages(fixture).nameOf(page);
    return names;
}

QMessageBox *question(const WindowFixture &fixture)
{
    return fixture.window().findChild<QMessageBox *>(u"forgetQuestion"_s);
}

/// The questions that tests do not want are wanted here.
void askAlways()
{
    Settings::asksBeforeForgetting().set(true);
}

const Preset &ladder(const QString &begin)
{
    return *std::ranges::find_if(
        ladders(), [&begin](const Preset &preset) { return preset.name.startsWith(begin); });
}

} // namespace

void TestPages::newPageBeginsAsTheLast()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({{.gateway = u"ru-llm"_s, .model = u"gpt-4o"_s}});
    lanePages(fixture).addPage();
    QCOMPARE(names(fixture), (QStringList{u"Playground"_s, u"Playground 2"_s}));
    QCOMPARE(fixture.page().lanes().size(), 1);
    QCOMPARE(fixture.lane().choice().model, u"gpt-4o"_s);
}

void TestPages::pagesAnswerApart()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    LanePage *first = &fixture.page();
    fixture.ask(u"hello"_s);
    LanePage *second = lanePages(fixture).addPage();
    QVERIFY(first->isBusy());
    QVERIFY(!second->hasConversation());
    QVERIFY(eventually([first] { return !first->isBusy(); }));
    pages(fixture).step(-1);
    QCOMPARE(&fixture.page(), first);
    QVERIFY(fixture.shown().contains(u"I am the embedded demo gateway"));
}

void TestPages::pagesAreStepped()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    lanePages(fixture).addPage();
    lanePages(fixture).addPage();
    const QList<LanePage *> all = lanePages(fixture).all();
    QCOMPARE(&fixture.page(), all.at(2));
    pages(fixture).step(1);
    QCOMPARE(&fixture.page(), all.at(0));
    pages(fixture).step(-1);
    QCOMPARE(&fixture.page(), all.at(2));
}

void TestPages::theOnlyPageStays()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    pages(fixture).requestClose(&fixture.page());
    QCOMPARE(pages(fixture).all().size(), 1);
}

void TestPages::emptyPageClosesWithoutAQuestion()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    pages(fixture).requestClose(lanePages(fixture).addPage());
    QVERIFY(!question(fixture));
    QCOMPARE(pages(fixture).all().size(), 1);
}

void TestPages::pageWithAConversationAsksFirst()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    lanePages(fixture).addPage();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    pages(fixture).requestClose(&fixture.page());
    QCOMPARE(pages(fixture).all().size(), 2);
    QCOMPARE(question(fixture)->text(), u"Close “Playground 2”?"_s);
    question(fixture)->reject();
    settle();
    QCOMPARE(pages(fixture).all().size(), 2);
    pages(fixture).requestClose(&fixture.page());
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QCOMPARE(names(fixture), QStringList(u"Playground"_s));
}

void TestPages::laneWithAConversationAsksFirst()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane(1).header()->menu()->closeRequested();
    QCOMPARE(fixture.page().lanes().size(), 2);
    QCOMPARE(question(fixture)->text(), u"Close the lane “ruflo-fast”?"_s);
    question(fixture)->reject();
    settle();
    QCOMPARE(fixture.page().lanes().size(), 2);
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    fixture.page().closeCurrentLane();
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QCOMPARE(fixture.page().lanes().size(), 1);
    QCOMPARE(fixture.lane().choice().model, u"ruflo-free"_s);
}

void TestPages::theQuestionShowsTheNameAsText()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-fast"_s}});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().arrangement()->addNext();
    fixture.lane().choose({.gateway = u"ruflo"_s, .model = u"<img src='/no/picture.svg'>"_s});
    Q_EMIT fixture.lane().header()->menu()->closeRequested();
    QVERIFY(question(fixture)->text().contains(u"<img"));
    QCOMPARE(question(fixture)->textFormat(), Qt::PlainText);
    question(fixture)->reject();
}

void TestPages::emptyLaneClosesWithoutAQuestion()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    fixture.page().closeCurrentLane();
    QVERIFY(!question(fixture));
    QCOMPARE(fixture.page().lanes().size(), 1);
}

void TestPages::newConversationAsksFirst()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    fixture.page().requestClearAll();
    QVERIFY(!question(fixture));
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().requestClearAll();
    QCOMPARE(question(fixture)->text(), u"Start a new conversation?"_s);
    QCOMPARE(question(fixture)->defaultButton(), question(fixture)->button(QMessageBox::Cancel));
    question(fixture)->reject();
    settle();
    QVERIFY(fixture.page().hasConversation());
    fixture.page().requestClearAll();
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(!fixture.page().hasConversation());
}

void TestPages::newConversationOfALaneAsksFirst()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane(1).header()->menu()->clearRequested();
    QCOMPARE(question(fixture)->text(), u"Start a new conversation in “ruflo-fast”?"_s);
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(fixture.lane(1).session()->conversation().isEmpty());
    QVERIFY(!fixture.lane(0).session()->conversation().isEmpty());
}

void TestPages::questionNeedNotBeAskedAgain()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    lanePages(fixture).addPage();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    pages(fixture).requestClose(&fixture.page());
    question(fixture)->checkBox()->setChecked(true);
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(!Settings::asksBeforeForgetting().value());
}

void TestPages::middleClickCloses()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    lanePages(fixture).addPage();
    QTest::mouseClick(&bar(fixture), Qt::MiddleButton, {}, bar(fixture).tabRect(0).center());
    QCOMPARE(names(fixture), QStringList(u"Playground 2"_s));
}

void TestPages::closingABusyPageEndsIt()
{
    const WindowFixture fixture(Slow);
    fixture.window().restoreLanes();
    const QPointer<LanePage> busy = lanePages(fixture).addPage();
    fixture.ask(u"hello"_s);
    QVERIFY(busy->isBusy());
    pages(fixture).requestClose(busy);
    settle();
    QVERIFY(!busy);
    QVERIFY(!fixture.page().isBusy());
}

void TestPages::pageIsRenamedInPlace()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QTest::mouseDClick(&bar(fixture), Qt::LeftButton, {}, bar(fixture).tabRect(0).center());
    auto *editor = bar(fixture).findChild<QLineEdit *>(u"pageName"_s);
    QVERIFY(editor->isVisible());
    editor->setText(u"My tiers"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(names(fixture), QStringList(u"My tiers"_s));
    QVERIFY(!editor->isVisible());
}

void TestPages::escapeLeavesAName()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    pages(fixture).editName();
    auto *editor = bar(fixture).findChild<QLineEdit *>(u"pageName"_s);
    editor->setText(u"Other"_s);
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!editor->isVisible());
    QCOMPARE(names(fixture), QStringList(u"Playground"_s));
}

void TestPages::closingLeavesTheNamesOfOthers()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    lanePages(fixture).addPage();
    pages(fixture).setCurrent(lanePages(fixture).all().first());
    const QString other = names(fixture).last();
    pages(fixture).editName();
    auto *editor = bar(fixture).findChild<QLineEdit *>(u"pageName"_s);
    QTest::keyClicks(editor, u"Mine"_s);
    pages(fixture).requestClose(pages(fixture).current());
    QCOMPARE(names(fixture), QStringList(other));
    QVERIFY(!editor->isVisible());
}

void TestPages::ampersandsStay()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    bar(fixture).setName(0, u"R&D & more"_s);
    QCOMPARE(names(fixture), QStringList(u"R&D & more"_s));
}

void TestPages::quittingWithAConversationAsksOnce()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(!fixture.window().close());
    QVERIFY(question(fixture));
    question(fixture)->reject();
    settle();
    QVERIFY(fixture.window().isVisible());
    QVERIFY(!fixture.window().close());
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(!fixture.window().isVisible());
}

void TestPages::quittingWithoutOneDoesNotAsk()
{
    const WindowFixture fixture(Fast);
    askAlways();
    fixture.window().restoreLanes();
    QVERIFY(fixture.window().close());
}

void TestPages::pagesComeBackWithTheirLanesAndNothingElse()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    lanePages(fixture).addPage();
    fixture.page().parameters()->set({.system = u"xylophonequartz"_s});
    fixture.page().arrangement()->addNext();
    bar(fixture).setName(1, u"Second"_s);
    QVERIFY(fixture.askAndWait(u"zither"_s));
    const QString kept = Settings::pages().value().join(u' ');
    QVERIFY(kept.contains(u"ruflo-fast"));
    QVERIFY2(!kept.contains(u"xylophonequartz") && !kept.contains(u"zither"), qPrintable(kept));

    ChatClient client;
    MainWindow restarted(&client, &fixture.resolver());
    restarted.restoreLanes();
    QCOMPARE(restarted.pages()->all().size(), 2);
    QCOMPARE(restarted.lanePages()->all().at(0)->lanes().size(), 2);
    QVERIFY(std::ranges::none_of(restarted.lanePages()->all(), &LanePage::hasConversation));
}

void TestPages::gatewayThatIsGoneIsLeftOut()
{
    const WindowFixture fixture(Fast);
    Settings::pages().set({u"not JSON"_s, uR"({"preset":"Gone","lanes":[{"gateway":"gone"}]})"_s,
        uR"({"preset":"Left","lanes":[{"gateway":"gone"},{"gateway":"ruflo","model":"ruflo-pro"}]})"_s});
    fixture.window().restoreLanes();
    QCOMPARE(names(fixture), QStringList(u"Left"_s));
    QCOMPARE(fixture.page().lanes().size(), 1);
    QCOMPARE(fixture.lane().choice().model, u"ruflo-pro"_s);
}

void TestPages::laddersAreThere()
{
    const WindowFixture fixture(Fast);
    QCOMPARE(ladders().size(), 4);
    for (const Preset &preset : ladders()) {
        for (const LaneSetup &lane : preset.lanes) {
            const Gateway *gateway = fixture.resolver().catalog().find(lane.choice.gateway);
            QVERIFY2(gateway, qPrintable(lane.choice.gateway));
            QVERIFY2(std::ranges::contains(gateway->tiers, lane.choice.model, &Tier::model),
                qPrintable(lane.choice.model));
        }
    }
    QCOMPARE(ladder(u"One prompt"_s).lanes.size(), 5);
}

void TestPages::ladderReplacesALaneWithNothingToLose()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    lanePages(fixture).openLadder(ladder(u"Ruflo"_s));
    QCOMPARE(names(fixture), QStringList(ladder(u"Ruflo"_s).name));
    QCOMPARE(fixture.page().lanes().size(), 4);
    QCOMPARE(fixture.lane(3).choice().model, u"ruflo-pro"_s);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(fixture.reply(i).state, Reply::State::Complete);
}

void TestPages::ladderLeavesANameOfTheUsers()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    Q_EMIT bar(fixture).renamed(0, u"My tiers"_s);
    lanePages(fixture).openLadder(ladder(u"Ruflo"_s));
    QCOMPARE(names(fixture), QStringList(u"My tiers"_s));
    QCOMPARE(fixture.page().lanes().size(), 4);
}

void TestPages::aNameOfTheUsersComesBackAsTheirs_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("of its own") << u"My tiers"_s;
    QTest::newRow("as a page has it") << u"Playground 7"_s;
}

void TestPages::aNameOfTheUsersComesBackAsTheirs()
{
    QFETCH(const QString, name);
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    Q_EMIT bar(fixture).renamed(0, name);
    ChatClient client;
    MainWindow restarted(&client, &fixture.resolver());
    restarted.restoreLanes();
    restarted.lanePages()->openLadder(ladder(u"Ruflo"_s));
    QCOMPARE(restarted.pages()->nameOf(restarted.lanePage()), name);
}

void TestPages::aPresetsNameIsNoneOfTheUsers()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    lanePages(fixture).open({.name = u"Evening"_s, .lanes = {{.choice = fixture.lane().choice()}}});
    QCOMPARE(names(fixture), QStringList(u"Evening"_s));
    ChatClient client;
    MainWindow restarted(&client, &fixture.resolver());
    restarted.restoreLanes();
    for (const MainWindow *shown : {&fixture.window(), &restarted}) {
        shown->lanePages()->openLadder(ladder(u"Ruflo"_s));
        QCOMPARE(shown->pages()->nameOf(shown->page()), ladder(u"Ruflo"_s).name);
    }
}

void TestPages::ladderOpensAPageBesideAConversation()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    lanePages(fixture).openLadder(ladder(u"One prompt"_s));
    QCOMPARE(pages(fixture).all().size(), 2);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(fixture.reply(i).state, Reply::State::Complete);
}

void TestPages::ladderOpensAPageBesideWhatCanBeUndone()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    LanePage &before = fixture.page();
    before.clearAll();
    lanePages(fixture).openLadder(ladder(u"Ruflo"_s));
    QCOMPARE(names(fixture).size(), 2);
    before.act(Page::Command::Undo);
    QVERIFY(before.hasConversation());
}

void TestPages::ladderGoesLiveWhereTheLaneIs()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes(
        {{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = TargetResolver::Mode::Live}});
    lanePages(fixture).openLadder(ladder(u"One prompt"_s));
    QCOMPARE(fixture.lane(0).choice().mode, TargetResolver::Mode::Live);
    QCOMPARE(fixture.lane(1).choice().mode, TargetResolver::Mode::Demo);
}

void TestPages::welcomeOffersTheLadders()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const QList<QPushButton *> buttons = fixture.lane().findChildren<QPushButton *>(u"ladder"_s);
    QCOMPARE(buttons.size(), ladders().size());
    buttons.first()->click();
    settle();
    QCOMPARE(fixture.page().lanes().size(), ladders().first().lanes.size());
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"

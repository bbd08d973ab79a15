// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/tierbutton.h"
#include "ui/compose/tierdelegate.h"
#include "ui/compose/tiermodel.h"
#include "ui/compose/tiersearch.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/laneheader.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QTest>

#include <ranges>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;

LaneChoice demo(const QString &gateway, const QString &model)
{
    return {.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo};
}

QWidget *pickerOf(const Lane &lane)
{
    return lane.findChild<QWidget *>(u"tierPopup"_s);
}

QLineEdit *searchOf(const Lane &lane)
{
    return lane.findChild<QLineEdit *>(u"tierSearch"_s);
}

const QListView *listOf(const Lane &lane)
{
    return lane.findChild<QListView *>(u"tierList"_s);
}

const QWidget *editorOf(const WindowFixture &fixture)
{
    return fixture.page().promptBar()->editor();
}

QString said(const WindowFixture &fixture)
{
    const auto *notice = fixture.page().promptBar()->findChild<QLabel *>(u"promptNotice"_s);
    return notice->isVisible() ? notice->text() : QString();
}

void open(const WindowFixture &fixture, const LaneChoice &choice)
{
    fixture.window().openLanes({choice});
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
}

QString nameOf(const QModelIndex &tier)
{
    return tier.data(TierModel::GatewayRole).toString() + u' ' + tier.data(TierModel::ModelRole).toString();
}

} // namespace

/// How a tier is found and chosen, and what becomes of a lane that has none.
class TestTierPicker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bestMatch_data();
    void bestMatch();
    void whatFitsEquallyKeepsItsOrder();
    void headingsStayAboveTheirTiers();
    void listFollowsTheModel();
    void serversOnThisComputerAreToldApart();
    void tierWithoutAUseLineTakesOneLine();
    void enterChoosesTheBestMatch();
    void aPromptIsNoModel();
    void ownGatewayComesFirst();
    void typedModelStaysAtAGatewayWithoutKnownModels();
    void enterKeepsAModelThatWasTyped_data();
    void enterKeepsAModelThatWasTyped();
    void liveLaneGoesToADemoElsewhere();
    void keyOpensThePickerOfTheCurrentLane();
    void theFocusGoesToThePrompt();
    void laneWithoutAModelAsksForOne();
    void laneWithoutAModelIsNotAskedAgain();
    void gatewayThatChoosesByItselfIsAsked_data();
    void gatewayThatChoosesByItselfIsAsked();
    void marksWhatHasAKeyAndWhatIsLive();
    void loadsTheModelsByItself();
    void showsNoModelsOfAnotherMode();
    void longIdsAreCutInTheMidst();
    void theListIsNoWiderThanTheScreen();
};

void TestTierPicker::bestMatch_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("best");
    QTest::newRow("a gateway's name before a use line") << u"openai comp"_s << u"openai-compatible "_s;
    QTest::newRow("a model's name") << u"ruflo-pro"_s << u"ruflo ruflo-pro"_s;
    QTest::newRow("the whole name before one that begins with it") << u"fast"_s << u"floopfloop fast"_s;
    QTest::newRow("gateway and model") << u"ruflo fast"_s << u"ruflo ruflo-fast"_s;
    QTest::newRow("the words in any order") << u"pro ruflo"_s << u"ruflo ruflo-pro"_s;
    QTest::newRow("in the middle of a name") << u"llama.c"_s << u"llama-cpp "_s;
    QTest::newRow("only in a use line") << u"hard problems"_s << u"ruflo ruflo-pro"_s;
    QTest::newRow("one word in the name, one in the use line")
        << u"ruflo reasoning"_s << u"ruflo ruflo-smart"_s;
    QTest::newRow("white space around") << u"  OLLAMA "_s << u"ollama "_s;
    QTest::newRow("a word that is nowhere") << u"ruflo zebra"_s << u" "_s;
}

void TestTierPicker::bestMatch()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, best);
    TierModel model(Catalog::builtIn().gateways());
    TierSearch search(&model);
    search.setText(typed);
    QCOMPARE(nameOf(search.best()), best);
}

void TestTierPicker::whatFitsEquallyKeepsItsOrder()
{
    TierModel model(Catalog::builtIn().gateways());
    TierSearch search(&model);
    search.setText(u"ruflo"_s);
    QStringList found;
    for (int row = 0; row < search.rowCount(); ++row)
        found << search.index(row, 0).data().toString();
    QCOMPARE(
        found, (QStringList{u"Ruflo"_s, u"ruflo-free"_s, u"ruflo-fast"_s, u"ruflo-smart"_s, u"ruflo-pro"_s}));
    search.setText({});
    QCOMPARE(search.rowCount(), model.rowCount());
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(search.mapToSource(search.index(row, 0)).row(), row);
}

void TestTierPicker::headingsStayAboveTheirTiers()
{
    TierModel model(Catalog::builtIn().gateways());
    TierSearch search(&model);
    search.setText(u"openai"_s);
    QString gateway;
    for (int row = 0; row < search.rowCount(); ++row) {
        const QModelIndex place = search.index(row, 0);
        if (TierModel::isHeading(place))
            gateway = place.data(TierModel::GatewayRole).toString();
        QCOMPARE(place.data(TierModel::GatewayRole).toString(), gateway);
    }
    QVERIFY(!TierModel::isHeading(search.index(search.rowCount() - 1, 0)));
}

void TestTierPicker::listFollowsTheModel()
{
    const Catalog catalog = Catalog::builtIn();
    TierModel model(catalog.gateways());
    TierSearch search(&model);
    search.setText(u"qwen"_s);
    QVERIFY(!search.best().isValid());
    model.setTiers(*catalog.find(u"ollama"), {{.model = u"qwen3:4b"_s, .useCase = {}}});
    QCOMPARE(nameOf(search.best()), u"ollama qwen3:4b"_s);
}

void TestTierPicker::serversOnThisComputerAreToldApart()
{
    const Catalog catalog = Catalog::builtIn();
    const TierModel model(catalog.gateways());
    QSet<QString> names;
    for (const QString &id : {u"ollama"_s, u"llama-cpp"_s, u"lm-studio"_s, u"vllm"_s}) {
        const Gateway &gateway = *catalog.find(id);
        const QModelIndex row = model.find(id, {});
        QCOMPARE(row.data().toString(), gateway.name);
        QVERIFY(row.data(TierModel::UseCaseRole).toString().startsWith(gateway.baseUrl.authority()));
        names.insert(row.data().toString());
    }
    QCOMPARE(names.size(), 4);
    QCOMPARE(model.find(u"roraos-agent"_s, {}).data().toString(), u"Agent API"_s);
}

void TestTierPicker::tierWithoutAUseLineTakesOneLine()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    const QListView *list = listOf(fixture.lane());
    auto &model = *qobject_cast<TierModel *>(qobject_cast<TierSearch *>(list->model())->sourceModel());
    const Gateway &gateway = *fixture.resolver().catalog().find(u"ollama");
    const auto heightOf = [&](const QString &id) {
        return list
            ->sizeHintForIndex(list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, id).value(0))
            .height();
    };
    model.setTiers(gateway, {{.model = u"plain"_s, .useCase = {}}, {.model = u"told"_s, .useCase = u"x"_s}});
    QVERIFY(heightOf(u"plain"_s) > 0);
    QVERIFY(heightOf(u"plain"_s) < heightOf(u"told"_s));
}

void TestTierPicker::enterChoosesTheBestMatch()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    fixture.lane().pickTier();
    QTest::keyClicks(searchOf(fixture.lane()), u"openai comp"_s);
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QCOMPARE(fixture.lane().choice(), demo(u"openai-compatible"_s, {}));
}

void TestTierPicker::aPromptIsNoModel()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"openai-compatible"_s, {}));
    fixture.lane().pickTier();
    QTest::keyClicks(searchOf(fixture.lane()), u"What is a zzqx?"_s);
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QVERIFY(searchOf(fixture.lane())->isVisible());
    QCOMPARE(fixture.lane().choice(), demo(u"openai-compatible"_s, {}));
}

void TestTierPicker::ownGatewayComesFirst()
{
    TierModel model(Catalog::builtIn().gateways());
    TierSearch search(&model);
    search.setOwnGateway(u"roraos"_s);
    search.setText(u"gpt-4o-mini"_s);
    QCOMPARE(nameOf(search.best()), u"roraos gpt-4o-mini"_s);
    search.setOwnGateway(u"ruapi"_s);
    search.setText(u"gpt-4o-mini"_s);
    QCOMPARE(nameOf(search.best()), u"ruapi gpt-4o-mini"_s);
}

/// Other gateways have such a model; another gateway that is named is meant.
void TestTierPicker::typedModelStaysAtAGatewayWithoutKnownModels()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"openai-compatible"_s, {}));
    fixture.lane().pickTier();
    QTest::keyClicks(searchOf(fixture.lane()), u"gpt-4o-mini"_s);
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QCOMPARE(fixture.lane().choice(), demo(u"openai-compatible"_s, u"gpt-4o-mini"_s));
    fixture.lane().pickTier();
    QTest::keyClicks(searchOf(fixture.lane()), u"ruflo"_s);
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QCOMPARE(fixture.lane().choice().gateway, u"ruflo"_s);
}

void TestTierPicker::enterKeepsAModelThatWasTyped_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::newRow("without known models") << u"openai-compatible"_s;
    QTest::newRow("with known models") << u"ruflo"_s;
}

void TestTierPicker::enterKeepsAModelThatWasTyped()
{
    QFETCH(const QString, gateway);
    const WindowFixture fixture(Fast);
    open(fixture, demo(gateway, u"some-new-model"_s));
    fixture.lane().pickTier();
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QCOMPARE(fixture.lane().choice(), demo(gateway, u"some-new-model"_s));
    QVERIFY(!searchOf(fixture.lane())->isVisible());
}

/// Nothing leaves the computer for a service that nobody has gone live with.
void TestTierPicker::liveLaneGoesToADemoElsewhere()
{
    const auto live = [](const QString &gateway, const QString &model) {
        return LaneChoice{.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Live};
    };
    const auto pick = [](Lane &lane, const QString &typed) {
        lane.pickTier();
        QTest::keyClicks(searchOf(lane), typed);
        QTest::keyClick(searchOf(lane), Qt::Key_Return);
        return lane.choice();
    };
    const WindowFixture fixture(Fast);
    open(fixture, live(u"ruapi"_s, u"gpt-4o-mini"_s));
    QCOMPARE(pick(fixture.lane(), u"ruflo-free"_s), demo(u"ruflo"_s, u"ruflo-free"_s));
    fixture.lane().choose(live(u"ruflo"_s, u"ruflo-free"_s));
    QCOMPARE(pick(fixture.lane(), u"ruapi claude"_s).mode, TargetResolver::Mode::Live); // it was live before
    QCOMPARE(pick(fixture.lane(), u"ru-llm gpt-4o"_s).mode, TargetResolver::Mode::Demo);
}

void TestTierPicker::keyOpensThePickerOfTheCurrentLane()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    fixture.page().arrangement()->add(demo(u"ruflo"_s, u"ruflo-pro"_s));
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    QTest::keyClick(fixture.page().promptBar()->editor(), Qt::Key_F4);
    QVERIFY(!pickerOf(fixture.lane(0))->isVisible());
    QVERIFY(pickerOf(fixture.lane(1))->isVisible());
    QCOMPARE(listOf(fixture.lane(1))->currentIndex().data().toString(), u"ruflo-pro"_s);
}

void TestTierPicker::theFocusGoesToThePrompt()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    fixture.lane().header()->tierButton()->setFocus();
    fixture.lane().header()->tierButton()->click();
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Down);
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QCOMPARE(fixture.lane().choice().model, u"ruflo-fast"_s);
    QVERIFY(eventually([&] { return fixture.window().focusWidget() == editorOf(fixture); }));
}

void TestTierPicker::laneWithoutAModelAsksForOne()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"openai-compatible"_s, {}));
    fixture.ask(u"hello"_s);
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(fixture.conversation().isEmpty());
    QCOMPARE(fixture.typed(), u"hello"_s);
    QVERIFY2(said(fixture).contains(u"needs a model"), qPrintable(said(fixture)));
    QVERIFY(pickerOf(fixture.lane())->isVisible());
    // What its server lists is loaded by itself, and the first of it is marked.
    QVERIFY(eventually([&] {
        return !listOf(fixture.lane())->currentIndex().data(TierModel::ModelRole).toString().isEmpty();
    }));
    pickerOf(fixture.lane())->hide();
    auto *link = fixture.page().promptBar()->findChild<QPushButton *>(u"mend"_s);
    link->click();
    QVERIFY(pickerOf(fixture.lane())->isVisible());
    QTest::keyClick(searchOf(fixture.lane()), Qt::Key_Return);
    QVERIFY(!fixture.lane().choice().model.isEmpty());
    QCOMPARE(said(fixture), QString());
    QCOMPARE(fixture.typed(), u"hello"_s);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestTierPicker::laneWithoutAModelIsNotAskedAgain()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    QVERIFY(fixture.askAndWait(u"hello"_s));
    const qsizetype turns = fixture.conversation().size();
    fixture.lane().choose(demo(u"anthropic-compatible"_s, {}));
    fixture.lane().asking()->regenerate(fixture.conversation().last());
    QCOMPARE(fixture.conversation().size(), turns);
    QVERIFY2(said(fixture).contains(u"needs a model"), qPrintable(said(fixture)));
    fixture.lane().choose(demo(u"ruflo"_s, u"ruflo-free"_s));
    QCOMPARE(said(fixture), QString());
}

void TestTierPicker::gatewayThatChoosesByItselfIsAsked_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::newRow("RO-07 its key chooses") << u"roraos-agent"_s;
    QTest::newRow("FF-12 auto") << u"floopfloop"_s;
    QTest::newRow("RO-12 a default") << u"roraos"_s;
}

void TestTierPicker::gatewayThatChoosesByItselfIsAsked()
{
    QFETCH(const QString, gateway);
    const WindowFixture fixture(Fast);
    open(fixture, demo(gateway, {}));
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestTierPicker::marksWhatHasAKeyAndWhatIsLive()
{
    for (const char *name : {"RUAPI_API_KEY", "RORAOS_API_KEY", "RORAOS_AGENT_KEY", "RU_LLM_API_KEY",
             "FLOOPFLOOP_AI_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"})
        qunsetenv(name);
    const FakeServer server;
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    fixture.useLive(u"ruapi"_s, server.url(QString()));
    const auto marked = [&fixture] {
        const QAbstractItemModel *model = listOf(fixture.lane())->model();
        QStringList words;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex place = model->index(row, 0);
            const auto mark = place.data(TierModel::MarkRole).value<TierModel::Mark>();
            if (mark != TierModel::Mark::None)
                words << place.data(TierModel::GatewayRole).toString() + u' ' + TierModel::words(mark);
        }
        return words;
    };
    fixture.lane().pickTier();
    QCOMPARE(marked(), (QStringList{u"ruapi key set"_s, u"ruapi-claude key set"_s})); // one key, RA-03
    pickerOf(fixture.lane())->hide();
    fixture.lane().choose(
        {.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Live});
    fixture.lane().pickTier();
    QCOMPARE(marked(), (QStringList{u"ruapi live"_s, u"ruapi-claude live"_s}));
    const QModelIndex chosen = listOf(fixture.lane())->currentIndex();
    QVERIFY(chosen.data(Qt::AccessibleDescriptionRole).toString().endsWith(u"live"));
}

void TestTierPicker::loadsTheModelsByItself()
{
    FakeServer server;
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    fixture.useLive(u"ruapi"_s, server.url(QString()));
    fixture.lane().choose(
        {.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Live});
    fixture.lane().pickTier();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("GET /v1/models "));
    connection->sendWhole(200, "application/json", R"({"data":[{"id":"newest-of-all"}]})");
    QTest::keyClicks(searchOf(fixture.lane()), u"newest"_s);
    QVERIFY(eventually([&] {
        return listOf(fixture.lane())->currentIndex().data(TierModel::ModelRole) == u"newest-of-all"_s;
    }));
    pickerOf(fixture.lane())->hide();
    fixture.lane().pickTier(); // they are known
    settle();
    QCOMPARE(server.requestCount(), 1);
}

void TestTierPicker::showsNoModelsOfAnotherMode()
{
    FakeServer server;
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruapi"_s, u"gpt-4o-mini"_s));
    fixture.useLive(u"ruapi"_s, server.url(QString()));
    LaneChoice choice = fixture.lane().choice();
    choice.mode = TargetResolver::Mode::Live;
    fixture.lane().choose(choice);
    fixture.lane().pickTier();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", R"({"data":[{"id":"newest-of-all"}]})");
    const auto offers = [&] {
        const QAbstractItemModel *model = listOf(fixture.lane())->model();
        return !model->match(model->index(0, 0), TierModel::ModelRole, u"newest-of-all"_s).isEmpty();
    };
    QVERIFY(eventually(offers));
    pickerOf(fixture.lane())->hide();
    choice.mode = TargetResolver::Mode::Demo;
    fixture.lane().choose(choice);
    fixture.lane().pickTier();
    QVERIFY(!offers());
}

/// Two ids that differ at their end look different.
void TestTierPicker::longIdsAreCutInTheMidst()
{
    const auto painted = [](const QString &id) {
        const Catalog catalog = Catalog::builtIn();
        TierModel model({catalog.gateways().first()});
        model.setTiers(catalog.gateways().first(), {{.model = id, .useCase = {}}});
        QImage image(120, 40, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        TierDelegate().paint(&painter, option, model.index(1, 0));
        return image;
    };
    const QString begin = u"organisation/a-family-of-models-with-a-long-name-"_s;
    QVERIFY(painted(begin + u"mini"_s) != painted(begin + u"high"_s));
    QVERIFY(painted(u"other-"_s + begin + u"mini"_s) != painted(begin + u"mini"_s));
}

void TestTierPicker::theListIsNoWiderThanTheScreen()
{
    const WindowFixture fixture(Fast);
    open(fixture, demo(u"ruflo"_s, u"ruflo-free"_s));
    const QListView *list = listOf(fixture.lane());
    auto &model = *qobject_cast<TierModel *>(qobject_cast<TierSearch *>(list->model())->sourceModel());
    model.setTiers(
        *fixture.resolver().catalog().find(u"ollama"), {{.model = QString(400, u'm'), .useCase = {}}});
    fixture.lane().pickTier();
    const QRect screen = fixture.window().screen()->availableGeometry();
    QVERIFY(screen.contains(pickerOf(fixture.lane())->geometry()));
    QCOMPARE_LE(pickerOf(fixture.lane())->width(), 640);
}

QTEST_MAIN(TestTierPicker)
#include "tst_tierpicker.moc"

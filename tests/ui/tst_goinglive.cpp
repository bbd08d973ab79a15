// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "ui/settings/settingsdialog.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Mode = TargetResolver::Mode;

/// How a lane begins to talk to a real gateway, and what it asks before a key goes there.
class TestGoingLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatWasEnteredIsUsed();
    void itIsSaidOnce();
    void backToTheDemo();
    void pickingAnotherGatewayEndsTheWords();
    void theEnvironmentSwitchesNothing();
    void modelsAreAskedForOnce();
    void aKeyWithoutAnAddressStaysInTheDemo();
    void aLiveLaneShowsItsHost();
    void aLiveLaneSuggestsOtherPrompts();
    void aSuggestedQuestionIsSentToTheDemoOnly();
    void aSuggestedQuestionAsksNoLiveLane();
    void aSuggestedQuestionEndsNoEdit();
    void theQuestionNamesKeyAndOrigin();
    void theAnswerIsRemembered_data();
    void theAnswerIsRemembered();
    void aRefusalKeepsTheKeyHere();
    void anOptionalKeyIsLeftOut();
    void setTheKeyOpensItsField();
    void setTheBaseUrlAfterANotFound();
    void aFreshStartNeedsSixActions();
    void anotherServerBeginsANewGateway();
    void theLaneMenuSwitches();
    void thePillIsASwitch();

private:
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_fixture->window().findChild<T *>(name);
    }
    [[nodiscard]] SettingsDialog *openSettings() const;
    void enter(const QString &gatewayId, const QString &field, const QString &text) const;
    void goLive(const QString &gatewayId) const;
    [[nodiscard]] QString barText() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<WindowFixture> m_fixture;
};

namespace {

const QByteArray Key = "sk-0123456789-canary";

} // namespace

void TestGoingLive::init()
{
    qputenv("RUAPI_API_KEY", Key);
    qputenv("OPENAI_API_KEY", Key);
    qunsetenv("FLOOPFLOOP_AI_KEY");
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeServer>();
    m_fixture = std::make_unique<WindowFixture>(std::numeric_limits<double>::infinity());
    m_fixture->resolver().setCatalog(Catalog::load(m_folder->path()));
    m_fixture->window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s}});
}

void TestGoingLive::cleanup()
{
    m_fixture.reset();
    qunsetenv("RUAPI_API_KEY");
    qunsetenv("OPENAI_API_KEY");
}

SettingsDialog *TestGoingLive::openSettings() const
{
    for (QAction *action : m_fixture->window().findChildren<QAction *>()) {
        if (action->text() == u"&Settings…")
            action->trigger();
    }
    return child<SettingsDialog>(u"settings"_s);
}

/// Opens the settings, types into a field of the gateway and accepts with Enter.
void TestGoingLive::enter(const QString &gatewayId, const QString &field, const QString &text) const
{
    SettingsDialog *dialog = openSettings();
    dialog->showGateway(gatewayId);
    auto *line = dialog->findChild<QLineEdit *>(field);
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
    settle();
    QVERIFY(!child<SettingsDialog>(u"settings"_s));
}

void TestGoingLive::goLive(const QString &gatewayId) const
{
    m_fixture->resolver().setBaseUrl(gatewayId, m_server->url(u"/v1"_s));
    m_fixture->lane().choose({.gateway = gatewayId, .model = u"any"_s, .mode = Mode::Live});
}

QString TestGoingLive::barText() const
{
    const auto *text = child<QLabel>(u"liveBarText"_s);
    return text->isVisible() ? text->accessibleName() : QString();
}

void TestGoingLive::whatWasEnteredIsUsed()
{
    SettingsDialog *dialog = openSettings();
    dialog->showGateway(u"floopfloop"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"baseUrl"_s), m_server->url(QString()).toString());
    auto *key = dialog->findChild<QLineEdit *>(u"keyEntry"_s);
    QTest::keyClicks(key, u"flp_sk_0123456789"_s);
    QTest::keyClick(key, Qt::Key_Return);
    const LaneChoice choice{.gateway = u"floopfloop"_s, .model = u"auto"_s, .mode = Mode::Live};
    QCOMPARE(m_fixture->lane().choice(), choice);
    QVERIFY(barText().contains(u"127.0.0.1:"));
    QCOMPARE(m_server->connectionCount(), 0); // before somebody asks

    m_fixture->ask(u"Hello"_s);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer flp_sk_0123456789");
}

void TestGoingLive::itIsSaidOnce()
{
    enter(u"ruflo"_s, u"baseUrl"_s, m_server->url(QString()).toString());
    QCOMPARE(barText(), u"Live: prompts now go to %1."_s.arg(m_server->url(QString()).authority()));
    m_fixture->ask(u"Hello"_s);
    QCOMPARE(barText(), QString());
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"Hi"}}]})");
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(barText(), QString());
}

void TestGoingLive::backToTheDemo()
{
    enter(u"ruflo"_s, u"baseUrl"_s, m_server->url(QString()).toString());
    child<QPushButton>(u"backToDemo"_s)->click();
    QCOMPARE(m_fixture->lane().choice().mode, Mode::Demo);
    QCOMPARE(barText(), QString());
    QVERIFY(m_fixture->askAndWait(u"Hello"_s));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGoingLive::pickingAnotherGatewayEndsTheWords()
{
    enter(u"ruflo"_s, u"baseUrl"_s, m_server->url(QString()).toString());
    m_fixture->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = Mode::Live});
    QCOMPARE(barText(), QString());
}

void TestGoingLive::theEnvironmentSwitchesNothing()
{
    const LaneChoice before = m_fixture->lane().choice();
    enter(u"ruapi"_s, u"gatewayName"_s, u"Mine"_s);
    QCOMPARE(m_fixture->lane().choice(), before);
    QCOMPARE(barText(), QString());
}

void TestGoingLive::modelsAreAskedForOnce()
{
    enter(u"openai-compatible"_s, u"keyEntry"_s, u"sk-mine-0123456789"_s); // no address: nowhere to go
    QCOMPARE(m_server->connectionCount(), 0);
    enter(u"openai-compatible"_s, u"baseUrl"_s, m_server->url(u"/v1"_s).toString());
    QVERIFY(barText().startsWith(u"Send the key")); // another address: asked anew
    QCOMPARE(m_server->connectionCount(), 0);
    child<QPushButton>(u"sendKeyThere"_s)->click();
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY2(connection->head().startsWith("GET /v1/models "), connection->head().constData());
    QCOMPARE(connection->header("Authorization"), "Bearer sk-mine-0123456789");
    QCOMPARE(m_fixture->lane().choice().model, QString());
    QCOMPARE(m_server->requestCount(), 1);
}

void TestGoingLive::aKeyWithoutAnAddressStaysInTheDemo()
{
    const LaneChoice before = m_fixture->lane().choice();
    enter(u"floopfloop"_s, u"keyEntry"_s, u"flp_sk_0123456789"_s);
    QCOMPARE(m_fixture->lane().choice(), before);
}

void TestGoingLive::aLiveLaneShowsItsHost()
{
    const auto *host = child<QLabel>(u"laneHost"_s);
    QVERIFY(!host->isVisible());
    m_fixture->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = Mode::Live});
    QVERIFY(host->isVisible());
    QCOMPARE(host->text(), u"www.ruapi.ai"_s);
    m_fixture->window().resize(800, 600);
    settle();
    QCOMPARE_GE(host->width(), host->fontMetrics().horizontalAdvance(host->text()));
    m_fixture->resolver().setBaseUrl(
        u"ruapi"_s, QUrl(u"https://www.ruapi.ai.%1.example"_s.arg(u"far"_s.repeated(20))));
    QVERIFY(
        host->toolTip().contains(u".example")); // its end is what is painted, all of it is in the tool tip
    QCOMPARE_LE(m_fixture->window().width(), 800);
    m_fixture->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = Mode::Demo});
    QVERIFY(!host->isVisible());
}

void TestGoingLive::aLiveLaneSuggestsOtherPrompts()
{
    const auto *suggestion = child<QPushButton>(u"suggestion"_s);
    const QString ofDemo = suggestion->text();
    m_fixture->lane().choose({.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = Mode::Live});
    QVERIFY(!suggestion->text().isEmpty());
    QVERIFY(suggestion->text() != ofDemo);
    m_fixture->lane().choose({.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = Mode::Demo});
    QCOMPARE(suggestion->text(), ofDemo);
}

/// Elsewhere it may cost something, so one sees it in the prompt first.
void TestGoingLive::aSuggestedQuestionIsSentToTheDemoOnly()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    QVERIFY(m_fixture->reply().first().text().contains(u"](ask:)"));
    ReaderRequests *requests = m_fixture->lane().view()->requests();
    const QString question = u"Which tier to pick"_s;
    m_fixture->type(u"A draft"_s);
    requests->follow(u"ask:"_s, 1, question);
    QVERIFY(m_fixture->waitUntilIdle());
    const Conversation &conversation = m_fixture->conversation();
    QCOMPARE(conversation.path().size(), 4);
    QCOMPARE(conversation.turn(conversation.path().at(2)).message.text(), question);
    QCOMPARE(m_fixture->typed(), u"A draft"_s);

    goLive(u"ruflo"_s);
    QVERIFY(!m_fixture->lane().connection()->isDemo());
    requests->follow(u"ask:"_s, 1, question);
    settle();
    QCOMPARE(conversation.path().size(), 4);
    QVERIFY(m_fixture->typed().startsWith(question));
    QVERIFY(m_fixture->typed().endsWith(u"A draft"_s));
}

void TestGoingLive::aSuggestedQuestionAsksNoLiveLane()
{
    m_fixture->window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = Mode::Demo},
        {.gateway = u"ruapi"_s, .model = u"any"_s, .mode = Mode::Live}});
    Lane *demo = m_fixture->page().lanes().first();
    demo->view()->requests()->follow(u"ask:"_s, 1, u"What is a tier?"_s);
    settle();
    for (const Lane *lane : m_fixture->page().lanes())
        QVERIFY(lane->session()->conversation().isEmpty());
    QCOMPARE(m_fixture->typed(), u"What is a tier?"_s);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGoingLive::aSuggestedQuestionEndsNoEdit()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    m_fixture->page().promptTarget()->editLast();
    m_fixture->type(u"What is a token?"_s);
    m_fixture->lane().view()->requests()->follow(u"ask:"_s, 1, u"Which tier to pick"_s);
    settle();
    QCOMPARE(m_fixture->typed(), u"What is a token?"_s);
    QCOMPARE(m_fixture->conversation().path().size(), 2);
}

void TestGoingLive::theQuestionNamesKeyAndOrigin()
{
    goLive(u"ruapi"_s);
    QCOMPARE(barText(), u"Send the key in RUAPI_API_KEY to %1?"_s.arg(m_server->url(QString()).toString()));
    QVERIFY(!child<QWidget>(u"laneNotice"_s)->isVisible());
    QVERIFY(m_fixture->askAndWait(u"Hello"_s)); // is refused
    QCOMPARE(m_fixture->reply().state, Reply::State::Failed);
    QVERIFY(!child<QWidget>(u"laneNotice"_s)->isVisible()); // the question is enough
    QCOMPARE(m_fixture->typed(), u"Hello"_s);
    QCOMPARE(m_server->connectionCount(), 0);
    m_fixture->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = Mode::Demo});
    QCOMPARE(barText(), QString());
}

void TestGoingLive::theAnswerIsRemembered_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("isGiven");
    QTest::newRow("send") << u"sendKeyThere"_s << true;
    QTest::newRow("do not send") << u"withholdKey"_s << false;
}

void TestGoingLive::theAnswerIsRemembered()
{
    QFETCH(const QString, button);
    QFETCH(const bool, isGiven);
    goLive(u"ruapi"_s);
    child<QPushButton>(button)->click();
    QVERIFY(!barText().startsWith(u"Send the key"));
    const QList<KeyConsent> consents = consentsFromTexts(Settings::keyConsents().value());
    QCOMPARE(consents.size(), 1);
    QCOMPARE(consents.first().isGiven, isGiven);
    QCOMPARE(consents.first().origin, m_server->url(QString()).toString());
    QCOMPARE(consents.first().source.variable, u"RUAPI_API_KEY"_s);
    if (!isGiven)
        return;
    m_fixture->ask(u"Hello"_s);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
}

void TestGoingLive::aRefusalKeepsTheKeyHere()
{
    goLive(u"ruapi"_s);
    child<QPushButton>(u"withholdKey"_s)->click();
    QVERIFY(child<QLabel>(u"laneNoticeText"_s)->text().contains(u"You chose not to"));
    QVERIFY(m_fixture->askAndWait(u"Hello"_s));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGoingLive::anOptionalKeyIsLeftOut()
{
    goLive(u"openai-compatible"_s);
    QVERIFY(barText().contains(u"OPENAI_API_KEY"));
    child<QPushButton>(u"withholdKey"_s)->click();
    m_fixture->ask(u"Hello"_s);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(!connection->request().contains(Key));
}

void TestGoingLive::setTheKeyOpensItsField()
{
    qunsetenv("RUAPI_API_KEY");
    m_fixture->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = Mode::Live});
    child<QPushButton>(u"setKey"_s)->click();
    const auto *dialog = child<SettingsDialog>(u"settings"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget()->objectName(), u"keyEntry"_s);
    QTest::keyClicks(dialog->focusWidget(), QString::fromLatin1(Key));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(m_fixture->resolver().keys()->key(u"ruapi"_s), Secret(Key));
    QVERIFY(!child<QWidget>(u"laneNotice"_s)->isVisible());
    QVERIFY(m_fixture->page().promptBar()->editor()->hasFocus() ||
            m_fixture->window().focusWidget() == m_fixture->page().promptBar()->editor());
}

void TestGoingLive::setTheBaseUrlAfterANotFound()
{
    enter(u"ruflo"_s, u"baseUrl"_s, m_server->url(u"/wrong"_s).toString());
    m_fixture->ask(u"Hello"_s);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(404, "text/html", "<h1>Not Found</h1>");
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(m_fixture->shown().contains(u"Check the base URL and the path in Settings"));
    auto *link = child<QPushButton>(u"setBaseUrl"_s);
    QVERIFY(link->isVisible());
    QVERIFY(!child<QPushButton>(u"setKey"_s)->isVisible());
    link->click();
    const auto *dialog = child<SettingsDialog>(u"settings"_s);
    QVERIFY(dialog);
    auto *field = qobject_cast<QLineEdit *>(dialog->focusWidget());
    QVERIFY(field);
    QCOMPARE(field->objectName(), u"baseUrl"_s);
    QCOMPARE(field->text(), m_server->url(u"/wrong"_s).toString());
    QTest::keyClicks(field, m_server->url(QString()).toString());
    QTest::keyClick(field, Qt::Key_Return);
    m_fixture->ask(u"Hello"_s);
    const FakeConnection *again = m_server->nextRequest();
    QVERIFY(again);
    QVERIFY2(again->head().startsWith("POST /api/chat "), again->head().constData());
}

/// 15 when a newcomer tried it first.
void TestGoingLive::aFreshStartNeedsSixActions()
{
    const auto links = m_fixture->lane().findChildren<QPushButton *>(u"connectGateway"_s);
    const auto floop = std::ranges::find(links, u"FloopFloop"_s, &QPushButton::text);
    QVERIFY(floop != links.cend());
    (*floop)->click(); // 1
    SettingsDialog *dialog = child<SettingsDialog>(u"settings"_s);
    QVERIFY(dialog);
    QTest::keyClicks(dialog->focusWidget(), m_server->url(QString()).toString()); // 2
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);                          // 3
    QTest::keyClicks(dialog->focusWidget(), u"flp_sk_0123456789"_s);              // 4
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);                       // 5
    settle();
    child<QPushButton>(u"suggestion"_s)->click(); // 6
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /api/v1/ai/chat "));
    connection->sendWhole(200, "application/json", R"({"content":"Hello!","finishReason":"end_turn"})");
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->reply().state, Reply::State::Complete);
    for (const QPushButton *link : m_fixture->lane().findChildren<QPushButton *>(u"connectGateway"_s))
        QVERIFY(link->text() != u"FloopFloop"_s); // it is connected
}

void TestGoingLive::anotherServerBeginsANewGateway()
{
    const auto links = m_fixture->lane().findChildren<QPushButton *>(u"connectGateway"_s);
    links.last()->click();
    SettingsDialog *dialog = child<SettingsDialog>(u"settings"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget()->objectName(), u"gatewayName"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(dialog->focusWidget(), m_server->url(u"/v1"_s).toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    settle();
    QCOMPARE(m_fixture->lane().choice().gateway, u"my-gateway"_s);
    QCOMPARE(m_fixture->lane().choice().mode, Mode::Live);
}

void TestGoingLive::theLaneMenuSwitches()
{
    const LaneMenu *menu = m_fixture->lane().header()->menu();
    const auto action = [menu](const QString &text) {
        const QList<QAction *> actions = menu->actions();
        const auto found = std::ranges::find(actions, text, &QAction::text);
        return found == actions.cend() ? nullptr : *found;
    };
    QVERIFY(!action(u"Back to the demo"_s));
    action(u"Go live"_s)->trigger();
    QCOMPARE(m_fixture->lane().choice().mode, Mode::Live);
    QVERIFY(!action(u"Go live"_s));
    action(u"Back to the demo"_s)->trigger();
    QCOMPARE(m_fixture->lane().choice().mode, Mode::Demo);
}

/// Its knob goes from one side to the other.
void TestGoingLive::thePillIsASwitch()
{
    auto *pill = child<QToolButton>(u"modeBadge"_s);
    settle(); // until it has its size
    const auto knob = [pill] {
        const QImage image = pill->grab().toImage();
        const auto lightness = [&image](int x) {
            return image.pixelColor(x, image.height() / 2).lightness();
        };
        return lightness(12) > lightness(20) ? u"left"_s : u"right"_s;
    };
    QCOMPARE(knob(), u"left"_s);
    pill->click();
    QCOMPARE(m_fixture->lane().choice().mode, Mode::Live);
    QCOMPARE(knob(), u"right"_s);
}

QTEST_MAIN(TestGoingLive)
#include "tst_goinglive.moc"

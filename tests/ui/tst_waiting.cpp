// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retrywait.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"
#include "ui/compose/promptbar.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"
#include "workspace/callmetrics.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double Fast = 50;
constexpr double Usual = 1;

QString text(const WindowFixture &fixture, const QString &name)
{
    const auto *label = fixture.lane().findChild<QLabel *>(name);
    return label && label->isVisible() ? label->text() : QString();
}

QPushButton *retryButton(const WindowFixture &fixture)
{
    return fixture.lane().findChild<QPushButton *>(u"retryWhenReady"_s);
}

QString limits(const WindowFixture &fixture)
{
    const auto *button = fixture.page().promptBar()->findChild<QPushButton *>(u"limits"_s);
    return button->isVisible() ? button->text() : QString();
}

void openLanes(const WindowFixture &fixture, const QString &gateway, const QString &model, int lanes = 1)
{
    fixture.window().resize(1300, 800);
    fixture.window().openLanes(
        QList<LaneChoice>(lanes, {.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo}));
}

void openRuflo(const WindowFixture &fixture)
{
    openLanes(fixture, u"ruflo"_s, u"ruflo-fast"_s);
}

void openFloopFloop(const WindowFixture &fixture, int lanes = 1)
{
    openLanes(fixture, u"floopfloop"_s, u"auto"_s, lanes);
}

/// A live lane of this gateway, whose server is the test's.
void openAt(const WindowFixture &fixture, const QString &gateway, const FakeServer &server)
{
    fixture.resolver().setBaseUrl(gateway, server.url(u"/"_s));
    fixture.window().resize(1300, 800);
    const QString model = gateway == u"ruflo" ? u"ruflo-fast"_s : QString();
    fixture.window().openLanes({{.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Live}});
}

/// Sends the head of an answer to the newest call, and waits until it has come.
bool beginsToAnswer(WindowFixture &fixture, FakeConnection *connection)
{
    connection->sendHead(200, "application/json");
    const std::shared_ptr<const Call> call = fixture.client().calls().calls().first();
    return eventually([&call] { return call->recording.head.has_value(); });
}

} // namespace

/// What a lane says while nothing comes and while a limit holds, and the gauge where one sends.
class TestWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsSaidBesideTheClock();
    void aSilentModelListIsSaidAndStopped();
    void aSilentHealthCheckIsSaidAndStopped();
    void FF_38_limitCountsDown();
    void FF_38_limitSendsOnceIfAsked();
    void retryThatIsNotSentIsTheLast();
    void anotherModelEndsTheWait();
    void FF_49_budgetOffersNoRetry();
    void gaugeCountsAndForgets();
    void gaugeSaysWhenTheLastLaneGoes();
    void gaugeLeadsToItsLimit();
    void costOfADeletedAnswerCounts();
    void creditsLeftYieldFirst();
};

void TestWaiting::silenceIsSaidBesideTheClock()
{
    ManualClock clock;
    WindowFixture fixture(Usual, &clock);
    openRuflo(fixture);
    fixture.ask(u"Hello"_s);
    QVERIFY(eventually([&] { return fixture.reply().hasContent(); }));
    clock.pass(9s);
    QVERIFY(!text(fixture, u"metrics"_s).contains(u"Nothing"));
    clock.pass(1s);
    QVERIFY2(text(fixture, u"metrics"_s).contains(u"Nothing has come for 10 s"),
        qPrintable(text(fixture, u"metrics"_s)));
    fixture.lane().findChild<QPushButton *>(u"laneStop"_s)->click();
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(!text(fixture, u"metrics"_s).contains(u"Nothing"));
}

void TestWaiting::aSilentModelListIsSaidAndStopped()
{
    ManualClock clock;
    FakeServer server;
    WindowFixture fixture(Fast, &clock);
    openAt(fixture, u"ollama"_s, server);
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    fixture.lane().pickTier();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    auto *refresh = fixture.lane().findChild<QPushButton *>(u"refreshModels"_s);
    auto *stop = fixture.lane().findChild<QPushButton *>(u"stopModels"_s);
    QCOMPARE(refresh->text(), u"Asking Ollama · local for its models…"_s);
    QVERIFY(stop->isVisible());
    QVERIFY(beginsToAnswer(fixture, connection));
    clock.pass(60s);
    QCOMPARE(refresh->text(), u"Nothing has come for 60 s"_s);
    stop->click();
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
    QCOMPARE(refresh->text(), u"Load the models of Ollama · local"_s);
    QVERIFY(refresh->isEnabled() && !stop->isVisible());
}

void TestWaiting::aSilentHealthCheckIsSaidAndStopped()
{
    ManualClock clock;
    FakeServer server;
    WindowFixture fixture(Fast, &clock);
    openAt(fixture, u"ruflo"_s, server);
    fixture.ask(u"Hello"_s);
    FakeConnection *answer = server.nextRequest();
    QVERIFY(answer);
    answer->sendWhole(500, "application/json", R"({"error":{"message":"Tired"}})");
    QVERIFY(fixture.waitUntilIdle());
    auto *health = fixture.lane().findChild<QPushButton *>(u"health"_s);
    settle();
    const QPoint place = health->mapTo(&fixture.lane(), QPoint());
    health->click();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    settle();
    QCOMPARE(health->mapTo(&fixture.lane(), QPoint()), place); // a second click must not miss it
    auto *stop = fixture.lane().findChild<QPushButton *>(u"stopHealth"_s);
    QVERIFY(stop->isVisible());
    QVERIFY(beginsToAnswer(fixture, connection));
    clock.pass(60s);
    QCOMPARE(text(fixture, u"laneNoticeText"_s), u"Nothing has come for 60 s"_s);
    stop->click();
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
    QCOMPARE(text(fixture, u"laneNoticeText"_s), QString());
    QVERIFY(!stop->isVisible());
}

void TestWaiting::FF_38_limitCountsDown()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openRuflo(fixture);
    fixture.lane().connection()->setFault(u"429"_s);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QCOMPARE(text(fixture, u"retryText"_s), u"Ready to send again in 5 s"_s);
    clock.pass(2s);
    QCOMPARE(text(fixture, u"retryText"_s), u"Ready to send again in 3 s"_s);
    clock.pass(3s);
    QCOMPARE(text(fixture, u"retryText"_s), QString());
    QVERIFY(!fixture.page().isBusy());
}

void TestWaiting::FF_38_limitSendsOnceIfAsked()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openRuflo(fixture);
    fixture.lane().connection()->setFault(u"429"_s);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QCOMPARE(fixture.typed(), u"Hello"_s);
    retryButton(fixture)->click();
    QCOMPARE(text(fixture, u"retryText"_s), u"Sends again in 5 s"_s);
    clock.pass(5s);
    QVERIFY(fixture.page().isBusy());
    QVERIFY(fixture.waitUntilIdle());
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    QCOMPARE(fixture.conversation().versions(fixture.conversation().last()).size(), 2);
    QCOMPARE(fixture.typed(), QString());
    QCOMPARE(text(fixture, u"retryText"_s), QString());
}

void TestWaiting::anotherModelEndsTheWait()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openRuflo(fixture);
    fixture.lane().connection()->setFault(u"429"_s);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    retryButton(fixture)->click();
    fixture.lane().connection()->setGivenName(u"Mine"_s); // is still the same model
    QCOMPARE(text(fixture, u"retryText"_s), u"Sends again in 5 s"_s);
    LaneChoice other = fixture.lane().choice();
    other.model = u"ruflo-max"_s;
    fixture.lane().choose(other);
    QCOMPARE(text(fixture, u"retryText"_s), QString());
    clock.pass(5s);
    QVERIFY(!fixture.page().isBusy());
}

void TestWaiting::retryThatIsNotSentIsTheLast()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openRuflo(fixture);
    fixture.lane().connection()->setFault(u"429"_s);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    retryButton(fixture)->click();
    fixture.lane().setParameters({.extra = u"{"_s});
    clock.pass(5s);
    QVERIFY(!fixture.page().isBusy());
    const auto *retry = fixture.lane().findChild<RetryWait *>();
    QVERIFY(!retry->isArmed());
    QCOMPARE(retry->retries(), 0);
}

void TestWaiting::FF_49_budgetOffersNoRetry()
{
    ManualClock clock; // at noon
    WindowFixture fixture(Fast, &clock);
    openFloopFloop(fixture);
    fixture.lane().connection()->setFault(u"budget"_s);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QCOMPARE(text(fixture, u"retryText"_s), u"Resets at midnight UTC, in 12 h 0 min"_s);
    QVERIFY(!retryButton(fixture)->isVisible());
    QVERIFY(!fixture.shown().contains(u"Try again"));
}

void TestWaiting::gaugeCountsAndForgets()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openFloopFloop(fixture);
    QVERIFY(eventually([&] { return limits(fixture) == u"0 of 10 a minute"; }));
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QVERIFY(eventually([&] { return limits(fixture) == u"1 of 10 a minute"; }));
    clock.pass(61s);
    QVERIFY(eventually([&] { return limits(fixture) == u"0 of 10 a minute"; }));
}

void TestWaiting::gaugeSaysWhenTheLastLaneGoes()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openFloopFloop(fixture, 6);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QVERIFY(eventually([&] { return limits(fixture) == u"6 of 10 a minute: the last is sent in 61 s"; }));
    fixture.ask(u"Again"_s);
    QVERIFY(eventually([&] { return limits(fixture) == u"2 queued, the last is sent in 61 s"; }));
    fixture.page().stopAll();
}

void TestWaiting::gaugeLeadsToItsLimit()
{
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    openFloopFloop(fixture);
    QVERIFY(eventually([&] { return !limits(fixture).isEmpty(); }));
    fixture.page().disconnect(SIGNAL(settingsRequested(QString))); // which opens a dialog
    QString gateway;
    connect(&fixture.page(), &LanePage::settingsRequested, this, [&](const QString &id) { gateway = id; });
    fixture.page().promptBar()->findChild<QPushButton *>(u"limits"_s)->click();
    QCOMPARE(gateway, u"floopfloop"_s);
}

/// It comes a second after the answer.
void TestWaiting::costOfADeletedAnswerCounts()
{
    PriceList prices;
    prices.entries = {{.provider = u"ruapi"_s, .model = u"m"_s, .price = {.input = 3, .output = 15}}};
    ManualClock clock;
    WindowFixture fixture(Fast, &clock);
    Settings::prices().set(QString::fromUtf8(prices.toJson()));
    FakeServer server;
    TargetResolver &resolver = fixture.resolver();
    fixture.window().restoreLanes();
    resolver.keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ruapi"_s, Secret("sk-live-0123456789abcdef"));
    resolver.setBaseUrl(u"ruapi"_s, server.url(QString()));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"_s));
    fixture.lane().choose({.gateway = u"ruapi"_s, .model = u"m"_s, .mode = TargetResolver::Mode::Live});
    fixture.ask(u"Hello"_s);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendChunk(
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n");
    QVERIFY(eventually([&] { return !fixture.reply().first().finishReason.isEmpty(); }));
    clock.pass(2s);
    QVERIFY(fixture.waitUntilIdle());
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(
        static_cast<int>(fixture.conversation().last()));
    connection->sendChunk(
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":100000}}\n\n");
    QVERIFY2(eventually([&] { return limits(fixture).contains(u"1.50"); }), qPrintable(limits(fixture)));
}

/// They belong to the account; the finish reason and the request id belong to the answer.
void TestWaiting::creditsLeftYieldFirst()
{
    WindowFixture fixture(Fast);
    openFloopFloop(fixture);
    fixture.window().resize(2000, 900);
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    const QString strip = text(fixture, u"metrics"_s);
    QVERIFY2(strip.contains(u"credits left"_s) && strip.contains(u"req_"_s), qPrintable(strip));
    QCOMPARE_LT(strip.indexOf(u"req_"_s), strip.indexOf(u"credits left"_s));
}

QTEST_MAIN(TestWaiting)
#include "tst_waiting.moc"

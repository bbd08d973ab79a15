// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retrywait.h"
#include "support/eventually.h"
#include "support/manualclock.h"
#include "ui/compose/promptbar.h"
#include "windowfixture.h"

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

} // namespace

/// What a lane says while nothing comes and while a limit holds, and the gauge where one sends.
class TestWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsSaidBesideTheClock();
    void FF_38_limitCountsDown();
    void FF_38_limitSendsOnceIfAsked();
    void FF_49_budgetOffersNoRetry();
    void gaugeCountsAndForgets();
    void gaugeSaysWhenTheLastLaneGoes();
    void gaugeLeadsToItsLimit();
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
    QVERIFY(eventually([&] { return limits(fixture) == u"6 of 10 a minute: the last goes in 61 s"; }));
    fixture.ask(u"Again"_s);
    QVERIFY(eventually([&] { return limits(fixture) == u"2 waiting, the last goes in 61 s"; }));
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

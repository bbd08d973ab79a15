// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/playground/pages.h"
#include "windowfixture.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Every gateway, streamed and plain, and every way to fail, in a real window over real HTTP against the
/// embedded gateway.
class TestGatewaysInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void fails_data();
    void fails();
    void failureIsTriedOnce();
    void failureIsCalledOff();
    void failureOutlastsALiveAnswer();
    void unknownModelIsNamed();
    void liveWithoutAKeySendsNothing();
    void gatewayThatIsDownIsNamed();
    void FF_38_whatIsBeyondTheLimitWaits();
};

namespace {

constexpr double AtOnce = std::numeric_limits<double>::infinity();

void tryFailure(const WindowFixture &fixture, const QString &fault)
{
    for (QAction *action : fixture.lane().findChildren<QAction *>()) {
        if (action->data().toString() == fault)
            action->trigger();
    }
}

QString numbersOf(const Lane &lane)
{
    return lane.findChild<QLabel *>(u"metrics"_s)->text();
}

bool waitsForTheLimit(const Lane &lane)
{
    return lane.session()->isBusy() && numbersOf(lane).contains(u"Waiting ");
}

} // namespace

void TestGatewaysInWindow::answers_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::addColumn<bool>("stream");
    const Catalog catalog = Catalog::builtIn();
    for (const Gateway &gateway : catalog.gateways()) {
        if (gateway.key.demo.isEmpty() && gateway.takesKey())
            continue; // the compatible ones and the servers on this computer have no demo
        if (gateway.tiers.isEmpty())
            continue;
        QTest::addRow("%s, streamed", qPrintable(gateway.id)) << gateway.id << true;
        QTest::addRow("%s, plain", qPrintable(gateway.id)) << gateway.id << false;
    }
}

void TestGatewaysInWindow::answers()
{
    QFETCH(const QString, gateway);
    QFETCH(const bool, stream);
    const WindowFixture fixture(AtOnce);
    const Gateway *profile = fixture.resolver().catalog().find(gateway);
    fixture.window().openLanes({{.gateway = gateway, .model = profile->defaultModel()}});
    fixture.lane().setParameters({.stream = stream});
    QVERIFY(fixture.askAndWait(u"How do I stop an answer?"_s));

    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    QVERIFY2(fixture.shown().contains(u"How do I stop an answer?"), qPrintable(fixture.shown()));
    QVERIFY2(fixture.shown().size() > 100, qPrintable(fixture.shown()));
    QVERIFY(fixture.typed().isEmpty());
}

void TestGatewaysInWindow::fails_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("facts");
    QTest::newRow("wrong key") << u"401"_s << u"requires a valid key"_s << u"HTTP 401"_s;
    QTest::newRow("out of credits") << u"402"_s << u"Out of credits"_s << u"HTTP 402"_s;
    QTest::newRow("too large") << u"413"_s << u"is too long"_s << u"HTTP 413"_s;
    QTest::newRow("rate limited") << u"429"_s << u"Rate limit of"_s << u"HTTP 429"_s;
    QTest::newRow("over budget") << u"budget"_s << u"Today's budget"_s << u"HTTP 429 · BUDGET_EXCEEDED"_s;
    QTest::newRow("broken server") << u"500"_s << u"returned a server error"_s << u"HTTP 500"_s;
    QTest::newRow("not there yet") << u"501"_s << u"does not offer this yet"_s << u"HTTP 501"_s;
    QTest::newRow("unavailable") << u"503"_s << u"returned a server error"_s << u"HTTP 503"_s;
    QTest::newRow("a proxy's page") << u"html"_s << u"returned a server error"_s << u"HTTP 502"_s;
}

void TestGatewaysInWindow::fails()
{
    QFETCH(const QString, fault);
    QFETCH(const QString, title);
    QFETCH(const QString, facts);
    const WindowFixture fixture(AtOnce);
    fixture.window().openLanes({{.gateway = u"floopfloop"_s, .model = u"fast"_s}});
    tryFailure(fixture, fault);
    QVERIFY(fixture.askAndWait(u"a prompt to keep"_s));
    QVERIFY2(fixture.shown().contains(title), qPrintable(fixture.shown()));
    QVERIFY2(fixture.shown().contains(facts), qPrintable(fixture.shown()));
    QVERIFY2(fixture.shown().contains(u"request "), qPrintable(fixture.shown())); // FF-53
    QCOMPARE(fixture.typed(), u"a prompt to keep"_s);
}

void TestGatewaysInWindow::failureIsTriedOnce()
{
    const WindowFixture fixture(AtOnce);
    fixture.window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s}});
    const auto *badge = fixture.lane().findChild<QToolButton *>(u"modeBadge"_s);
    const auto *cancel = fixture.lane().findChild<QPushButton *>(u"cancelFault"_s);
    tryFailure(fixture, u"500"_s);
    QCOMPARE(badge->text(), u"demo · 500"_s);
    QVERIFY(cancel->isVisible());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Failed);
    QCOMPARE(badge->text(), u"demo"_s);
    QVERIFY(!cancel->isVisible());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestGatewaysInWindow::failureIsCalledOff()
{
    const WindowFixture fixture(AtOnce);
    fixture.window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s}});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    tryFailure(fixture, u"500"_s);
    fixture.page().clearAll();
    QVERIFY(fixture.lane().findChild<QPushButton *>(u"cancelFault"_s)->isVisible());
    fixture.lane().findChild<QPushButton *>(u"cancelFault"_s)->click();
    QVERIFY(!fixture.lane().findChild<QPushButton *>(u"cancelFault"_s)->isVisible());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

void TestGatewaysInWindow::failureOutlastsALiveAnswer()
{
    qunsetenv("RUAPI_API_KEY");
    const WindowFixture fixture(AtOnce);
    LaneChoice choice{.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s};
    fixture.window().openLanes({choice});
    tryFailure(fixture, u"500"_s);
    choice.mode = TargetResolver::Mode::Live;
    fixture.lane().choose(choice);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    choice.mode = TargetResolver::Mode::Demo;
    fixture.lane().choose(choice);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.reply().error->httpStatus, 500);
}

void TestGatewaysInWindow::unknownModelIsNamed()
{
    const WindowFixture fixture(AtOnce);
    fixture.window().openLanes({{.gateway = u"floopfloop"_s, .model = u"smartest"_s}});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY2(fixture.shown().contains(u"INVALID_MODEL"), qPrintable(fixture.shown()));
    QCOMPARE(fixture.typed(), u"hello"_s);
}

void TestGatewaysInWindow::liveWithoutAKeySendsNothing()
{
    qunsetenv("RUAPI_API_KEY");
    const WindowFixture fixture(AtOnce);
    fixture.window().openLanes(
        {{.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Live}});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY2(fixture.shown().contains(u"Nothing was sent to RuAPI"), qPrintable(fixture.shown()));
    QVERIFY2(fixture.shown().contains(u"needs a key"), qPrintable(fixture.shown()));
    QCOMPARE(fixture.typed(), u"hello"_s);
}

void TestGatewaysInWindow::gatewayThatIsDownIsNamed()
{
    const WindowFixture fixture(AtOnce);
    fixture.resolver().setBaseUrl(u"ruflo"_s, QUrl(u"http://127.0.0.1:1"_s));
    fixture.window().openLanes(
        {{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = TargetResolver::Mode::Live}});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY2(fixture.shown().contains(u"Ruflo cannot be reached"), qPrintable(fixture.shown()));
    QCOMPARE(fixture.typed(), u"hello"_s);
}

void TestGatewaysInWindow::FF_38_whatIsBeyondTheLimitWaits()
{
    const WindowFixture fixture(AtOnce);
    const auto floopfloop = [](const QString &model) {
        return LaneChoice{.gateway = u"floopfloop"_s, .model = model, .mode = TargetResolver::Mode::Demo};
    };
    fixture.window().openLanes(
        {floopfloop(u"auto"_s), floopfloop(u"fast"_s), floopfloop(u"smart"_s), floopfloop(u"reason"_s)});
    QVERIFY(fixture.askAndWait(u"one"_s));
    QVERIFY(fixture.askAndWait(u"two"_s));
    fixture.ask(u"three"_s);
    QVERIFY(
        eventually([&] { return waitsForTheLimit(fixture.lane(2)) && waitsForTheLimit(fixture.lane(3)); }));
    QVERIFY(eventually(
        [&] { return !fixture.lane(0).session()->isBusy() && !fixture.lane(1).session()->isBusy(); }));
    for (int lane = 0; lane < 4; ++lane)
        QVERIFY(!fixture.reply(lane).error);
    fixture.page().stopAll();
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), QString()); // the others have answered it
    fixture.ask(u"four"_s);
    QVERIFY(eventually([&] { return waitsForTheLimit(fixture.lane(0)); }));
    fixture.page().stopAll();
    QCOMPARE(fixture.typed(), u"four"_s);
    fixture.window().lanePages()->addPage();
    fixture.ask(u"five"_s);
    QVERIFY(eventually([&] { return waitsForTheLimit(fixture.lane()); }));
    fixture.lane().choose(
        {.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = TargetResolver::Mode::Demo});
    QVERIFY(fixture.lane().session()->isBusy());
}

QTEST_MAIN(TestGatewaysInWindow)
#include "tst_gatewaysinwindow.moc"

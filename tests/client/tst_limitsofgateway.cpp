// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/targetresolver.h"
#include "demo/server/demogateway.h"
#include "support/eventually.h"
#include "support/manualclock.h"

#include <QTest>
#include <atomic>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The gateway's thread reads it.
std::atomic<std::chrono::seconds::rep> passed = 0;

DemoSettings settings()
{
    DemoSettings settings;
    settings.speed = 1000;
    settings.clock = [] {
        return std::chrono::steady_clock::time_point(1h + std::chrono::seconds(passed));
    };
    return settings;
}

} // namespace

/// The embedded gateway's real limiter, which refuses what is too much.
class TestLimitsOfGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void FF_38_fifteenSendsWithoutARefusal();
};

void TestLimitsOfGateway::FF_38_fifteenSendsWithoutARefusal()
{
    DemoGateway gateway(settings());
    const TargetResolver resolver(Catalog::builtIn(), gateway.start().value());
    const Target target =
        resolver.target(*resolver.catalog().find(u"floopfloop"_s), TargetResolver::Mode::Demo);
    QCOMPARE(target.limit.requestsPerMinute, 10);
    ManualClock clock;
    ChatClient client(nullptr, &clock);
    QObject parent;
    QList<Exchange *> sent;
    ChatRequest request;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    for (int i = 0; i < 15; ++i)
        sent << client.start(target, request, &parent);
    const auto ended = [&sent] {
        return std::ranges::count_if(sent, [](const Exchange *exchange) { return !exchange->isRunning(); });
    };
    QVERIFY(eventually([&] { return ended() == 10; }));
    QCOMPARE(client.rateLimits().use(target.limit).waiting, 5);
    passed += 61;
    clock.pass(61s);
    QVERIFY(eventually([&] { return ended() == 15; }));
    for (const Exchange *exchange : std::as_const(sent)) {
        QVERIFY2(!exchange->reply().error, qPrintable(exchange->reply().error.value_or(ChatError()).message));
        QCOMPARE(exchange->reply().state, Reply::State::Complete);
    }
    QVERIFY(client.rateLimits().use(target.limit).tokensToday > 0);
    QVERIFY(client.rateLimits().use(target.limit).creditsLeft);
}

QTEST_GUILESS_MAIN(TestLimitsOfGateway)
#include "tst_limitsofgateway.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/targetresolver.h"
#include "demo/server/demogateway.h"
#include "support/demotiming.h"
#include "support/eventually.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What an exchange measures beside what the embedded gateway says it did. What must be so whatever the
/// machine does; how near they are is measured by timingbench.
class TestTiming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingArrivesBeforeItWasSent_data();
    void nothingArrivesBeforeItWasSent();
    void theGatewayTellsOnlyWhomAsks();

private:
    [[nodiscard]] const Exchange *ask(const QString &gatewayId, bool timing);

    std::unique_ptr<DemoGateway> m_demo;
    std::unique_ptr<TargetResolver> m_resolver;
    ChatClient m_client;
    QObject m_exchanges;
};

void TestTiming::initTestCase()
{
    DemoSettings settings;
    settings.speed = 20;
    m_demo = std::make_unique<DemoGateway>(settings);
    m_resolver = std::make_unique<TargetResolver>(Catalog::builtIn(), m_demo->start().value());
}

const Exchange *TestTiming::ask(const QString &gatewayId, bool timing)
{
    const Gateway &gateway = *m_resolver->catalog().find(gatewayId);
    Target target = m_resolver->target(gateway, TargetResolver::Mode::Demo);
    if (timing)
        target.headers.append({.name = "X-Demo-Timing", .value = "1"});
    ChatRequest request;
    request.model = gateway.defaultModel();
    request.messages = {Message::of(Role::User, u"What is a tier?"_s)};
    Exchange *exchange = m_client.start(target, request, &m_exchanges);
    const bool ended = eventually([exchange] { return !exchange->isRunning(); });
    return ended && exchange->reply().state == Reply::State::Complete ? exchange : nullptr;
}

void TestTiming::nothingArrivesBeforeItWasSent_data()
{
    QTest::addColumn<QString>("gateway");
    for (const QString &gateway : {u"ruflo"_s, u"ruapi"_s, u"ruapi-claude"_s, u"roraos-agent"_s, u"ru-llm"_s,
             u"floopfloop"_s, u"floopfloop-generate"_s})
        QTest::addRow("%s", qPrintable(gateway)) << gateway;
}

void TestTiming::nothingArrivesBeforeItWasSent()
{
    QFETCH(const QString, gateway);
    const Exchange *exchange = ask(gateway, true);
    QVERIFY(exchange);
    const auto told = DemoTiming::read(exchange->recording().body());
    QVERIFY(told);
    QVERIFY(told->headers <= told->first);
    QVERIFY(told->first < told->last);
    const Timing &measured = exchange->reply().timing;
    QVERIFY(measured.headers.value() >= told->headers);
    QVERIFY(measured.firstToken.value() >= told->first);
    QVERIFY(measured.lastToken.value() >= told->last);
    QVERIFY(measured.sent.value() <= measured.headers.value());
    QVERIFY(measured.headers.value() <= measured.firstToken.value());
    QVERIFY(measured.firstToken.value() <= measured.lastToken.value()); // read at once by a busy machine
    QVERIFY(measured.lastToken.value() <= measured.total.value());
}

void TestTiming::theGatewayTellsOnlyWhomAsks()
{
    const Exchange *exchange = ask(u"ruflo"_s, false);
    QVERIFY(exchange);
    QVERIFY(!DemoTiming::read(exchange->recording().body()));
}

QTEST_GUILESS_MAIN(TestTiming)
#include "tst_timing.moc"

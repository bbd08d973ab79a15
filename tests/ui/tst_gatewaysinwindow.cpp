// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "demo/demofaults.h"
#include "demo/demogateway.h"
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/conversation/conversationview.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanepage.h"

#include <QAction>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Every gateway, streamed and plain, and every way to fail, in a real window over real HTTP against the embedded gateway.
class TestGatewaysInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void answers_data();
    void answers();
    void fails_data();
    void fails();
    void unknownModelIsNamed();
    void liveWithoutAKeySendsNothing();
    void gatewayThatIsDownIsNamed();

private:
    Lane *open(const LaneChoice &choice);
    void ask(const QString &prompt);
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QString typed() const;

    QTemporaryDir m_config;
    std::unique_ptr<DemoGateway> m_demo;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<MainWindow> m_window;
};

void TestGatewaysInWindow::initTestCase()
{
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"parlance"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_config.path());
}

void TestGatewaysInWindow::init()
{
    DemoSettings settings;
    settings.speed = std::numeric_limits<double>::infinity();
    m_demo = std::make_unique<DemoGateway>(settings);
    const auto url = m_demo->start();
    QVERIFY2(url, url ? "" : qPrintable(url.error()));
    m_connections = std::make_unique<Connections>(Catalog::builtIn(), *url);
    m_client = std::make_unique<ChatClient>();
    QList<Fault> faults;
    for (const DemoFault &fault : demoFaults())
        faults.append({.name = fault.name, .description = fault.description});
    m_window = std::make_unique<MainWindow>(m_client.get(), m_connections.get(), faults);
}

void TestGatewaysInWindow::cleanup()
{
    m_window.reset();
}

Lane *TestGatewaysInWindow::open(const LaneChoice &choice)
{
    m_window->openLanes({choice});
    m_window->show();
    return m_window->page()->lanes().first();
}

void TestGatewaysInWindow::ask(const QString &prompt)
{
    QSignalSpy finished(m_window->page(), &LanePage::allFinished);
    m_window->page()->promptBar()->editor()->setPlainText(prompt);
    m_window->page()->send();
    QVERIFY(eventually([&] { return finished.count() > 0 && !m_window->page()->isBusy(); }));
    m_window->page()->lanes().first()->view()->flush();
}

QString TestGatewaysInWindow::shown() const
{
    return m_window->page()->lanes().first()->view()->document()->toPlainText();
}

QString TestGatewaysInWindow::typed() const
{
    return m_window->page()->promptBar()->editor()->toPlainText();
}

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
    const Gateway *profile = m_connections->catalog().find(gateway);
    Lane *lane = open({.gateway = gateway, .model = profile->defaultModel()});
    lane->findChild<QAction *>(u"streamAction"_s)->setChecked(stream);
    ask(u"How do I stop an answer?"_s);

    const Conversation &conversation = lane->session()->conversation();
    const Reply &reply = conversation.turn(conversation.last()).reply;
    QCOMPARE(reply.state, Reply::State::Complete);
    QVERIFY2(shown().contains(u"How do I stop an answer?"), qPrintable(shown()));
    QVERIFY2(shown().size() > 100, qPrintable(shown()));
    QVERIFY(typed().isEmpty());
}

void TestGatewaysInWindow::fails_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("facts");
    QTest::newRow("wrong key") << u"401"_s << u"did not accept the key"_s << u"HTTP 401"_s;
    QTest::newRow("out of credits") << u"402"_s << u"No credits are left"_s << u"HTTP 402"_s;
    QTest::newRow("too large") << u"413"_s << u"is too long"_s << u"HTTP 413"_s;
    QTest::newRow("rate limited") << u"429"_s << u"asks to slow down"_s << u"HTTP 429"_s;
    QTest::newRow("broken server") << u"500"_s << u"has a problem of its own"_s << u"HTTP 500"_s;
    QTest::newRow("not there yet") << u"501"_s << u"does not offer this yet"_s << u"HTTP 501"_s;
    QTest::newRow("unavailable") << u"503"_s << u"has a problem of its own"_s << u"HTTP 503"_s;
    QTest::newRow("a proxy's page") << u"html"_s << u"has a problem of its own"_s << u"HTTP 502"_s;
}

void TestGatewaysInWindow::fails()
{
    QFETCH(const QString, fault);
    QFETCH(const QString, title);
    QFETCH(const QString, facts);
    Lane *lane = open({.gateway = u"floopfloop"_s, .model = u"fast"_s});
    for (QAction *action : lane->findChildren<QAction *>()) {
        if (action->data().toString() == fault)
            action->trigger();
    }
    ask(u"a prompt to keep"_s);
    QVERIFY2(shown().contains(title), qPrintable(shown()));
    QVERIFY2(shown().contains(facts), qPrintable(shown()));
    QVERIFY2(shown().contains(u"request "), qPrintable(shown())); // FF-53
    QCOMPARE(typed(), u"a prompt to keep"_s);
}

void TestGatewaysInWindow::unknownModelIsNamed()
{
    open({.gateway = u"floopfloop"_s, .model = u"smartest"_s});
    ask(u"hello"_s);
    QVERIFY2(shown().contains(u"INVALID_MODEL"), qPrintable(shown()));
    QCOMPARE(typed(), u"hello"_s);
}

void TestGatewaysInWindow::liveWithoutAKeySendsNothing()
{
    qunsetenv("RUAPI_API_KEY");
    open({.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = Connections::Mode::Live});
    ask(u"hello"_s);
    QVERIFY2(shown().contains(u"Nothing was sent to RuAPI"), qPrintable(shown()));
    QVERIFY2(shown().contains(u"needs a key"), qPrintable(shown()));
    QCOMPARE(typed(), u"hello"_s);
}

void TestGatewaysInWindow::gatewayThatIsDownIsNamed()
{
    m_connections->setBaseUrl(u"ruflo"_s, QUrl(u"http://127.0.0.1:1"_s));
    open({.gateway = u"ruflo"_s, .model = u"ruflo-free"_s, .mode = Connections::Mode::Live});
    ask(u"hello"_s);
    QVERIFY2(shown().contains(u"Ruflo cannot be reached"), qPrintable(shown()));
    QCOMPARE(typed(), u"hello"_s);
}

QTEST_MAIN(TestGatewaysInWindow)
#include "tst_gatewaysinwindow.moc"

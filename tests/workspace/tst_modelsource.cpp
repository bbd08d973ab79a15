// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"
#include "workspace/modelsource.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Mode = TargetResolver::Mode;

namespace {

const QByteArray TwoModels = R"({"data":[{"id":"a"},{"id":"b","context_length":8192}]})";

} // namespace

/// The list of models that a page shows of a gateway.
class TestModelSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksWithTheKeyWhenTold();
    void aFailureKeepsTheList();
    void stopKeepsTheList();
    void clearEndsTheRequest();
    void anotherGatewayDropsTheList();
    void anotherAddressDropsTheList();
    void anotherKeyKeepsTheList();
    void withoutAKeyNothingIsSent();
    void withoutAListNothingIsAsked();
    void theKeyIsNotInTheList();

private:
    [[nodiscard]] FakeConnection *ask();
    void list();

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<TargetResolver> m_resolver;
    ChatClient m_client;
    std::unique_ptr<ModelSource> m_source;
};

void TestModelSource::init()
{
    m_source.reset();
    m_server = std::make_unique<FakeServer>();
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::builtIn(), QUrl(), std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
    for (const QString &id : {u"ru-llm"_s, u"ruapi"_s, u"roraos"_s})
        m_resolver->setBaseUrl(id, m_server->url(u"/"_s));
    for (const QString &slot : {u"ru-llm"_s, u"ruapi"_s}) {
        m_resolver->keys()->setSource(slot, {.kind = KeySource::Kind::Session});
        m_resolver->keys()->setKey(slot, Secret("sk-ru-0123456789"));
        m_resolver->allowKey(*m_resolver->catalog().find(slot));
    }
    m_source = std::make_unique<ModelSource>(&m_client, m_resolver.get());
    m_source->connection()->choose({.gateway = u"ru-llm"_s, .model = {}, .mode = Mode::Live});
}

FakeConnection *TestModelSource::ask()
{
    m_source->refresh();
    return m_server->nextRequest();
}

void TestModelSource::list()
{
    FakeConnection *connection = ask();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", TwoModels);
    QVERIFY(eventually([this] { return m_source->isListed() && !m_source->isBusy(); }));
}

void TestModelSource::asksWithTheKeyWhenTold()
{
    settle();
    QCOMPARE(m_server->connectionCount(), 0);
    const FakeConnection *connection = ask();
    QVERIFY(connection);
    QVERIFY(m_source->isBusy());
    QVERIFY(connection->head().startsWith("GET /v1/models HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Authorization"), "Bearer sk-ru-0123456789");
    m_source->refresh();
    settle();
    QCOMPARE(m_server->requestCount(), 1);
}

void TestModelSource::aFailureKeepsTheList()
{
    list();
    QCOMPARE(idsOf(m_source->models()), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(m_source->models().last().json, R"({"id":"b","context_length":8192})");
    FakeConnection *connection = ask();
    QVERIFY(connection);
    QVERIFY(!m_source->error());
    connection->sendWhole(503, "application/json", R"({"error":{"message":"away"}})");
    QVERIFY(eventually([this] { return m_source->error().has_value(); }));
    QCOMPARE(m_source->error()->message, u"away"_s);
    QCOMPARE(m_source->models().size(), 2);
    QCOMPARE(m_source->call()->recording.head->status, 503);
}

void TestModelSource::stopKeepsTheList()
{
    list();
    const FakeConnection *connection = ask();
    QVERIFY(connection);
    m_source->stop();
    QVERIFY(!m_source->isBusy());
    QVERIFY(!m_source->error());
    QCOMPARE(m_source->models().size(), 2);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestModelSource::clearEndsTheRequest()
{
    list();
    const FakeConnection *connection = ask();
    QVERIFY(connection);
    m_source->clear();
    QVERIFY(!m_source->isBusy() && !m_source->isListed() && !m_source->call());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY(m_client.calls().calls().isEmpty());
}

void TestModelSource::anotherGatewayDropsTheList()
{
    list();
    const QSignalSpy changed(m_source.get(), &ModelSource::listChanged);
    m_source->connection()->choose({.gateway = u"ruapi"_s, .model = {}, .mode = Mode::Live});
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_source->isListed() && m_source->models().isEmpty());
}

void TestModelSource::anotherAddressDropsTheList()
{
    list();
    m_resolver->setBaseUrl(u"ru-llm"_s, QUrl(u"https://elsewhere.example"_s));
    QVERIFY(!m_source->isListed() && !m_source->call());
}

void TestModelSource::anotherKeyKeepsTheList()
{
    list();
    m_resolver->keys()->setKey(u"ru-llm"_s, Secret("sk-ru-9876543210"));
    QCOMPARE(m_source->models().size(), 2);
}

void TestModelSource::withoutAKeyNothingIsSent()
{
    m_resolver->keys()->setKey(u"ru-llm"_s, Secret());
    m_source->refresh();
    settle();
    QVERIFY(!m_source->isBusy() && !m_source->call() && !m_source->error());
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestModelSource::withoutAListNothingIsAsked()
{
    m_source->connection()->choose({.gateway = u"roraos"_s, .model = {}, .mode = Mode::Live});
    QVERIFY(m_source->url().isEmpty());
    m_source->refresh();
    settle();
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestModelSource::theKeyIsNotInTheList()
{
    FakeConnection *connection = ask();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", R"([{"id":"a","note":"sk-ru-0123456789"}])");
    QVERIFY(eventually([this] { return m_source->isListed(); }));
    QVERIFY(!m_source->models().first().json.contains("0123456789"));
}

QTEST_GUILESS_MAIN(TestModelSource)
#include "tst_modelsource.moc"

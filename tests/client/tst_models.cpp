// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/modellist.h"
#include "client/serverfinder.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TargetResolver::Mode;

namespace {

const QByteArray Models =
    R"({"object":"list","data":[)"
    R"({"id":"gpt-4o","object":"model","created":1715000000,"owned_by":"openai"},)"
    R"({"id":"new-one","object":"model","created":1710000000,"owned_by":"anthropic"}]})";

QStringList modelsOf(const QList<Tier> &tiers)
{
    QStringList models;
    for (const Tier &tier : tiers)
        models.append(tier.model);
    return models;
}

} // namespace

/// The lists of models, and the search for servers on this computer.
class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void RL_21_asksWithTheKey();
    void asksNobodyWithoutTheConsentToTheKey();
    void RL_22_listStandsBesideTheTiers();
    void RA_19_RA_37_asksTheClaudeSide();
    void keepsWhatItKnewWhenItFails();
    void asksOnceAtATime();
    void withoutAKeyNothingLeaves();
    void RO_27_noListToAskFor();
    void anotherAddressIsAnotherList();
    void endsWithTheList();
    void stopEndsTheRequest();

    void findsServersOnlyWhenTold();
    void sendsNoKeyInSearch();
    void noServerIsAnAnswer();
    void looksAtLoopbackOnly();
    void anotherSearchReplacesTheFirst();
    void whoIsSilentIsNoServer();

private:
    [[nodiscard]] const Gateway &gateway(QStringView id) const { return *m_resolver->catalog().find(id); }
    [[nodiscard]] Catalog localCatalog(const QUrl &url);

    QTemporaryDir m_folder;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<TargetResolver> m_resolver;
    std::unique_ptr<ModelList> m_list;
    ChatClient m_client;
};

void TestModels::init()
{
    m_list.reset();
    m_server = std::make_unique<FakeServer>();
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::builtIn(), QUrl(), std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
    for (const QString &id : {u"ru-llm"_s, u"ruapi"_s, u"ruapi-claude"_s, u"roraos"_s})
        m_resolver->setBaseUrl(id, m_server->url(u"/"_s));
    for (const auto &[slot, key] : {std::pair(u"ru-llm"_s, "sk-ru-0123"), std::pair(u"ruapi"_s, "sk-0123")}) {
        m_resolver->keys()->setSource(slot, {.kind = KeySource::Kind::Session});
        m_resolver->keys()->setKey(slot, Secret(key));
        m_resolver->allowKey(gateway(slot)); // the id of its first profile
    }
    m_list = std::make_unique<ModelList>(&m_client, m_resolver.get());
}

void TestModels::RL_21_asksWithTheKey()
{
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("GET /v1/models HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Authorization"), "Bearer sk-ru-0123");
    QCOMPARE(connection->header("Accept"), "application/json");
}

void TestModels::asksNobodyWithoutTheConsentToTheKey()
{
    const QSignalSpy failed(m_list.get(), &ModelList::failed);
    m_resolver->setConsents({});
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    QVERIFY(eventually([&failed] { return failed.size() == 1; }));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestModels::RL_22_listStandsBesideTheTiers()
{
    QSignalSpy refreshed(m_list.get(), &ModelList::refreshed);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", Models);
    QVERIFY(refreshed.wait());
    QCOMPARE(modelsOf(m_list->tiers(gateway(u"ru-llm"), Mode::Live)),
        QStringList({u"gpt-4o"_s, u"claude-3-5-sonnet-20241022"_s, u"new-one"_s}));
    QVERIFY(!m_list->tiers(gateway(u"ru-llm"), Mode::Live).first().useCase.isEmpty());
    QCOMPARE(m_list->tiers(gateway(u"ru-llm"), Mode::Demo), gateway(u"ru-llm").tiers);
}

void TestModels::RA_19_RA_37_asksTheClaudeSide()
{
    m_list->refresh(gateway(u"ruapi-claude"), Mode::Live);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("x-api-key"), "sk-0123");
    QCOMPARE(connection->header("anthropic-version"), "2023-06-01");
}

void TestModels::keepsWhatItKnewWhenItFails()
{
    QSignalSpy refreshed(m_list.get(), &ModelList::refreshed);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *first = m_server->nextRequest();
    QVERIFY(first);
    first->sendWhole(200, "application/json", Models);
    QVERIFY(refreshed.wait());

    QSignalSpy failed(m_list.get(), &ModelList::failed);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *second = m_server->nextRequest();
    QVERIFY(second);
    second->sendWhole(
        401, "application/json", R"({"error":{"message":"wrong key"}})", "X-Request-Id: r-1\r\n");
    QVERIFY(failed.wait());
    const auto error = failed.first().at(2).value<ChatError>();
    QCOMPARE(error.kind, ChatError::Kind::Authentication);
    QCOMPARE(error.message, u"wrong key"_s);
    QCOMPARE(error.requestId, u"r-1"_s);
    QCOMPARE(m_list->tiers(gateway(u"ru-llm"), Mode::Live).size(), 3);
}

void TestModels::asksOnceAtATime()
{
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    QVERIFY(m_list->isRefreshing(gateway(u"ru-llm"), Mode::Live));
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    QVERIFY(m_server->nextRequest());
    settle();
    QCOMPARE(m_server->requestCount(), 1);
}

void TestModels::withoutAKeyNothingLeaves()
{
    m_resolver->keys()->setKey(u"ru-llm"_s, Secret());
    QSignalSpy failed(m_list.get(), &ModelList::failed);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    QCOMPARE(failed.size(), 0); // never from within
    QVERIFY(failed.wait());
    QCOMPARE(m_server->connectionCount(), 0);
    QVERIFY(!m_list->isRefreshing(gateway(u"ru-llm"), Mode::Live));
}

void TestModels::RO_27_noListToAskFor()
{
    QVERIFY(!m_list->canRefresh(gateway(u"roraos"), Mode::Live));
    QVERIFY(m_list->canRefresh(gateway(u"ru-llm"), Mode::Live));
    m_list->refresh(gateway(u"roraos"), Mode::Live);
    QVERIFY(!m_list->isRefreshing(gateway(u"roraos"), Mode::Live));
}

void TestModels::anotherAddressIsAnotherList()
{
    QSignalSpy refreshed(m_list.get(), &ModelList::refreshed);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", Models);
    QVERIFY(refreshed.wait());
    m_resolver->setBaseUrl(u"ru-llm"_s, QUrl(u"https://elsewhere.example"_s));
    QCOMPARE(m_list->tiers(gateway(u"ru-llm"), Mode::Live), gateway(u"ru-llm").tiers);
}

void TestModels::endsWithTheList()
{
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    m_list.reset();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

Catalog TestModels::localCatalog(const QUrl &url)
{
    QFile file(m_folder.filePath(u"ollama.json"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(
            R"({ "id": "mine", "name": "Mine", "dialect": "chat-completions", "path": "/v1/chat/completions",
                        "models_path": "/v1/models", "base_url": ")" +
            url.toEncoded() + "\" }");
    file.close();
    return Catalog::fromFolder(m_folder.path());
}

void TestModels::stopEndsTheRequest()
{
    const QSignalSpy failed(m_list.get(), &ModelList::failed);
    QSignalSpy refreshed(m_list.get(), &ModelList::refreshed);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    m_list->stop(gateway(u"ru-llm"), Mode::Live);
    QVERIFY(!m_list->isRefreshing(gateway(u"ru-llm"), Mode::Live));
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
    QCOMPARE(failed.size() + refreshed.size(), 0);
    m_list->refresh(gateway(u"ru-llm"), Mode::Live);
    FakeConnection *second = m_server->nextRequest();
    QVERIFY(second);
    second->sendWhole(200, "application/json", Models);
    QVERIFY(refreshed.wait());
}

void TestModels::findsServersOnlyWhenTold()
{
    const Catalog catalog = localCatalog(m_server->url(u"/"_s));
    QCOMPARE(catalog.problems(), QStringList());
    ServerFinder finder(&m_client);
    settle();
    QCOMPARE(m_server->connectionCount(), 0);
    QSignalSpy found(&finder, &ServerFinder::found);
    QSignalSpy finished(&finder, &ServerFinder::finished);
    finder.look(catalog);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("GET /v1/models HTTP/1.1\r\n"));
    connection->sendWhole(200, "application/json", R"({"models":[{"name":"llama3.2:3b"}]})");
    QVERIFY(finished.wait());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toString(), u"mine"_s);
    QCOMPARE(found.first().at(1).toStringList(), QStringList(u"llama3.2:3b"_s));
}

void TestModels::sendsNoKeyInSearch()
{
    ServerFinder finder(&m_client);
    finder.look(localCatalog(m_server->url(u"/"_s)));
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->header("Authorization").isNull());
    QVERIFY(connection->header("x-api-key").isNull());
}

void TestModels::noServerIsAnAnswer()
{
    ServerFinder finder(&m_client);
    const QSignalSpy found(&finder, &ServerFinder::found);
    QSignalSpy finished(&finder, &ServerFinder::finished);
    finder.look(localCatalog(FakeServer::closedUrl()));
    QVERIFY(finder.isLooking());
    QVERIFY(finished.wait());
    QVERIFY(!finder.isLooking());
    QCOMPARE(found.size(), 0);
    finder.look(Catalog()); // nobody to ask
    QVERIFY(finished.wait());
}

void TestModels::looksAtLoopbackOnly()
{
    QCOMPARE(ServerFinder::places(Catalog::builtIn()),
        QStringList({u"127.0.0.1:11434"_s, u"127.0.0.1:8080"_s, u"127.0.0.1:1234"_s, u"127.0.0.1:8000"_s}));
    QCOMPARE(ServerFinder::places(localCatalog(QUrl(u"http://192.168.1.2:8080"_s))), QStringList());
}

void TestModels::anotherSearchReplacesTheFirst()
{
    ServerFinder finder(&m_client);
    QSignalSpy finished(&finder, &ServerFinder::finished);
    const Catalog catalog = localCatalog(m_server->url(u"/"_s));
    finder.look(catalog);
    QVERIFY(m_server->nextRequest());
    finder.look(catalog);
    FakeConnection *second = m_server->nextRequest();
    QVERIFY(second);
    second->sendWhole(200, "application/json", Models);
    QVERIFY(finished.wait());
    settle();
    QCOMPARE(finished.size(), 1);
}

/// A search must end by itself, though something may listen at the port of a server.
void TestModels::whoIsSilentIsNoServer()
{
    ManualClock clock;
    ChatClient client(nullptr, &clock);
    ServerFinder finder(&client);
    const QSignalSpy found(&finder, &ServerFinder::found);
    const QSignalSpy finished(&finder, &ServerFinder::finished);
    finder.look(localCatalog(m_server->url(u"/"_s)));
    QVERIFY(m_server->nextRequest());
    settle();
    clock.pass(9s);
    QVERIFY(finder.isLooking());
    clock.pass(1s);
    QVERIFY(eventually([&] { return finished.size() == 1; }));
    QCOMPARE(found.size(), 0);
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"

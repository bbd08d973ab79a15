// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"
#include "workspace/gatewaytest.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Key = "sk-ru-canary-0123456789";
const KeySource Session{.kind = KeySource::Kind::Session};

} // namespace

/// What a draft of a gateway is worth, before anybody uses it.
class TestGatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void RL_21_loadsTheModels();
    void promptsWhereNoModelsAreListed();
    void promptsAServerWithoutAList();
    void theDraftAloneKnowsTheKey();
    void aKeychainIsNotWritten();
    void X_07_anotherKeyNeedsAConsent();
    void X_07_aConsentIsEnough();
    void X_07_anotherSourceHasNotTheKeyInUse();
    void X_07_aConsentIsForOneSource();
    void X_07_aNewVariableNeedsAConsent();
    void aDoubtIsAcceptedForOneTest();
    void aDoubtThatIsAcceptedAlreadyIsNone();
    void waitsForTheKeychain();
    void aReasoningModelGetsNoLimit();
    void anotherProfileOfTheServiceHasTheAddress();
    void saysWhyTheKeyIsRefused();
    void withoutAnAddressNothingIsSent();
    void anotherTestEndsTheFirst();
    void aStoppedTestIsSilent();

private:
    [[nodiscard]] GatewayDraft draft(QStringView id, const KeySource &source = Session) const;
    [[nodiscard]] FakeConnection *start(const GatewayDraft &draft);
    [[nodiscard]] bool isFinished() const
    {
        return eventually([this] { return !m_results.isEmpty(); });
    }

    std::unique_ptr<FakeServer> m_server;
    FakeKeychain *m_keychain = nullptr;
    std::unique_ptr<TargetResolver> m_resolver;
    ChatClient m_client;
    std::unique_ptr<GatewayTest> m_test;
    QList<GatewayTest::Result> m_results;
};

void TestGatewayTest::init()
{
    qunsetenv("RU_LLM_API_KEY");
    m_server = std::make_unique<FakeServer>();
    auto keychain = std::make_unique<FakeKeychain>();
    m_keychain = keychain.get();
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::builtIn(), QUrl(), std::make_unique<KeyStore>(std::move(keychain)));
    m_results.clear();
    m_test = std::make_unique<GatewayTest>(&m_client, m_resolver.get());
    connect(m_test.get(), &GatewayTest::finished, this,
        [this](const GatewayTest::Result &result) { m_results << result; });
}

/// A profile with the fake server's address and a typed key, unless the key comes from the environment.
GatewayDraft TestGatewayTest::draft(QStringView id, const KeySource &source) const
{
    GatewayDraft draft{.gateway = *m_resolver->catalog().find(id), .source = source};
    draft.gateway.baseUrl = m_server->url(QString());
    if (source.kind != KeySource::Kind::Environment)
        draft.key = Secret(Key);
    return draft;
}

FakeConnection *TestGatewayTest::start(const GatewayDraft &draft)
{
    m_test->start(draft);
    return m_server->nextRequest();
}

void TestGatewayTest::RL_21_loadsTheModels()
{
    QVERIFY(!GatewayTest::sendsPrompt(draft(u"ru-llm").gateway));
    FakeConnection *connection = start(draft(u"ru-llm"));
    QVERIFY(connection);
    QVERIFY(m_test->isRunning());
    QVERIFY(connection->head().startsWith("GET /v1/models "));
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
    connection->sendWhole(200, "application/json", R"({"data":[{"id":"a"},{"id":"b"}]})");
    QVERIFY(isFinished());
    QVERIFY(!m_results.first().error);
    QCOMPARE(m_results.first().models, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(m_results.first().answeredBy, QString());
    QVERIFY(!m_test->isRunning());
}

void TestGatewayTest::promptsWhereNoModelsAreListed()
{
    GatewayDraft floop = draft(u"floopfloop");
    floop.key = Secret("flp_sk_0123456789");
    QVERIFY(GatewayTest::sendsPrompt(floop.gateway));
    QVERIFY(GatewayTest::isPossible(floop.gateway));
    FakeConnection *connection = start(floop);
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /api/v1/ai/chat "));
    QVERIFY2(connection->body().contains(R"("content":"Hi")"), connection->body());
    QVERIFY2(connection->body().contains(R"("model":"auto")"), connection->body());
    connection->sendWhole(
        200, "application/json", R"({"content":"Hello!","model":"fast","finishReason":"end_turn"})");
    QVERIFY(isFinished());
    QVERIFY(!m_results.first().error);
    QCOMPARE(m_results.first().answeredBy, u"fast"_s);
}

void TestGatewayTest::promptsAServerWithoutAList()
{
    FakeConnection *list = start(draft(u"ru-llm"));
    QVERIFY(list);
    list->sendWhole(404, "application/json", R"({"error":{"message":"no such path"}})");
    QVERIFY(isFinished());
    QVERIFY(m_results.first().error);
    QCOMPARE(m_results.takeFirst().instead, GatewayTest::Manner::WithPrompt); // it may be charged for
    m_test->start(draft(u"ru-llm"), GatewayTest::Manner::WithPrompt);
    FakeConnection *chat = m_server->nextRequest();
    QVERIFY(chat);
    QVERIFY(chat->head().startsWith("POST /v1/chat/completions "));
    chat->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"Hello!"}}]})");
    QVERIFY(isFinished());
    QCOMPARE(m_results.first().answeredBy, u"gpt-4o"_s);
    QCOMPARE(m_results.size(), 1);
}

void TestGatewayTest::theDraftAloneKnowsTheKey()
{
    QVERIFY(start(draft(u"ru-llm")));
    QCOMPARE(m_resolver->keys()->state(u"ru-llm"_s), KeyStore::State::Missing);
    QVERIFY(m_resolver->consents().isEmpty());
    QCOMPARE(m_resolver->baseUrl(*m_resolver->catalog().find(u"ru-llm"), TargetResolver::Mode::Live).host(),
        u"api.ru-llm.relay2.xyz"_s);
}

void TestGatewayTest::aKeychainIsNotWritten()
{
    const FakeConnection *connection = start(draft(u"ru-llm", {.kind = KeySource::Kind::Keychain}));
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
    m_keychain->answer();
    QVERIFY(m_keychain->entries.isEmpty());
}

void TestGatewayTest::X_07_anotherKeyNeedsAConsent()
{
    qputenv("RU_LLM_API_KEY", Key);
    const KeySource source{.variable = u"RU_LLM_API_KEY"_s};
    m_test->start(draft(u"ru-llm", source));
    QVERIFY(m_results.isEmpty()); // never from inside the call
    QVERIFY(isFinished());
    QCOMPARE(m_results.first().error->kind, ChatError::Kind::Authentication);
    QVERIFY(m_results.first().question);
    QCOMPARE(m_results.first().question->source, source);
    QCOMPARE(m_results.first().question->origin, m_server->url(QString()).toString());
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGatewayTest::X_07_aConsentIsEnough()
{
    qputenv("RU_LLM_API_KEY", Key);
    const KeySource source{.variable = u"RU_LLM_API_KEY"_s};
    m_resolver->decide(
        {.slot = u"ru-llm"_s, .source = source, .origin = m_server->url(QString()).toString()});
    const FakeConnection *connection = start(draft(u"ru-llm", source));
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
}

/// The form has another source, and no key for it.
void TestGatewayTest::X_07_anotherSourceHasNotTheKeyInUse()
{
    qputenv("RU_LLM_API_KEY", Key);
    m_resolver->keys()->setSource(u"ru-llm"_s, {.variable = u"RU_LLM_API_KEY"_s});
    GatewayDraft other = draft(u"ru-llm");
    other.key.reset();
    m_test->start(other);
    QVERIFY(isFinished());
    QCOMPARE(m_results.first().error->kind, ChatError::Kind::Authentication);
    QVERIFY(!m_results.first().question);
    QCOMPARE(m_server->connectionCount(), 0);
}

/// The session's key was allowed there; the keychain's was not.
void TestGatewayTest::X_07_aConsentIsForOneSource()
{
    const KeySource keychain{.kind = KeySource::Kind::Keychain};
    m_resolver->decide({.slot = u"ru-llm"_s,
        .source = Session,
        .origin = m_server->url(QString()).toString(),
        .isForThisRun = true});
    m_keychain->entries.insert(u"ru-llm"_s, Secret(Key));
    m_resolver->keys()->setSource(u"ru-llm"_s, keychain);
    std::ignore = m_resolver->keys()->key(u"ru-llm"_s);
    m_keychain->answer();
    GatewayDraft unchanged = draft(u"ru-llm", keychain);
    unchanged.key.reset();
    m_test->start(unchanged);
    QVERIFY(isFinished());
    QVERIFY(m_results.first().question);
    QCOMPARE(m_results.first().question->source, keychain);
    QVERIFY(!m_results.first().question->isForThisRun);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGatewayTest::X_07_aNewVariableNeedsAConsent()
{
    qputenv("OTHER_API_KEY", Key);
    m_test->start(draft(u"ru-llm", {.variable = u"OTHER_API_KEY"_s}));
    QVERIFY(isFinished());
    QVERIFY(m_results.first().question);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGatewayTest::aDoubtIsAcceptedForOneTest()
{
    GatewayDraft floop = draft(u"floopfloop"); // its keys begin otherwise
    m_test->start(floop);
    QVERIFY(isFinished());
    QCOMPARE(m_results.takeFirst().instead, GatewayTest::Manner::DespiteDoubt);
    QCOMPARE(m_server->connectionCount(), 0);
    m_test->start(floop, GatewayTest::Manner::DespiteDoubt);
    QVERIFY(m_server->nextRequest());
    m_test->start(floop);
    QVERIFY(isFinished());
    QCOMPARE(m_results.first().instead, GatewayTest::Manner::DespiteDoubt);
}

void TestGatewayTest::aDoubtThatIsAcceptedAlreadyIsNone()
{
    const Gateway floop = draft(u"floopfloop").gateway;
    m_resolver->keys()->setSource(floop.key.slot, Session);
    m_resolver->keys()->setKey(floop.key.slot, Secret(Key));
    m_resolver->allowKey(floop);
    m_resolver->acceptKey(floop);
    QVERIFY(start(draft(u"floopfloop")));
}

void TestGatewayTest::waitsForTheKeychain()
{
    const KeySource keychain{.kind = KeySource::Kind::Keychain};
    m_resolver->keys()->setSource(u"ru-llm"_s, keychain);
    GatewayDraft unchanged = draft(u"ru-llm", keychain);
    unchanged.key.reset();
    m_test->start(unchanged);
    QVERIFY(isFinished());
    QVERIFY2(m_results.first().error->message.contains(u"not given the key yet"),
        qPrintable(m_results.first().error->message));
    unchanged.gateway.auth = Auth::None;
    QVERIFY(start(unchanged)); // it needs none
}

void TestGatewayTest::aReasoningModelGetsNoLimit()
{
    GatewayDraft ruLlm = draft(u"ru-llm");
    ruLlm.gateway.endpoints.remove(EndpointKind::Models);
    ruLlm.gateway.tiers.first().model = u"o3-mini"_s;
    const FakeConnection *connection = start(ruLlm);
    QVERIFY(connection);
    QVERIFY2(connection->body().contains("o3-mini"), connection->body());
    QVERIFY2(!connection->body().contains("max_"), connection->body());
}

void TestGatewayTest::anotherProfileOfTheServiceHasTheAddress()
{
    m_resolver->setBaseUrl(u"floopfloop"_s, m_server->url(QString()));
    GatewayDraft generate = draft(u"floopfloop-generate");
    generate.gateway.baseUrl.clear();
    generate.key = Secret("flp_sk_0123456789");
    QVERIFY(start(generate));
}

void TestGatewayTest::saysWhyTheKeyIsRefused()
{
    FakeConnection *connection = start(draft(u"ru-llm"));
    QVERIFY(connection);
    connection->sendWhole(401, "application/json", R"({"error":{"message":"No such key: )" + Key + "\"}}");
    QVERIFY(isFinished());
    QCOMPARE(m_results.first().error->kind, ChatError::Kind::Authentication);
    QVERIFY(m_results.first().error->message.startsWith(u"No such key"));
    QVERIFY(!m_results.first().error->message.contains(u"canary"));
}

void TestGatewayTest::withoutAnAddressNothingIsSent()
{
    GatewayDraft floop = draft(u"floopfloop");
    floop.gateway.baseUrl.clear();
    m_test->start(floop);
    QVERIFY(isFinished());
    QCOMPARE(m_results.first().error->kind, ChatError::Kind::Network);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestGatewayTest::anotherTestEndsTheFirst()
{
    FakeConnection *first = start(draft(u"ru-llm"));
    QVERIFY(first);
    FakeConnection *second = start(draft(u"ru-llm"));
    QVERIFY(second);
    QVERIFY(eventually([first] { return !first->isOpen(); }));
    second->sendWhole(200, "application/json", R"({"data":[]})");
    QVERIFY(isFinished());
    settle();
    QCOMPARE(m_results.size(), 1);
    QVERIFY(!m_results.first().error);
}

void TestGatewayTest::aStoppedTestIsSilent()
{
    FakeConnection *connection = start(draft(u"ru-llm"));
    QVERIFY(connection);
    m_test->stop();
    QVERIFY(!m_test->isRunning());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY(m_results.isEmpty());
}

QTEST_GUILESS_MAIN(TestGatewayTest)
#include "tst_gatewaytest.moc"

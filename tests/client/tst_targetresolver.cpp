// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/targetresolver.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Mode = TargetResolver::Mode;

namespace {

const QUrl DemoUrl(u"http://127.0.0.1:9"_s);

QByteArray headerOf(const Target &target, const QByteArray &name)
{
    for (const auto &[other, value] : revealed(target.headers)) {
        if (other.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace

/// Where requests go, with which key, and which do not go at all.
class TestTargetResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void RF_02_noKeyForRuflo();
    void demoKeys_data();
    void demoKeys();
    void formOfTheKey_data();
    void formOfTheKey();
    void RA_33_otherEndpointsTakeTheSameKey();
    void saysWhichGatewayHasNoSuchEndpoint();
    void RA_03_bothProtocolsShareTheKey();
    void RA_20_theProfileChoosesTheForm();
    void missingKeyIsAnError();
    void optionalKeyIsNone();
    void RO_05_questionedKeyIsNotSent();
    void anAcceptedKeyIsSent();
    void X_07_anAcceptedKeyIsQuestionedAnewElsewhere();
    void anAcceptedKeyIsNotAcceptedUnencrypted();
    void lineEndInAKeyIsNeverSent();
    void FF_01_asksForAnAddress();
    void profilesOfOneSlotShareTheAddress();
    void X_07_aKeyStaysAtItsOrigin();
    void theUsersAddressGetsTheKey();
    void theKeychainAnswersLater();
    void extraHeadersAndBodyGoAlong();
    void RO_06_RO_07_theAgentGetsMessagesOnly();
    void RA_19_headersOfTheClaudeSide();
    void noRequestWithoutAKey();
    void sendsAgainOnceThereIsAKey();
    void FF_42_requestsOfOneKeyShareItsLimit();
    void changesOfKeysAndCatalogAreTold();

private:
    [[nodiscard]] const Gateway &gateway(QStringView id) const { return *m_resolver->catalog().find(id); }
    void setKey(const QString &slot, const QByteArray &key) const;
    void loadWith(const QByteArray &profile);

    QTemporaryDir m_folder;
    FakeKeychain *m_keychain = nullptr; ///< the key store's
    std::unique_ptr<TargetResolver> m_resolver;
    ChatClient m_client;
};

void TestTargetResolver::initTestCase()
{
    const Catalog builtIn = Catalog::builtIn();
    for (const Gateway &known : builtIn.gateways())
        qunsetenv(known.key.variable.toLatin1().constData());
}

void TestTargetResolver::init()
{
    auto keychain = std::make_unique<FakeKeychain>();
    m_keychain = keychain.get();
    m_resolver = std::make_unique<TargetResolver>(
        Catalog::load(m_folder.path()), DemoUrl, std::make_unique<KeyStore>(std::move(keychain)));
}

void TestTargetResolver::cleanup()
{
    m_resolver.reset();
    QFile::remove(m_folder.filePath(u"a.json"_s));
}

void TestTargetResolver::setKey(const QString &slot, const QByteArray &key) const
{
    m_resolver->keys()->setSource(slot, {.kind = KeySource::Kind::Session});
    m_resolver->keys()->setKey(slot, Secret(key));
}

void TestTargetResolver::loadWith(const QByteArray &profile)
{
    QFile file(m_folder.filePath(u"a.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(profile);
    file.close();
    const Catalog catalog = Catalog::load(m_folder.path());
    QCOMPARE(catalog.problems(), QStringList());
    m_resolver->setCatalog(catalog);
}

void TestTargetResolver::RF_02_noKeyForRuflo()
{
    for (const Mode mode : {Mode::Demo, Mode::Live}) {
        const Target target = m_resolver->target(gateway(u"ruflo"), mode);
        QVERIFY(target.headers.isEmpty());
        QVERIFY(!target.problem);
    }
}

void TestTargetResolver::demoKeys_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QString &id, const QByteArray &header,
                         const QByteArray &value, const QString &path) {
        QTest::newRow(name) << id << header << value << path;
    };
    row("RA-02", u"ruapi"_s, "Authorization", "Bearer sk-demo", u"/v1/chat/completions"_s);
    row("RA-19", u"ruapi-claude"_s, "x-api-key", "sk-demo", u"/v1/messages"_s);
    row("RO-04", u"roraos"_s, "Authorization", "Bearer demo", u"/api/v1/chat"_s);
    row("RO-05", u"roraos-agent"_s, "Authorization", "Bearer agent_demo", u"/api/v1/agents/chat"_s);
    row("RL-02", u"ru-llm"_s, "Authorization", "Bearer sk-ru-demo", u"/v1/chat/completions"_s);
    row("FF-02", u"floopfloop"_s, "Authorization", "Bearer flp_sk_demo", u"/api/v1/ai/chat"_s);
    row("FF-02 generate", u"floopfloop-generate"_s, "Authorization", "Bearer flp_sk_demo",
        u"/api/v1/ai/generate"_s);
}

void TestTargetResolver::demoKeys()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QString, path);
    setKey(gateway(id).key.slot, "sk-the-users-own-key");
    const Target target = m_resolver->target(gateway(id), Mode::Demo);
    QVERIFY(!target.problem);
    QCOMPARE(
        revealed(target.headers), RawHeaders({{header, value}})); // the user's key does not go to the demo
    QCOMPARE(target.url, DemoUrl.resolved(QUrl(path)));
}

void TestTargetResolver::formOfTheKey_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const QString &id, const QByteArray &key, const QByteArray &header,
                         const QByteArray &value) {
        QTest::newRow(name) << id << key << header << value;
    };
    row("RA-07", u"ruapi"_s, "sk-0123", "Authorization", "Bearer sk-0123");
    row("RA-19", u"ruapi-claude"_s, "sk-0123", "x-api-key", "sk-0123");
    row("RO-04", u"roraos"_s, "0123", "Authorization", "Bearer 0123");
    row("RO-05", u"roraos-agent"_s, "agent_0123", "Authorization", "Bearer agent_0123");
    row("RL-02", u"ru-llm"_s, "sk-ru-0123", "Authorization", "Bearer sk-ru-0123");
}

void TestTargetResolver::formOfTheKey()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    setKey(gateway(id).key.slot, key);
    const Target target = m_resolver->target(gateway(id), Mode::Live);
    QVERIFY(!target.problem);
    QCOMPARE(revealed(target.headers), RawHeaders({{header, value}}));
}

void TestTargetResolver::RA_33_otherEndpointsTakeTheSameKey()
{
    setKey(u"ruapi"_s, "sk-0123");
    const Target target = m_resolver->target(gateway(u"ruapi"), Mode::Live, EndpointKind::Embeddings);
    QVERIFY(!target.problem);
    QCOMPARE(target.url, QUrl(u"https://www.ruapi.ai/v1/embeddings"_s));
    QCOMPARE(headerOf(target, "Authorization"), "Bearer sk-0123");
    QCOMPARE(target.limit.group,
        m_resolver->target(gateway(u"ruapi"), Mode::Live).limit.group); // one key, one limit
}

void TestTargetResolver::saysWhichGatewayHasNoSuchEndpoint()
{
    const Target target = m_resolver->target(gateway(u"ruflo"), Mode::Live, EndpointKind::Images);
    QVERIFY(target.problem);
    QCOMPARE(target.problem->kind, ChatError::Kind::BadRequest);
    QCOMPARE(target.problem->message, u"Ruflo has no path for this endpoint."_s);
    QVERIFY(target.headers.isEmpty());
}

void TestTargetResolver::RA_03_bothProtocolsShareTheKey()
{
    setKey(u"ruapi"_s, "sk-0123");
    QCOMPARE(headerOf(m_resolver->target(gateway(u"ruapi"), Mode::Live), "Authorization"), "Bearer sk-0123");
    QCOMPARE(headerOf(m_resolver->target(gateway(u"ruapi-claude"), Mode::Live), "x-api-key"), "sk-0123");
}

void TestTargetResolver::RA_20_theProfileChoosesTheForm()
{
    loadWith(R"({ "id": "ruapi-claude", "auth": "bearer" })");
    setKey(u"ruapi"_s, "sk-0123");
    const Target target = m_resolver->target(gateway(u"ruapi-claude"), Mode::Live);
    QCOMPARE(revealed(target.headers), RawHeaders({{"Authorization", "Bearer sk-0123"}}));
}

void TestTargetResolver::missingKeyIsAnError()
{
    const auto error = m_resolver->check(gateway(u"floopfloop"), Mode::Live);
    QVERIFY(error);
    loadWith(R"({ "id": "floopfloop", "base_url": "https://floop.example" })");
    const auto missing = m_resolver->check(gateway(u"floopfloop"), Mode::Live);
    QVERIFY(missing);
    QCOMPARE(missing->kind, ChatError::Kind::Authentication);
    QCOMPARE(missing->httpStatus, 0);
    QVERIFY(missing->message.contains(u"Settings, Gateways"));
    QVERIFY(missing->message.contains(u"FLOOPFLOOP_AI_KEY")); // FF-06
    QVERIFY(!m_resolver->check(gateway(u"floopfloop"), Mode::Demo));
}

void TestTargetResolver::optionalKeyIsNone()
{
    const Target target = m_resolver->target(gateway(u"ollama"), Mode::Live);
    QVERIFY(!target.problem);
    QVERIFY(target.headers.isEmpty());
}

void TestTargetResolver::RO_05_questionedKeyIsNotSent()
{
    setKey(u"roraos"_s, "agent_0123");
    const Target target = m_resolver->target(gateway(u"roraos"), Mode::Live);
    QVERIFY(target.problem);
    QCOMPARE(target.problem->kind, ChatError::Kind::Authentication);
    QVERIFY(target.problem->message.contains(u"Agent API"));
    QVERIFY(target.headers.isEmpty());
    QCOMPARE(m_resolver->keyQuestion(gateway(u"roraos")), target.problem->message);
}

void TestTargetResolver::anAcceptedKeyIsSent()
{
    setKey(u"roraos"_s, "agent_0123");
    const QSignalSpy changed(m_resolver.get(), &TargetResolver::changed);
    m_resolver->acceptKey(gateway(u"roraos"));
    QCOMPARE(changed.size(), 1);
    const Target target = m_resolver->target(gateway(u"roraos"), Mode::Live);
    QVERIFY(!target.problem);
    QCOMPARE(headerOf(target, "Authorization"), "Bearer agent_0123");
    QCOMPARE(m_resolver->keyQuestion(gateway(u"roraos")), QString());
}

void TestTargetResolver::X_07_anAcceptedKeyIsQuestionedAnewElsewhere()
{
    setKey(u"roraos"_s, "agent_0123");
    m_resolver->acceptKey(gateway(u"roraos"));
    m_resolver->setBaseUrl(u"roraos"_s, QUrl(u"https://roraos.example"_s));
    m_resolver->allowKey(gateway(u"roraos"));
    QVERIFY(m_resolver->target(gateway(u"roraos"), Mode::Live).problem);
    QVERIFY(!m_resolver->keyQuestion(gateway(u"roraos")).isEmpty());
    m_resolver->acceptKey(gateway(u"roraos"));
    QVERIFY(!m_resolver->target(gateway(u"roraos"), Mode::Live).problem);
    m_resolver->setBaseUrl(u"roraos"_s, {});
    m_resolver->allowKey(gateway(u"roraos")); // what was accepted here before still is
    QVERIFY(!m_resolver->target(gateway(u"roraos"), Mode::Live).problem);
}

void TestTargetResolver::anAcceptedKeyIsNotAcceptedUnencrypted()
{
    setKey(u"roraos"_s, "agent_0123");
    m_resolver->acceptKey(gateway(u"roraos"));
    m_resolver->setBaseUrl(u"roraos"_s, QUrl(u"http://example.org"_s));
    m_resolver->allowKey(gateway(u"roraos"));
    QVERIFY(m_resolver->target(gateway(u"roraos"), Mode::Live).headers.isEmpty());
    const QString question = m_resolver->keyQuestion(gateway(u"roraos"));
    QVERIFY(question.contains(u"not encrypted"));
    QVERIFY(question.contains(u"Agent API"));
    m_resolver->acceptKey(gateway(u"roraos"));
    QVERIFY(!m_resolver->target(gateway(u"roraos"), Mode::Live).headers.isEmpty());
}

void TestTargetResolver::lineEndInAKeyIsNeverSent()
{
    setKey(u"roraos"_s, "01\r\nX-Other: a");
    m_resolver->acceptKey(gateway(u"roraos"));
    const Target target = m_resolver->target(gateway(u"roraos"), Mode::Live);
    QVERIFY(target.problem);
    QVERIFY(target.headers.isEmpty());
    QCOMPARE(m_resolver->keyQuestion(gateway(u"roraos")), QString());
}

void TestTargetResolver::FF_01_asksForAnAddress()
{
    setKey(u"floopfloop"_s, "flp_sk_0123");
    const Target target = m_resolver->target(gateway(u"floopfloop"), Mode::Live);
    QVERIFY(target.problem);
    QCOMPARE(target.problem->kind, ChatError::Kind::Network);
    QVERIFY(target.problem->message.contains(u"base URL"));
    QVERIFY(target.headers.isEmpty());
}

void TestTargetResolver::profilesOfOneSlotShareTheAddress()
{
    loadWith(R"({ "id": "floopfloop", "base_url": "https://floop.example" })");
    setKey(u"floopfloop"_s, "flp_sk_0123");
    m_resolver->allowKey(gateway(u"floopfloop"));
    const Target target = m_resolver->target(gateway(u"floopfloop-generate"), Mode::Live);
    QVERIFY(!target.problem);
    QCOMPARE(target.url, QUrl(u"https://floop.example/api/v1/ai/generate"_s));
    QCOMPARE(headerOf(target, "Authorization"), "Bearer flp_sk_0123");
}

void TestTargetResolver::X_07_aKeyStaysAtItsOrigin()
{
    loadWith(R"({ "id": "elsewhere", "name": "Elsewhere", "dialect": "chat-completions", "path": "/v1/chat",
                  "base_url": "https://elsewhere.example", "auth": "bearer", "key_slot": "ruapi" })");
    setKey(u"ruapi"_s, "sk-0123");
    const Target target = m_resolver->target(gateway(u"elsewhere"), Mode::Live);
    QVERIFY(target.headers.isEmpty());
    QVERIFY(target.problem);
    QCOMPARE(headerOf(m_resolver->target(gateway(u"ruapi"), Mode::Live), "Authorization"), "Bearer sk-0123");
}

void TestTargetResolver::theUsersAddressGetsTheKey()
{
    setKey(u"ru-llm"_s, "sk-ru-0123");
    m_resolver->setBaseUrl(u"ru-llm"_s, QUrl(u"http://127.0.0.1:8080"_s));
    QVERIFY(m_resolver->target(gateway(u"ru-llm"), Mode::Live).headers.isEmpty());
    m_resolver->allowKey(gateway(u"ru-llm"));
    QCOMPARE(
        headerOf(m_resolver->target(gateway(u"ru-llm"), Mode::Live), "Authorization"), "Bearer sk-ru-0123");
    m_resolver->setBaseUrl(u"ru-llm"_s, QUrl(u"http://example.org"_s)); // not encrypted
    m_resolver->allowKey(gateway(u"ru-llm"));
    QVERIFY(m_resolver->target(gateway(u"ru-llm"), Mode::Live).headers.isEmpty());
    QVERIFY(!m_resolver->keyQuestion(gateway(u"ru-llm")).isEmpty());
}

void TestTargetResolver::theKeychainAnswersLater()
{
    m_keychain->entries.insert(u"ruapi"_s, Secret("sk-0123"));
    m_resolver->keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Keychain});
    const auto asking = m_resolver->check(gateway(u"ruapi"), Mode::Live);
    QVERIFY(asking);
    QVERIFY(asking->message.contains(u"keychain"));
    const QSignalSpy changed(m_resolver.get(), &TargetResolver::changed);
    m_keychain->answer();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_resolver->check(gateway(u"ruapi"), Mode::Live));
}

void TestTargetResolver::extraHeadersAndBodyGoAlong()
{
    loadWith(
        R"({ "id": "ruflo", "headers": { "X-Title": "Parlance" }, "body": { "seed": 7, "max_tokens": 5 } })");
    FakeServer server;
    m_resolver->setBaseUrl(u"ruflo"_s, server.url(u"/"_s));
    ChatRequest request;
    request.extra = R"({"max_tokens":9})";
    m_client.start(m_resolver->target(gateway(u"ruflo"), Mode::Live), request, &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("X-Title"), "Parlance");
    const QJsonObject body = QJsonDocument::fromJson(connection->body()).object();
    QCOMPARE(body.value(u"seed"_s), QJsonValue(7));
    QCOMPARE(body.value(u"max_tokens"_s), QJsonValue(9)); // the user's own field wins
}

void TestTargetResolver::RO_06_RO_07_theAgentGetsMessagesOnly()
{
    FakeServer server;
    setKey(u"roraos-agent"_s, "agent_0123");
    m_resolver->setBaseUrl(u"roraos-agent"_s, server.url(u"/"_s));
    m_resolver->allowKey(gateway(u"roraos-agent"));
    ChatRequest request;
    request.model = u"gpt-4o"_s;
    request.system = u"Be brief."_s;
    request.messages = {Message::of(Role::User, u"Hello"_s)};
    m_client.start(m_resolver->target(gateway(u"roraos-agent"), Mode::Live), request, &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /api/v1/agents/chat "));
    QCOMPARE(connection->header("Authorization"), "Bearer agent_0123");
    QCOMPARE(connection->body(), R"({"messages":[{"role":"user","content":"Hello"}],"stream":true})");
}

void TestTargetResolver::RA_19_headersOfTheClaudeSide()
{
    FakeServer server;
    setKey(u"ruapi"_s, "sk-0123");
    m_resolver->setBaseUrl(u"ruapi"_s, server.url(u"/v1"_s));
    m_resolver->setBaseUrl(u"ruapi-claude"_s, server.url(u"/v1"_s)); // RA-29
    m_resolver->allowKey(gateway(u"ruapi"));
    m_client.start(m_resolver->target(gateway(u"ruapi-claude"), Mode::Live), ChatRequest(), &server);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /v1/messages "));
    QCOMPARE(connection->header("x-api-key"), "sk-0123");
    QCOMPARE(connection->header("anthropic-version"), "2023-06-01");
    QVERIFY(connection->header("Authorization").isNull());
}

void TestTargetResolver::noRequestWithoutAKey()
{
    FakeServer server;
    m_resolver->setBaseUrl(u"ru-llm"_s, server.url(u"/"_s));
    ChatSession session(&m_client);
    QSignalSpy returned(&session, &ChatSession::promptReturned);
    const QSignalSpy finished(&session, &ChatSession::replyFinished);
    session.setTarget(m_resolver->target(gateway(u"ru-llm"), Mode::Live));
    QVERIFY(session.send(u"Hello"_s));
    QVERIFY(!session.isBusy());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(returned.size(), 1);
    QCOMPARE(returned.first().first().value<Message>().text(), u"Hello"_s);
    const Reply reply = session.conversation().turn(session.conversation().last()).reply();
    QCOMPARE(reply.state, Reply::State::Failed);
    QCOMPARE(reply.error->kind, ChatError::Kind::Authentication);
    settle();
    QCOMPARE(server.connectionCount(), 0);
}

void TestTargetResolver::sendsAgainOnceThereIsAKey()
{
    FakeServer server;
    m_resolver->setBaseUrl(u"ru-llm"_s, server.url(u"/"_s));
    ChatSession session(&m_client);
    session.setTarget(m_resolver->target(gateway(u"ru-llm"), Mode::Live));
    QVERIFY(session.send(u"Hello"_s));
    setKey(u"ru-llm"_s, "sk-ru-0123");
    m_resolver->allowKey(gateway(u"ru-llm"));
    session.setTarget(m_resolver->target(gateway(u"ru-llm"), Mode::Live));
    QVERIFY(session.regenerate());
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer sk-ru-0123");
}

void TestTargetResolver::FF_42_requestsOfOneKeyShareItsLimit()
{
    const auto limitOf = [this](QStringView id, Mode mode) {
        return m_resolver->target(gateway(id), mode).limit;
    };
    m_resolver->setBaseUrl(u"floopfloop"_s, QUrl(u"https://floop.example"_s));
    setKey(u"floopfloop"_s, "flp_sk_first");
    m_resolver->allowKey(gateway(u"floopfloop"));
    const RateLimit live = limitOf(u"floopfloop", Mode::Live);
    QCOMPARE(live.requestsPerMinute, 10);
    QVERIFY(!live.group.isEmpty() && !live.group.contains(u"first"));
    QCOMPARE(limitOf(u"floopfloop-generate", Mode::Live).group, live.group);
    QVERIFY(limitOf(u"floopfloop", Mode::Demo).group != live.group);
    QCOMPARE(limitOf(u"floopfloop", Mode::Demo).requestsPerMinute, 10);
    setKey(u"floopfloop"_s, "flp_sk_second");
    QVERIFY(limitOf(u"floopfloop", Mode::Live).group != live.group);
    QVERIFY(!limitOf(u"ruflo", Mode::Live).requestsPerMinute);
}

void TestTargetResolver::changesOfKeysAndCatalogAreTold()
{
    const QSignalSpy changed(m_resolver.get(), &TargetResolver::changed);
    const QSignalSpy catalogChanged(m_resolver.get(), &TargetResolver::catalogChanged);
    setKey(u"ruapi"_s, "sk-0123"); // a source and a key
    QCOMPARE(changed.size(), 2);
    QCOMPARE(catalogChanged.size(), 0);
    m_resolver->setCatalog(Catalog::load(m_folder.path()));
    QCOMPARE(catalogChanged.size(), 1);
    QCOMPARE(changed.size(), 3);
}

QTEST_GUILESS_MAIN(TestTargetResolver)
#include "tst_targetresolver.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/targetresolver.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"
#include "support/fakeserver.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Mode = TargetResolver::Mode;

/// No key reaches an origin that nobody agreed to, proven by what a server receives.
class TestKeyConsent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void X_07_originOfAUrl_data();
    void X_07_originOfAUrl();
    void keptAsTexts();
    void leavesOutWhatIsNoConsent();

    void X_07_noKeyWithoutConsent_data();
    void X_07_noKeyWithoutConsent();
    void aBuiltInGatewayAtItsOwnOriginIsNotAskedAbout_data();
    void aBuiltInGatewayAtItsOwnOriginIsNotAskedAbout();
    void HOME_isNoKey();
    void withoutAKeyThereIsNoQuestion();
    void anOptionalKeyIsAskedAboutAndCanBeLeftOut();
    void aRefusalIsKept();
    void anotherAddressIsAskedAbout();
    void anotherSourceIsAskedAbout();
    void aConsentIsTakenBack();
    void profilesOfOneSlotAreAskedAlike();
    void aKeyOfThisSessionIsAllowedForThisRun();
    void aKeyGivenToAnotherServerIsNotSentHome();
    void anotherKeyIsAskedAbout();

private:
    [[nodiscard]] const Gateway &gateway(QStringView id) const { return *m_resolver->catalog().find(id); }
    void load(const QByteArray &profile);
    /// What arrives at the server when a prompt is sent to the gateway; null if nothing does.
    [[nodiscard]] FakeConnection *send(QStringView id);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<TargetResolver> m_resolver;
    ChatClient m_client;
};

namespace {

const QByteArray Key = "sk-0123456789-canary";

std::unique_ptr<TargetResolver> connectionsFrom(const QString &folder)
{
    return std::make_unique<TargetResolver>(
        Catalog::load(folder), QUrl(), std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
}

} // namespace

void TestKeyConsent::initTestCase()
{
    const Catalog builtIn = Catalog::builtIn();
    for (const Gateway &known : builtIn.gateways())
        qunsetenv(known.key.variable.toLatin1().constData());
}

void TestKeyConsent::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeServer>();
    m_resolver = connectionsFrom(m_folder->path());
    qputenv("RUAPI_API_KEY", Key);
    qputenv("OPENAI_API_KEY", Key);
    qputenv("AWS_SECRET_ACCESS_KEY", Key);
}

void TestKeyConsent::cleanup()
{
    m_resolver.reset();
    for (const char *variable : {"RUAPI_API_KEY", "OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY"})
        qunsetenv(variable);
}

void TestKeyConsent::load(const QByteArray &profile)
{
    QFile file(m_folder->filePath(u"somebodys.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(profile).replace("HERE", m_server->url(u"/v1"_s).toEncoded()));
    file.close();
    m_resolver = connectionsFrom(m_folder->path());
    QCOMPARE(m_resolver->catalog().problems(), QStringList());
}

FakeConnection *TestKeyConsent::send(QStringView id)
{
    ChatSession session(&m_client);
    session.setTarget(m_resolver->target(gateway(id), Mode::Live));
    const bool refused = m_resolver->check(gateway(id), Mode::Live).has_value();
    session.send(u"Hello"_s);
    if (!refused)
        return m_server->nextRequest();
    settle();
    return nullptr;
}

void TestKeyConsent::X_07_originOfAUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    QTest::newRow("path and query") << u"https://example.org/v1?a=b"_s << u"https://example.org"_s;
    QTest::newRow("usual port") << u"https://example.org:443/"_s << u"https://example.org"_s;
    QTest::newRow("usual port, plain") << u"http://example.org:80"_s << u"http://example.org"_s;
    QTest::newRow("another port") << u"https://example.org:80"_s << u"https://example.org:80"_s;
    QTest::newRow("case") << u"HTTPS://Example.ORG"_s << u"https://example.org"_s;
    QTest::newRow("user") << u"https://www.ruapi.ai@example.org"_s << u"https://example.org"_s;
    QTest::newRow("IPv6") << u"http://[::1]:8080/v1"_s << u"http://[::1]:8080"_s;
    QTest::newRow("a letter that looks like another")
        << u"https://ru\u0430pi.ai"_s << u"https://xn--rupi-63d.ai"_s;
    QTest::newRow("none") << QString() << QString();
}

void TestKeyConsent::X_07_originOfAUrl()
{
    QFETCH(QString, url);
    QFETCH(QString, origin);
    QCOMPARE(originOf(QUrl(url)), origin);
}

void TestKeyConsent::keptAsTexts()
{
    const KeyConsent given{
        .slot = u"ruapi"_s, .source = {.variable = u"RUAPI_API_KEY"_s}, .origin = u"https://h"_s};
    KeyConsent refused{
        .slot = u"a"_s, .source = {.kind = KeySource::Kind::Keychain}, .origin = u"http://h:1"_s};
    refused.isGiven = false;
    KeyConsent forThisRun = given;
    forThisRun.isForThisRun = true;
    QCOMPARE(consentsFromTexts(toTexts({given, forThisRun, refused})), QList({given, refused}));
}

void TestKeyConsent::leavesOutWhatIsNoConsent()
{
    const QStringList texts{QString(), u"yes"_s, u"{}"_s,
        uR"({"slot":"ruapi","source":"environment HOME","origin":"https://h","given":true})"_s,
        uR"({"slot":"ruapi","source":"keychain","origin":"","given":true})"_s,
        uR"({"slot":"ruapi","source":"keychain","origin":"https://h"})"_s};
    QCOMPARE(consentsFromTexts(texts), QList<KeyConsent>());
}

void TestKeyConsent::X_07_noKeyWithoutConsent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QString>("variable");
    const QByteArray fields =
        R"("id": "other", "name": "Other", "dialect": "chat-completions", "path": "/v1/chat",
                                 "auth": "bearer", "base_url": "HERE", )";
    QTest::newRow("a profile with a variable of its own")
        << u"other"_s << QByteArray("{ " + fields + R"("key_variable": "AWS_SECRET_ACCESS_KEY" })")
        << u"AWS_SECRET_ACCESS_KEY"_s;
    QTest::newRow("a profile with a built-in gateway's slot")
        << u"other"_s << QByteArray("{ " + fields + R"("key_slot": "ruapi" })") << u"RUAPI_API_KEY"_s;
    QTest::newRow("a built-in gateway's base URL is changed")
        << u"ruapi"_s << QByteArray(R"({ "id": "ruapi", "base_url": "HERE" })") << u"RUAPI_API_KEY"_s;
    QTest::newRow("the base URL of the other protocol is changed")
        << u"ruapi-claude"_s << QByteArray(R"({ "id": "ruapi-claude", "base_url": "HERE" })")
        << u"RUAPI_API_KEY"_s;
    QTest::newRow("a built-in gateway without an address gets one")
        << u"openai-compatible"_s << QByteArray(R"({ "id": "openai-compatible", "base_url": "HERE" })")
        << u"OPENAI_API_KEY"_s;
}

void TestKeyConsent::X_07_noKeyWithoutConsent()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, profile);
    QFETCH(QString, variable);
    load(profile);
    const auto question = m_resolver->openQuestion(gateway(id));
    QVERIFY(question);
    QCOMPARE(question->source.variable, variable);
    QCOMPARE(question->origin, originOf(m_server->url()));
    const auto problem = m_resolver->check(gateway(id), Mode::Live);
    QVERIFY(problem);
    QCOMPARE(problem->kind, ChatError::Kind::Authentication);
    QVERIFY2(problem->message.contains(variable), qPrintable(problem->message));
    QVERIFY2(problem->message.contains(question->origin), qPrintable(problem->message));
    QVERIFY(!problem->message.contains(QString::fromLatin1(Key)));
    QVERIFY(!send(id));
    QCOMPARE(m_server->connectionCount(), 0);

    m_resolver->decide(*question);
    QCOMPARE(m_resolver->openQuestion(gateway(id)), std::nullopt);
    const FakeConnection *connection = send(id);
    QVERIFY(connection);
    QVERIFY(connection->head().contains(Key));
}

void TestKeyConsent::aBuiltInGatewayAtItsOwnOriginIsNotAskedAbout_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("as it came") << u"ruapi"_s << QByteArray() << false;
    QTest::newRow("another path") << u"ruapi"_s
                                  << QByteArray(R"({ "id": "ruapi", "base_url": "https://www.ruapi.ai/v2" })")
                                  << false;
    QTest::newRow("another profile of the slot, there")
        << u"other"_s
        << QByteArray(
               R"({ "id": "other", "name": "Other", "dialect": "chat-completions", "path": "/v1/chat",
             "auth": "bearer", "base_url": "https://www.ruapi.ai", "key_slot": "ruapi" })")
        << false;
    QTest::newRow("another variable")
        << u"roraos"_s << QByteArray(R"({ "id": "roraos", "key_variable": "AWS_SECRET_ACCESS_KEY" })")
        << true;
    QTest::newRow("another scheme") << u"ruapi"_s
                                    << QByteArray(R"({ "id": "ruapi", "base_url": "http://www.ruapi.ai" })")
                                    << true;
}

void TestKeyConsent::aBuiltInGatewayAtItsOwnOriginIsNotAskedAbout()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, profile);
    QFETCH(bool, isAsked);
    if (!profile.isEmpty())
        load(profile);
    QCOMPARE(m_resolver->openQuestion(gateway(id)).has_value(), isAsked);
    QCOMPARE(m_resolver->target(gateway(id), Mode::Live).headers.isEmpty(), isAsked);
}

void TestKeyConsent::HOME_isNoKey()
{
    m_resolver->keys()->setSource(u"openai-compatible"_s, {.variable = u"HOME"_s});
    m_resolver->setBaseUrl(u"openai-compatible"_s, m_server->url(u"/v1"_s));
    m_resolver->allowKey(gateway(u"openai-compatible"));
    const FakeConnection *connection = send(u"openai-compatible");
    QVERIFY(connection); // its key is optional
    QVERIFY(connection->header("Authorization").isNull());
}

void TestKeyConsent::withoutAKeyThereIsNoQuestion()
{
    qunsetenv("OPENAI_API_KEY");
    m_resolver->setBaseUrl(u"openai-compatible"_s, m_server->url(u"/v1"_s));
    QCOMPARE(m_resolver->openQuestion(gateway(u"openai-compatible")), std::nullopt);
    const FakeConnection *connection = send(u"openai-compatible");
    QVERIFY(connection);
    QVERIFY(connection->header("Authorization").isNull());
    QCOMPARE(m_resolver->openQuestion(gateway(u"ruflo")), std::nullopt);
}

void TestKeyConsent::anOptionalKeyIsAskedAboutAndCanBeLeftOut()
{
    m_resolver->setBaseUrl(u"openai-compatible"_s, m_server->url(u"/v1"_s));
    auto question = m_resolver->openQuestion(gateway(u"openai-compatible"));
    QVERIFY(question);
    QVERIFY(!send(u"openai-compatible"));
    question->isGiven = false;
    m_resolver->decide(*question);
    QCOMPARE(m_resolver->openQuestion(gateway(u"openai-compatible")), std::nullopt);
    const FakeConnection *connection = send(u"openai-compatible");
    QVERIFY(connection);
    QVERIFY(!connection->request().contains(Key));
}

void TestKeyConsent::aRefusalIsKept()
{
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    auto question = m_resolver->openQuestion(gateway(u"ruapi"));
    QVERIFY(question);
    question->isGiven = false;
    m_resolver->decide(*question);
    QCOMPARE(m_resolver->openQuestion(gateway(u"ruapi")), std::nullopt);
    QVERIFY(!send(u"ruapi"));
    QVERIFY(m_resolver->check(gateway(u"ruapi"), Mode::Live)->message.contains(u"You chose not to"));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestKeyConsent::anotherAddressIsAskedAbout()
{
    m_resolver->setBaseUrl(u"ruapi"_s, QUrl(u"https://one.example/v1"_s));
    m_resolver->allowKey(gateway(u"ruapi"));
    QCOMPARE(m_resolver->openQuestion(gateway(u"ruapi")), std::nullopt);
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    QVERIFY(m_resolver->openQuestion(gateway(u"ruapi")));
    QVERIFY(!send(u"ruapi"));
    m_resolver->setBaseUrl(u"ruapi"_s, QUrl(u"https://one.example/v2"_s));
    QCOMPARE(m_resolver->openQuestion(gateway(u"ruapi")), std::nullopt);
}

void TestKeyConsent::anotherSourceIsAskedAbout()
{
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    m_resolver->allowKey(gateway(u"ruapi"));
    m_resolver->keys()->setSource(u"ruapi"_s, {.variable = u"AWS_SECRET_ACCESS_KEY"_s});
    QVERIFY(m_resolver->openQuestion(gateway(u"ruapi")));
    QVERIFY(!send(u"ruapi"));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestKeyConsent::aConsentIsTakenBack()
{
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    m_resolver->allowKey(gateway(u"ruapi"));
    QCOMPARE(m_resolver->consents().size(), 1);
    const QSignalSpy changed(m_resolver.get(), &TargetResolver::changed);
    m_resolver->setConsents({});
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_resolver->openQuestion(gateway(u"ruapi")));
    QVERIFY(!send(u"ruapi"));
}

void TestKeyConsent::profilesOfOneSlotAreAskedAlike()
{
    for (const QString &id : {u"ruapi"_s, u"ruapi-claude"_s}) {
        m_resolver->setBaseUrl(id, m_server->url(u"/v1"_s));
        QVERIFY(m_resolver->openQuestion(gateway(id)));
    }
    m_resolver->decide(*m_resolver->openQuestion(gateway(u"ruapi-claude")));
    const FakeConnection *connection = send(u"ruapi");
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
}

void TestKeyConsent::aKeyOfThisSessionIsAllowedForThisRun()
{
    m_resolver->keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    m_resolver->keys()->setKey(u"ruapi"_s, Secret(Key));
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    m_resolver->allowKey(gateway(u"ruapi"));
    QCOMPARE(toTexts(m_resolver->consents()), QStringList());
    const FakeConnection *connection = send(u"ruapi");
    QVERIFY(connection);
    QVERIFY(connection->head().contains(Key));
}

void TestKeyConsent::aKeyGivenToAnotherServerIsNotSentHome()
{
    m_resolver->keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    m_resolver->keys()->setKey(u"ruapi"_s, Secret(Key));
    QCOMPARE(m_resolver->openQuestion(gateway(u"ruapi-claude")), std::nullopt);
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    m_resolver->allowKey(gateway(u"ruapi"));
    QVERIFY(m_resolver->openQuestion(gateway(u"ruapi-claude")));
    QVERIFY(m_resolver->target(gateway(u"ruapi-claude"), Mode::Live).headers.isEmpty());
    m_resolver->setBaseUrl(u"ruapi"_s, {});
    QVERIFY(m_resolver->target(gateway(u"ruapi"), Mode::Live).headers.isEmpty());
    m_resolver->allowKey(gateway(u"ruapi"));
    QVERIFY(!m_resolver->target(gateway(u"ruapi"), Mode::Live).headers.isEmpty());
}

void TestKeyConsent::anotherKeyIsAskedAbout()
{
    m_resolver->keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    m_resolver->keys()->setKey(u"ruapi"_s, Secret(Key));
    m_resolver->setBaseUrl(u"ruapi"_s, m_server->url(u"/v1"_s));
    m_resolver->allowKey(gateway(u"ruapi"));
    m_resolver->keys()->setKey(u"ruapi"_s, Secret("sk-another"));
    m_resolver->allowKey(gateway(u"ruapi-claude"));
    QVERIFY(m_resolver->openQuestion(gateway(u"ruapi")));
    QVERIFY(!send(u"ruapi"));
    QCOMPARE(m_server->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestKeyConsent)
#include "tst_keyconsent.moc"

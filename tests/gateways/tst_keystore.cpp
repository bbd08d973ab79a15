// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/keystore.h"
#include "support/eventually.h"
#include "support/fakekeychain.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QString Slot = u"ruapi"_s;
const QString Doubt = u"Really?"_s;
const KeySource InKeychain{.kind = KeySource::Kind::Keychain};
const KeySource ForSession{.kind = KeySource::Kind::Session};

} // namespace

class TestKeyStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void FF_06_readsTheEnvironment();
    void readsNoVariableThatIsNotAKeys();
    void theEnvironmentIsNotOursToSet();
    void keepsAKeyForTheSession();
    void asksTheKeychainOnce();
    void saysThatTheKeychainFailed();
    void storesInTheKeychain();
    void saysThatStoringFailed();
    void removesFromTheKeychain();
    void anotherSourceForgetsTheKey();
    void aLateAnswerIsDropped();
    void anAcceptedKeyIsThatKeyOnly();
    void aKeyIsAcceptedForOneDoubtOnly();
    void withoutAServiceTheDesktopsKeychainSaysSo();

private:
    FakeKeychain *m_keychain = nullptr; ///< the store's
    std::unique_ptr<KeyStore> m_store;
};

void TestKeyStore::init()
{
    auto keychain = std::make_unique<FakeKeychain>();
    m_keychain = keychain.get();
    m_store = std::make_unique<KeyStore>(std::move(keychain));
}

void TestKeyStore::cleanup()
{
    m_store.reset();
    qunsetenv("PARLANCE_TEST_KEY");
}

void TestKeyStore::FF_06_readsTheEnvironment()
{
    m_store->setSource(Slot, {.variable = u"PARLANCE_TEST_KEY"_s});
    QCOMPARE(m_store->state(Slot), KeyStore::State::Missing);
    qputenv("PARLANCE_TEST_KEY", "sk-abc\n");
    QCOMPARE(m_store->key(Slot), Secret("sk-abc"));
    QCOMPARE(m_store->state(Slot), KeyStore::State::Found);
}

void TestKeyStore::readsNoVariableThatIsNotAKeys()
{
    m_store->setSource(Slot, {.variable = u"HOME"_s});
    QVERIFY(qEnvironmentVariableIsSet("HOME"));
    QVERIFY(m_store->key(Slot).isEmpty());
    QCOMPARE(m_store->state(Slot), KeyStore::State::Missing);
}

void TestKeyStore::theEnvironmentIsNotOursToSet()
{
    m_store->setSource(Slot, {.variable = u"PARLANCE_TEST_KEY"_s});
    m_store->setKey(Slot, Secret("sk-abc"));
    QVERIFY(m_store->key(Slot).isEmpty());
    QVERIFY(!qEnvironmentVariableIsSet("PARLANCE_TEST_KEY"));
}

void TestKeyStore::keepsAKeyForTheSession()
{
    m_store->setSource(Slot, ForSession);
    const QSignalSpy changed(m_store.get(), &KeyStore::changed);
    m_store->setKey(Slot, Secret("sk-abc"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_store->key(Slot), Secret("sk-abc"));
    QVERIFY(m_keychain->entries.isEmpty());
    m_store->setKey(Slot, Secret());
    QCOMPARE(m_store->state(Slot), KeyStore::State::Missing);
}

void TestKeyStore::asksTheKeychainOnce()
{
    m_keychain->entries.insert(Slot, Secret("sk-abc"));
    m_store->setSource(Slot, InKeychain);
    QCOMPARE(m_keychain->readCount, 0); // nobody has wanted the key yet
    QCOMPARE(m_store->state(Slot), KeyStore::State::Asking);
    QVERIFY(m_store->key(Slot).isEmpty());
    const QSignalSpy changed(m_store.get(), &KeyStore::changed);
    m_keychain->answer();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_store->key(Slot), Secret("sk-abc"));
    QCOMPARE(m_store->state(Slot), KeyStore::State::Found);
    QCOMPARE(m_keychain->readCount, 1);
}

void TestKeyStore::saysThatTheKeychainFailed()
{
    m_keychain->failure = u"it is locked"_s;
    m_store->setSource(Slot, InKeychain);
    QCOMPARE(m_store->state(Slot), KeyStore::State::Asking);
    m_keychain->answer();
    QCOMPARE(m_store->state(Slot), KeyStore::State::Failed);
    QCOMPARE(m_store->problem(Slot), u"it is locked"_s);
}

void TestKeyStore::storesInTheKeychain()
{
    m_store->setSource(Slot, InKeychain);
    m_store->setKey(Slot, Secret("sk-abc"));
    QCOMPARE(m_store->key(Slot), Secret("sk-abc")); // used at once
    m_keychain->answer();
    QCOMPARE(m_keychain->entries.value(Slot), Secret("sk-abc"));
    QCOMPARE(m_store->problem(Slot), QString());
}

void TestKeyStore::saysThatStoringFailed()
{
    m_keychain->failure = u"it is full"_s;
    m_store->setSource(Slot, InKeychain);
    m_store->setKey(Slot, Secret("sk-abc"));
    const QSignalSpy changed(m_store.get(), &KeyStore::changed);
    m_keychain->answer();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_store->problem(Slot), u"it is full"_s);
    QCOMPARE(m_store->state(Slot), KeyStore::State::Found); // for this session it is
}

void TestKeyStore::removesFromTheKeychain()
{
    m_keychain->entries.insert(Slot, Secret("sk-abc"));
    m_store->setSource(Slot, InKeychain);
    m_store->setKey(Slot, Secret());
    m_keychain->answer();
    QVERIFY(m_keychain->entries.value(Slot).isEmpty());
    QCOMPARE(m_store->state(Slot), KeyStore::State::Missing);
}

void TestKeyStore::anotherSourceForgetsTheKey()
{
    m_store->setSource(Slot, ForSession);
    m_store->setKey(Slot, Secret("sk-abc"));
    m_store->setSource(Slot, InKeychain);
    m_keychain->answer();
    m_store->setSource(Slot, ForSession);
    QVERIFY(m_store->key(Slot).isEmpty());
}

void TestKeyStore::aLateAnswerIsDropped()
{
    m_keychain->entries.insert(Slot, Secret("sk-old"));
    m_store->setSource(Slot, InKeychain);
    QCOMPARE(m_store->state(Slot), KeyStore::State::Asking);
    m_store->setSource(Slot, ForSession);
    m_store->setKey(Slot, Secret("sk-new"));
    m_keychain->answer();
    QCOMPARE(m_store->key(Slot), Secret("sk-new"));
}

void TestKeyStore::anAcceptedKeyIsThatKeyOnly()
{
    m_store->setSource(Slot, ForSession);
    m_store->acceptKey(Slot, Doubt);
    QVERIFY(!m_store->isAccepted(Slot, Doubt)); // there is none
    m_store->setKey(Slot, Secret("abc"));
    m_store->acceptKey(Slot, Doubt);
    QVERIFY(m_store->isAccepted(Slot, Doubt));
    m_store->setKey(Slot, Secret("xyz"));
    QVERIFY(!m_store->isAccepted(Slot, Doubt));
}

void TestKeyStore::aKeyIsAcceptedForOneDoubtOnly()
{
    m_store->setSource(Slot, ForSession);
    m_store->setKey(Slot, Secret("abc"));
    m_store->acceptKey(Slot, Doubt);
    QVERIFY(!m_store->isAccepted(Slot, u"Really, unencrypted?"_s));
    m_store->acceptKey(Slot, u"Really, unencrypted?"_s);
    QVERIFY(m_store->isAccepted(Slot, Doubt));
}

/// With no session bus there is no service, and the answer comes at once.
void TestKeyStore::withoutAServiceTheDesktopsKeychainSaysSo()
{
    const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nonexistent");
    KeyStore store;
    QVERIFY(!store.hasKeychain());
    store.setSource(Slot, InKeychain);
    QVERIFY(eventually([&store] { return store.state(Slot) == KeyStore::State::Failed; }));
    QVERIFY(!store.problem(Slot).isEmpty());
    if (!bus.isNull())
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    qputenv("XDG_RUNTIME_DIR", runtime);
}

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_keystore.moc"

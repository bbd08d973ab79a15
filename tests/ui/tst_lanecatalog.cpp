// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "support/fakekeychain.h"
#include "ui/compose/tiermodel.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Lanes while gateways are edited, come and go.
class TestLaneCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theLaneFollowsItsProfile();
    void aLaneWhoseGatewayIsGoneGoesOn();
    void thePickerFollowsTheCatalog();

private:
    void save(const Gateway &gateway);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TargetResolver> m_resolver;
    std::unique_ptr<LanePage> m_page;
    ChatClient m_client;
};

void TestLaneCatalog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_resolver = std::make_unique<TargetResolver>(Catalog::load(m_folder->path()),
        QUrl(u"http://127.0.0.1:9"_s), std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
    m_page = std::make_unique<LanePage>(LanePage::share(&m_client, m_resolver.get(), {}, m_resolver.get()));
    m_page->arrangement()->add({.gateway = u"ruflo"_s, .model = u"ruflo-free"_s});
}

void TestLaneCatalog::cleanup()
{
    m_page.reset();
}

void TestLaneCatalog::save(const Gateway &gateway)
{
    QVERIFY(m_resolver->catalog().save(gateway));
    m_resolver->setCatalog(Catalog::load(m_folder->path()));
}

void TestLaneCatalog::theLaneFollowsItsProfile()
{
    Gateway gateway = *m_resolver->catalog().find(u"ruflo");
    gateway.name = u"Mine"_s;
    save(gateway);
    QCOMPARE(m_page->lanes().first()->gateway(), gateway);
}

void TestLaneCatalog::aLaneWhoseGatewayIsGoneGoesOn()
{
    Gateway gateway = *m_resolver->catalog().find(u"ru-llm");
    gateway.id = u"mine"_s;
    gateway.key.slot = u"mine"_s;
    gateway.key.variable.clear();
    save(gateway);
    Lane *lane = m_page->arrangement()->add(
        {.gateway = u"mine"_s, .model = u"gpt-4o"_s, .mode = TargetResolver::Mode::Live});
    m_page->arrangement()->add({.gateway = u"mine"_s, .model = u"gpt-4o"_s});
    QCOMPARE(lane->gateway().id, u"mine"_s);
    QVERIFY(m_resolver->catalog().removeUserFile(u"mine"_s));
    m_resolver->setCatalog(Catalog::load(m_folder->path()));
    QCOMPARE(lane->choice(), (LaneChoice{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s}));
    QCOMPARE(m_page->lanes().last()->gateway().id, u"ruflo"_s);
}

void TestLaneCatalog::thePickerFollowsTheCatalog()
{
    TierModel model(m_resolver->catalog().gateways());
    const QAbstractItemModelTester tester(&model);
    QVERIFY(model.find(u"roraos-agent"_s, QString()).isValid()); // RO-07: chosen without a model
    QVERIFY(!TierModel::isHeading(model.find(u"roraos-agent"_s, QString())));
    model.setGateways({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestLaneCatalog)
#include "tst_lanecatalog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"

#include "wire/dialects/registry.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QByteArray profile(const QByteArray &id)
{
    return R"({"name":"N","dialect":"chat-completions","path":"/c","auth":"none",)"
           R"("tiers":[{"model":"m","use_case":"u"}],"id":")" +
           id + "\"}";
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QStringList idsOf(const Catalog &catalog)
{
    QStringList ids;
    for (const Gateway &gateway : catalog.gateways())
        ids.append(gateway.id);
    return ids;
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFolderInOrderOfName();
    void namesABadFileAndReadsTheRest();
    void noFolderHasNoGateways();
    void findsById();
    void findsTheDialectOfAnAddress_data();
    void findsTheDialectOfAnAddress();
    void theUsersFileLiesOverABuiltInOne();
    void aBadFileOfTheUsersLeavesTheBuiltInOne();
    void aVariableBelongsToOneKey();
    void savesOnlyWhatDiffers();
    void savesAGatewayOfTheUsers();
    void savesNoKey();
    void givesAFreeId();
    void everyBuiltInFileIsRead();
    void RF_01_ruflosAddress();
    void RF_02_rufloTakesNoKey();
    void RF_05_ruflosTiers();
    void RF_25_ruflosHealth();
    void RF_26_ruflosLimit();
};

void TestCatalog::readsAFolderInOrderOfName()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"b.json"_s), profile("first"));
    write(folder.filePath(u"c.json"_s), profile("second"));
    write(folder.filePath(u"a.txt"_s), "not a profile");
    const Catalog catalog = Catalog::fromFolder(folder.path());
    QCOMPARE(idsOf(catalog), QStringList({u"first"_s, u"second"_s}));
    QCOMPARE(catalog.problems(), QStringList());
}

void TestCatalog::namesABadFileAndReadsTheRest()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a.json"_s), profile("a"));
    write(folder.filePath(u"b.json"_s), "{");
    write(folder.filePath(u"c.json"_s), profile("a"));
    write(folder.filePath(u"d.json"_s), profile("d"));
    const Catalog catalog = Catalog::fromFolder(folder.path());
    QCOMPARE(idsOf(catalog), QStringList({u"a"_s, u"d"_s}));
    QCOMPARE(catalog.problems(), QStringList({u"b.json: line 1: unterminated object"_s,
                                     u"c.json: id: another gateway is already called \"a\""_s}));
}

void TestCatalog::noFolderHasNoGateways()
{
    const Catalog catalog = Catalog::fromFolder(u"/nonexistent/gateways"_s);
    QVERIFY(catalog.gateways().isEmpty());
    QVERIFY(catalog.problems().isEmpty());
}

void TestCatalog::findsById()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a.json"_s), profile("a"));
    const Catalog catalog = Catalog::fromFolder(folder.path());
    QCOMPARE(catalog.find(u"a"), &catalog.gateways().first());
    QCOMPARE(catalog.find(u"b"), nullptr);
}

void TestCatalog::findsTheDialectOfAnAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("dialect");
    QTest::newRow("RF-01") << u"http://127.0.0.1:8080/api/chat"_s << u"chat-completions"_s;
    QTest::newRow("RA-18") << u"https://www.ruapi.ai/v1/messages?beta=true"_s << u"messages"_s;
    QTest::newRow("below a prefix") << u"https://h/proxy/v1/chat/completions"_s << u"chat-completions"_s;
    QTest::newRow("FF-10") << u"https://h/api/v1/ai/chat"_s << u"floopfloop"_s;
    QTest::newRow("FF-10 generate") << u"https://h/api/v1/ai/generate"_s << u"floopfloop-generate"_s;
    QTest::newRow("models") << u"https://h/v1/models"_s << QString();
    QTest::newRow("none") << QString() << QString();
}

void TestCatalog::findsTheDialectOfAnAddress()
{
    QFETCH(const QString, url);
    QFETCH(const QString, dialect);
    QCOMPARE(Catalog::builtIn().dialectAt(QUrl(url)), dialect);
}

void TestCatalog::theUsersFileLiesOverABuiltInOne()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"mine.json"_s),
        R"({ "id": "ruflo", "base_url": "http://127.0.0.1:3000", "health_path": null })");
    write(folder.filePath(u"new.json"_s), profile("new"));
    const Catalog catalog = Catalog::load(folder.path());
    QCOMPARE(catalog.problems(), QStringList());
    QCOMPARE(catalog.gateways().first().id, u"ruflo"_s); // at its old place
    QCOMPARE(catalog.gateways().last().id, u"new"_s);
    const Gateway *ruflo = catalog.find(u"ruflo");
    QCOMPARE(ruflo->baseUrl, QUrl(u"http://127.0.0.1:3000"_s)); // RF-27: a backend of one's own
    QCOMPARE(ruflo->healthPath, QString());
    QCOMPARE(ruflo->tiers.size(), 4);
    QVERIFY(catalog.isBuiltIn(u"ruflo"_s));
    QVERIFY(catalog.hasUserFile(u"ruflo"_s));
    QVERIFY(!catalog.isBuiltIn(u"new"_s));
    QCOMPARE(catalog.original(*ruflo).healthPath, u"/api/health"_s);
}

void TestCatalog::aBadFileOfTheUsersLeavesTheBuiltInOne()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a.json"_s), R"({ "id": "ruflo", "path": "api" })");
    write(folder.filePath(u"b.json"_s), R"({ "id": "ruapi", "api_key": "secret" })");
    write(folder.filePath(u"c.json"_s), profile("new"));
    const Catalog catalog = Catalog::load(folder.path());
    QCOMPARE(catalog.problems(),
        QStringList({u"a.json: path: \"api\" does not begin with /"_s,
            u"b.json: api_key: a key never goes into a file; enter it in Settings, Gateways"_s}));
    QCOMPARE(catalog.find(u"ruflo")->path, u"/api/chat"_s);
    QVERIFY(catalog.find(u"ruapi"));
    QVERIFY(catalog.find(u"new"));
}

void TestCatalog::aVariableBelongsToOneKey()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a.json"_s),
        profile("thief").replace(R"("auth":"none")", R"("auth":"bearer","key_variable":"RUAPI_API_KEY")"));
    const Catalog catalog = Catalog::load(folder.path());
    QVERIFY(!catalog.find(u"thief"));
    QCOMPARE(catalog.problems(),
        QStringList(u"a.json: key_variable: RUAPI_API_KEY holds the key of RuAPI already"_s));
}

void TestCatalog::savesOnlyWhatDiffers()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"gateways/floopfloop.json"_s);
    const Catalog before = Catalog::load(folder.filePath(u"gateways"_s));
    Gateway changed = *before.find(u"floopfloop");
    changed.baseUrl = QUrl(u"https://floop.example"_s);
    changed.hint.clear();
    QVERIFY(before.save(changed));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()).object(),
        QJsonObject({{u"id"_s, u"floopfloop"_s}, {u"base_url"_s, u"https://floop.example"_s},
            {u"hint"_s, QJsonValue::Null}}));

    const Catalog after = Catalog::load(folder.filePath(u"gateways"_s));
    QCOMPARE(*after.find(u"floopfloop"), changed);
    QVERIFY(after.save(after.original(changed)));
    QVERIFY2(!QFile::exists(path), "a profile as it came needs no file");
}

void TestCatalog::savesAGatewayOfTheUsers()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"mine.json"_s), "{ bad");
    const Catalog before = Catalog::load(folder.path());
    Gateway mine = *before.find(u"openai-compatible");
    mine.id = u"mine"_s;
    mine.key.slot = u"mine"_s;
    mine.key.variable = u"MINE_API_KEY"_s;
    QVERIFY(before.save(mine));
    const Catalog after = Catalog::load(folder.path());
    QCOMPARE(after.problems().size(), 1); // the bad file is still there, to be mended
    QVERIFY(after.find(u"mine"));
    QCOMPARE(*after.find(u"mine"), mine);
    QVERIFY(after.removeUserFile(u"mine"_s));
    QVERIFY(!Catalog::load(folder.path()).find(u"mine"));
}

void TestCatalog::savesNoKey()
{
    const QTemporaryDir folder;
    const Catalog catalog = Catalog::load(folder.path());
    Gateway gateway = *catalog.find(u"ruapi");
    gateway.headers = {{"Authorization", "Bearer sk-0123456789abcdef"}};
    const auto saved = catalog.save(gateway);
    QVERIFY(!saved);
    QCOMPARE(saved.error(),
        u"headers.Authorization: a key never goes into a file; enter it in Settings, Gateways"_s);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestCatalog::givesAFreeId()
{
    const Catalog catalog = Catalog::builtIn();
    QCOMPARE(catalog.freeId(u"mine"_s), u"mine"_s);
    QCOMPARE(catalog.freeId(u"ruflo"_s), u"ruflo-2"_s);
}

void TestCatalog::everyBuiltInFileIsRead()
{
    const Catalog catalog = Catalog::builtIn();
    QCOMPARE(catalog.problems(), QStringList());
    QVERIFY(!catalog.gateways().isEmpty());
    QCOMPARE(catalog.gateways().size(), QDir(u":/gateways"_s).entryList(QDir::Files).size());
}

void TestCatalog::RF_01_ruflosAddress()
{
    const Catalog catalog = Catalog::builtIn();
    const Gateway *ruflo = catalog.find(u"ruflo");
    QVERIFY(ruflo);
    QCOMPARE(ruflo->name, u"Ruflo"_s);
    QCOMPARE(ruflo->chatUrl(ruflo->baseUrl), QUrl(u"https://ruflo.io/api/chat"_s));
    QVERIFY(findDialect(ruflo->dialect));
    QCOMPARE(ruflo->documentation.host(), u"ruflo.io"_s);
}

void TestCatalog::RF_02_rufloTakesNoKey()
{
    const Catalog catalog = Catalog::builtIn();
    QCOMPARE(catalog.find(u"ruflo")->auth, Auth::None);
}

void TestCatalog::RF_05_ruflosTiers()
{
    const Catalog catalog = Catalog::builtIn();
    const QList<Tier> tiers{
        {.model = u"ruflo-free"_s, .useCase = u"Quick answers, no credit needed"_s}, // RF-06: the default
        {.model = u"ruflo-fast"_s, .useCase = u"Sub-second responses, ideal for chat UIs"_s},    // RF-07
        {.model = u"ruflo-smart"_s, .useCase = u"Balanced reasoning, most everyday tasks"_s},    // RF-08
        {.model = u"ruflo-pro"_s, .useCase = u"Deepest reasoning, hard multi-step problems"_s}}; // RF-09
    QCOMPARE(catalog.find(u"ruflo")->tiers, tiers);
}

void TestCatalog::RF_25_ruflosHealth()
{
    const Catalog catalog = Catalog::builtIn();
    const Gateway *ruflo = catalog.find(u"ruflo");
    QCOMPARE(ruflo->healthUrl(ruflo->baseUrl), QUrl(u"https://ruflo.io/api/health"_s));
}

void TestCatalog::RF_26_ruflosLimit()
{
    const Catalog catalog = Catalog::builtIn();
    QCOMPARE(catalog.find(u"ruflo")->inputLimit, 16384);
}

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"

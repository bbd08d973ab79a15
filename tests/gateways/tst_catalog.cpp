// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"

#include "wire/dialect.h"

#include <QDir>
#include <QFile>
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
    QVERIFY(Dialect::find(ruflo->dialect));
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

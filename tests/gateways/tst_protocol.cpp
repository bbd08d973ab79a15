// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gatewayjson.h"
#include "gateways/protocol.h"
#include "wire/dialects/registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// A gateway that changes its protocol.
class TestProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDialectHasAProfileForAnyServer();
    void anUnknownDialectHasNone();
    void theUsersChangesAreNotInIt();
    void keepsWhatBelongsToTheServer();
    void thereAndBackIsTheSame();
};

void TestProtocol::everyDialectHasAProfileForAnyServer()
{
    for (const QString &dialect : dialectIds()) {
        const auto any = anyServerWith(Catalog::builtIn(), dialect);
        QVERIFY2(any, qPrintable(dialect));
        QCOMPARE(any->dialect, dialect);
        QVERIFY(any->baseUrl.isEmpty());
    }
    QCOMPARE(anyServerWith(Catalog::builtIn(), u"chat-completions")->id, u"openai-compatible"_s);
    QCOMPARE(anyServerWith(Catalog::builtIn(), u"messages")->id, u"anthropic-compatible"_s);
}

void TestProtocol::anUnknownDialectHasNone()
{
    QVERIFY(!anyServerWith(Catalog::builtIn(), u"none"));
}

void TestProtocol::theUsersChangesAreNotInIt()
{
    const QTemporaryDir folder;
    Gateway changed = *Catalog::builtIn().find(u"openai-compatible");
    changed.baseUrl = QUrl(u"https://mine.example"_s);
    QVERIFY(Catalog::load(folder.path()).save(changed));
    const auto any = anyServerWith(Catalog::load(folder.path()), u"chat-completions");
    QVERIFY(any);
    QVERIFY(any->baseUrl.isEmpty());
}

void TestProtocol::keepsWhatBelongsToTheServer()
{
    Gateway mine = *anyServerWith(Catalog::builtIn(), u"chat-completions");
    mine.name = u"Mine"_s;
    mine.baseUrl = QUrl(u"https://mine.example"_s);
    mine.tiers = {{.model = u"m"_s, .useCase = {}}};
    mine.key.slot = u"mine"_s;
    mine.headers = {{"X-Title", "Parlance"}};
    const Gateway claude = withProtocolOf(mine, *anyServerWith(Catalog::builtIn(), u"messages"));
    QCOMPARE(claude.dialect, u"messages"_s);
    QCOMPARE(claude.path, u"/v1/messages"_s);
    QCOMPARE(claude.auth, Auth::ApiKeyHeader);
    QVERIFY(claude.parameter(u"max_tokens")->required);
    QVERIFY(!claude.endpoints.contains(EndpointKind::Speech));
    QCOMPARE(claude.name, mine.name);
    QCOMPARE(claude.baseUrl, mine.baseUrl);
    QCOMPARE(claude.tiers, mine.tiers);
    QCOMPARE(claude.key, mine.key);
    QCOMPARE(claude.headers, mine.headers);
    QVERIFY(gatewayFromJson(gatewayToJson(claude)));
}

void TestProtocol::thereAndBackIsTheSame()
{
    const Catalog catalog = Catalog::builtIn();
    for (const Gateway &gateway : catalog.gateways()) {
        const Gateway there = withProtocolOf(gateway, *anyServerWith(catalog, u"messages"));
        QCOMPARE(withProtocolOf(there, gateway), gateway);
    }
}

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"

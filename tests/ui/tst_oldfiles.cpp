// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanearrangement.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"
#include "workspace/callmetrics.h"
#include "workspace/presetstore.h"

#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QString Folder = QStringLiteral(PARLANCE_TEST_DATA "/written/");

/// The parameters that were set before the files were written.
LaneParameters parameters()
{
    return {.values = {.temperature = 0.5,
                .topP = 0.25,
                .maxTokens = 300,
                .stop = {u"END"_s, u"\n"_s},
                .n = 2,
                .thinkingTokens = 2048},
        .stream = false};
}

} // namespace

/// Files that an older Parlance wrote open as they were.
class TestOldFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settings();
    void presets();
    void gateways();
};

void TestOldFiles::settings()
{
    WindowFixture fixture(50);
    QSettings settings;
    const QSettings old(Folder + u"parlance.conf"_s, QSettings::IniFormat);
    const QStringList keys = old.allKeys();
    QCOMPARE(keys.size(), 7);
    for (const QString &key : keys)
        settings.setValue(key, old.value(key));
    fixture.window().restoreLanes();
    QCOMPARE(fixture.page().lanes().size(), 2);
    QCOMPARE(fixture.lane(0).choice(), (LaneChoice{.gateway = u"ruflo"_s, .model = u"ruflo-smart"_s}));
    QCOMPARE(fixture.lane(1).choice(),
        (LaneChoice{.gateway = u"ruapi-claude"_s, .model = u"claude-3-5-sonnet-20241022"_s}));
    for (const Lane *lane : fixture.page().lanes())
        QCOMPARE(lane->parameters(), parameters());
    QCOMPARE(Settings::theme().value(), u"dark"_s);
    QCOMPARE(Settings::zoom().value(), 2);
    QVERIFY(!Settings::asksBeforeForgetting().value());
    QCOMPARE(Settings::keySource(u"ruapi"_s).value(), u"environment MY_RUAPI_KEY"_s);
    const QList<KeyConsent> consents = consentsFromTexts(Settings::keyConsents().value());
    QCOMPARE(consents, QList<KeyConsent>({{.slot = u"ruapi"_s,
                           .source = {.variable = u"MY_RUAPI_KEY"_s},
                           .origin = u"https://example.org"_s}}));
    QCOMPARE(priceList().currency, u"EUR"_s);
    QCOMPARE(priceList().find(u"ruapi", u"gpt-4o-mini"), (Price{.input = 3, .output = 15}));
    settings.clear();
}

void TestOldFiles::presets()
{
    const auto preset = PresetStore::readFile(Folder + u"preset.json"_s);
    QVERIFY2(preset, preset ? "" : qPrintable(preset.error()));
    QCOMPARE(preset->name, u"Old tiers"_s);
    QCOMPARE(preset->lanes.size(), 2);
    LaneParameters read = preset->lanes.first().parameters;
    QCOMPARE(QJsonDocument::fromJson(read.extra.toUtf8()).object(),
        QJsonDocument::fromJson(R"({"seed":7,"metadata":{"z":1.5,"a":[1,null,true]}})").object());
    read.extra.clear();
    LaneParameters expected = parameters();
    expected.system = u"Be brief."_s;
    QCOMPARE(read, expected);
    QCOMPARE(preset->lanes.last().choice,
        (LaneChoice{.gateway = u"ru-llm"_s, .model = u"gpt-4o"_s, .mode = TargetResolver::Mode::Live}));
}

void TestOldFiles::gateways()
{
    const Catalog catalog = Catalog::load(Folder + u"gateways"_s);
    QCOMPARE(catalog.problems(), QStringList());
    const Gateway *mine = catalog.find(u"mine");
    QVERIFY(mine);
    QCOMPARE(mine->baseUrl, QUrl(u"https://example.org/v1"_s));
    QCOMPARE(mine->headers, RawHeaders({{"X-Title", "Old"}}));
    QCOMPARE(QJsonDocument::fromJson(mine->shape.body).object(),
        QJsonDocument::fromJson(R"({"user":"me","a":[1,2]})").object());
    QCOMPARE(mine->tiers,
        QList<Tier>({{.model = u"gpt-4o-mini"_s, .useCase = u"The example of the documentation"_s},
            {.model = u"claude-3-5-sonnet-20241022"_s,
                .useCase = u"Claude, converted to the OpenAI protocol"_s}}));
    QCOMPARE(mine->parameters, catalog.find(u"ruapi")->parameters);
    QCOMPARE(catalog.find(u"ru-llm")->baseUrl, QUrl(u"https://other.example"_s));
    QCOMPARE(catalog.find(u"ru-llm")->tiers, Catalog::builtIn().find(u"ru-llm")->tiers);
}

QTEST_MAIN(TestOldFiles)
#include "tst_oldfiles.moc"

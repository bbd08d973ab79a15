// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/pages.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"
#include "workspace/presetstore.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What is found again on the next start, and what is asked about as it would not be.
class TestKeeping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pageIsReadAsItWasWritten();
    void textsAreNotWritten();
    void keysAreNotWritten();
    void whatCannotBeReadIsLeftOut_data();
    void whatCannotBeReadIsLeftOut();
    void parametersComeBack();
    void ownParametersOfALaneComeBack();
    void equalParametersOfTheirOwnStayTheirOwn();
    void oldPagesOpenUnchanged();
    void nothingToLoseIsNotAskedAbout();
    void whatWouldBeLostIsNamed_data();
    void whatWouldBeLostIsNamed();
    void savedSystemPromptIsNotAskedAbout();
    void draftBesideAnEditIsAskedAbout();
    void pageWithADraftAsksFirst();
    void laneWithItsOwnSystemPromptAsksFirst();
    void enterKeepsAndLooksSo();
    void lettersOfAPromptAnswerNothing();
    void answersHaveTheirKeys();

private:
    QTemporaryDir m_config;
};

namespace {

constexpr double Fast = 50;

const QString RufloLane = uR"("gateway":"ruflo","model":"ruflo-free")"_s;

QMessageBox *question(const WindowFixture &fixture)
{
    return fixture.window().findChild<QMessageBox *>(u"forgetQuestion"_s);
}

/// The window as after another start; the settings are those of before.
std::unique_ptr<MainWindow> restart(ChatClient &client, const WindowFixture &fixture)
{
    auto window = std::make_unique<MainWindow>(&client, &fixture.resolver());
    window->restoreLanes();
    return window;
}

KeptPage aPage(const LaneParameters &parameters)
{
    return {
        .preset = {.name = u"Tiers"_s,
            .lanes = {{.choice = {.gateway = u"ruflo"_s, .model = u"ruflo-free"_s}, .parameters = parameters},
                {.choice = {.gateway = u"ru-llm"_s,
                     .model = u"gpt-4o"_s,
                     .mode = TargetResolver::Mode::Live}}}},
        .isNamed = true,
        .isSame = false};
}

} // namespace

/// The user's presets are read.
void TestKeeping::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_config.path().toLocal8Bit());
}

void TestKeeping::pageIsReadAsItWasWritten()
{
    const KeptPage page =
        aPage({.values = {.temperature = 0.3, .maxTokens = 77, .stop = {u"END"_s}}, .stream = false});
    QCOMPARE(readKept(writeKept(page)), page);
}

void TestKeeping::textsAreNotWritten()
{
    const KeptPage page = aPage({.system = u"xylophonequartz"_s,
        .values = {.temperature = 0.3},
        .extra = u"{\"user\": \"zither\", oboe"_s,
        .variables = {{.name = u"bassoon"_s, .value = u"flute"_s}}});
    const QString text = writeKept(page);
    for (const QString &word :
        {u"xylophonequartz"_s, u"zither"_s, u"bassoon"_s, u"flute"_s, u"oboe"_s, u"cellobow"_s})
        QVERIFY2(!text.contains(word), qPrintable(text));
    QCOMPARE(readKept(text)->preset.lanes.first().parameters, LaneParameters{.values = {.temperature = 0.3}});
}

void TestKeeping::keysAreNotWritten()
{
    const QString key = u"sk-abcdefghijklmnop"_s;
    const QString text = writeKept(aPage({.values = {.maxTokens = 77, .stop = {key}}}));
    QVERIFY2(!text.contains(key), qPrintable(text));
    QCOMPARE(readKept(text)->preset.lanes.first().parameters, LaneParameters{.values = {.maxTokens = 77}});
    KeptPage named = aPage({});
    named.preset.name = key;
    QCOMPARE(writeKept(named), QString());
}

void TestKeeping::whatCannotBeReadIsLeftOut_data()
{
    QTest::addColumn<QString>("lane");
    QTest::addColumn<LaneParameters>("parameters");
    const auto row = [](const char *name, const QString &more, const LaneParameters &parameters) {
        QTest::newRow(name) << u'{' + RufloLane + more + u'}' << parameters;
    };
    row("nothing", {}, {});
    row("a field of a newer version",
        uR"(,"name":"A","parameters":{"newer":7,"max_tokens":77,"stream":true})"_s,
        {.values = {.maxTokens = 77}});
    row("a wrong type", uR"(,"parameters":{"temperature":"hot","max_tokens":77,"stream":true})"_s,
        {.values = {.maxTokens = 77}});
    row("too large", uR"(,"parameters":{"temperature":0.5,"max_tokens":77000000000,"stream":true})"_s,
        {.values = {.temperature = 0.5}});
    row("no object", uR"(,"parameters":[1])"_s, {});
}

void TestKeeping::whatCannotBeReadIsLeftOut()
{
    QFETCH(const QString, lane);
    QFETCH(const LaneParameters, parameters);
    const auto page = readKept(uR"({"preset":"A","newer":1,"lanes":[%1]})"_s.arg(lane));
    QVERIFY(page);
    QCOMPARE(page->preset.lanes.size(), 1);
    QCOMPARE(page->preset.lanes.first().parameters, parameters);
    QVERIFY(!readKept(lane));
}

void TestKeeping::parametersComeBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    const LaneParameters parameters{.values = {.temperature = 0.3, .maxTokens = 77}};
    fixture.page().parameters()->set(parameters);
    ChatClient client;
    const auto restarted = restart(client, fixture);
    QVERIFY(restarted->lanePage()->parameters()->areSame());
    for (const Lane *lane : restarted->lanePage()->lanes())
        QCOMPARE(lane->parameters(), parameters);
    QCOMPARE(restarted->lanePage()->lanes().first()->session()->parameters().maxTokens, 77);
}

void TestKeeping::ownParametersOfALaneComeBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    fixture.page().parameters()->setSame(false);
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    fixture.page().parameters()->set({.values = {.temperature = 0.9}});
    fixture.page().arrangement()->duplicate(&fixture.lane(1));
    ChatClient client;
    const auto restarted = restart(client, fixture);
    QVERIFY(!restarted->lanePage()->parameters()->areSame());
    QCOMPARE(restarted->lanePage()->lanes().size(), 3);
    QCOMPARE(restarted->lanePage()->lanes().at(0)->parameters(), LaneParameters());
    QCOMPARE(
        restarted->lanePage()->lanes().at(1)->parameters(), LaneParameters{.values = {.temperature = 0.9}});
    QCOMPARE(
        restarted->lanePage()->lanes().at(2)->parameters(), LaneParameters{.values = {.temperature = 0.9}});
}

/// Lanes that differ in their system prompts only.
void TestKeeping::equalParametersOfTheirOwnStayTheirOwn()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().arrangement()->addNext();
    fixture.page().parameters()->setSame(false);
    fixture.page().parameters()->set({.system = u"Be brief."_s});
    ChatClient client;
    QVERIFY(!restart(client, fixture)->lanePage()->parameters()->areSame());
}

void TestKeeping::oldPagesOpenUnchanged()
{
    const WindowFixture fixture(Fast);
    Settings::pages().set(
        {uR"({"lanes":[{"gateway":"ruflo","mode":"demo","model":"ruflo-pro"}],"named":true,"preset":"Mine"})"_s,
            uR"({"lanes":[{"gateway":"ru-llm","mode":"live","model":"gpt-4o"}],"named":false,"preset":"Playground"})"_s});
    fixture.window().restoreLanes();
    const QList<LanePage *> pages = fixture.window().lanePages()->all();
    QCOMPARE(pages.size(), 2);
    QVERIFY(pages.first()->parameters()->areSame());
    QCOMPARE(fixture.window().pages()->nameOf(pages.first()), u"Mine"_s);
    QCOMPARE(pages.first()->lanes().first()->choice().model, u"ruflo-pro"_s);
    QCOMPARE(pages.first()->lanes().first()->parameters(), LaneParameters());
    QCOMPARE(pages.last()->lanes().first()->choice().mode, TargetResolver::Mode::Live);
}

void TestKeeping::nothingToLoseIsNotAskedAbout()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.page().parameters()->set({.values = {.temperature = 0.3}});
    fixture.type(u" \n"_s);
    QVERIFY(fixture.window().close());
}

void TestKeeping::whatWouldBeLostIsNamed_data()
{
    QTest::addColumn<QString>("draft");
    QTest::addColumn<LaneParameters>("parameters");
    QTest::addColumn<QString>("named");
    QTest::newRow("draft") << u"Write a haiku"_s << LaneParameters() << u"• an unsent prompt"_s;
    QTest::newRow("system prompt") << QString() << LaneParameters{.system = u"Be brief."_s}
                                   << u"• an unsaved system prompt"_s;
    QTest::newRow("variables") << QString()
                               << LaneParameters{.variables = {{.name = u"city"_s, .value = u"Oslo"_s}}}
                               << u"• unsaved variables"_s;
    QTest::newRow("extra JSON") << QString() << LaneParameters{.extra = u"{ \"seed\": 7 }"_s}
                                << u"• unsaved extra JSON"_s;
    QTest::newRow("unreadable extra JSON")
        << QString() << LaneParameters{.extra = u"{"_s} << u"• unsaved extra JSON"_s;
    QTest::newRow("two") << u"Write a haiku"_s << LaneParameters{.system = u"Be brief."_s}
                         << u"• an unsent prompt\n• an unsaved system prompt"_s;
}

void TestKeeping::whatWouldBeLostIsNamed()
{
    QFETCH(const QString, draft);
    QFETCH(const LaneParameters, parameters);
    QFETCH(const QString, named);
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.type(draft);
    fixture.page().parameters()->set(parameters);
    QVERIFY(!fixture.window().close());
    QVERIFY(question(fixture));
    QVERIFY2(question(fixture)->informativeText().endsWith(u'\n' + named),
        qPrintable(question(fixture)->informativeText()));
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(!fixture.window().isVisible());
}

void TestKeeping::savedSystemPromptIsNotAskedAbout()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.page().parameters()->set({.system = u"Be brief."_s, .extra = u"{ \"seed\": 7 }"_s});
    const PresetStore store(PresetStore::userFolder());
    Preset preset = fixture.window().lanePages()->presetOf(&fixture.page());
    preset.name = u"Brief"_s;
    QVERIFY(store.save(preset));
    QVERIFY(fixture.window().close());
    QVERIFY(store.remove(preset.name));
    fixture.window().show();
    QVERIFY(!fixture.window().close());
}

void TestKeeping::draftBesideAnEditIsAskedAbout()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.type(u"a draft"_s);
    fixture.page().promptTarget()->editLast();
    fixture.type({});
    QVERIFY(fixture.page().unsaved().draft);
    fixture.page().escape();
    fixture.type({});
    QVERIFY(!fixture.page().unsaved().draft);
}

void TestKeeping::pageWithADraftAsksFirst()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    Pages &pages = *fixture.window().pages();
    fixture.window().lanePages()->addPage();
    fixture.type(u"a draft"_s);
    pages.requestClose(&fixture.page());
    QCOMPARE(pages.all().size(), 2);
    QVERIFY(question(fixture)->informativeText().contains(u"an unsent prompt"));
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QCOMPARE(pages.all().size(), 1);
}

void TestKeeping::laneWithItsOwnSystemPromptAsksFirst()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.page().parameters()->set({.system = u"Be brief."_s});
    fixture.page().arrangement()->addNext();
    fixture.page().arrangement()->addNext();
    fixture.page().closeCurrentLane(); // the others have it, too
    QVERIFY(!question(fixture));
    QCOMPARE(fixture.page().lanes().size(), 2);
    fixture.page().parameters()->setSame(false);
    fixture.page().parameters()->set({.system = u"Be verbose."_s});
    fixture.page().closeCurrentLane();
    QVERIFY(question(fixture)->informativeText().endsWith(u"\n• an unsaved system prompt"));
    question(fixture)->findChild<QPushButton *>(u"forget"_s)->click();
    QCOMPARE(fixture.page().lanes().size(), 1);
}

void TestKeeping::enterKeepsAndLooksSo()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.type(u"a draft"_s);
    QVERIFY(!fixture.window().close());
    const auto *cancel = qobject_cast<QPushButton *>(question(fixture)->button(QMessageBox::Cancel));
    QVERIFY(cancel->isDefault());
    QVERIFY(!question(fixture)->findChild<QPushButton *>(u"forget"_s)->isDefault()); // the default is blue
    QTest::keyClick(question(fixture), Qt::Key_Return);
    settle();
    QVERIFY(fixture.window().isVisible());
    QVERIFY(!question(fixture));
}

/// A prompt that is being typed when the question comes presses no button of it.
void TestKeeping::lettersOfAPromptAnswerNothing()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.type(u"a draft"_s);
    QVERIFY(!fixture.window().close());
    QTest::keyClicks(question(fixture), u"the quick brown fox jumps over the lazy dog"_s);
    settle();
    QVERIFY(question(fixture)->isVisible());
    QVERIFY(fixture.window().isVisible());
    QTest::keyClick(question(fixture), Qt::Key_Escape);
    settle();
    QVERIFY(fixture.window().isVisible());
    QVERIFY(!question(fixture));
}

void TestKeeping::answersHaveTheirKeys()
{
    const WindowFixture fixture(Fast);
    Settings::asksBeforeForgetting().set(true);
    fixture.window().restoreLanes();
    fixture.type(u"a draft"_s);
    QVERIFY(!fixture.window().close());
    QSet<QString> keys;
    for (const QAbstractButton *button : question(fixture)->findChildren<QAbstractButton *>()) {
        if (button->isVisible()) {
            QVERIFY2(!button->shortcut().isEmpty(), qPrintable(button->text()));
            QVERIFY2(!keys.contains(button->shortcut().toString()), qPrintable(button->text()));
            keys.insert(button->shortcut().toString());
        }
    }
    QCOMPARE(keys.size(), 3);
}

QTEST_MAIN(TestKeeping)
#include "tst_keeping.moc"

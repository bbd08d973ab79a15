// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/parameterspanel.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/parametersdock.h"
#include "windowfixture.h"

#include "workspace/words/extrajsontext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestParametersPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsEditedIsSent();
    void everyParameterIsEdited();
    void variablesAreATable();
    void tabLeavesTheTableOfVariables();
    void aNumberKeepsItsDecimals();
    void whatIsNotDocumentedIsOutOfReach();
    void boundsAreTheTightest();
    void hintsSayWhatTheGatewayDocuments();
    void showingIsNotEditing();
    void wheelChangesNothing();
    void extraJsonIsRead_data();
    void extraJsonIsRead();
    void badExtraJsonIsSaidAndNotSent();
    void badExtraJsonIsSaidWhereOneSends();
    void badExtraJsonOfALaneIsNamed();
    void panelEditsAllLanesOrOne();
    void theSameForAllTakesTheCurrentLanes();
    void parametersOfOnesOwnComeBack();
    void newLanesSendTheSame();
    void headerMarksALaneWithParameters();
    void requestCarriesWhatTheGatewayTakes();
    void extraJsonStaysAsItIsTyped();
    void linesThatAreNotSentAreNamed_data();
    void linesThatAreNotSentAreNamed();
    void theRefusedParameterIsMarked();
};

namespace {

ParametersPanel::Target targetOf(const QStringList &ids)
{
    static const Catalog catalog = Catalog::builtIn();
    ParametersPanel::Target target;
    for (const QString &id : ids)
        target.gateways.append(*catalog.find(id));
    return target;
}

template <typename Editor>
Editor *editor(const QWidget &panel, const QString &name)
{
    return panel.findChild<Editor *>(u"parameter_"_s + name);
}

QCheckBox *sent(const QWidget &panel, const QString &name)
{
    return panel.findChild<QCheckBox *>(u"sent_"_s + name);
}

LaneParameters last(const QSignalSpy &spy)
{
    return spy.last().first().value<LaneParameters>();
}

LaneChoice demo(const QString &gateway, const QString &model)
{
    return {.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo};
}

const ParametersPanel &openPanel(const WindowFixture &fixture)
{
    Q_EMIT fixture.lane().header()->parametersRequested();
    settle();
    return *fixture.window().findChild<ParametersPanel *>();
}

constexpr double Fast = 50;

} // namespace

void TestParametersPanel::whatIsEditedIsSent()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ru-llm"_s}), {});
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    QVERIFY(!sent(panel, u"temperature"_s)->isChecked());
    editor<QDoubleSpinBox>(panel, u"temperature"_s)->setValue(0.3);
    QVERIFY(sent(panel, u"temperature"_s)->isChecked());
    QCOMPARE(last(changed), (LaneParameters{.values = {.temperature = 0.3}}));
    editor<QPlainTextEdit>(panel, u"system"_s)->setPlainText(u"Be brief."_s);
    editor<QPlainTextEdit>(panel, u"stop"_s)->setPlainText(u"END\nSTOP"_s);
    sent(panel, u"temperature"_s)->click();
    sent(panel, u"stream"_s)->click();
    QCOMPARE(last(changed),
        (LaneParameters{
            .system = u"Be brief."_s, .values = {.stop = {u"END"_s, u"STOP"_s}}, .stream = std::nullopt}));
}

void TestParametersPanel::everyParameterIsEdited()
{
    ParametersPanel panel;
    panel.show(targetOf({u"openai-compatible"_s}), {});
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    QCOMPARE(editor<QDoubleSpinBox>(panel, u"presence_penalty"_s)->minimum(), -2.0);
    editor<QDoubleSpinBox>(panel, u"presence_penalty"_s)->setValue(-1);
    editor<QSpinBox>(panel, u"seed"_s)->setValue(-3);
    editor<QSpinBox>(panel, u"top_logprobs"_s)->setValue(0);
    editor<QComboBox>(panel, u"logprobs"_s)->setCurrentIndex(1);
    editor<QComboBox>(panel, u"reasoning_effort"_s)->setCurrentText(u"a new one"_s);
    editor<QLineEdit>(panel, u"user"_s)->setText(u"u1"_s);
    const ChatParameters expected{.reasoningEffort = u"a new one"_s,
        .seed = -3,
        .presencePenalty = -1,
        .logprobs = false,
        .topLogprobs = 0,
        .user = u"u1"_s};
    QCOMPARE(last(changed), LaneParameters{.values = expected});
    panel.show(targetOf({u"openai-compatible"_s}), {.values = expected});
    sent(panel, u"seed"_s)->click();
    QCOMPARE(last(changed).values.reasoningEffort, u"a new one"_s);
    QVERIFY(!last(changed).values.seed);
}

void TestParametersPanel::variablesAreATable()
{
    ParametersPanel panel;
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    panel.show(targetOf({u"ruflo"_s}), {});
    auto *table = editor<QTableWidget>(panel, u"variables"_s);
    QCOMPARE(table->rowCount(), 1); // for the first one
    table->item(0, 0)->setText(u"city"_s);
    QCOMPARE(table->rowCount(), 2);
    table->item(0, 1)->setText(u"Oslo\nor Rome"_s);
    const QList<Variable> city{{.name = u"city"_s, .value = u"Oslo\nor Rome"_s}};
    QCOMPARE(last(changed).variables, city);
    sent(panel, u"variables"_s)->click();
    QVERIFY(last(changed).variables.isEmpty());
    panel.show(targetOf({u"ruflo"_s}), {.variables = city});
    QCOMPARE(table->item(0, 1)->text(), u"Oslo\nor Rome"_s);
    table->setCurrentCell(0, 0);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(table->rowCount(), 1);
    QVERIFY(last(changed).variables.isEmpty());
}

void TestParametersPanel::tabLeavesTheTableOfVariables()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruflo"_s}), {.variables = {{.name = u"city"_s, .value = u"Oslo"_s}}});
    panel.QWidget::show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    auto *table = editor<QTableWidget>(panel, u"variables"_s);
    table->setFocus();
    table->setCurrentCell(0, 0);
    for (int i = 0; i < 5 && table->isAncestorOf(panel.focusWidget()); ++i)
        QTest::keyClick(panel.focusWidget(), Qt::Key_Tab);
    QVERIFY(!table->isAncestorOf(panel.focusWidget()));
    QCOMPARE(table->item(0, 1)->text(), u"Oslo"_s);
}

void TestParametersPanel::aNumberKeepsItsDecimals()
{
    ParametersPanel panel;
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    panel.show(targetOf({u"ru-llm"_s}), {.values = {.temperature = 0.125, .topP = 0.999}});
    QCOMPARE(editor<QDoubleSpinBox>(panel, u"top_p"_s)->text(), QLocale().toString(0.999));
    editor<QSpinBox>(panel, u"max_tokens"_s)->setValue(7);
    QCOMPARE(last(changed).values.temperature, 0.125);
    QCOMPARE(last(changed).values.topP, 0.999);
}

void TestParametersPanel::whatIsNotDocumentedIsOutOfReach()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruflo"_s}), {});
    for (const QString &name : {u"system"_s, u"max_tokens"_s, u"stream"_s, u"extra"_s})
        QVERIFY2(panel.findChild<QWidget *>(u"row_"_s + name)->isEnabled(), qPrintable(name));
    for (const QString &name : {u"temperature"_s, u"top_p"_s, u"n"_s, u"stop"_s, u"thinking"_s})
        QVERIFY2(!panel.findChild<QWidget *>(u"row_"_s + name)->isEnabled(), qPrintable(name));
    QVERIFY(
        panel.findChild<QLabel *>(u"notDocumented"_s)->text().startsWith(u"Ruflo does not document these"));
}

void TestParametersPanel::boundsAreTheTightest()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruapi"_s}), {});
    QVERIFY(editor<QDoubleSpinBox>(panel, u"temperature"_s)->maximum() > 2);
    panel.show(targetOf({u"ruapi"_s, u"ru-llm"_s}), {});
    QCOMPARE(editor<QDoubleSpinBox>(panel, u"temperature"_s)->maximum(), 2.0);
    QCOMPARE(editor<QSpinBox>(panel, u"max_tokens"_s)->minimum(), 1);
}

void TestParametersPanel::hintsSayWhatTheGatewayDocuments()
{
    ParametersPanel panel;
    const auto hint = [&panel](const QString &name) {
        QString text;
        for (const QLabel *label : panel.findChild<QWidget *>(u"row_"_s + name)->findChildren<QLabel *>()) {
            if (!label->isHidden())
                text += label->text();
        }
        return text;
    };
    panel.show(targetOf({u"roraos"_s}), {});
    QCOMPARE(hint(u"temperature"_s), u"0 to 2 · default: 1"_s);
    QCOMPARE(hint(u"max_tokens"_s), u"default: 4,096"_s);
    panel.show(targetOf({u"ruapi-claude"_s}), {});
    QCOMPARE(hint(u"max_tokens"_s), u"required: 4096 unless you set one"_s);
    panel.show(targetOf({u"ruflo"_s, u"ru-llm"_s}), {});
    QCOMPARE(hint(u"n"_s), u"not sent to Ruflo"_s);
}

void TestParametersPanel::showingIsNotEditing()
{
    ParametersPanel panel;
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    panel.show(targetOf({u"ru-llm"_s}), {.system = u"Be brief."_s, .values = {.temperature = 0.2, .n = 3}});
    QCOMPARE(editor<QSpinBox>(panel, u"n"_s)->value(), 3);
    panel.show(targetOf({u"ru-llm"_s}), {});
    QVERIFY(editor<QPlainTextEdit>(panel, u"system"_s)->toPlainText().isEmpty());
    QVERIFY(changed.isEmpty());
}

void TestParametersPanel::wheelChangesNothing()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ru-llm"_s}), {});
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    for (QWidget *widget : {static_cast<QWidget *>(editor<QSpinBox>(panel, u"n"_s)),
             static_cast<QWidget *>(editor<QComboBox>(panel, u"stream"_s))}) {
        QWheelEvent down(QPointF(5, 5), QPointF(), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(widget, &down);
        QVERIFY(!down.isAccepted());
    }
    QVERIFY(changed.isEmpty());
}

void TestParametersPanel::extraJsonIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << u" \n"_s << QString();
    QTest::newRow("object") << u"{ \"seed\": 7 }"_s << QString();
    QTest::newRow("list") << u"[1]"_s << u"Put it into braces, as { \"name\": value }"_s;
    QTest::newRow("comma") << u"{\n  \"a\": 1\n  \"b\": 2\n}"_s
                           << u"Line 3, column 3: a comma or a closing } is missing"_s;
    QTest::newRow("colon") << u"{ \"a\" 1 }"_s << u"Line 1, column 7: a colon is missing after the name"_s;
    QTest::newRow("column after other letters")
        << u"{ \"ä€😀\" 1 }"_s << u"Line 1, column 10: a colon is missing after the name"_s;
    QTest::newRow("the lane's own") << u"{ \"model\": \"x\" }"_s
                                    << u"Parlance already sends \"model\": remove it"_s;
}

void TestParametersPanel::extraJsonIsRead()
{
    QFETCH(const QString, text);
    QTEST(describeExtraProblem(text), "error");
}

void TestParametersPanel::badExtraJsonIsSaidAndNotSent()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruflo"_s}), {});
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    auto *edit = editor<QPlainTextEdit>(panel, u"extra"_s);
    const auto *problem = panel.findChild<QLabel *>(u"problem_extra"_s);
    edit->setPlainText(u"{ \"seed\": 7 }"_s);
    QCOMPARE(last(changed).extra, u"{ \"seed\": 7 }"_s);
    QVERIFY(problem->isHidden());
    edit->setPlainText(u"{ \"seed\": 7"_s);
    QCOMPARE(last(changed).extra, u"{ \"seed\": 7"_s);
    QVERIFY(!problem->isHidden());
    QVERIFY2(problem->text().startsWith(u"Line 1, column"), qPrintable(problem->text()));
    sent(panel, u"extra"_s)->click();
    QCOMPARE(last(changed), LaneParameters());
}

void TestParametersPanel::badExtraJsonIsSaidWhereOneSends()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const ParametersPanel &panel = openPanel(fixture);
    auto *edit = editor<QPlainTextEdit>(panel, u"extra"_s);
    const auto *notice = fixture.window().findChild<QLabel *>(u"promptNotice"_s);
    const auto *link = fixture.window().findChild<QPushButton *>(u"promptParameters"_s);
    edit->setPlainText(u"{ \"seed\": 7"_s);
    QVERIFY(link->property("problem").toBool());
    QVERIFY(!notice->isVisible());
    fixture.window().findChild<ParametersDock *>()->close();

    fixture.ask(u"hello"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), u"hello"_s);
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(u"Line 1, column"), qPrintable(notice->text()));

    Q_EMIT fixture.lane().promptChosen(u"an example"_s);
    QVERIFY(!fixture.page().isBusy());
    QCOMPARE(fixture.typed(), u"hello"_s);

    fixture.window().findChild<QPushButton *>(u"mend"_s)->click();
    settle();
    QVERIFY(panel.isVisible());
    QCOMPARE(edit->toPlainText(), u"{ \"seed\": 7"_s); // as it was typed
    QCOMPARE(fixture.window().focusWidget(), edit);
    edit->setPlainText(u"{ \"seed\": 7 }"_s);
    QVERIFY(!notice->isVisible());
    QVERIFY(!link->property("problem").toBool());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.conversation().size(), 2);
}

void TestParametersPanel::badExtraJsonOfALaneIsNamed()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ruflo"_s, u"ruflo-fast"_s)});
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().parameters()->setSame(false);
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    fixture.page().parameters()->set({.extra = u"[1]"_s});
    const auto *notice = fixture.window().findChild<QLabel *>(u"promptNotice"_s);
    fixture.page().promptSender()->regenerate();
    QVERIFY(!fixture.page().isBusy());
    QVERIFY2(notice->text().contains(u"parameters of ruflo-fast cannot be sent. Put it into braces"),
        qPrintable(notice->text()));
    fixture.lane(1).setMuted(true); // and what it would send does not matter
    QVERIFY(!notice->isVisible());
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.conversation(0).size(), 4);
    fixture.lane(1).asking()->regenerate(fixture.conversation(1).last());
    QVERIFY(!fixture.page().isBusy());
    QVERIFY(notice->isVisible());
}

void TestParametersPanel::panelEditsAllLanesOrOne()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ru-llm"_s, u"gpt-4o"_s)});
    const ParametersPanel &panel = openPanel(fixture);
    editor<QSpinBox>(panel, u"max_tokens"_s)->setValue(50);
    QCOMPARE(fixture.lane(0).parameters().values.maxTokens, 50);
    QCOMPARE(fixture.lane(1).parameters().values.maxTokens, 50);

    panel.findChild<QCheckBox *>(u"sameForAll"_s)->click();
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    QCOMPARE(panel.findChild<QLabel *>(u"parametersFor"_s)->text(), u"Only for gpt-4o"_s);
    editor<QSpinBox>(panel, u"max_tokens"_s)->setValue(70);
    QCOMPARE(fixture.lane(0).parameters().values.maxTokens, 50);
    QCOMPARE(fixture.lane(1).parameters().values.maxTokens, 70);
    fixture.page().arrangement()->setCurrent(&fixture.lane(0));
    QCOMPARE(editor<QSpinBox>(panel, u"max_tokens"_s)->value(), 50);
}

void TestParametersPanel::theSameForAllTakesTheCurrentLanes()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ru-llm"_s, u"gpt-4o"_s)});
    fixture.page().parameters()->setSame(false);
    fixture.page().arrangement()->setCurrent(&fixture.lane(1));
    fixture.page().parameters()->set({.system = u"Be brief."_s});
    QVERIFY(fixture.lane(0).parameters().system.isEmpty());
    fixture.page().parameters()->setSame(true);
    QCOMPARE(fixture.lane(0).parameters().system, u"Be brief."_s);
}

void TestParametersPanel::parametersOfOnesOwnComeBack()
{
    const WindowFixture fixture(Fast);
    fixture.window().openLanes({demo(u"ruflo"_s, u"ruflo-free"_s), demo(u"ru-llm"_s, u"gpt-4o"_s)});
    fixture.page().parameters()->setSame(false);
    fixture.lane(0).setParameters({.system = u"Be brief."_s});
    fixture.lane(1).setParameters({.system = u"Be long."_s});
    fixture.page().arrangement()->setCurrent(&fixture.lane(0));
    fixture.page().parameters()->setSame(true);
    QCOMPARE(fixture.lane(1).parameters().system, u"Be brief."_s);
    fixture.page().parameters()->set({.system = u"Be brief, please."_s});
    fixture.page().parameters()->setSame(false);
    QCOMPARE(fixture.lane(0).parameters().system, u"Be brief, please."_s);
    QCOMPARE(fixture.lane(1).parameters().system, u"Be long."_s);
}

void TestParametersPanel::newLanesSendTheSame()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.page().parameters()->set({.values = {.maxTokens = 9}});
    fixture.page().arrangement()->addNext();
    QCOMPARE(fixture.lane(1).parameters().values.maxTokens, 9);
    fixture.page().parameters()->setSame(false);
    fixture.page().arrangement()->addNext();
    QVERIFY(!fixture.lane(2).parameters().values.maxTokens);
    fixture.page().arrangement()->duplicate(&fixture.lane(0));
    QCOMPARE(fixture.lane(1).parameters().values.maxTokens, 9);
}

void TestParametersPanel::headerMarksALaneWithParameters()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    const auto *button = fixture.lane().findChild<QToolButton *>(u"parametersButton"_s);
    const QString none = button->toolTip();
    fixture.page().parameters()->set({.values = {.maxTokens = 9}});
    QVERIFY(button->toolTip() != none);
    fixture.page().parameters()->set({});
    QCOMPARE(button->toolTip(), none);
}

void TestParametersPanel::requestCarriesWhatTheGatewayTakes()
{
    FakeServer server;
    const WindowFixture fixture(Fast);
    fixture.resolver().setBaseUrl(u"ruflo"_s, server.url({}));
    fixture.window().openLanes(
        {{.gateway = u"ruflo"_s, .model = u"m"_s, .mode = TargetResolver::Mode::Live}});
    fixture.page().parameters()->set({.system = u"Be brief."_s,
        .values = {.temperature = 0.5, .maxTokens = 9},
        .stream = std::nullopt,
        .extra = u"{ \"seed\": 7 }"_s});
    fixture.ask(u"hello"_s);
    const FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QCOMPARE(QJsonDocument::fromJson(connection->body()),
        QJsonDocument::fromJson(R"({"model":"m","max_tokens":9,"seed":7,"messages":[
            {"role":"system","content":"Be brief."},{"role":"user","content":"hello"}]})"));
}

/// In its order, with its spelling, on the screen and on the wire.
void TestParametersPanel::extraJsonStaysAsItIsTyped()
{
    const QString typed =
        u"{ \"zeta\": {\"reasoning\": 1, \"answer\": 2},\n  \"alpha\": 1.50, \"seed\":12345678901234567890 }"_s;
    FakeServer server;
    const WindowFixture fixture(Fast);
    fixture.resolver().setBaseUrl(u"ruflo"_s, server.url({}));
    fixture.window().openLanes(
        {{.gateway = u"ruflo"_s, .model = u"m"_s, .mode = TargetResolver::Mode::Live}});
    auto *edit = editor<QPlainTextEdit>(openPanel(fixture), u"extra"_s);
    edit->setPlainText(typed);
    fixture.window().findChild<ParametersDock *>()->close();
    openPanel(fixture);
    QCOMPARE(edit->toPlainText(), typed);
    fixture.ask(u"hello"_s);
    const FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    const QByteArray end =
        R"("zeta":{"reasoning": 1, "answer": 2},"alpha":1.50,"seed":12345678901234567890})";
    QVERIFY2(connection->body().endsWith(end), connection->body().constData());
}

void TestParametersPanel::linesThatAreNotSentAreNamed_data()
{
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("pairs") << u"metadata"_s << u"a: b\n\nc: d"_s << QString();
    QTest::newRow("no pair") << u"metadata"_s << u"a: b\nc"_s
                             << u"“c” is not sent: write a name, a colon and a value"_s;
    QTest::newRow("a bias") << u"logit_bias"_s << u"5: -1.5"_s << QString();
    QTest::newRow("no bias") << u"logit_bias"_s << u"5: much"_s
                             << u"“5: much” is not sent: the bias of a token is a number"_s;
    QTest::newRow("a header") << u"headers"_s << u"anthropic-beta: a"_s << QString();
    QTest::newRow("a key") << u"headers"_s << u"Authorization: Bearer sk-1"_s
                           << u"The header “Authorization” is not sent: keys are set in Settings, and the "
                              "connection sets its own headers"_s;
}

void TestParametersPanel::linesThatAreNotSentAreNamed()
{
    QFETCH(const QString, parameter);
    QFETCH(const QString, text);
    QFETCH(const QString, problem);
    ParametersPanel panel;
    panel.show(targetOf({u"openai-compatible"_s}), {});
    editor<QPlainTextEdit>(panel, parameter)->setPlainText(text);
    const auto *said = panel.findChild<QLabel *>(u"problem_"_s + parameter);
    QCOMPARE(said->text(), problem);
    QCOMPARE(said->isHidden(), problem.isEmpty());
}

void TestParametersPanel::theRefusedParameterIsMarked()
{
    FakeServer server;
    const WindowFixture fixture(Fast);
    fixture.resolver().setBaseUrl(u"openai-compatible"_s, server.url({}));
    fixture.window().openLanes(
        {{.gateway = u"openai-compatible"_s, .model = u"m"_s, .mode = TargetResolver::Mode::Live}});
    fixture.page().parameters()->set({.values = {.temperature = 1.5, .topP = 1}});
    const ParametersPanel &panel = openPanel(fixture);
    const auto *said = panel.findChild<QLabel *>(u"problem_temperature"_s);
    const auto refuse = [&](const QByteArray &error) {
        fixture.ask(u"hello"_s);
        FakeConnection *connection = server.nextRequest();
        if (connection)
            connection->sendWhole(400, "application/json", R"({"error":{"message":)" + error + "}}");
        return connection && eventually([&] { return !fixture.lane().session()->isBusy(); });
    };
    QVERIFY(refuse(R"("Must be at most 1.","param":"temperature")"));
    QCOMPARE(said->text(), u"Must be at most 1."_s);
    auto *show = fixture.lane().findChild<QPushButton *>(u"showParameter"_s);
    QVERIFY(!show->isHidden());
    fixture.window().findChild<ParametersDock *>()->close();
    Q_EMIT show->clicked();
    QVERIFY(eventually(
        [&] { return fixture.window().focusWidget() == editor<QDoubleSpinBox>(panel, u"temperature"_s); }));
    QCOMPARE(said->text(), u"Must be at most 1."_s);
    editor<QDoubleSpinBox>(panel, u"temperature"_s)->setValue(1);
    QVERIFY(said->text().isEmpty());

    QVERIFY(refuse(R"("No messages.","param":"messages")"));
    QVERIFY(said->text().isEmpty());
    QVERIFY(show->isHidden());
}

QTEST_MAIN(TestParametersPanel)
#include "tst_parameterspanel.moc"

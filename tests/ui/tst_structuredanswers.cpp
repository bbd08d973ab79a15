// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "support/eventually.h"
#include "ui/comparison/repeatdialog.h"
#include "ui/compose/parameterspanel.h"
#include "ui/compose/promptbar.h"
#include "ui/playground/keptpage.h"
#include "windowfixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Place =
    R"({"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
  "required": ["city", "days"], "additionalProperties": false})";

AnswerFormat bySchema(const QByteArray &schema, bool strict)
{
    return {.kind = AnswerFormat::Kind::JsonSchema, .strict = strict, .schema = schema};
}

ParametersPanel::Target targetOf(const QStringList &ids)
{
    static const Catalog catalog = Catalog::builtIn();
    ParametersPanel::Target target;
    for (const QString &id : ids)
        target.gateways.append(*catalog.find(id));
    return target;
}

LaneChoice model(const QString &gateway, const QString &id)
{
    return {.gateway = gateway, .model = id};
}

template <typename Widget>
Widget *child(const QWidget &parent, const QString &name)
{
    return parent.findChild<Widget *>(name);
}

QString verdict(const WindowFixture &fixture, int lane)
{
    const auto *bar = fixture.lane(lane).findChild<QWidget *>(u"schemaBar"_s);
    return bar->isHidden() ? QString() : bar->findChild<QLabel *>(u"schemaText"_s)->text();
}

} // namespace

class TestStructuredAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFieldSendsWhatIsTyped();
    void theFieldSaysWhatIsWrong();
    void theFieldSaysWhoDocumentsIt();
    void templatesAreValid();
    void showingIsNotEditing();
    void answersAreJudgedInBothProtocols();
    void thePlaceIsShown();
    void nothingIsSentWithoutAValidSchema();
    void aDialectWithoutAFieldIsNotAsked();
    void repeatsCountWhatFits();
    void aSchemaIsNotKeptFromRunToRun();
};

void TestStructuredAnswers::theFieldSendsWhatIsTyped()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruapi"_s}), {});
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    const auto last = [&changed] {
        return changed.last().first().value<LaneParameters>().format;
    };
    child<QCheckBox>(panel, u"sent_answer_format"_s)->click();
    child<QPlainTextEdit>(panel, u"schemaEditor"_s)->setPlainText(QString::fromUtf8(Place));
    child<QLineEdit>(panel, u"schemaName"_s)->setText(u"place"_s);
    child<QCheckBox>(panel, u"schemaStrict"_s)->click();
    QCOMPARE(last(),
        (AnswerFormat{
            .kind = AnswerFormat::Kind::JsonSchema, .name = u"place"_s, .strict = true, .schema = Place}));
    child<QComboBox>(panel, u"schemaKind"_s)->setCurrentIndex(1);
    QCOMPARE(last(), AnswerFormat{.kind = AnswerFormat::Kind::JsonObject});
    child<QCheckBox>(panel, u"sent_answer_format"_s)->click();
    QCOMPARE(last(), AnswerFormat());
}

void TestStructuredAnswers::theFieldSaysWhatIsWrong()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruapi"_s}), {.format = bySchema("{\n \"type\": \"text\"}", false)});
    const auto *problem = child<QLabel>(panel, u"problem_answer_format"_s);
    QVERIFY2(problem->text().startsWith("Line 2, column 10: "_L1), qPrintable(problem->text()));
    child<QPlainTextEdit>(panel, u"schemaEditor"_s)->setPlainText(u"{}"_s);
    QVERIFY(problem->isHidden());
}

void TestStructuredAnswers::theFieldSaysWhoDocumentsIt()
{
    ParametersPanel panel;
    const auto *hint = child<QLabel>(panel, u"hint_answer_format"_s);
    panel.show(targetOf({u"ruapi"_s, u"floopfloop"_s}), {});
    QVERIFY(hint->text().startsWith("not documented by RuAPI"_L1));
    QVERIFY(hint->text().endsWith("has no field for it"_L1));
    panel.show(targetOf({u"openai-compatible"_s, u"anthropic-compatible"_s, u"ollama"_s}), {});
    QCOMPARE(hint->text(), QString());
}

void TestStructuredAnswers::templatesAreValid()
{
    ParametersPanel panel;
    panel.show(targetOf({u"ruapi"_s}), {});
    const QList<QAction *> actions = child<QPushButton>(panel, u"schemaTemplates"_s)->menu()->actions();
    QCOMPARE(actions.size(), 3);
    for (QAction *action : actions) {
        action->trigger();
        QVERIFY(child<QCheckBox>(panel, u"sent_answer_format"_s)->isChecked());
        QVERIFY2(
            child<QLabel>(panel, u"problem_answer_format"_s)->text().isEmpty(), qPrintable(action->text()));
    }
}

void TestStructuredAnswers::showingIsNotEditing()
{
    ParametersPanel panel;
    QSignalSpy changed(&panel, &ParametersPanel::changed);
    panel.show(targetOf({u"ruapi"_s}), {.format = bySchema(Place, true)});
    panel.show(targetOf({u"ruapi"_s}), {});
    QVERIFY(!child<QCheckBox>(panel, u"sent_answer_format"_s)->isChecked());
    QVERIFY(changed.isEmpty());
}

void TestStructuredAnswers::answersAreJudgedInBothProtocols()
{
    WindowFixture fixture(1000);
    fixture.page().setLanes({{.choice = model(u"ruapi"_s, u"gpt-4o-mini"_s)},
                                {.choice = model(u"ruapi-claude"_s, u"claude-3-5-sonnet-20241022"_s)},
                                {.choice = model(u"ruflo"_s, u"ruflo-free"_s)}},
        true);
    fixture.page().parameters()->set({.format = bySchema(Place, true)});
    QVERIFY(fixture.askAndWait(u"Plan 3 days in Rome"_s));
    for (int lane : {0, 1}) {
        QCOMPARE(fixture.reply(lane).first().text(), uR"({"city":"Rome","days":3})"_s);
        QCOMPARE(verdict(fixture, lane), QString());
        const auto *numbers = fixture.lane(lane).findChild<QLabel *>(u"metrics"_s);
        QVERIFY2(numbers->text().contains(u"<b>fits</b> schema"_s), qPrintable(numbers->text()));
        QVERIFY(fixture.shown(lane).contains(uR"({"city":"Rome","days":3})"_s));
    }
    QVERIFY2(verdict(fixture, 2).startsWith("The answer doesn't fit the schema: words before"_L1),
        qPrintable(verdict(fixture, 2)));
    fixture.page().parameters()->set({});
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    QCOMPARE(verdict(fixture, 0), QString());
}

void TestStructuredAnswers::thePlaceIsShown()
{
    WindowFixture fixture(1000);
    fixture.page().setLanes({{.choice = model(u"ruflo"_s, u"ruflo-free"_s)}}, true);
    fixture.page().parameters()->set({.format = bySchema("{}", false)});
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
    QVERIFY(fixture.shown().contains(u"^ words before the JSON: "_s));
}

void TestStructuredAnswers::nothingIsSentWithoutAValidSchema()
{
    WindowFixture fixture(1000);
    fixture.page().setLanes({{.choice = model(u"ruflo"_s, u"ruflo-free"_s)}}, true);
    fixture.page().parameters()->set({.format = bySchema("{", false)});
    fixture.ask(u"What is a tier?"_s);
    QVERIFY(fixture.conversation().isEmpty());
    QCOMPARE(fixture.typed(), u"What is a tier?"_s);
    fixture.page().parameters()->set({.format = bySchema("{}", false)});
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
}

void TestStructuredAnswers::aDialectWithoutAFieldIsNotAsked()
{
    WindowFixture fixture(1000);
    fixture.page().setLanes({{.choice = model(u"floopfloop"_s, u"auto"_s)}}, true);
    fixture.page().parameters()->set({.format = bySchema("{}", false)});
    fixture.ask(u"What is a tier?"_s);
    QVERIFY(fixture.conversation().isEmpty());
    fixture.page().parameters()->set({});
    QVERIFY(fixture.askAndWait(u"What is a tier?"_s));
}

void TestStructuredAnswers::repeatsCountWhatFits()
{
    WindowFixture fixture(1000);
    fixture.page().setLanes({{.choice = model(u"ruapi"_s, u"gpt-4o-mini"_s)},
                                {.choice = model(u"ruapi-claude"_s, u"claude-3-5-sonnet-20241022"_s)},
                                {.choice = model(u"ruflo"_s, u"ruflo-free"_s)}},
        true);
    fixture.page().parameters()->set({.format = bySchema(Place, true)});
    RepeatDialog dialog(&fixture.client(), &fixture.resolver());
    dialog.setLanes(fixture.page().lanes(), u"Plan 3 days in Rome"_s);
    child<QSpinBox>(dialog, u"repeatCount"_s)->setValue(2);
    const auto *table = child<QTableWidget>(dialog, u"repeatTable"_s);
    const int fitting = table->columnCount() - 1;
    QVERIFY(!table->isColumnHidden(fitting));
    child<QPushButton>(dialog, u"repeatStart"_s)->click();
    const auto share = [&](int lane) {
        const QTableWidgetItem *item = table->item(lane, fitting);
        return item ? item->text() : QString();
    };
    QVERIFY(eventually([&] {
        return share(0) == "100 %"_L1 && share(1) == "100 %"_L1 && share(2) == "0 %"_L1 &&
               table->item(2, fitting)->toolTip() == "0 of 2"_L1;
    }));
    fixture.page().parameters()->set({});
    RepeatDialog other(&fixture.client(), &fixture.resolver());
    other.setLanes(fixture.page().lanes(), u"What is a tier?"_s);
    QVERIFY(child<QTableWidget>(other, u"repeatTable"_s)->isColumnHidden(fitting));
}

void TestStructuredAnswers::aSchemaIsNotKeptFromRunToRun()
{
    QCOMPARE(keptParameters({.format = bySchema(Place, true)}), LaneParameters());
}

QTEST_MAIN(TestStructuredAnswers)
#include "tst_structuredanswers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "ui/comparison/toolcallsdialog.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/toolsdialog.h"
#include "ui/edit/longtextedit.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/toolresultbar.h"
#include "ui/playground/toolresults.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/textlook.h"
#include "windowfixture.h"
#include "workspace/toolloop.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Tools from their definition to the answer after their results, in the window.
class TestTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void exampleIsSentToBothProtocols();
    void toolsAreFilledIn();
    void pastedToolsAreAdded();
    void whatIsWrongIsSaidAndMarked();
    void aNewNameIsNoChoice();
    void aWrongToolStopsThePrompt();
    void oneResultAnswersTwoLanes();
    void otherLanesCanBeLeftOut();
    void parallelCallsAreAnsweredOneAfterTheOther();
    void failureIsSaid();
    void linkInTheAnswerOpensTheResult();
    void linkOfAnAnsweredCallOffersAnother();
    void resultsCanBeReplaced();
    void answersByItself();
    void callsStreamInAsLines();
    void signedReasoningGoesBack();
    void callsOfMcpServersAreCards();
    void callsOfLanesAreCompared();
    void toolsAreInPresetsAndNotKept();

private:
    void openRuApi() const;
    void setTools(const LaneTools &tools) const;
    [[nodiscard]] bool askForCalls(const QString &prompt, qsizetype calls = 1) const;
    template <typename Part>
    [[nodiscard]] Part *part(const QString &name) const
    {
        return m_fixture->window().findChild<Part *>(name);
    }
    [[nodiscard]] LongTextEdit &result(int lane = 0) const
    {
        return *m_fixture->lane(lane).toolResultBar()->findChild<LongTextEdit *>(u"toolResult"_s);
    }
    void give(const QString &text, int lane = 0) const;

    std::unique_ptr<WindowFixture> m_fixture;
};

namespace {

constexpr double Fast = 50;
const QString Question = u"What is the weather in Paris?"_s;

LaneTool weather(const QString &result = {})
{
    return {.name = u"get_weather"_s,
        .description = u"The weather in a city"_s,
        .schema = uR"({"type":"object","properties":{"city":{"type":"string"}},"required":["city"]})"_s,
        .result = result};
}

LaneChoice demo(const QString &gateway)
{
    return {.gateway = gateway, .model = u"claude-3-5-sonnet-20241022"_s, .mode = TargetResolver::Mode::Demo};
}

} // namespace

void TestTools::init()
{
    m_fixture = std::make_unique<WindowFixture>(Fast);
}

void TestTools::cleanup()
{
    m_fixture.reset();
}

/// Both protocols side by side.
void TestTools::openRuApi() const
{
    m_fixture->window().openLanes({demo(u"ruapi"_s), demo(u"ruapi-claude"_s)});
}

void TestTools::setTools(const LaneTools &tools) const
{
    LaneParameters parameters = m_fixture->lane().parameters();
    parameters.tools = tools;
    m_fixture->page().parameters()->set(parameters);
}

bool TestTools::askForCalls(const QString &prompt, qsizetype calls) const
{
    m_fixture->ask(prompt);
    return m_fixture->waitUntilIdle() && eventually([this, calls] {
        return std::ranges::all_of(m_fixture->page().lanes(),
            [calls](const Lane *lane) { return lane->toolLoop()->waiting().size() == calls; });
    });
}

void TestTools::give(const QString &text, int lane) const
{
    result(lane).setPlainText(text);
    QTest::keyClick(&result(lane), Qt::Key_Return);
}

void TestTools::exampleIsSentToBothProtocols()
{
    openRuApi();
    m_fixture->menuAction(u"&Tools…"_s)->trigger();
    auto *dialog = part<ToolsDialog>(u"toolsDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"addExampleTool"_s), Qt::LeftButton);
    QCOMPARE(dialog->findChild<QListWidget *>(u"toolList"_s)->count(), 1);
    dialog->findChild<QComboBox *>(u"toolChoice"_s)->setCurrentText(u"required"_s);
    dialog->accept();
    for (int lane : {0, 1}) {
        const ChatRequest &request = m_fixture->lane(lane).session()->parameters();
        QCOMPARE(request.tools.size(), 1);
        QCOMPARE(request.tools.first().name, u"get_weather"_s);
        QCOMPARE(request.toolChoice, u"required"_s);
    }
}

/// In the bytes that go, in the answers by itself, and as far as what is missing is said.
void TestTools::toolsAreFilledIn()
{
    openRuApi();
    LaneTool tool = weather(u"{{degrees}} in {{town}}"_s);
    tool.name = u"get_{{what}}"_s;
    tool.schema.replace(u"\"string\""_s, u"\"string\",\"description\":\"{{degrees}}\""_s);
    m_fixture->page().parameters()->set({.variables = {{.name = u"what"_s, .value = u"weather"_s},
                                             {.name = u"degrees"_s, .value = u"21\""_s}},
        .tools = {.list = {tool}, .answersItself = true}});
    m_fixture->ask(Question);
    QVERIFY(!m_fixture->page().isBusy());
    const auto *notice = m_fixture->page().promptBar()->findChild<QLabel *>(u"promptNotice"_s);
    QVERIFY2(notice->text().contains(u"Undefined variables: town."_s), qPrintable(notice->text()));
    tool.result = u"{{degrees}}"_s;
    LaneParameters parameters = m_fixture->lane().parameters();
    parameters.tools.list = {tool};
    m_fixture->page().parameters()->set(parameters);
    m_fixture->type({});
    m_fixture->ask(Question);
    for (int lane : {0, 1}) {
        const Conversation &conversation = m_fixture->conversation(lane);
        QVERIFY(eventually([&conversation] { return conversation.path().size() == 4; }));
        const QByteArray body = conversation.turn(1).call->sent.body;
        QVERIFY2(body.contains(R"("name":"get_weather")"), body.constData());
        QVERIFY2(body.contains(R"("description":"21\"")"), body.constData());
        QVERIFY2(!body.contains("{{"), body.constData());
        QCOMPARE(conversation.turn(2).message.results().first().text, u"21\""_s);
    }
    QVERIFY(m_fixture->waitUntilIdle());
}

void TestTools::pastedToolsAreAdded()
{
    ToolsDialog dialog({.list = {weather()}}, {}, {});
    LaneTools edited;
    connect(&dialog, &ToolsDialog::changed, &dialog, [&edited](const LaneTools &tools) { edited = tools; });
    const auto *message = dialog.findChild<QLabel *>(u"toolsMessage"_s);
    QGuiApplication::clipboard()->setText(
        uR"([{"name":"get_time","input_schema":{"type":"object"}},{"name":"get_weather","description":"New"}])"_s);
    dialog.findChild<QPushButton *>(u"pasteTools"_s)->click();
    QCOMPARE(message->text(), u"1 added, 1 replaced"_s);
    QCOMPARE(edited.list.size(), 2);
    QCOMPARE(edited.list.at(0).description, u"New"_s);
    QCOMPARE(edited.list.at(1).schema, u"{\n  \"type\": \"object\"\n}"_s);
    dialog.paste(u"[{\"name\" \"a\"}]"_s);
    QVERIFY2(
        message->text().startsWith(u"Nothing was added. Line 1, column 10: "_s), qPrintable(message->text()));
    QCOMPARE(edited.list.size(), 2);
}

void TestTools::whatIsWrongIsSaidAndMarked()
{
    ToolsDialog dialog({.list = {weather()}}, {}, {});
    auto *schema = dialog.findChild<LongTextEdit *>(u"toolSchema"_s);
    const auto *problem = dialog.findChild<QLabel *>(u"toolSchemaProblem"_s);
    schema->setPlainText(u"{\n  \"type\" \"object\"\n}"_s);
    QCOMPARE(problem->text(), u"Line 2, column 10: a colon is missing after the name."_s);
    QCOMPARE(schema->extraSelections().size(), 1);
    QCOMPARE(schema->extraSelections().first().cursor.selectionStart(), 11);
    schema->setPlainText(u"{ \"type\": \"object\" }"_s);
    QVERIFY(problem->isHidden() && schema->extraSelections().isEmpty());
    dialog.findChild<QLineEdit *>(u"toolName"_s)->setText(u"get weather"_s);
    QVERIFY(!dialog.findChild<QLabel *>(u"toolNameProblem"_s)->isHidden());
    QVERIFY(!dialog.findChild<QPushButton *>(u"copyTools"_s)->isEnabled());
}

void TestTools::aNewNameIsNoChoice()
{
    ToolsDialog dialog({.list = {weather()}}, {}, {});
    const QSignalSpy changed(&dialog, &ToolsDialog::changed);
    auto *name = dialog.findChild<QLineEdit *>(u"toolName"_s);
    for (const QString &typed : {QString(), u"f"_s, u"fo"_s})
        name->setText(typed);
    QCOMPARE(changed.last().first().value<LaneTools>().list.first().name, u"fo"_s);
    QCOMPARE(changed.last().first().value<LaneTools>().choice, QString());
}

void TestTools::aWrongToolStopsThePrompt()
{
    openRuApi();
    LaneTool wrong = weather();
    wrong.schema = u"{"_s;
    setTools({.list = {wrong}});
    m_fixture->ask(Question);
    QVERIFY(!m_fixture->page().isBusy());
    QCOMPARE(m_fixture->typed(), Question);
    const QString notice = m_fixture->page().promptBar()->findChild<QLabel *>(u"promptNotice"_s)->text();
    QVERIFY2(
        notice.startsWith(u"Nothing was sent. The tool “get_weather” cannot be sent. Line 1, column 2: "_s),
        qPrintable(notice));
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
}

void TestTools::oneResultAnswersTwoLanes()
{
    openRuApi();
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    QAction *edit = m_fixture->menuAction(u"Give a tool &result…"_s);
    QCOMPARE(edit->shortcut(), QKeySequence(Qt::Key_F6)); // the only keystroke before typing
    edit->trigger();
    QCOMPARE(m_fixture->window().focusWidget(), &result());
    QVERIFY(m_fixture->lane().toolResultBar()->isVisible());
    QCOMPARE(part<QCheckBox>(u"toOtherLanes"_s)->text(), u"Also in 1 other lanes"_s);
    give(u"21 degrees"_s);
    QVERIFY(m_fixture->lane(0).session()->isBusy() && m_fixture->lane(1).session()->isBusy());
    QCOMPARE(m_fixture->window().focusWidget(), m_fixture->page().promptBar()->editor());
    QVERIFY(m_fixture->waitUntilIdle());
    for (int lane : {0, 1}) {
        QVERIFY2(m_fixture->reply(lane).first().text().contains(u"21 degrees"_s),
            qPrintable(m_fixture->reply(lane).first().text()));
        QVERIFY(!m_fixture->lane(lane).toolResultBar()->isVisible());
    }
}

void TestTools::otherLanesCanBeLeftOut()
{
    openRuApi();
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    auto *others = m_fixture->lane().toolResultBar()->findChild<QCheckBox *>(u"toOtherLanes"_s);
    QVERIFY(others->isVisible());
    others->setChecked(false);
    give(u"21 degrees"_s);
    QVERIFY(!m_fixture->lane(1).session()->isBusy());
    QCOMPARE(m_fixture->lane(1).toolLoop()->waiting().size(), 1);
    QVERIFY(m_fixture->waitUntilIdle());
}

void TestTools::parallelCallsAreAnsweredOneAfterTheOther()
{
    m_fixture->window().openLanes({demo(u"ruapi-claude"_s)});
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(u"What is the weather in Paris and Rome?"_s, 2));
    const auto *call = m_fixture->lane().toolResultBar()->findChild<QLabel *>(u"waitingCall"_s);
    QCOMPARE(call->text(), u"1 of 2: get_weather(city: Paris)"_s);
    m_fixture->page().toolResults()->edit();
    QTest::keyClicks(&result(), u"half of it"_s);
    for (const QString &step : {u"nextCall"_s, u"previousCall"_s}) {
        m_fixture->lane().toolResultBar()->findChild<QToolButton *>(step)->click();
        QCOMPARE(result().isBlank(), step == "nextCall"_L1);
    }
    QCOMPARE(result().toPlainText(), u"half of it"_s);
    give(u"rain"_s);
    QVERIFY(!m_fixture->page().isBusy());
    QCOMPARE(call->text(), u"2 of 2: get_weather(city: Rome)"_s);
    QCOMPARE(m_fixture->window().focusWidget(), &result());
    QVERIFY(result().isBlank());
    give(u"sun"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    const QString text = m_fixture->reply().first().text();
    QVERIFY2(text.contains(u"rain"_s) && text.contains(u"sun"_s), qPrintable(text));
}

void TestTools::failureIsSaid()
{
    m_fixture->window().openLanes({demo(u"ruapi-claude"_s)});
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    m_fixture->lane().toolResultBar()->findChild<QCheckBox *>(u"isErrorResult"_s)->setChecked(true);
    give(u"no such city"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    const Call &call = *m_fixture->conversation().turn(m_fixture->conversation().last()).call;
    QVERIFY(call.sent.body.contains(R"("content":"no such city","is_error":true})"));
    QVERIFY(m_fixture->reply().first().text().contains(u"failed"_s));
}

void TestTools::linkInTheAnswerOpensTheResult()
{
    openRuApi();
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    QVERIFY2(m_fixture->shown(1).contains(u"Result…   get_weather(city: Paris)"_s),
        qPrintable(m_fixture->shown(1)));
    m_fixture->lane(1).view()->requests()->follow(u" result 0"_s, 1);
    QCOMPARE(m_fixture->window().focusWidget(), &result(1));
}

void TestTools::linkOfAnAnsweredCallOffersAnother()
{
    m_fixture->window().openLanes({demo(u"ruapi"_s)});
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    give(u"rain"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY2(m_fixture->shown().contains(u"Other result…   get_weather"_s), qPrintable(m_fixture->shown()));
}

void TestTools::resultsCanBeReplaced()
{
    m_fixture->window().openLanes({demo(u"ruapi"_s)});
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    give(u"rain"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    Q_EMIT m_fixture->lane().view()->requests()->editRequested(2); // the results
    QCOMPARE(result().toPlainText(), u"rain"_s);
    give(u"sun"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().versions(2).size(), 2);
    QVERIFY(m_fixture->shown().contains(u"2 of 2"_s));
    QVERIFY(m_fixture->reply().first().text().contains(u"sun"_s));
    Q_EMIT m_fixture->lane().view()->requests()->versionRequested(4, -1);
    QVERIFY(m_fixture->reply().first().text().contains(u"rain"_s));
    Q_EMIT m_fixture->lane().view()->requests()->regenerateRequested(3);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().versions(3).size(), 2);
    QCOMPARE(m_fixture->typed(), QString()); // results are no prompt
}

void TestTools::answersByItself()
{
    openRuApi();
    setTools({.list = {weather(u"21 degrees"_s)}, .answersItself = true});
    m_fixture->ask(Question);
    QVERIFY(eventually([this] {
        return !m_fixture->page().isBusy() && m_fixture->conversation(0).path().size() == 4 &&
               m_fixture->conversation(1).path().size() == 4;
    }));
    for (int lane : {0, 1})
        QVERIFY(m_fixture->reply(lane).first().text().contains(u"21 degrees"_s));
}

void TestTools::callsStreamInAsLines()
{
    openRuApi();
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    for (int lane : {0, 1}) {
        const QString streamed = m_fixture->shown(lane);
        QVERIFY2(streamed.contains(u"{\n  \"city\": \"Paris\"\n}"_s), qPrintable(streamed));
        m_fixture->lane(lane).session()->showVersion(1); // which writes it again
        QCOMPARE(m_fixture->shown(lane), streamed);
    }
}

/// The embedded gateway refuses a changed signature.
void TestTools::signedReasoningGoesBack()
{
    LaneChoice thinker = demo(u"ruapi-claude"_s);
    thinker.model = u"claude-3-7-sonnet-20250219"_s;
    m_fixture->window().openLanes({thinker});
    LaneParameters parameters{.tools = {.list = {weather()}}};
    parameters.values.thinkingTokens = 2000;
    m_fixture->page().parameters()->set(parameters);
    QVERIFY(askForCalls(Question));
    const QList<Part> parts = m_fixture->reply().first().parts;
    const auto *thought = std::get_if<ReasoningPart>(&parts.first());
    QVERIFY(thought && !thought->seal.isEmpty());
    give(u"rain"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->reply().state, Reply::State::Complete);
    const Call &call = *m_fixture->conversation().turn(m_fixture->conversation().last()).call;
    QVERIFY(call.sent.body.contains(R"("content":[{"type":"thinking",)"));
    QVERIFY(call.sent.body.contains(thought->seal.toUtf8()));
}

/// The gateway has answered them itself: nothing waits.
void TestTools::callsOfMcpServersAreCards()
{
    m_fixture->window().openLanes({demo(u"ruapi-claude"_s)});
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices = {
        {.parts = {
             OtherPart{uR"({"type":"server_tool_use","id":"0","name":"web_search","input":{"query":"q"}})"_s},
             OtherPart{uR"({"type":"web_search_tool_result","tool_use_id":"0","content":[]})"_s},
             OtherPart{
                 uR"({"type":"mcp_tool_use","id":"1","name":"echo","server_name":"example","input":{"a":2}})"_s},
             OtherPart{
                 uR"({"type":"mcp_tool_result","tool_use_id":"1","is_error":true,"content":"no such tool"})"_s},
             TextPart{u"It failed."_s}}}};
    Conversation conversation;
    conversation.append(conversation.append(Conversation::Root, Message::of(Role::User, u"Echo"_s)),
        Test::answeredCall(reply));
    QVERIFY(m_fixture->lane().session()->adopt(conversation));
    const QString shown = m_fixture->shown();
    QVERIFY2(shown.contains(u"{\n  \"a\": 2\n}\nno such tool\nIt failed."_s), qPrintable(shown));
    QVERIFY(!shown.contains(u"The server also sent"_s));
    const QTextCursor result = m_fixture->lane().view()->document()->find(u"no such tool"_s);
    QCOMPARE(BlockLook::of(result.blockFormat()).title, u"Error of the MCP server example"_s);
    settle();
    QVERIFY(m_fixture->lane().toolLoop()->waiting().isEmpty());
}

void TestTools::callsOfLanesAreCompared()
{
    openRuApi();
    setTools({.list = {weather()}});
    QVERIFY(askForCalls(Question));
    auto *open = m_fixture->menuAction(u"&Tool calls"_s);
    QVERIFY(open);
    open->trigger();
    const auto *table = part<QTableWidget>(u"toolCallsTable"_s);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 0)->text(), u"1"_s);
    for (int lane : {1, 2})
        QCOMPARE(table->item(0, lane)->text(), u"get_weather(city: Paris) waits"_s);
    give(u"rain"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(eventually([table] { return table->item(0, 1)->text() == u"get_weather(city: Paris)"_s; }));
}

void TestTools::toolsAreInPresetsAndNotKept()
{
    openRuApi();
    setTools({.list = {weather(u"21"_s)}, .choice = u"auto"_s});
    const Preset preset = m_fixture->page().preset(u"Mine"_s);
    const auto text = writePreset(preset);
    QVERIFY(text);
    QCOMPARE(*readPreset(*text), preset);
    QVERIFY(!m_fixture->page().kept({.kind = u"lanes"_s}).contains(u"get_weather"_s));
    QVERIFY(m_fixture->page().unsaved().tools);
}

QTEST_MAIN(TestTools)
#include "tst_tools.moc"

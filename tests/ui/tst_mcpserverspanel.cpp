// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/callcapture.h"
#include "support/eventually.h"
#include "ui/compose/mcpserverspanel.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/toolsdialog.h"
#include "ui/edit/longtextedit.h"
#include "ui/inspect/inspector.h"
#include "ui/inspect/textview.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/pausebar.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/textlook.h"
#include "windowfixture.h"
#include "wire/capturefile.h"
#include "workspace/toolloop.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// MCP servers from the dialog to the answer of the embedded gateway, in the window.
class TestMcpServersPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void RA_27_theDemosServerIsAddedAndCalled();
    void B_07_aFailureIsAnError();
    void whatIsWrongIsSaidAtTheField();
    void aWrongServerStopsThePrompt();
    void B_03_someToolsAreOffered();
    void B_12_aTokenIsShownNowhere();
    void B_12_aTokenStaysWithItsService();
    void B_12_aTokenStaysBesideALongerAddress();
    void B_12_aPresetHasNoToken();
    void otherGatewaysSayThatTheyTakeNone();
    void B_10_aPausedTurnGoesOnByItself();
    void B_10_pausesHaveABound();
    void B_10_aLaterAnswerIsAskedAgain();

private:
    void open(const QString &gateway = u"ruapi-claude"_s) const;
    /// The dialog's panel.
    [[nodiscard]] McpServersPanel *panel() const;
    void setTools(const LaneTools &tools) const;
    [[nodiscard]] QString notice() const;
    [[nodiscard]] Conversation::TurnId last() const { return m_fixture->conversation().last(); }
    [[nodiscard]] QByteArray sent() const { return m_fixture->conversation().turn(last()).call->sent.body; }

    std::unique_ptr<WindowFixture> m_fixture;
};

namespace {

constexpr double Fast = 50;
const QString Token = u"mcp-canary-0123"_s;
const QString Url = u"https://tools.example/mcp"_s;
const QString ThreeCalls = u"Divide 6 by 2, reverse \"abc\", divide 9 by 3"_s;

McpServer demoServer()
{
    return {.name = u"demo"_s, .url = Url};
}

template <typename Part>
Part *part(const QWidget *in, const QString &name)
{
    return in->findChild<Part *>(name);
}

} // namespace

void TestMcpServersPanel::init()
{
    m_fixture = std::make_unique<WindowFixture>(Fast);
}

void TestMcpServersPanel::cleanup()
{
    m_fixture.reset();
}

void TestMcpServersPanel::open(const QString &gateway) const
{
    m_fixture->window().openLanes(
        {{.gateway = gateway, .model = u"claude-3-5-sonnet-20241022"_s, .mode = TargetResolver::Mode::Demo}});
}

McpServersPanel *TestMcpServersPanel::panel() const
{
    m_fixture->menuAction(u"&Tools…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<ToolsDialog *>(u"toolsDialog"_s);
    dialog->showServers();
    return dialog->findChild<McpServersPanel *>();
}

void TestMcpServersPanel::setTools(const LaneTools &tools) const
{
    LaneParameters parameters = m_fixture->lane().parameters();
    parameters.tools = tools;
    m_fixture->page().parameters()->set(parameters);
}

QString TestMcpServersPanel::notice() const
{
    return m_fixture->page().promptBar()->findChild<QLabel *>(u"promptNotice"_s)->text();
}

void TestMcpServersPanel::RA_27_theDemosServerIsAddedAndCalled()
{
    open();
    const McpServersPanel *servers = panel();
    QVERIFY(part<QLabel>(servers, u"mcpAbout"_s)->text().startsWith(u"Not documented in detail by RuAPI"));
    QCOMPARE(part<QLineEdit>(servers, u"mcpBeta"_s)->text(), u"mcp-client-2025-11-20"_s);
    part<QPushButton>(servers, u"addDemoServer"_s)->click();
    QCOMPARE(part<QLineEdit>(servers, u"mcpUrl"_s)->text(), Url);
    servers->window()->close();
    QVERIFY(m_fixture->askAndWait(u"Divide 6 by 2"_s));
    QCOMPARE(m_fixture->reply().state, Reply::State::Complete);
    const QByteArray named =
        R"("mcp_servers":[{"type":"url","url":"https://tools.example/mcp","name":"demo"}])";
    QVERIFY(sent().contains(named));
    QVERIFY(m_fixture->shown().contains(u"{\n  \"dividend\": 6,\n  \"divisor\": 2\n}\n3\n"_s));
    const QTextDocument *document = m_fixture->lane().view()->document();
    const QTextCursor call = document->find(u"{"_s);
    QCOMPARE(BlockLook::of(call.blockFormat()).title, u"Called the tool divide of the MCP server demo"_s);
    QVERIFY(m_fixture->shown().contains(u"says: 3"_s));
    QVERIFY(m_fixture->askAndWait(u"Thanks"_s)); // the blocks go back
    QCOMPARE(m_fixture->reply().state, Reply::State::Complete);
    QVERIFY(sent().contains(R"("type":"mcp_tool_result")"));
}

void TestMcpServersPanel::B_07_aFailureIsAnError()
{
    open();
    setTools({.servers = {demoServer()}});
    QVERIFY(m_fixture->askAndWait(u"Divide 6 by 0"_s));
    QVERIFY(m_fixture->shown().contains(u"A division by zero"_s));
    const QTextCursor result = m_fixture->lane().view()->document()->find(u"A division by zero"_s);
    QCOMPARE(BlockLook::of(result.blockFormat()).title, u"Error of the MCP server demo"_s);
}

void TestMcpServersPanel::whatIsWrongIsSaidAtTheField()
{
    open();
    const McpServersPanel *servers = panel();
    part<QPushButton>(servers, u"addDemoServer"_s)->click();
    part<QPushButton>(servers, u"addMcpServer"_s)->click();
    const auto *ofName = part<QLabel>(servers, u"mcpNameProblem"_s);
    const auto *ofUrl = part<QLabel>(servers, u"mcpUrlProblem"_s);
    const auto *ofToken = part<QLabel>(servers, u"mcpTokenProblem"_s);
    auto *url = part<QLineEdit>(servers, u"mcpUrl"_s);
    QVERIFY(ofName->isHidden() && ofToken->isHidden());
    QCOMPARE(ofUrl->text(), u"Enter an address that begins with https:// and a host name."_s);
    url->setText(u"http://mcp.example"_s);
    QVERIFY(ofUrl->text().startsWith(u"A gateway on the internet reaches only public addresses"));
    url->setText(u"https://mcp.example"_s);
    QVERIFY(ofUrl->isHidden());
    part<QLineEdit>(servers, u"mcpName"_s)->setText(u"demo"_s);
    QCOMPARE(ofName->text(), u"Another server has this name."_s);
    part<QCheckBox>(servers, u"mcpNeedsToken"_s)->setChecked(true);
    QVERIFY(ofToken->text().startsWith(u"The token is missing"));
    part<QLineEdit>(servers, u"mcpToken"_s)->setText(u"short"_s);
    QVERIFY(ofToken->text().startsWith(u"Not sent: "));
    QVERIFY(m_fixture->resolver().mcpTokens().all().isEmpty());
}

void TestMcpServersPanel::aWrongServerStopsThePrompt()
{
    open();
    setTools({.servers = {{.name = u"demo"_s, .url = u"tools"_s}}});
    m_fixture->ask(u"Divide 6 by 2"_s);
    QVERIFY(!m_fixture->page().isBusy());
    QVERIFY2(
        notice().startsWith(u"Nothing was sent. The MCP server “demo” cannot be sent. Enter an address that "
                            "begins with https:// and a host name."),
        qPrintable(notice()));
    setTools({.servers = {demoServer()}});
    QVERIFY(m_fixture->askAndWait(u"Divide 6 by 2"_s));
}

void TestMcpServersPanel::B_03_someToolsAreOffered()
{
    open();
    setTools({.servers = {demoServer()}});
    const McpServersPanel *servers = panel();
    part<QComboBox>(servers, u"mcpOffer"_s)->setCurrentIndex(1);
    part<LongTextEdit>(servers, u"mcpExceptions"_s)->setPlainText(u" count_words \n\ncount_words"_s);
    QCOMPARE(servers->servers().first().exceptions, QStringList{u"count_words"_s});
    servers->window()->close();
    QVERIFY(m_fixture->askAndWait(u"Divide 6 by 2"_s));
    QVERIFY(
        sent().contains(R"("default_config":{"enabled":false},"configs":{"count_words":{"enabled":true}})"));
    QVERIFY(!m_fixture->shown().contains(u"says: 3"_s));
}

/// The gateway refuses it, as it is not that of its server.
void TestMcpServersPanel::B_12_aTokenIsShownNowhere()
{
    open();
    setTools({.servers = {demoServer()}});
    const McpServersPanel *servers = panel();
    part<QCheckBox>(servers, u"mcpNeedsToken"_s)->setChecked(true);
    auto *token = part<QLineEdit>(servers, u"mcpToken"_s);
    token->setText(Token);
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    part<QToolButton>(servers, u"showMcpToken"_s)->click();
    QCOMPARE(token->echoMode(), QLineEdit::Normal);
    servers->window()->close();
    QVERIFY(m_fixture->askAndWait(u"Divide 6 by 2"_s));
    QVERIFY(sent().contains("\"authorization_token\":\"mcp-canary-0123\""));
    QCOMPARE(m_fixture->reply().error->httpStatus, 400);
    QVERIFY(!m_fixture->shown().contains(Token));
    m_fixture->menuAction(u"&Inspector"_s)->trigger();
    const auto *inspector = m_fixture->window().findChild<Inspector *>();
    QVERIFY(eventually([inspector] {
        const auto views = inspector->findChildren<TextView *>();
        return std::ranges::any_of(
            views, [](const TextView *view) { return view->text().contains(u"authorization_token"); });
    }));
    for (const TextView *view : inspector->findChildren<TextView *>())
        QVERIFY(!view->text().contains(u"canary"));
    const Redaction redaction = redactionOf(m_fixture->client().calls(), m_fixture->resolver());
    const Call &call = *m_fixture->conversation().turn(last()).call;
    QVERIFY(!captureFile(captureOf(call, redaction), u"a.har"_s).contains("canary"));
    QVERIFY(!QJsonDocument(toJson(m_fixture->page().preset(u"A"_s))).toJson().contains("canary"));
}

void TestMcpServersPanel::B_12_aTokenStaysWithItsService()
{
    open();
    setTools({.servers = {demoServer()}});
    const McpServersPanel *servers = panel();
    part<QCheckBox>(servers, u"mcpNeedsToken"_s)->setChecked(true);
    part<QLineEdit>(servers, u"mcpToken"_s)->setText(Token);
    part<QLineEdit>(servers, u"mcpUrl"_s)->setText(u"https://tools.example/other"_s);
    servers->window()->close();
    const Target demo = m_fixture->lane().connection()->target();
    QCOMPARE(demo.mcpTokens.size(), 1);
    QCOMPARE(demo.mcpTokens.value(u"https://tools.example/other"_s), Secret(Token.toLatin1()));
    m_fixture->useLive(u"ruapi"_s, QUrl(u"http://127.0.0.1:1"_s)); // the key is that of both protocols
    m_fixture->resolver().setBaseUrl(u"ruapi-claude"_s, QUrl(u"http://127.0.0.1:1"_s));
    m_fixture->lane().connection()->toggleMode();
    QVERIFY(m_fixture->lane().connection()->target().mcpTokens.isEmpty());
    m_fixture->ask(u"Divide 6 by 2"_s);
    QVERIFY(!m_fixture->page().isBusy());
    QVERIFY2(notice().contains(u"The token of the MCP server demo is missing"), qPrintable(notice()));
}

void TestMcpServersPanel::B_12_aTokenStaysBesideALongerAddress()
{
    open();
    setTools({.servers = {{.name = u"one"_s, .url = Url, .needsToken = true},
                  {.name = u"two"_s, .url = Url + u"/v"_s}}});
    const QUrl service = m_fixture->lane().connection()->target().url;
    m_fixture->resolver().setMcpToken(service, Url, Secret(Token.toLatin1()));
    const McpServersPanel *servers = panel();
    part<QListWidget>(servers, u"mcpServerList"_s)->setCurrentRow(1);
    auto *url = part<QLineEdit>(servers, u"mcpUrl"_s);
    for (const QString &typed : {Url, Url + u"2"_s})
        url->setText(typed);
    QCOMPARE(m_fixture->resolver().mcpTokens().at(service).value(Url), Secret(Token.toLatin1()));
}

void TestMcpServersPanel::B_12_aPresetHasNoToken()
{
    open();
    McpServer server = demoServer();
    server.needsToken = true;
    setTools({.servers = {server}});
    m_fixture->resolver().setMcpToken(
        m_fixture->lane().connection()->target().url, Url, Secret(Token.toLatin1()));
    const Preset preset = m_fixture->page().preset(u"Mine"_s);
    const auto text = writePreset(preset);
    QVERIFY(text);
    QVERIFY(!text->contains("canary"));
    QCOMPARE(*readPreset(*text), preset);
    QVERIFY(!m_fixture->page().kept({.kind = u"lanes"_s}).contains(u"tools.example"_s));
    QVERIFY(m_fixture->page().unsaved().tools);
}

void TestMcpServersPanel::otherGatewaysSayThatTheyTakeNone()
{
    m_fixture->window().openLanes({{.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s}});
    setTools({.servers = {demoServer()}});
    m_fixture->ask(u"Divide 6 by 2"_s);
    QVERIFY(!m_fixture->page().isBusy());
    QVERIFY2(notice().contains(u"have no field for MCP servers"), qPrintable(notice()));
    const McpServersPanel *servers = panel();
    QVERIFY(part<QLabel>(servers, u"mcpAbout"_s)->text().startsWith(u"Not sent to RuAPI"));
    QVERIFY(part<QLabel>(servers, u"mcpTokenPlace"_s)->text().startsWith(u"The token is not sent"));
}

void TestMcpServersPanel::B_10_aPausedTurnGoesOnByItself()
{
    open();
    setTools({.servers = {demoServer()}});
    m_fixture->ask(ThreeCalls);
    QVERIFY(eventually([this] {
        return m_fixture->conversation().size() == 3 && m_fixture->reply().state == Reply::State::Complete;
    }));
    const Conversation &conversation = m_fixture->conversation();
    QCOMPARE(conversation.path(), QList<Conversation::TurnId>({0, 1, 2}));
    QCOMPARE(conversation.turn(1).answer().finishReason, u"pause_turn"_s);
    QCOMPARE(conversation.turn(2).answer().finishReason, u"end_turn"_s);
    for (const Conversation::TurnId answer : {1, 2}) { // each answer counts its own tokens
        QVERIFY(conversation.turn(answer).reply().usage.inputTokens > 0);
        QVERIFY(conversation.turn(answer).reply().usage.outputTokens > 0);
    }
    QVERIFY(m_fixture->shown().contains(u"The server paused its turn here (pause_turn)."_s));
    QVERIFY(!m_fixture->shown().contains(u"The answer is empty"_s));
    settle();
    QVERIFY(!m_fixture->lane().findChild<PauseBar *>()->isVisible());
}

void TestMcpServersPanel::B_10_pausesHaveABound()
{
    open();
    setTools({.mostRounds = 1, .servers = {demoServer()}});
    m_fixture->ask(u"Divide 6 by 2, reverse \"abc\", divide 9 by 3, reverse \"de\", divide 4 by 2"_s);
    const auto *bar = m_fixture->lane().findChild<PauseBar *>();
    QVERIFY(eventually([bar] { return bar->isVisible(); }));
    QCOMPARE(m_fixture->conversation().size(), 3);
    QCOMPARE(part<QLabel>(bar, u"pauseText"_s)->text(),
        u"The server paused again. The lane continued automatically 1 times, which is the limit."_s);
    part<QPushButton>(bar, u"resume"_s)->click();
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().size(), 4);
    QCOMPARE(m_fixture->reply().first().finishReason, u"end_turn"_s);
    QVERIFY(!bar->isVisible());
}

void TestMcpServersPanel::B_10_aLaterAnswerIsAskedAgain()
{
    open();
    setTools({.servers = {demoServer()}});
    m_fixture->ask(ThreeCalls);
    QVERIFY(
        eventually([this] { return m_fixture->conversation().size() == 3 && !m_fixture->page().isBusy(); }));
    QVERIFY(m_fixture->lane().session()->regenerate(2));
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().versions(2), QList<Conversation::TurnId>({2, 3}));
    QCOMPARE(m_fixture->reply().first().finishReason, u"end_turn"_s);
}

QTEST_MAIN(TestMcpServersPanel)
#include "tst_mcpserverspanel.moc"

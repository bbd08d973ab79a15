// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"
#include "workspace/toolloop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestToolLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anAnswerWithoutCallsWaitsForNothing();
    void resultGoesBackAndTheLoopGoesOn();
    void waitsForAllResults();
    void toolOffersItsResult();
    void goesOnByItselfWithinTheBound();
    void aStoppedAnswerIsLeftToTheUser();
    void nothingIsSentWhileTheLaneCannotAsk();
    void anEarlierAnswerGetsOtherResults();
    void B_10_aPausedTurnIsSentBackAsItIs();
    void B_10_pausesHaveABound();
    void B_10_aStoppedPauseIsLeftToTheUser();

private:
    [[nodiscard]] bool answerWithCalls(const QStringList &tools);
    [[nodiscard]] bool answerWithText();
    /// Answers the next request on the Claude protocol with a call of an MCP server.
    [[nodiscard]] bool answerOnMessages(const QByteArray &id, const QByteArray &stopReason);
    [[nodiscard]] bool waits(qsizetype calls) const;
    /// The messages that were sent last, as "role content".
    [[nodiscard]] QStringList sent() const;

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<ChatSession> m_session;
    std::unique_ptr<ToolLoop> m_loop;
    FakeConnection *m_connection = nullptr;
    bool m_mayAsk = true;
};

void TestToolLoop::init()
{
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ChatClient>();
    m_session = std::make_unique<ChatSession>(m_client.get());
    m_session->setTarget(
        {.url = m_server->url(), .headers = {}, .dialect = findDialect(u"chat-completions")});
    m_mayAsk = true;
    m_loop = std::make_unique<ToolLoop>(m_session.get(), [this] { return m_mayAsk; });
}

void TestToolLoop::cleanup()
{
    m_loop.reset();
    m_session.reset();
    m_client.reset();
    m_server.reset();
}

/// Answers the next request with a call of each of these tools, whose ids are "1", "2" and so on.
bool TestToolLoop::answerWithCalls(const QStringList &tools)
{
    m_connection = m_server->nextRequest();
    if (!m_connection)
        return false;
    QByteArrayList calls;
    for (const QString &tool : tools)
        calls << "{\"id\":\"" + QByteArray::number(calls.size() + 1) + R"(","function":{"name":")" +
                     tool.toUtf8() + R"(","arguments":"{}"}})";
    m_connection->sendWhole(200, "application/json",
        R"({"choices":[{"message":{"content":null,"tool_calls":[)" + calls.join(',') +
            R"(]},"finish_reason":"tool_calls"}]})");
    return true;
}

bool TestToolLoop::answerWithText()
{
    m_connection = m_server->nextRequest();
    if (m_connection)
        m_connection->sendWhole(200, "application/json",
            R"({"choices":[{"message":{"content":"It rains."},"finish_reason":"stop"}]})");
    return m_connection && eventually([this] { return !m_session->isBusy(); });
}

bool TestToolLoop::waits(qsizetype calls) const
{
    return eventually([this, calls] { return !m_session->isBusy() && m_loop->waiting().size() == calls; });
}

QStringList TestToolLoop::sent() const
{
    QStringList lines;
    const QJsonArray messages =
        QJsonDocument::fromJson(m_connection->body()).object()["messages"_L1].toArray();
    for (const QJsonValue &message : messages) {
        const QString id = message["tool_call_id"_L1].toString();
        lines << message["role"_L1].toString() + id + u' ' + message["content"_L1].toString();
    }
    return lines;
}

void TestToolLoop::anAnswerWithoutCallsWaitsForNothing()
{
    m_session->send(u"Weather?"_s);
    QVERIFY(answerWithText());
    settle();
    QVERIFY(m_loop->waiting().isEmpty());
    QCOMPARE(m_loop->answer(), Conversation::Root);
}

void TestToolLoop::resultGoesBackAndTheLoopGoesOn()
{
    m_session->send(u"Weather?"_s);
    QVERIFY(answerWithCalls({u"get_weather"_s}));
    QVERIFY(waits(1));
    QCOMPARE(m_loop->answer(), 1);
    m_loop->give(0, u"rain"_s, false);
    QVERIFY(m_session->isBusy());
    QVERIFY(m_loop->waiting().isEmpty());
    QVERIFY(answerWithText());
    QCOMPARE(sent(), QStringList({u"user Weather?"_s, u"assistant "_s, u"tool1 rain"_s}));
    QCOMPARE(m_session->conversation().path(), QList<Conversation::TurnId>({0, 1, 2, 3}));
    QCOMPARE(m_session->conversation().turn(2).message.role, Role::Tool);
}

void TestToolLoop::waitsForAllResults()
{
    m_session->send(u"Weather?"_s);
    QVERIFY(answerWithCalls({u"get_weather"_s, u"get_time"_s}));
    QVERIFY(waits(2));
    m_loop->give(1, u"noon"_s, false);
    QVERIFY(!m_session->isBusy());
    QVERIFY(m_loop->waiting().at(1).isGiven);
    m_loop->give(0, u"no such city"_s, true);
    QVERIFY(answerWithText());
    QCOMPARE(sent().mid(2), QStringList({u"tool1 no such city"_s, u"tool2 noon"_s}));
    QVERIFY(m_session->conversation().turn(2).message.results().first().isError);
}

void TestToolLoop::toolOffersItsResult()
{
    m_loop->setTools({.list = {{.name = u"get_weather"_s, .result = u"21"_s, .isErrorResult = true}}});
    m_session->send(u"Weather?"_s);
    QVERIFY(answerWithCalls({u"get_weather"_s, u"get_time"_s}));
    QVERIFY(waits(2));
    QCOMPARE(
        m_loop->waiting().at(0).result, (ToolResult{.callId = u"1"_s, .text = u"21"_s, .isError = true}));
    QVERIFY(m_loop->waiting().at(0).isOffered && !m_loop->waiting().at(0).isGiven);
    QVERIFY(!m_loop->waiting().at(1).isOffered);
    QVERIFY(!m_session->isBusy()); // the user decides
    m_loop->setTools({.list = {{.name = u"get_weather"_s, .result = u"22"_s}}});
    QCOMPARE(m_loop->waiting().at(0).result.text, u"22"_s);
}

void TestToolLoop::goesOnByItselfWithinTheBound()
{
    m_loop->setTools(
        {.list = {{.name = u"get_weather"_s, .result = u"21"_s}}, .answersItself = true, .mostRounds = 2});
    m_session->send(u"Weather?"_s);
    for (int round = 0; round < 3; ++round)
        QVERIFY(answerWithCalls({u"get_weather"_s}));
    QVERIFY(eventually([this] { return m_loop->isAtLimit(); }));
    QCOMPARE(m_server->requestCount(), 3);
    QVERIFY(waits(1));
    m_loop->give(0, u"21"_s, false); // the user may go on
    QVERIFY(answerWithText());
    m_session->send(u"And now?"_s); // which begins to count anew
    QVERIFY(answerWithCalls({u"get_weather"_s}));
    QVERIFY(answerWithText());
    QVERIFY(!m_loop->isAtLimit());
}

void TestToolLoop::aStoppedAnswerIsLeftToTheUser()
{
    m_loop->setTools({.list = {{.name = u"get_weather"_s, .result = u"21"_s}}, .answersItself = true});
    m_session->send(u"Weather?"_s);
    m_connection = m_server->nextRequest();
    QVERIFY(m_connection);
    m_connection->sendHead();
    m_connection->sendChunk(
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"1\",\"function\":"
        "{\"name\":\"get_weather\",\"arguments\":\"{}\"}}]}}]}\n\n");
    QVERIFY(eventually(
        [this] { return !m_session->conversation().turn(1).reply().first().toolCalls().isEmpty(); }));
    m_session->stop();
    QVERIFY(waits(1));
    settle();
    QVERIFY(!m_session->isBusy());
}

void TestToolLoop::nothingIsSentWhileTheLaneCannotAsk()
{
    m_mayAsk = false;
    m_session->send(u"Weather?"_s);
    QVERIFY(answerWithCalls({u"get_weather"_s}));
    QVERIFY(waits(1));
    m_loop->give(0, u"rain"_s, false);
    QVERIFY(!m_session->isBusy());
    QCOMPARE(m_loop->waiting().at(0).result.text, u"rain"_s); // nothing is lost
    m_mayAsk = true;
    m_loop->give(0, u"rain"_s, false);
    QVERIFY(answerWithText());
}

void TestToolLoop::anEarlierAnswerGetsOtherResults()
{
    m_session->send(u"Weather?"_s);
    QVERIFY(answerWithCalls({u"get_weather"_s}));
    QVERIFY(waits(1));
    m_loop->give(0, u"rain"_s, true);
    QVERIFY(answerWithText());
    settle();
    m_loop->open(1);
    QCOMPARE(
        m_loop->waiting().at(0).result, (ToolResult{.callId = u"1"_s, .text = u"rain"_s, .isError = true}));
    m_loop->give(0, u"sun"_s, false);
    QVERIFY(answerWithText());
    QCOMPARE(sent().last(), u"tool1 sun"_s);
    QCOMPARE(m_session->conversation().versions(2), QList<Conversation::TurnId>({2, 4}));
    m_session->showVersion(2);
    QCOMPARE(m_session->conversation().path(), QList<Conversation::TurnId>({0, 1, 2, 3}));
}

bool TestToolLoop::answerOnMessages(const QByteArray &id, const QByteArray &stopReason)
{
    m_connection = m_server->nextRequest();
    if (!m_connection)
        return false;
    m_connection->sendWhole(200, "application/json",
        R"({"type":"message","content":[{"type":"mcp_tool_use","id":")" + id +
            R"(","name":"t","server_name":"s","input":{"z":1.50}},{"type":"mcp_tool_result","tool_use_id":")" +
            id + R"(","is_error":false,"content":"done"}],"stop_reason":")" + stopReason +
            R"(","usage":{"input_tokens":3,"output_tokens":5}})");
    return true;
}

void TestToolLoop::B_10_aPausedTurnIsSentBackAsItIs()
{
    m_session->setTarget({.url = m_server->url(), .headers = {}, .dialect = findDialect(u"messages")});
    m_session->send(u"Go"_s);
    QVERIFY(answerOnMessages("1", "pause_turn"));
    QVERIFY(answerOnMessages("2", "end_turn"));
    QVERIFY(m_connection->body().contains(
        R"("messages":[{"role":"user","content":"Go"},{"role":"assistant","content":[)"
        R"({"type":"mcp_tool_use","id":"1","name":"t","server_name":"s","input":{"z":1.50}},)"
        R"({"type":"mcp_tool_result","tool_use_id":"1","is_error":false,"content":"done"}]}])"));
    QVERIFY(eventually([this] { return !m_session->isBusy(); }));
    settle();
    QCOMPARE(m_loop->paused(), Conversation::Root);
    QCOMPARE(m_session->conversation().path(), QList<Conversation::TurnId>({0, 1, 2}));
    for (const Conversation::TurnId answer : {1, 2})
        QCOMPARE(m_session->conversation().turn(answer).reply().usage.outputTokens, 5);
    m_session->send(u"And?"_s); // the whole turn stays one message
    QVERIFY(answerOnMessages("3", "end_turn"));
    QCOMPARE(m_connection->body().count(R"("role":"assistant")"), 1);
    QVERIFY(m_connection->body().contains(R"("tool_use_id":"2")"));
}

void TestToolLoop::B_10_pausesHaveABound()
{
    m_loop->setTools({.mostRounds = 2});
    m_session->setTarget({.url = m_server->url(), .headers = {}, .dialect = findDialect(u"messages")});
    m_session->send(u"Go"_s);
    for (const char *id : {"1", "2", "3"})
        QVERIFY(answerOnMessages(id, "pause_turn"));
    QVERIFY(eventually([this] { return m_loop->isAtLimit(); }));
    QVERIFY(!m_session->isBusy());
    QCOMPARE(m_loop->paused(), 3);
    m_loop->resume();
    QVERIFY(answerOnMessages("4", "end_turn"));
    QVERIFY(eventually([this] { return !m_session->isBusy(); }));
    QCOMPARE(m_loop->paused(), Conversation::Root);
}

void TestToolLoop::B_10_aStoppedPauseIsLeftToTheUser()
{
    m_mayAsk = false; // as if the lane could not be asked
    m_session->setTarget({.url = m_server->url(), .headers = {}, .dialect = findDialect(u"messages")});
    m_session->send(u"Go"_s);
    QVERIFY(answerOnMessages("1", "pause_turn"));
    QVERIFY(eventually([this] { return m_loop->paused() == 1; }));
    settle();
    QVERIFY(!m_session->isBusy());
    m_mayAsk = true;
    m_loop->resume();
    QVERIFY(m_server->nextRequest());
    m_session->stop();
    QVERIFY(eventually([this] { return !m_session->isBusy(); }));
    settle();
    QCOMPARE(m_session->conversation().turn(2).reply().state, Reply::State::Stopped);
    QVERIFY(!m_session->isBusy());
}

QTEST_GUILESS_MAIN(TestToolLoop)
#include "tst_toolloop.moc"

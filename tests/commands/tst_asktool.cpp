// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktest.h"
#include "support/eventually.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <csignal>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// parlance-ask over real HTTP: what it sends, prints, and ends with.
class TestAskTool : public AskTest
{
    Q_OBJECT

public:
    TestAskTool()
        : AskTest("sk-secret")
    {
    }

private Q_SLOTS:
    void theAnswerIsPrintedAsItStreamsIn();
    void aCharacterInTwoDeltasIsOne();
    void aPlainAnswer();
    void parametersAreSent();
    void whatWouldFailIsNotSent();
    void doubtsAreSaidAndItIsSent();
    void callsArePrintedAndAnswered();
    void B_10_B_12_serversAreNamedAndPausesGoOn();
    void json();
    void aSchemaIsSentAndTheAnswerJudged_data();
    void aSchemaIsSentAndTheAnswerJudged();
    void noSchemaIsSentThatIsNone();
    void thePromptOfStandardInput();
    void nothingOnStandardInput();
    void RA_18_RA_19_messages();
    void FF_10_FF_02_floopfloop();
    void errors_data();
    void errors();
    void FF_35_anErrorWithinTheStream();
    void X_02_anAnswerThatBreaksOff();
    void ctrlCPrintsWhatCame();
    void ctrlCBeforeAnythingCame();
    void nobodyListens();
    void X_07_noKeyInTheClearUnlessTold();
    void X_08_savesWhatWentAndCameWithoutTheKey();
    void savesByTheSuffix_data();
    void savesByTheSuffix();
    void savesWhenStopped();
    void savesWhenNobodyListens();
    void asksNothingThatItCannotSave_data();
    void asksNothingThatItCannotSave();

private:
    void start(const QStringList &options, const QByteArray &input = {});
    [[nodiscard]] QJsonObject sentBody() const;
    void interrupt();
    [[nodiscard]] QByteArray saved(const QString &name) const;
    /// The only entry of a saved HAR file.
    [[nodiscard]] QJsonObject savedEntry() const;
};

/// Starts it with this input, and waits for the request.
void TestAskTool::start(const QStringList &options, const QByteArray &input)
{
    run(options);
    m_process->write(input);
    m_process->closeWriteChannel();
    QVERIFY(isAsked());
}

QJsonObject TestAskTool::sentBody() const
{
    return QJsonDocument::fromJson(m_connection->body()).object();
}

void TestAskTool::interrupt()
{
    QCOMPARE(::kill(static_cast<pid_t>(m_process->processId()), SIGINT), 0);
}

QByteArray TestAskTool::saved(const QString &name) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject TestAskTool::savedEntry() const
{
    const QJsonObject log = QJsonDocument::fromJson(saved(u"a.har"_s)).object().value("log"_L1).toObject();
    return log.value("entries"_L1).toArray().first().toObject();
}

void TestAskTool::theAnswerIsPrintedAsItStreamsIn()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--system"_s, u"s"_s, u"hi"_s});
    QVERIFY(m_connection->head().startsWith("POST /v1/chat/completions HTTP/1.1"));
    QCOMPARE(m_connection->body(), QByteArray(R"({"model":"m","messages":[{"role":"system","content":"s"},)"
                                              R"({"role":"user","content":"hi"}],"stream":true})"));
    m_connection->sendHead();
    m_connection->sendText("Hello");
    QVERIFY(eventually([this] { return m_process->peek(100) == "Hello"; }));
    m_connection->sendText(" there");
    m_connection->sendDone();
    m_connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello there\n");
    QCOMPARE(m_errors, QByteArray());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskTool::aCharacterInTwoDeltasIsOne()
{
    start({u"--dialect"_s, u"floopfloop"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendChunk("data: {\"text\":\"\\ud83d\"}\n\n");
    m_connection->sendChunk("data: {\"text\":\"\\ude42\\n\"}\n\n");
    m_connection->sendDone();
    m_connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_output, "\xf0\x9f\x99\x82\n");
}

void TestAskTool::aPlainAnswer()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--path"_s, u"/api/v1/chat"_s,
        u"--no-stream"_s, u"hi"_s});
    QVERIFY(m_connection->head().startsWith("POST /api/v1/chat HTTP/1.1"));
    QCOMPARE(sentBody().value("stream"_L1), QJsonValue(false));
    m_connection->sendWhole(200, "application/json", R"({"choices":[{"message":{"refusal":"I cannot."}}]})");
    QVERIFY(ends());
    QCOMPARE(m_output, "I cannot.\n");
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskTool::parametersAreSent()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--set"_s, u"temperature=0.5"_s,
        u"--set"_s, u"stop=A"_s, u"--set"_s, u"stop=B"_s, u"--set"_s, u"seed=-7"_s, u"--set"_s,
        u"reasoning_effort=low"_s, u"hi"_s});
    QCOMPARE(m_connection->body(),
        QByteArray(R"({"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true,)"
                   R"("temperature":0.5,"stop":["A","B"],"seed":-7,"reasoning_effort":"low"})"));
    interrupt();
    QVERIFY(ends());
}

void TestAskTool::whatWouldFailIsNotSent()
{
    const QStringList bad{u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--set"_s,
        u"temperature=2.5"_s, u"hi"_s};
    run(bad);
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QCOMPARE(m_server->requestCount(), 0);
    QVERIFY2(m_errors.contains("nothing was sent") && m_errors.contains("Temperature is 2.5") &&
                 m_errors.contains("--anyway"),
        m_errors.constData());
    start(QStringList{u"--anyway"_s} + bad);
    QCOMPARE(sentBody().value("temperature"_L1), QJsonValue(2.5));
    interrupt();
    QVERIFY(ends());
}

void TestAskTool::doubtsAreSaidAndItIsSent()
{
    QFile file(m_folder->filePath(u"tools.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"name":"now","input_schema":{"type":"object"}}])");
    file.close();
    start({u"--gateway"_s, u"ru-llm"_s, u"--model"_s, u"m"_s, u"--tools"_s, file.fileName(), u"hi"_s});
    QVERIFY(sentBody().contains("tools"_L1));
    interrupt();
    QVERIFY(ends());
    QVERIFY2(m_errors.contains("tools"), m_errors.constData());
}

void TestAskTool::aSchemaIsSentAndTheAnswerJudged_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("errors");
    QTest::newRow("fits") << "[1]"_ba << QByteArray();
    QTest::newRow("does not") << "[1,true]"_ba
                              << "parlance-ask: the answer does not fit the schema: /1: expected a number, "
                                 "found true or false\n"_ba;
}

void TestAskTool::aSchemaIsSentAndTheAnswerJudged()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, errors);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"schema.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"type": "array", "items": {"type": "number"}})");
    file.close();
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--schema"_s, file.fileName(),
        u"hi"_s});
    QCOMPARE(m_connection->body(),
        QByteArray(R"({"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true,)"
                   R"("response_format":{"type":"json_schema","json_schema":{"name":"answer",)"
                   R"("schema":{"type": "array", "items": {"type": "number"}}}}})"));
    m_connection->sendHead();
    m_connection->sendText(answer);
    m_connection->sendDone();
    m_connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_output, answer + '\n');
    QCOMPARE(m_errors, errors);
    QCOMPARE(m_process->exitCode(), errors.isEmpty() ? 0 : 1);
}

void TestAskTool::noSchemaIsSentThatIsNone()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"schema.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"type": "text"})");
    file.close();
    run({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--schema"_s, file.fileName(),
        u"hi"_s});
    QVERIFY(ends());
    QVERIFY2(m_errors.contains("Line 1, column 10"), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 2);
    run({u"--dialect"_s, u"floopfloop"_s, u"--schema"_s, folder.path(), u"hi"_s});
    QVERIFY(ends());
    QVERIFY2(m_errors.contains("cannot read the schema"), m_errors.constData());
}

void TestAskTool::callsArePrintedAndAnswered()
{
    QFile file(m_folder->filePath(u"tools.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"name":"get_weather","input_schema":{"type":"object"}}])");
    file.close();
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--tools"_s, file.fileName(),
        u"--tool-choice"_s, u"required"_s, u"--tool-result"_s, u"get_weather=21 = warm"_s, u"Weather?"_s});
    QCOMPARE(sentBody()["tools"_L1][0]["function"_L1]["name"_L1].toString(), u"get_weather"_s);
    QCOMPARE(sentBody()["tool_choice"_L1].toString(), u"required"_s);
    m_connection->sendWhole(200, "application/json",
        R"({"choices":[{"message":{"tool_calls":[{"id":"c1","function":{"name":"get_weather",)"
        R"("arguments":"{\"city\":\n\"Paris\"}"}}]},"finish_reason":"tool_calls"}]})");
    QVERIFY(isAsked());
    const QJsonValue result = sentBody()["messages"_L1][2];
    QCOMPARE(result["tool_call_id"_L1].toString(), u"c1"_s);
    QCOMPARE(result["content"_L1].toString(), u"21 = warm"_s);
    m_connection->sendWhole(200, "application/json",
        R"({"choices":[{"message":{"content":"It is warm."},"finish_reason":"stop"}]})");
    QVERIFY(ends());
    QCOMPARE(m_output, "get_weather {\"city\": \"Paris\"}\nIt is warm.\n"_ba);
    QCOMPARE(m_errors, QByteArray());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskTool::B_10_B_12_serversAreNamedAndPausesGoOn()
{
    start(
        {u"--dialect"_s, u"messages"_s, u"--model"_s, u"m"_s, u"--mcp"_s, u"demo=https://mcp.example/?a=b"_s,
            u"--mcp-token-env"_s, u"demo=PARLANCE_TEST_KEY"_s, u"--save"_s, u"a.har"_s, u"Go"_s});
    QVERIFY(m_connection->head().toLower().contains("anthropic-beta: mcp-client-2025-11-20"));
    const QJsonValue server = sentBody()["mcp_servers"_L1][0];
    QCOMPARE(server["url"_L1].toString(), u"https://mcp.example/?a=b"_s);
    QCOMPARE(server["authorization_token"_L1].toString(), u"sk-secret"_s);
    QCOMPARE(sentBody()["tools"_L1][0]["mcp_server_name"_L1].toString(), u"demo"_s);
    m_connection->sendWhole(200, "application/json",
        R"({"type":"message","content":[{"type":"text","text":"First."}],"stop_reason":"pause_turn"})");
    QVERIFY(isAsked());
    QCOMPARE(sentBody()["messages"_L1][1]["role"_L1].toString(), u"assistant"_s);
    QCOMPARE(sentBody()["messages"_L1].toArray().size(), 2);
    m_connection->sendWhole(200, "application/json",
        R"({"type":"message","content":[{"type":"text","text":"sk-secret"}],"stop_reason":"end_turn"})");
    QVERIFY(ends());
    QCOMPARE(m_output, "First.\nsk-secret\n"_ba);
    QCOMPARE(m_process->exitCode(), 0);
    QVERIFY(saved(u"a.har"_s).contains("authorization_token"));
    QVERIFY(!saved(u"a.har"_s).contains("sk-secret"));
}

void TestAskTool::json()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--json"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendText("Hello");
    m_connection->sendDone();
    m_connection->endBody();
    QVERIFY(ends());
    QVERIFY(m_output.endsWith("}\n"));
    QCOMPARE(m_output.count('\n'), 1);
    const QJsonObject reply = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(reply.value("text"_L1), QJsonValue(u"Hello"_s));
    QCOMPARE(reply.value("incomplete"_L1), QJsonValue(false));
    QVERIFY(reply.value("timing"_L1).toObject().value("first_token_ms"_L1).isDouble());
}

void TestAskTool::thePromptOfStandardInput()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"-"_s}, "two\nlines \xc3\xbc\r\n\n");
    const QJsonObject message = sentBody().value("messages"_L1).toArray().first().toObject();
    QCOMPARE(message.value("content"_L1).toString(), u"two\nlines ü"_s);
}

void TestAskTool::nothingOnStandardInput()
{
    m_process->start(QStringLiteral(PARLANCE_ASK), {u"--gateway"_s, u"ruflo"_s, u"-"_s});
    m_process->closeWriteChannel();
    QVERIFY(ends());
    QCOMPARE(m_errors, "parlance-ask: standard input is empty\n");
    QCOMPARE(m_process->exitCode(), 2);
}

void TestAskTool::RA_18_RA_19_messages()
{
    start({u"--dialect"_s, u"messages"_s, u"--model"_s, u"m"_s, u"--key-env"_s, u"PARLANCE_TEST_KEY"_s,
        u"--json"_s, u"hi"_s});
    QVERIFY(m_connection->head().startsWith("POST /v1/messages HTTP/1.1"));
    QCOMPARE(m_connection->header("x-api-key"), "sk-secret");
    QCOMPARE(m_connection->header("anthropic-version"), "2023-06-01");
    QVERIFY(m_connection->header("authorization").isNull());
    m_connection->sendHead();
    m_connection->sendChunk("event: message_start\ndata: {\"message\":{\"usage\":{\"input_tokens\":9}}}\n\n");
    m_connection->sendChunk(
        "event: content_block_delta\ndata: {\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}\n\n");
    m_connection->sendChunk(
        "event: message_delta\n"
        "data: {\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}\n\n");
    m_connection->sendChunk("event: message_stop\ndata: {}\n\n");
    QVERIFY(ends()); // though the server has not ended the body
    const QJsonObject reply = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(reply.value("text"_L1), QJsonValue(u"Hello"_s));
    QCOMPARE(reply.value("usage"_L1).toObject().value("input_tokens"_L1), QJsonValue(9));
    QCOMPARE(reply.value("usage"_L1).toObject().value("output_tokens"_L1), QJsonValue(2));
    QVERIFY(!m_output.contains("sk-secret")); // X-08
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskTool::FF_10_FF_02_floopfloop()
{
    start({u"--dialect"_s, u"floopfloop"_s, u"--key-env"_s, u"PARLANCE_TEST_KEY"_s, u"hi"_s});
    QVERIFY(m_connection->head().startsWith("POST /api/v1/ai/chat HTTP/1.1"));
    QCOMPARE(m_connection->header("authorization"), "Bearer sk-secret");
    m_connection->sendWhole(200, "application/json", R"({"content":"whole"})");
    QVERIFY(ends());
    QCOMPARE(m_output, "whole\n");
}

void TestAskTool::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("RF-22 RF-21 words and status")
        << 400 << QByteArray() << QByteArray(R"({"error":{"message":"No such tier"}})")
        << QByteArray("No such tier (status 400)");
    QTest::newRow("FF-38 FF-48 FF-53 X-04 all that helps")
        << 429 << QByteArray("Retry-After: 60\r\nX-Request-Id: req-1\r\n")
        << QByteArray(R"({"error":{"code":"RATE_LIMITED","message":"Slow down"}})")
        << QByteArray("Slow down (status 429, code RATE_LIMITED, try again after 60 s, request req-1)");
    QTest::newRow("no words at all") << 503 << QByteArray() << QByteArray()
                                     << QByteArray("the server gives no reason (status 503)");
}

void TestAskTool::errors()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, headers);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, words);
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"hi"_s});
    m_connection->sendWhole(status, "application/json", body, headers);
    QVERIFY(ends());
    QCOMPARE(m_output, QByteArray());
    QCOMPARE(m_errors, "parlance-ask: " + words + '\n');
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(m_server->requestCount(), 1);
}

void TestAskTool::FF_35_anErrorWithinTheStream()
{
    start({u"--dialect"_s, u"floopfloop"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendChunk("data: {\"text\":\"Half\"}\n\ndata: {\"error\":\"The upstream went away\"}\n\n");
    m_connection->sendDone();
    m_connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_output, "Half\n");
    QCOMPARE(m_errors, "parlance-ask: The upstream went away (status 200)\n");
    QCOMPARE(m_process->exitCode(), 1);
}

void TestAskTool::X_02_anAnswerThatBreaksOff()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendText("Half");
    m_connection->endBody();
    QVERIFY(ends());
    QCOMPARE(m_output, "Half\n");
    QVERIFY(m_errors.contains("incomplete"));
    QCOMPARE(m_process->exitCode(), 1);
}

void TestAskTool::ctrlCPrintsWhatCame()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendText("Half");
    QVERIFY(eventually([this] { return m_process->peek(100) == "Half"; }));
    interrupt();
    QVERIFY(ends());
    QCOMPARE(m_output, "Half\n");
    QCOMPARE(m_errors, "parlance-ask: stopped\n");
    QCOMPARE(m_process->exitCode(), 1);
    QVERIFY(eventually([this] { return !m_connection->isOpen(); }));
}

void TestAskTool::ctrlCBeforeAnythingCame()
{
    start({u"--dialect"_s, u"messages"_s, u"--model"_s, u"m"_s, u"--json"_s, u"hi"_s});
    interrupt();
    QVERIFY(ends());
    const QJsonObject reply = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(reply.value("incomplete"_L1), QJsonValue(true));
    QCOMPARE(reply.value("error"_L1), QJsonValue(QJsonValue::Null));
    QCOMPARE(m_process->exitCode(), 1);
}

void TestAskTool::nobodyListens()
{
    m_process->start(
        QStringLiteral(PARLANCE_ASK), {u"--base-url"_s, FakeServer::closedUrl().toString(), u"--dialect"_s,
                                          u"messages"_s, u"--model"_s, u"m"_s, u"hi"_s});
    QVERIFY(ends());
    QCOMPARE(m_output, QByteArray());
    QVERIFY(m_errors.startsWith("parlance-ask: "));
    QCOMPARE(m_process->exitCode(), 1);
}

/// The server stands in for the proxy, and sees what would leave this computer.
void TestAskTool::X_07_noKeyInTheClearUnlessTold()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PARLANCE_TEST_KEY"_s, u"sk-secret"_s);
    environment.insert(u"http_proxy"_s, m_server->url(QString()).toString());
    environment.remove(u"no_proxy"_s);
    m_process->setProcessEnvironment(environment);
    const QStringList options{u"--base-url"_s, u"http://api.example.invalid"_s, u"--dialect"_s, u"messages"_s,
        u"--model"_s, u"m"_s, u"--key-env"_s, u"PARLANCE_TEST_KEY"_s, u"hi"_s};
    m_process->start(QStringLiteral(PARLANCE_ASK), options);
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY2(m_errors.contains("https") && m_errors.contains("--insecure-key"), m_errors.constData());
    QVERIFY(!m_errors.contains("sk-secret"));
    QCOMPARE(m_server->connectionCount(), 0);

    m_process->start(QStringLiteral(PARLANCE_ASK), options + QStringList{u"--insecure-key"_s});
    m_connection = m_server->nextRequest();
    QVERIFY(m_connection);
    QCOMPARE(m_connection->header("x-api-key"), "sk-secret");
}

void TestAskTool::X_08_savesWhatWentAndCameWithoutTheKey()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--key-env"_s,
        u"PARLANCE_TEST_KEY"_s, u"--save"_s, u"a.har"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendText("You are sk-secret");
    m_connection->sendDone(); // and the body does not end
    QVERIFY(ends());
    QCOMPARE(m_output, "You are sk-secret\n");
    QCOMPARE(m_errors, QByteArray());
    QCOMPARE(m_process->exitCode(), 0);
    QVERIFY(!saved(u"a.har"_s).contains("sk-secret"));
    const QJsonObject entry = savedEntry();
    QCOMPARE(entry.value("request"_L1)["postData"_L1]["text"_L1].toString().toUtf8(), m_connection->body());
    QVERIFY(entry.value("response"_L1)["content"_L1]["text"_L1].toString().contains(u"You are *********"));
    QCOMPARE(entry.value("_eventSourceMessages"_L1).toArray().size(), 2);
    QCOMPARE(entry.value("_parlance"_L1)["ended_by"_L1].toString(), u"end-mark"_s);
}

void TestAskTool::savesByTheSuffix_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("HAR") << u"a.har"_s << "{\"log\":{"_ba;
    QTest::newRow("curl") << u"a.txt"_s << "HTTP/1.1 503 \r\n"_ba;
    QTest::newRow("body") << u"a.json"_s << "{\"error\":\"busy\"}"_ba;
}

/// A failed answer, over an older file.
void TestAskTool::savesByTheSuffix()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begin);
    QFile old(m_folder->filePath(name));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    start({u"--dialect"_s, u"floopfloop"_s, u"--save"_s, old.fileName(), u"hi"_s});
    QCOMPARE(saved(name), "old"); // until the answer is there
    m_connection->sendWhole(503, "application/json", R"({"error":"busy"})");
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 1);
    QVERIFY(saved(name).startsWith(begin));
    QVERIFY(saved(name).contains("busy"));
}

void TestAskTool::savesWhenStopped()
{
    start({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--save"_s, u"a.har"_s, u"hi"_s});
    m_connection->sendHead();
    m_connection->sendText("Half");
    QVERIFY(eventually([this] { return m_process->peek(100) == "Half"; }));
    interrupt();
    QVERIFY(ends());
    QCOMPARE(savedEntry().value("_parlance"_L1)["ended_by"_L1].toString(), u"user"_s);
    QVERIFY(savedEntry().value("response"_L1)["content"_L1]["text"_L1].toString().contains(u"Half"));
}

void TestAskTool::savesWhenNobodyListens()
{
    m_process->setWorkingDirectory(m_folder->path());
    m_process->start(
        QStringLiteral(PARLANCE_ASK), {u"--base-url"_s, FakeServer::closedUrl().toString(), u"--dialect"_s,
                                          u"floopfloop"_s, u"--save"_s, u"a.har"_s, u"hi"_s});
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(savedEntry().value("response"_L1)["status"_L1].toInt(-1), 0);
    QVERIFY(!savedEntry().value("response"_L1)["_error"_L1].toString().isEmpty());
}

void TestAskTool::asksNothingThatItCannotSave_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("no such folder") << u"none/a.har"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("a device") << u"/dev/null"_s;
}

void TestAskTool::asksNothingThatItCannotSave()
{
    QFETCH(const QString, path);
    run({u"--dialect"_s, u"floopfloop"_s, u"--save"_s, path, u"hi"_s});
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 1);
    QVERIFY2(m_errors.startsWith("parlance-ask: " + path.toUtf8()) && m_errors.count('\n') == 1,
        m_errors.constData());
    QCOMPARE(m_server->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestAskTool)
#include "tst_asktool.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that the gateways' own documentation shows, sent as they stand there, with a demo key.
#include "demo/server/demogateway.h"

#include "connection.h"

#include <QTest>

#include <limits>

using namespace Parlance;
using namespace Parlance::Demo;

class DocumentationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exampleIsAnswered_data();
    void exampleIsAnswered();
};

void DocumentationTest::exampleIsAnswered_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("stream");
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &headers,
                         const QByteArray &body, bool stream = false) {
        QTest::newRow(name) << path << headers << body << stream;
    };
    const QByteArray ruApi = "Authorization: Bearer sk-demo\r\n";
    row("RF-01 RF-02 RF-03 quickstart", "/api/chat", "",
        R"({"model":"ruflo-free","messages":[{"role":"user","content":"Say hello in 5 words."}]})");
    row("RF-11 RF-12 RF-13 body", "/api/chat", "",
        R"({"model":"ruflo-smart","messages":[{"role":"system","content":"You are a concise editor."},)"
        R"({"role":"user","content":"Trim this paragraph in half: ..."}],"max_tokens":800,"stream":false})");
    row("RA-01 RA-12 Python", "/v1/chat/completions", ruApi,
        R"({"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are a friendly assistant."},)"
        R"({"role":"user","content":"Hello! What can you do?"}],"temperature":0.7})");
    row("RA-15 Claude over the OpenAI protocol", "/v1/chat/completions", ruApi,
        R"({"model":"claude-3-5-sonnet-20241022","messages":[{"role":"user","content":"Explain quantum entanglement simply."}]})");
    row("RA-07 RA-16 curl, streamed", "/v1/chat/completions", ruApi,
        R"({"model":"gpt-4o-mini","messages":[{"role":"user","content":"Write a haiku about code."}],"stream":true})",
        true);
    row("RA-19 RA-24 curl, Claude protocol", "/v1/messages",
        "x-api-key: sk-demo\r\nanthropic-version: 2023-06-01\r\n",
        R"({"model":"claude-3-5-sonnet-20241022","max_tokens":1024,"messages":[{"role":"user","content":"Write a haiku about code."}]})");
    row("RO-01 RO-03 developer", "/api/v1/chat", "Authorization: Bearer demo\r\n",
        R"({"messages":[{"role":"user","content":"Hello!"}],"model":"gemini-2.5-flash"})");
    row("RO-02 RO-07 agent", "/api/v1/agents/chat", "Authorization: Bearer agent_demo\r\n",
        R"({"messages":[{"role":"user","content":"Hello"}]})");
    row("RO-16 streamed", "/api/v1/chat", "Authorization: Bearer demo\r\n",
        R"({"messages":[{"role":"user","content":"Write a poem"}],"model":"gemini-2.5-flash","stream":true})",
        true);
    row("RL-02 RL-03 plain", "/v1/chat/completions", "Authorization: Bearer sk-ru-demo\r\n",
        R"({"model":"gpt-4o","messages":[{"role":"system","content":"You are a helpful assistant."},)"
        R"({"role":"user","content":"What is the capital of France?"}]})");
    row("RL-06 streamed", "/v1/chat/completions", "Authorization: Bearer sk-ru-demo\r\n",
        R"({"model":"gpt-4o","messages":[{"role":"user","content":"Count to three."}],"stream":true})", true);
    row("FF-11 to FF-16 chat", "/api/v1/ai/chat", "Authorization: Bearer flp_sk_demo\r\n",
        R"({"messages":[{"role":"system","content":"You are a helpful assistant."},)"
        R"({"role":"user","content":"Summarise this in one sentence: ..."}],"model":"auto","temperature":0.7,"max_tokens":1024,"stream":false})");
    row("FF-28 FF-29 generate", "/api/v1/ai/generate", "Authorization: Bearer flp_sk_demo\r\n",
        R"({"prompt":"Write a haiku about the moon","system":"...","model":"auto","temperature":0.7,"max_tokens":1024,"stream":false})");
}

void DocumentationTest::exampleIsAnswered()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(bool, stream);
    DemoSettings settings;
    settings.speed = std::numeric_limits<double>::infinity();
    DemoGateway gateway(settings);
    Connection connection(gateway.start().value());
    const QByteArray answer = connection.ask(postTo(path, body, headers));
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QCOMPARE(answer.contains("text/event-stream"), stream);
}

QTEST_GUILESS_MAIN(DocumentationTest)
#include "tst_documentation.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"
#include "support/compressed.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Stream = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\ndata: [DONE]\n\n";

} // namespace

/// Answers that say nothing, lead elsewhere, or come otherwise than asked for.
class TestTransportError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void compressedAnswers_data();
    void compressedAnswers();
    void aCompressedModelList();
    void X_07_aRedirectOfOtherRequests();
    void aServerWithoutTls();
    void aResetAtOnceHasWords();

private:
    Reply ask(const std::function<void(FakeConnection &)> &answer, QUrl url = {});

    ChatClient m_client;
    FakeServer m_server;
    std::shared_ptr<const Call> m_call;
};

Reply TestTransportError::ask(const std::function<void(FakeConnection &)> &answer, QUrl url)
{
    if (url.isEmpty())
        url = m_server.url(u"/v1/chat/completions"_s);
    const Target target{.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")};
    const std::unique_ptr<Exchange> exchange(m_client.start(target, ChatRequest{}, nullptr));
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    FakeConnection *connection = m_server.nextRequest();
    if (!connection)
        return {};
    answer(*connection);
    if (!eventually([&finished] { return !finished.isEmpty(); }))
        return {};
    m_call = exchange->call();
    return exchange->reply();
}

void TestTransportError::words_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    const QByteArray none = "Content-Length: 0\r\n\r\n";
    const auto row = [](const char *name, const QByteArray &answer, const QString &words) {
        QTest::newRow(name) << "HTTP/1.1 " + answer << words;
    };
    row("204", "204 No Content\r\n\r\n", u"The answer is empty (HTTP 204)."_s);
    row("205", "205 Reset Content\r\n" + none, u"The answer is empty (HTTP 205)."_s);
    row("200 without a body", "200 OK\r\n" + none, u"The answer is empty (HTTP 200)."_s);
    row("202", "202 Accepted\r\n" + none, u"The answer is empty (HTTP 202)."_s);
    row("a blank body", "200 OK\r\nContent-Length: 4\r\n\r\n\r\n \n", u"The answer is empty (HTTP 200)."_s);
    row("a blank body called JSON",
        "200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n\r\n",
        u"The answer is empty (HTTP 200)."_s);
    row("no bytes, compressed", "200 OK\r\nContent-Encoding: gzip\r\n" + none,
        u"The answer is empty (HTTP 200)."_s);
    row("302 to nowhere", "302 Found\r\n" + none, u"HTTP 302 without an address to go to"_s);
    row("304", "304 Not Modified\r\n\r\n", u"HTTP 304 without an address to go to"_s);
    const QByteArray choose = R"({"error":{"message":"Choose a model"}})";
    row("300 with JSON",
        "300 Multiple Choices\r\nContent-Length: " + QByteArray::number(choose.size()) + "\r\n\r\n" + choose,
        u"HTTP 300 without an address to go to: Choose a model"_s);
    row("300 with a list", "300 Multiple Choices\r\nContent-Length: 11\r\n\r\n[\"a\", \"b\"]\n",
        u"HTTP 300 without an address to go to: [\"a\", \"b\"]"_s);
    row("307 to a path", "307 Temporary Redirect\r\nLocation: /other/v1/chat/completions\r\n" + none,
        u"The server redirects to %1, and redirects are not followed."_s.arg(
            m_server.url(u"/other/v1/chat/completions"_s).toString()));
    row("301 to a neighbour", "301 Moved\r\nLocation: ../v2/chat\r\n" + none,
        u"The server redirects to %1, and redirects are not followed."_s.arg(
            m_server.url(u"/v1/v2/chat"_s).toString()));
    row("308 to a host", "308 Moved\r\nlocation: //elsewhere.example/v1\r\n" + none,
        u"The server redirects to http://elsewhere.example/v1, and redirects are not followed."_s);
    row("302 with a page",
        "302 Found\r\nLocation: https://login.example/\r\nContent-Length: "
        "25\r\n\r\n<title>Found</title>Hello",
        u"The server redirects to https://login.example/, and redirects are not followed."_s);
}

void TestTransportError::words()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, words);
    const qsizetype asked = m_server.requestCount();
    const Reply reply = ask([&answer](FakeConnection &connection) { connection.write(answer); });
    QCOMPARE(reply.state, Reply::State::Failed);
    QCOMPARE(reply.error->message, words);
    QCOMPARE(reply.error->kind, ChatError::Kind::Protocol);
    QCOMPARE(reply.error->httpStatus, answer.sliced(9, 3).toInt());
    QCOMPARE(m_call->recording.head->status, reply.error->httpStatus);
    QCOMPARE(decoded(m_call->recording, *m_call->dialect, {}).error->message, words);
    settle();
    QCOMPARE(m_server.requestCount(), asked + 1); // X-07
}

void TestTransportError::compressedAnswers_data()
{
    QTest::addColumn<QByteArray>("coding");
    for (const char *coding : {"gzip", "deflate", "deflate-raw", "br", "zstd"})
        QTest::newRow(coding) << QByteArray(coding);
}

void TestTransportError::compressedAnswers()
{
    QFETCH(const QByteArray, coding);
    const QByteArray label =
        "Content-Encoding: " + coding.first(coding.startsWith("deflate") ? 7 : coding.size()) + "\r\n";
    const QByteArray sent = Test::compressed(coding, Stream);
    const Reply streamed = ask([&](FakeConnection &connection) {
        connection.sendHead(200, "text/event-stream", label);
        for (const char byte : sent)
            connection.sendChunk(QByteArray(1, byte));
    });
    QCOMPARE(streamed.state, Reply::State::Complete);
    QCOMPARE(streamed.first().text(), u"Hello"_s);
    QVERIFY(sent.startsWith(m_call->recording.body())); // what is recorded is the wire's
    const QByteArray plain = R"({"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]})";
    const Reply whole = ask([&](FakeConnection &connection) {
        connection.sendWhole(200, "application/json", Test::compressed(coding, plain), label);
    });
    QCOMPARE(whole.state, Reply::State::Complete);
    QCOMPARE(whole.first().text(), u"Hello"_s);
    const Reply refused = ask([&](FakeConnection &connection) {
        connection.sendWhole(
            429, "application/json", Test::compressed(coding, R"({"error":{"message":"Slow down"}})"), label);
    });
    QCOMPARE(refused.error->message, u"Slow down"_s);
    QCOMPARE(refused.error->kind, ChatError::Kind::RateLimited);
    const Reply damaged = ask([&](FakeConnection &connection) {
        connection.sendWhole(429, "application/json", QByteArray("\xff\xfe\x00\x01", 4), label);
    });
    QCOMPARE(damaged.error->httpStatus, 429);
    QVERIFY2(damaged.error->message.contains(u"compressed"_s), qPrintable(damaged.error->message));
}

void TestTransportError::aCompressedModelList()
{
    const std::unique_ptr<HttpExchange> exchange(
        m_client.askForModels({.url = m_server.url(u"/v1/models"_s), .headers = {}}, nullptr));
    QSignalSpy finished(exchange.get(), &HttpExchange::finished);
    m_server.nextRequest()->sendWhole(200, "application/json",
        Test::compressed("gzip", R"({"data":[{"id":"one"}]})"), "Content-Encoding: gzip\r\n");
    QVERIFY(finished.wait(10'000));
    QCOMPARE(modelsIn(*exchange->call()).value_or(QStringList()), QStringList{u"one"_s});
}

void TestTransportError::X_07_aRedirectOfOtherRequests()
{
    const std::unique_ptr<HttpExchange> models(
        m_client.askForModels({.url = m_server.url(u"/v1/models"_s), .headers = {}}, nullptr));
    QSignalSpy listed(models.get(), &HttpExchange::finished);
    m_server.nextRequest()->write("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 2\r\n\r\n{}");
    QVERIFY(listed.wait(10'000));
    const ModelNames names = modelsIn(*models->call());
    QVERIFY(!names);
    QCOMPARE(names.error().httpStatus, 302);
    QVERIFY2(names.error().message.contains(u"/login"_s), qPrintable(names.error().message));
    const std::unique_ptr<HttpExchange> health(m_client.askForHealth(m_server.url(u"/health"_s), nullptr));
    QSignalSpy checked(health.get(), &HttpExchange::finished);
    m_server.nextRequest()->write("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 2\r\n\r\n{}");
    QVERIFY(checked.wait(10'000));
    const Health found = healthIn(*health->call());
    QVERIFY(!found.isWell);
    QCOMPARE(found.httpStatus, 302);
    QVERIFY2(found.words.contains(u"/login"_s), qPrintable(found.words));
}

void TestTransportError::aServerWithoutTls()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("needs OpenSSL");
    FakeServer server;
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    const Target target{.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")};
    const std::unique_ptr<Exchange> exchange(m_client.start(target, ChatRequest{}, nullptr));
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    server.nextConnection()->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nno TLS here");
    QVERIFY(finished.wait(10'000));
    const ChatError error = exchange->reply().error.value();
    QCOMPARE(error.kind, ChatError::Kind::Network);
    QVERIFY2(error.message.contains(u"does not speak TLS"_s), qPrintable(error.message));
}

/// Qt tries once more where not a byte was sent.
void TestTransportError::aResetAtOnceHasWords()
{
    FakeServer server;
    for (int i = 0; i < 10; ++i) {
        const Target target{.url = server.url(), .headers = {}, .dialect = findDialect(u"chat-completions")};
        const std::unique_ptr<Exchange> exchange(m_client.start(target, ChatRequest{}, nullptr));
        qsizetype reset = server.connectionCount();
        QVERIFY(eventually([&] {
            for (; reset < server.connectionCount(); ++reset)
                server.nextConnection()->reset();
            return !exchange->isRunning();
        }));
        const QString words = exchange->reply().error.value().message;
        QVERIFY2(words.startsWith(u"Connection"_s), qPrintable(words));
    }
}

QTEST_GUILESS_MAIN(TestTransportError)
#include "tst_transporterror.moc"

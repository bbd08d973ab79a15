// SPDX-License-Identifier: GPL-3.0-or-later
// What the embedded gateway takes from whom, over real sockets.
#include "demo/http/loopbacklistener.h"
#include "demo/server/demogateway.h"

#include "connection.h"

#include <QTest>

#include <cerrno>
#include <limits>
#include <memory>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;
using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

DemoSettings settings(const HttpLimits &limits = {})
{
    DemoSettings result;
    result.speed = std::numeric_limits<double>::infinity();
    result.http = limits;
    return result;
}

QByteArray question(const QByteArray &text, const QByteArray &headers = {})
{
    return postTo("/api/chat",
        R"({"model":"ruflo-fast","stream":true,"messages":[{"role":"user","content":")" + text + R"("}]})",
        headers);
}

QByteArray statusOf(const QByteArray &answer)
{
    return answer.sliced(answer.indexOf(' ') + 1, 3);
}

QByteArray headWith(const QByteArray &headers)
{
    return "GET /api/health HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n";
}

/// The time of the processor that this program has used.
std::chrono::microseconds processorTime()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

/// Takes all descriptors that the program may open.
class NoDescriptors
{
public:
    NoDescriptors()
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit few = m_before;
        few.rlim_cur = std::min<rlim_t>(m_before.rlim_cur, 256);
        setrlimit(RLIMIT_NOFILE, &few);
        for (int taken = ::dup(STDOUT_FILENO); taken >= 0; taken = ::dup(STDOUT_FILENO))
            m_taken.push_back(taken);
    }
    ~NoDescriptors()
    {
        for (const int taken : m_taken)
            ::close(taken);
        setrlimit(RLIMIT_NOFILE, &m_before);
    }
    Q_DISABLE_COPY_MOVE(NoDescriptors)

private:
    rlimit m_before{};
    std::vector<int> m_taken;
};

} // namespace

class HttpLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyOurOwnPages_data();
    void onlyOurOwnPages();
    void frontPageNamesNoOtherHost();
    void tooMuch_data();
    void tooMuch();
    void refusalReachesWhoStillSends();
    void waitsForTheBodyOnRequest();
    void asksForNoBodyThatItHas();
    void slowHead_data();
    void slowHead();
    void slowBody();
    void idleConnectionClosesWithoutWords();
    void runningAnswerMayTakeLonger();
    void oneConnectionTooMany();
    void restsWithoutDescriptors();
    void withoutDescriptorsItSaysSo();
    void headHasTheSameHeaders();
    void refusedHeadHasNoBody_data();
    void refusedHeadHasNoBody();
    void halfClosedClientIsAnswered_data();
    void halfClosedClientIsAnswered();
    void halfARequestIsRefused();
    void oldClientsGetNoChunks();
    void whoNeverReadsIsNotReadFrom();
};

void HttpLimitsTest::onlyOurOwnPages_data()
{
    QTest::addColumn<QByteArray>("headers"); // PORT is the gateway's
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const QByteArray &headers, const QByteArray &status) {
        QTest::newRow(headers) << QByteArray(headers).replace('|', "\r\n") + "\r\n" << status;
    };
    row("Host: 127.0.0.1:PORT", "200");
    row("Host: localhost:PORT", "200");
    row("Host: LocalHost:PORT", "200");
    row("Host: [::1]:PORT", "200");
    row("Host: 127.0.0.1:PORT|Origin: http://localhost:PORT", "200");
    row("Host: 127.0.0.1", "403");
    row("Host: 127.0.0.1:1", "403");
    row("Host: example.com", "403");
    row("Host: example.com:PORT", "403");
    row("Host: localhost.example.com:PORT", "403");
    row("Host: 127.0.0.1:PORT.example.com", "403");
    row("Host: user@127.0.0.1:PORT", "403");
    row("Host: 127.0.0.2:PORT", "403");
    row("Host: ", "403");
    row("Host: 127.0.0.1:PORT|Origin: https://example.com", "403");
    row("Host: 127.0.0.1:PORT|Origin: https://127.0.0.1:PORT", "403");
    row("Host: 127.0.0.1:PORT|Origin: http://127.0.0.1", "403");
    row("Host: 127.0.0.1:PORT|Origin: null", "403");
    row("Host: 127.0.0.1:PORT|Origin: ", "403");
    row("Host: 127.0.0.1:PORT|Origin: http://127.0.0.1:PORT|Origin: http://example.com", "403");
}

void HttpLimitsTest::onlyOurOwnPages()
{
    QFETCH(QByteArray, headers);
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    headers.replace("PORT", QByteArray::number(url.port()));
    for (const QByteArray &method : {"GET"_ba, "POST"_ba}) {
        Connection connection(url);
        const QByteArray path = method == "GET" ? "/api/health" : "/v1/messages";
        const QByteArray answer =
            connection.ask(method + ' ' + path + " HTTP/1.1\r\n" + headers + "Content-Length: 0\r\n\r\n");
        QFETCH(QByteArray, status);
        if (status == "403" || method == "GET")
            QCOMPARE(statusOf(answer), status);
        QCOMPARE(answer.contains("This gateway answers "), status == "403");
        QVERIFY(!answer.contains("example.com") && !answer.toLower().contains("access-control"));
    }
}

void HttpLimitsTest::frontPageNamesNoOtherHost()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    const QByteArray answer = connection.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QCOMPARE(statusOf(answer), "403");
    QVERIFY(!answer.contains("evil"));
}

void HttpLimitsTest::tooMuch_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray chunked = "POST /api/chat HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("100 headers") << headWith(QByteArray("A: b\r\n").repeated(99)) << "200"_ba;
    QTest::newRow("101 headers") << headWith(QByteArray("A: b\r\n").repeated(100)) << "431"_ba;
    QTest::newRow("head of 60 KiB") << headWith("A: " + QByteArray(60 << 10, 'b') + "\r\n") << "200"_ba;
    QTest::newRow("head of 65 KiB") << headWith("A: " + QByteArray(65 << 10, 'b') + "\r\n") << "431"_ba;
    QTest::newRow("request line without end") << "GET /" + QByteArray(70 << 10, 'b') << "431"_ba;
    QTest::newRow("body of 4 MiB") << postTo("/api/chat", QByteArray(4 << 20, ' ')) << "400"_ba;
    QTest::newRow("body of 4 MiB and a byte")
        << postTo("/api/chat", QByteArray((4 << 20) + 1, ' ')) << "413"_ba;
    QTest::newRow("chunks of 5 MiB") << chunked +
                                            ("100000\r\n" + QByteArray(1 << 20, ' ') + "\r\n").repeated(5)
                                     << "413"_ba;
    QTest::newRow("two lengths") << headWith("Content-Length: 0\r\nContent-Length: 0\r\n") << "400"_ba;
    QTest::newRow("two Hosts") << headWith("Host: test\r\n") << "400"_ba;
    QTest::newRow("length and chunks")
        << headWith("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n") << "400"_ba;
    QTest::newRow("NUL in a header") << headWith("A: b\0c\r\n"_ba) << "400"_ba;
    QTest::newRow("HTTP/3.7") << "GET / HTTP/3.7\r\nHost: test\r\n\r\n"_ba << "505"_ba;
}

void HttpLimitsTest::tooMuch()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    Connection connection(url);
    const QByteArray answer = connection.ask(request);
    QCOMPARE(statusOf(answer), status);
    if (status != "200" && bodyOf(answer).size() > 0)
        QVERIFY(bodyOf(answer).startsWith("{\"error\":{\"message\":\""));
    Connection next(url);
    QCOMPARE(statusOf(next.ask(get("/api/health"))), "200");
}

void HttpLimitsTest::refusalReachesWhoStillSends()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    connection.send("POST /api/chat HTTP/1.1\r\nHost: test\r\nContent-Length: 50000000\r\n\r\n" +
                    QByteArray(50'000'000, ' '));
    const QByteArray answer = connection.readAnswer();
    QCOMPARE(statusOf(answer), "413");
    QVERIFY(answer.contains("\r\nconnection: close\r\n"));
    QVERIFY(connection.waitForEnd());
}

void HttpLimitsTest::waitsForTheBodyOnRequest()
{
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    Connection connection(url);
    const QByteArray request = question("hello", "Expect: 100-continue\r\n");
    const qsizetype head = request.indexOf("\r\n\r\n") + 4;
    connection.send(request.first(head));
    QCOMPARE(connection.readUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.send(request.sliced(head));
    QVERIFY(connection.readAnswer().contains("[DONE]"));
    Connection large(url);
    large.send(
        "POST /api/chat HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: 5000000\r\n\r\n");
    QCOMPARE(statusOf(large.readAnswer()), "413");
}

void HttpLimitsTest::asksForNoBodyThatItHas()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    QVERIFY(connection.ask(question("hello", "Expect: 100-continue\r\n")).contains("[DONE]"));
    QCOMPARE(statusOf(connection.ask(headWith("Expect: 100-continue\r\n"))), "200");
    QCOMPARE(statusOf(connection.ask(get("/api/health"))), "200");
}

void HttpLimitsTest::slowHead_data()
{
    QTest::addColumn<QByteArray>("begun");
    QTest::newRow("a request line") << "GET / HTTP/1.1\r\n"_ba;
    QTest::newRow("one character") << "G"_ba;
    QTest::newRow("after an answer") << get("/api/health") + "GET /";
}

void HttpLimitsTest::slowHead()
{
    QFETCH(QByteArray, begun);
    DemoGateway gateway(settings({.patience = 200ms}));
    Connection connection(gateway.start().value());
    connection.send(begun);
    if (begun.contains("health"))
        QCOMPARE(statusOf(connection.readAnswer()), "200");
    const QByteArray answer = connection.readAnswer();
    QCOMPARE(statusOf(answer), "408");
    QVERIFY(answer.contains("within 0.2 s"));
    QVERIFY(connection.waitForEnd());
}

void HttpLimitsTest::slowBody()
{
    DemoGateway gateway(settings({.patience = 200ms}));
    Connection connection(gateway.start().value());
    connection.send("POST /api/chat HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nbody");
    QCOMPARE(statusOf(connection.readAnswer()), "408");
    QVERIFY(connection.waitForEnd());
}

void HttpLimitsTest::idleConnectionClosesWithoutWords()
{
    DemoGateway gateway(settings({.idle = 200ms}));
    const QUrl url = gateway.start().value();
    Connection fresh(url);
    fresh.send({});
    QVERIFY(fresh.readUntil("HTTP").isEmpty());
    Connection used(url);
    QCOMPARE(statusOf(used.ask(get("/api/health"))), "200");
    QVERIFY(used.readUntil("HTTP").isEmpty());
    QVERIFY(used.waitForEnd());
}

void HttpLimitsTest::runningAnswerMayTakeLonger()
{
    DemoSettings slow = settings({.patience = 100ms});
    slow.speed = 0.5;
    DemoGateway gateway(slow);
    Connection connection(gateway.start().value());
    QVERIFY(connection.ask(question("hello")).contains("[DONE]"));
}

void HttpLimitsTest::oneConnectionTooMany()
{
    DemoGateway gateway(settings({.connections = 3}));
    const QUrl url = gateway.start().value();
    std::vector<std::unique_ptr<Connection>> taken;
    for (int i = 0; i < 3; ++i) {
        taken.push_back(std::make_unique<Connection>(url));
        QCOMPARE(statusOf(taken.back()->ask(get("/api/health"))), "200");
    }
    Connection next(url);
    next.send(get("/api/health"));
    const QByteArray refused = next.readAnswer();
    QCOMPARE(statusOf(refused), "503");
    QVERIFY(refused.contains("3 connections at once"));
    QVERIFY(next.waitForEnd());
    QCOMPARE(statusOf(taken.front()->ask(get("/api/health"))), "200");
    taken.front()->hangUp();
    QVERIFY(QTest::qWaitFor(
        [&] { return statusOf(Connection(url).ask(get("/api/health"))) == "200"; }, Patience));
}

/// The connection waits in the system, and the gateway rests: it does not ask for a descriptor all the time.
void HttpLimitsTest::restsWithoutDescriptors()
{
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    Connection before(url);
    QCOMPARE(statusOf(before.ask(get("/api/health"))), "200");
    QTcpSocket waiting;
    {
        QVERIFY(waiting.bind(QHostAddress(QHostAddress::LocalHost))); // takes its descriptor
        const NoDescriptors none;
        waiting.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(waiting.waitForConnected(Patience));
        waiting.write("GET /api/health HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n");
        const auto start = processorTime();
        QVERIFY(!waiting.waitForReadyRead(500));
        QVERIFY(processorTime() - start < 50ms);
        QCOMPARE(statusOf(before.ask(get("/api/health"))), "200");
    }
    QVERIFY(waiting.waitForReadyRead(Patience));
    QCOMPARE(statusOf(waiting.readAll()), "200");
}

void HttpLimitsTest::withoutDescriptorsItSaysSo()
{
    LoopbackListener listener;
    std::expected<quint16, QString> port;
    {
        const NoDescriptors none;
        port = listener.open(0);
    }
    QVERIFY(!port);
    QCOMPARE(port.error(), qt_error_string(EMFILE));
}

void HttpLimitsTest::headHasTheSameHeaders()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    for (const QByteArray &path : {"/"_ba, "/api/health"_ba, "/nothing"_ba}) {
        const QByteArray whole = connection.ask(get(path));
        connection.send("HEAD " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
        QCOMPARE(connection.readUntil("\r\n\r\n"), whole.first(whole.indexOf("\r\n\r\n") + 4));
    }
    QCOMPARE(statusOf(connection.ask(get("/api/health"))), "200"); // no byte of a body came
}

/// RFC 9110 9.3.2
void HttpLimitsTest::refusedHeadHasNoBody_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray begun = "HEAD /api/health HTTP/1.1\r\nHost: test\r\n";
    QTest::newRow("two Hosts") << begun + "Host: test\r\n\r\n" << "400"_ba;
    QTest::newRow("large") << begun + "A: " + QByteArray(70 << 10, 'b') << "431"_ba;
    QTest::newRow("half") << begun << "400"_ba;
    QTest::newRow("half a body") << begun + "Content-Length: 5\r\n\r\nbody" << "400"_ba;
}

void HttpLimitsTest::refusedHeadHasNoBody()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    connection.send(request);
    connection.endSending();
    const QByteArray answer = connection.readUntil("nothing like this");
    QCOMPARE(statusOf(answer), status);
    QCOMPARE(bodyOf(answer), QByteArray());
}

void HttpLimitsTest::halfClosedClientIsAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("plain") << get("/api/health") << "\"status\":\"ok\"}"_ba;
    QTest::newRow("stream") << question("hello") << "data: [DONE]\n\n\r\n0\r\n\r\n"_ba;
    QTest::newRow("pipelined") << question("hello") + get("/api/health") << "\"status\":\"ok\"}"_ba;
}

void HttpLimitsTest::halfClosedClientIsAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, end);
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    connection.send(request);
    connection.endSending();
    QVERIFY(connection.readUntil("nothing like this").endsWith(end));
    QVERIFY(connection.waitForEnd());
}

void HttpLimitsTest::halfARequestIsRefused()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    connection.send("GET / HTTP/1.1\r\n");
    connection.endSending();
    QCOMPARE(statusOf(connection.readAnswer()), "400");
}

void HttpLimitsTest::oldClientsGetNoChunks()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    connection.send(question("hello").replace("HTTP/1.1", "HTTP/1.0"));
    const QByteArray answer = connection.readUntil("nothing like this");
    QVERIFY(!answer.contains("chunked"));
    QVERIFY(bodyOf(answer).startsWith("data: {") && answer.endsWith("data: [DONE]\n\n"));
}

/// A client that asks on and on and reads nothing is not taken on for ever: its requests stay in the network.
void HttpLimitsTest::whoNeverReadsIsNotReadFrom()
{
    DemoGateway gateway(settings({.patience = 300ms, .lingering = 0ms}));
    const QUrl url = gateway.start().value();
    QTcpSocket socket;
    QVERIFY(socket.bind(QHostAddress(QHostAddress::LocalHost)));
    socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    socket.setReadBufferSize(1);
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QVERIFY(socket.waitForConnected(Patience));
    const QByteArray requests =
        ("GET /" + QByteArray(30'000, 'a') + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n")
            .repeated(10);
    qint64 sent = 0;
    const auto isRefused = [&] {
        const ssize_t size = ::send(static_cast<int>(socket.socketDescriptor()), requests.constData(),
            static_cast<size_t>(requests.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        sent += std::max<ssize_t>(0, size);
        return size < 0 && errno != EAGAIN;
    };
    QVERIFY(QTest::qWaitFor(isRefused, Patience));
    QVERIFY2(sent < 50'000'000, QByteArray::number(sent));
}

QTEST_GUILESS_MAIN(HttpLimitsTest)
#include "tst_httplimits.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/requestreader.h"

#include <QTest>

using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

constexpr HttpLimits Small{.headBytes = 300, .headers = 5, .bodyBytes = 16};

const QByteArray Host = "Host: a\r\n"; // NOLINT(*-statically-constructed-objects)

/// What comes of the bytes in pieces of this size: "POST /path body", one for each request, or the status of
/// the refusal as the last.
QByteArrayList readIn(qsizetype piece, const QByteArray &bytes)
{
    RequestReader reader(Small);
    QByteArrayList said;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.add(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        for (;;) {
            const RequestReader::Result next = reader.next();
            if (!next)
                return said << QByteArray::number(next.error().status);
            if (!*next)
                break;
            said << (*next)->method + ' ' + (*next)->path.toUtf8() + ' ' + (*next)->body;
        }
    }
    return said;
}

} // namespace

class RequestReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void expectationIsToldOnce();
    void noExpectationWithoutABodyToCome_data();
    void noExpectationWithoutABodyToCome();
    void lastRequest_data();
    void lastRequest();
    void everyRefusalHasWords();
};

void RequestReaderTest::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("said");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &said) {
        QTest::newRow(name) << bytes << said;
    };
    const QByteArray chunked = "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Host + "\r\n";
    row("without a body", "GET /a HTTP/1.1\r\n" + Host + "\r\n", {"GET /a "});
    row("query and percent", "GET /a%20b?c=%20 HTTP/1.1\r\n" + Host + "\r\n", {"GET /a b "});
    row("two slashes are no host", "GET //x/y HTTP/1.1\r\n" + Host + "\r\n", {"GET //x/y "});
    row("a whole URL", "GET http://a/b?c HTTP/1.1\r\n" + Host + "\r\n", {"GET /b "});
    row("a whole URL without a path", "GET http://a HTTP/1.1\r\n" + Host + "\r\n", {"GET / "});
    row("a whole URL with a query alone", "GET http://a?b HTTP/1.1\r\n" + Host + "\r\n", {"GET / "});
    row("a whole URL in capitals", "GET HTTP://A/b HTTP/1.1\r\n" + Host + "\r\n", {"GET /b "});
    row("length", "POST /b HTTP/1.0\r\ncontent-length:  4 \r\n" + Host + "\r\nbody", {"POST /b body"});
    row("chunks", chunked + "3;a=b\r\nbod\r\n001\r\ny\r\n0\r\n\r\n", {"POST /c body"});
    row("trailer", chunked + "4\r\nbody\r\n0\r\nX: y\r\nZ: a\r\n\r\n", {"POST /c body"});
    row("chunks of nothing", chunked + "0\r\n\r\n", {"POST /c "});
    row("as much as is allowed", chunked + "8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n",
        {"POST /c 1234567812345678"});
    row("empty lines before", "\r\n\r\nGET /a HTTP/1.1\r\n" + Host + "\r\n", {"GET /a "});
    row("pipelined",
        chunked + "1\r\na\r\n0\r\n\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 1\r\n" + Host +
            "\r\nbGET /a HTTP/1.1\r\n" + Host + "\r\n",
        {"POST /c a", "POST /b b", "GET /a "});
    row("incomplete", "POST /b HTTP/1.1\r\nContent-Length: 5\r\n" + Host + "\r\nbody", {});
    row("five headers", "GET /a HTTP/1.1\r\n" + Host + "A: b\r\nA: b\r\nA: b\r\nA: b\r\n\r\n", {"GET /a "});
}

void RequestReaderTest::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, said);
    for (qsizetype piece = 1; piece <= bytes.size(); ++piece)
        QCOMPARE(readIn(piece, bytes), said);
}

void RequestReaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &status = "400") {
        QTest::newRow(name) << bytes << status;
    };
    const auto headers = [](const QByteArray &lines) {
        return "POST /a HTTP/1.1\r\n" + Host + lines + "\r\n";
    };
    const QByteArray chunked = headers("Transfer-Encoding: chunked\r\n");
    row("no version", "GET /a\r\n" + Host + "\r\n");
    row("HTTP/3.7", "GET /a HTTP/3.7\r\n" + Host + "\r\n", "505");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\n", "505");
    row("HTTP/11", "GET /a HTTP/11\r\n" + Host + "\r\n");
    row("http/1.1", "GET /a http/1.1\r\n" + Host + "\r\n");
    row("two spaces", "GET  /a HTTP/1.1\r\n" + Host + "\r\n");
    row("TLS", "\x16\x03\x01\x02");
    row("NUL in the path", "GET /a\0b HTTP/1.1\r\n"_ba + Host + "\r\n");
    row("no Host", "GET /a HTTP/1.1\r\nA: b\r\n\r\n");
    row("two Hosts", headers("host: b\r\n"));
    row("the same Host twice", headers(Host));
    row("a URL of another host", "GET http://b/a HTTP/1.1\r\n" + Host + "\r\n");
    row("a URL of another host in capitals", "GET HTTP://B/a HTTP/1.1\r\n" + Host + "\r\n");
    row("two lengths", headers("Content-Length: 1\r\nContent-Length: 2\r\n"));
    row("the same length twice", headers("Content-Length: 1\r\nContent-Length: 1\r\n"));
    row("lengths in a list", headers("Content-Length: 1, 1\r\n"));
    row("negative length", headers("Content-Length: -1\r\n"));
    row("length with a sign", headers("Content-Length: +1\r\n"));
    row("empty length", headers("Content-Length:\r\n"));
    row("length and chunks", headers("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"));
    row("chunks in HTTP/1.0", "POST /a HTTP/1.0\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n");
    row("gzip, chunked", headers("Transfer-Encoding: gzip, chunked\r\n"), "501");
    row("chunked twice", headers("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), "501");
    row("NUL in a header", headers("A: b\0c\r\n"_ba));
    row("CR in a header", headers("A: b\rc\r\n"));
    row("LF in a header", headers("A: b\nC: d\r\n"));
    row("folded line", headers("A: b\r\n c\r\n"));
    row("space before the colon", headers("A : b\r\n"));
    row("no name", headers(": b\r\n"));
    row("no colon", headers("A\r\n"));
    row("lines end with LF", "GET /a HTTP/1.1\nHost: a\n\n");
    row("six headers", headers("A: b\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\n"), "431");
    row("long header", headers("A: " + QByteArray(300, 'b') + "\r\n"), "431");
    row("long request line", "GET /" + QByteArray(600, 'a'), "431");
    row("long body", headers("Content-Length: 17\r\n"), "413");
    row("length of 20 digits", headers("Content-Length: 99999999999999999999\r\n"), "413");
    row("long chunk", chunked + "11\r\n", "413");
    row("many chunks", chunked + "8\r\n12345678\r\n8\r\n12345678\r\n1\r\n", "413");
    row("chunk of 17 digits", chunked + "fffffffffffffffff\r\n", "413");
    row("negative chunk", chunked + "-1\r\n");
    row("chunk with 0x", chunked + "0x1\r\na\r\n");
    row("chunk without a size", chunked + "\r\n");
    row("chunk longer than its size", chunked + "1\r\nab\r\n0\r\n\r\n");
    row("endless chunk line", chunked + "1;" + QByteArray(5000, 'a'));
    row("endless trailer", chunked + "0\r\nA: " + QByteArray(600, 'b'), "431");
}

void RequestReaderTest::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    for (qsizetype piece = 1; piece <= bytes.size(); piece += 1 + piece / 8)
        QCOMPARE(readIn(piece, bytes), QByteArrayList{status});
}

void RequestReaderTest::expectationIsToldOnce()
{
    RequestReader reader(Small);
    reader.add("POST /a HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 4\r\n" + Host + "\r\n");
    QVERIFY(!reader.takeExpectation());
    QVERIFY(!reader.next()->has_value());
    QVERIFY(reader.takeExpectation());
    QVERIFY(!reader.takeExpectation());
    reader.add("body");
    QCOMPARE(reader.next()->value().body, "body"_ba);
}

/// RFC 9110 10.1.1
void RequestReaderTest::noExpectationWithoutABodyToCome_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray lines = Host + "Expect: 100-continue\r\n";
    QTest::newRow("the body came with the head")
        << "POST /a HTTP/1.1\r\n" + lines + "Content-Length: 4\r\n\r\nbody";
    QTest::newRow("no body") << "GET /a HTTP/1.1\r\n" + lines + "\r\n";
    QTest::newRow("HTTP/1.0") << "POST /a HTTP/1.0\r\n" + lines + "Content-Length: 4\r\n\r\n";
}

void RequestReaderTest::noExpectationWithoutABodyToCome()
{
    QFETCH(QByteArray, request);
    RequestReader reader(Small);
    reader.add(request);
    std::ignore = reader.next();
    QVERIFY(!reader.takeExpectation());
}

void RequestReaderTest::lastRequest_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("last");
    QTest::newRow("HTTP/1.1 keeps the connection") << "HTTP/1.1"_ba << ""_ba << false;
    QTest::newRow("close, in a list") << "HTTP/1.1"_ba << "Connection: TE, Close\r\n"_ba << true;
    QTest::newRow("HTTP/1.0") << "HTTP/1.0"_ba << ""_ba << true;
}

void RequestReaderTest::lastRequest()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, header);
    RequestReader reader(Small);
    reader.add("GET /a " + version + "\r\n" + Host + header + "\r\n");
    QTEST(reader.next()->value().isLast(), "last");
}

void RequestReaderTest::everyRefusalHasWords()
{
    RequestReader reader(Small);
    reader.add("GET /a HTTP/1.1\r\n\r\n");
    QVERIFY(!reader.next().error().message.isEmpty());
}

QTEST_GUILESS_MAIN(RequestReaderTest)
#include "tst_requestreader.moc"

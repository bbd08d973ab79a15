// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httpreader.h"

#include "support/splits.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using State = HttpReader::State;

struct Read
{
    int status = 0;
    RawHeaders headers;
    QByteArray body;
    State before = State::Head; ///< the connection closes
    State after = State::Head;

    bool operator==(const Read &) const = default;
};

Read read(const Test::Pieces &pieces)
{
    HttpReader reader;
    Read read;
    for (const QByteArray &piece : pieces)
        read.body += reader.feed(piece);
    read.before = reader.state();
    reader.close();
    read.after = reader.state();
    read.status = reader.status();
    read.headers = reader.headers();
    return read;
}

} // namespace

/// RFC 9112
class TestHttpReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void headers();
    void aBrokenConnectionEndsNoBodyWithoutALength();
    void anEndlessHeadIsBroken();
    void anEndlessChunkLineIsBroken();
};

void TestHttpReader::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    const auto row = [](const char *name, const QByteArray &bytes, int status, const QByteArray &body,
                         State before, State after) {
        QTest::newRow(name) << bytes << status << body << static_cast<int>(before) << static_cast<int>(after);
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    using enum State;
    row("a length", ok + "Content-Length: 5\r\n\r\nHello", 200, "Hello", Ended, Ended);
    row("more than its length", ok + "content-length: 5\r\n\r\nHello!", 200, "Hello", Ended, Ended);
    row("less than its length", ok + "Content-Length: 6\r\n\r\nHello", 200, "Hello", Body, Broken);
    row("no length", ok + "\r\nHello", 200, "Hello", Body, Ended);
    row("a length of 0", "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", 413, "", Ended, Ended);
    row("no reason", "HTTP/1.1 413\r\nContent-Length: 0\r\n\r\n", 413, "", Ended, Ended);
    row("HTTP/1.0", "HTTP/1.0 400 Bad\r\n\r\nno", 400, "no", Body, Ended);
    row("204", "HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\n", 204, "", Ended, Ended);
    row("line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nHi", 200, "Hi", Ended, Ended);
    row("after a 100", "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n" + ok + "Content-Length: 2\r\n\r\nHi", 200,
        "Hi", Ended, Ended);
    row("chunks", chunked + "3\r\nHel\r\n2;x=1\r\nlo\r\n0\r\n\r\n", 200, "Hello", Ended, Ended);
    row("chunks and trailers", chunked + "A\r\n0123456789\r\n0\r\nX: 1\r\nY: 2\r\n\r\nmore", 200,
        "0123456789", Ended, Ended);
    row("chunks without an end", chunked + "3\r\nHel\r\n", 200, "Hel", Body, Broken);
    row("no chunk size", chunked + "xyz\r\nHel\r\n", 200, "", Broken, Broken);
    row("a negative chunk size", chunked + "-3\r\nHel\r\n", 200, "", Broken, Broken);
    row("a chunk size beyond all numbers", chunked + "fffffffffffffffff\r\n", 200, "", Broken, Broken);
    row("a chunk longer than its size", chunked + "3\r\nHello\r\n", 200, "Hel", Broken, Broken);
    row("chunks beat a length",
        ok + "Content-Length: 9\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", 200, "x", Ended,
        Ended);
    row("two lengths", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 200, "", Broken, Broken);
    row("the same length twice", ok + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 200, "a", Ended,
        Ended);
    row("the same length in one list", ok + "Content-Length: 2, 2\r\n\r\nab", 200, "ab", Ended, Ended);
    row("two lengths in one list", ok + "Content-Length: 2, 3\r\n\r\nab", 200, "", Broken, Broken);
    row("no number", ok + "Content-Length: ten\r\n\r\n", 200, "", Broken, Broken);
    row("a negative length", ok + "Content-Length: -1\r\n\r\n", 200, "", Broken, Broken);
    row("no HTTP", "SSH-2.0-OpenSSH\r\n\r\n", 0, "", Broken, Broken);
    row("HTTP/2", QByteArray("\0\0\x12\4\0\0\0\0\0", 9), 0, "", Broken, Broken);
    row("half a head", "HTTP/1.1 200 OK\r\nX: ", 0, "", Head, Broken);
    row("nothing", "", 0, "", Head, Broken);
}

void TestHttpReader::answers()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, before);
    QFETCH(const int, after);
    const Read whole = read({bytes});
    QCOMPARE(whole.status, status);
    QCOMPARE(whole.body, body);
    QCOMPARE(static_cast<int>(whole.before), before);
    QCOMPARE(static_cast<int>(whole.after), after);
    for (const Test::Pieces &pieces : Test::splits(bytes))
        QVERIFY2(read(pieces) == whole, pieces.join('|').constData());
}

void TestHttpReader::headers()
{
    const RawHeaders expected{{"A", "1, 2"}, {"B", ""}, {"A", "3:4"}};
    QCOMPARE(
        read({"HTTP/1.1 200 OK\r\nA: 1,\r\n  2\r\nB:\r\nno header\r\nA:3:4 \r\n\r\n"}).headers, expected);
}

void TestHttpReader::aBrokenConnectionEndsNoBodyWithoutALength()
{
    HttpReader reader;
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\n\r\nhalf"), "half");
    reader.breakOff();
    QCOMPARE(reader.state(), State::Broken);
}

void TestHttpReader::anEndlessHeadIsBroken()
{
    HttpReader reader;
    std::ignore = reader.feed("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100'000 && reader.state() == State::Head; ++i)
        std::ignore = reader.feed("X-More: and more and more\r\n");
    QCOMPARE(reader.state(), State::Broken);
}

void TestHttpReader::anEndlessChunkLineIsBroken()
{
    HttpReader reader;
    std::ignore = reader.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
    std::ignore = reader.feed(QByteArray(100'000, 'x'));
    QCOMPARE(reader.state(), State::Broken);
}

QTEST_GUILESS_MAIN(TestHttpReader)
#include "tst_httpreader.moc"

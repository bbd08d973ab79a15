// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/curltext.h"

#include "support/filepair.h"
#include "support/recordings.h"

#include <QDirIterator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Body = "data: {\"text\":\"Hi\"}\n\ndata: {\"done\":true}\n\n";

} // namespace

/// The form that `curl -i` prints.
class TestCurlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenAsCurlPrintsIt();
    void everyBodyComesBack();
    void heads_data();
    void heads();
    void aBodyThatLooksLikeAHeadIsABody();
    void aLineWithoutAColon();
    void whatIsNoHead_data();
    void whatIsNoHead();
    void aKeyIsMasked();
};

void TestCurlText::isWrittenAsCurlPrintsIt()
{
    const Recording recording = Test::recordingOf({Body.first(9), Body.sliced(9)}, "text/event-stream", 429);
    QCOMPARE(
        curlTextOf(recording), "HTTP/1.1 429 \r\nContent-Type: text/event-stream\r\nX-Request-Id: r-1\r\n"
                               "Link: a=1\r\nLink: b=2\r\n\r\n" +
                                   Body);
    QCOMPARE(curlTextOf(Recording()), "");
}

void TestCurlText::everyBodyComesBack()
{
    QDirIterator files(QStringLiteral(PARLANCE_TEST_DATA "/wire"), {u"*.sse"_s, u"*.body"_s}, QDir::Files,
        QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        const QByteArray body = Test::readFile(files.next());
        Recording recording = Test::recordingOf(Test::randomPieces(body, 1), "text/event-stream");
        recording.head->headers.removeLast();
        const auto capture = captureInCurlText(curlTextOf(recording));
        QVERIFY(capture);
        QCOMPARE(capture->recording.body(), body);
        QCOMPARE(capture->recording.head->status, 200);
        QCOMPARE(capture->recording.head->headers, recording.head->headers);
        QVERIFY(capture->recording.end);
        ++count;
    }
    QVERIFY(count > 100);
}

void TestCurlText::heads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<RawHeaders>("headers");
    const RawHeaders stream{{"content-type", "text/event-stream"}};
    QTest::newRow("HTTP/2") << "HTTP/2 200 \r\ncontent-type: text/event-stream\r\n\r\n" + Body << 200
                            << stream;
    QTest::newRow("HTTP/1.1") << "HTTP/1.1 200 OK\r\ncontent-type:text/event-stream\r\n\r\n" + Body << 200
                              << stream;
    QTest::newRow("LF") << "HTTP/1.1 200 OK\ncontent-type: text/event-stream \n\n" + Body << 200 << stream;
    QTest::newRow("without a reason") << "HTTP/1.0 503\r\n\r\n" + Body << 503 << RawHeaders();
    QTest::newRow("100 Continue")
        << "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + Body
        << 200 << stream;
    QTest::newRow("a proxy") << "HTTP/1.1 200 Connection established\r\nVia: p\r\n\r\nHTTP/2 103 \r\nlink: "
                                "x\r\n\r\nHTTP/2 200 \r\n\r\n" +
                                    Body
                             << 200 << RawHeaders();
    QTest::newRow("a redirect that was followed")
        << "HTTP/1.1 307 Temporary Redirect\r\nLocation: /b\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n" + Body
        << 404 << RawHeaders();
    QTest::newRow("a redirect that was not")
        << "HTTP/1.1 307 Temporary Redirect\r\nLocation: /b\r\n\r\n" + Body << 307
        << RawHeaders{{"Location", "/b"}};
    QTest::newRow("de-chunked") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Body << 200
                                << RawHeaders{{"Transfer-Encoding", "chunked"}};
    QTest::newRow("repeated and folded") << "HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n  more\r\nB:\r\n\r\n" + Body
                                         << 200 << RawHeaders{{"A", "1"}, {"A", "2 more"}, {"B", ""}};
}

void TestCurlText::heads()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, status);
    QFETCH(const RawHeaders, headers);
    QVERIFY(isCurlText(text));
    const auto capture = captureInCurlText(text);
    QVERIFY(capture);
    QCOMPARE(capture->recording.head->status, status);
    QCOMPARE(capture->recording.head->headers, headers);
    QCOMPARE(capture->recording.body(), Body);
    QCOMPARE(capture->request.url, QUrl());
    QVERIFY(!capture->startedAt.isValid());
}

void TestCurlText::aBodyThatLooksLikeAHeadIsABody()
{
    const auto capture = captureInCurlText("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx");
    QCOMPARE(capture->recording.body(), "HTTP/1.1 200 OK\r\n\r\nx");
}

void TestCurlText::aLineWithoutAColon()
{
    const auto capture = captureInCurlText("HTTP/1.1 200 OK\r\nA: 1\r\nno colon\r\n\r\n");
    QVERIFY(!capture);
    QCOMPARE(capture.error().reason, CaptureFault::Reason::NoColon);
    QCOMPARE(capture.error().place, (TextPlace{3, 1}));
}

void TestCurlText::whatIsNoHead_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "HTTP", "HTTP/", "HTTP/x 200 OK\n", "HTTP/1.1 20 OK\n", "HTTP/1.1 2000\n",
             "HTTP is a protocol\n\n", " HTTP/1.1 200 OK\n"})
        QTest::newRow(QByteArray(text).replace('\n', "<LF>").constData()) << QByteArray(text);
}

void TestCurlText::whatIsNoHead()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!isCurlText(text));
    QCOMPARE(captureInCurlText(text).error().reason, CaptureFault::Reason::NoAnswer);
}

void TestCurlText::aKeyIsMasked()
{
    const auto capture = captureInCurlText("HTTP/1.1 200 OK\r\nAuthorization: Bearer sk-0123456789\r\n\r\n");
    QCOMPARE(capture->recording.head->headers, (RawHeaders{{"Authorization", "Bearer *************"}}));
    const auto cookie = captureInCurlText("HTTP/2 200\r\nset-cookie: sid=abc; Secure\r\n\r\n");
    QCOMPARE(cookie->recording.head->headers, (RawHeaders{{"set-cookie", "***************"}}));
}

QTEST_APPLESS_MAIN(TestCurlText)
#include "tst_curltext.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capturefile.h"

#include "support/recordings.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// The bytes of a file decide what it is.
class TestCaptureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void everyFormIsReadAgain_data();
    void everyFormIsReadAgain();
    void aByteOrderMarkIsSkipped();
    void refused_data();
    void refused();
};

void TestCaptureFile::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("events") << "data: x\n\n"_ba << "text/event-stream"_ba;
    QTest::newRow("events with CR") << "\r\revent: x\rdata: y\r\r"_ba << "text/event-stream"_ba;
    QTest::newRow("events after a mark") << "\xef\xbb\xbfid: 1\n\n"_ba << "text/event-stream"_ba;
    QTest::newRow("a comment") << ": ping\n\n"_ba << "text/event-stream"_ba;
    QTest::newRow("a field alone") << "data\n\n"_ba << "text/event-stream"_ba;
    QTest::newRow("broken UTF-8") << "data: \xc3\x28\n\n"_ba << "text/event-stream"_ba;
    QTest::newRow("an object") << "\n {\"a\":1}"_ba << "application/json"_ba;
    QTest::newRow("an object that is cut off") << "{\"choices\":[{"_ba << "application/json"_ba;
    QTest::newRow("a list") << "[{\"error\":1}]"_ba << "application/json"_ba;
    QTest::newRow("a page") << "<!DOCTYPE html>\n<html></html>"_ba << "text/html"_ba;
    QTest::newRow("a page without a type") << "<HTML lang=\"en\">"_ba << "text/html"_ba;
}

void TestCaptureFile::bodies()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    const Captures captures = capturesIn(body);
    QVERIFY(captures);
    QCOMPARE(captures->size(), 1);
    const Recording &recording = captures->first().recording;
    QCOMPARE(recording.head->status, 200);
    QCOMPARE(recording.head->headers, (RawHeaders{{"Content-Type", type}}));
    QCOMPARE(recording.body(), body);
    QVERIFY(recording.end && !recording.end->failure);
    QCOMPARE(captures->first().request, WireRequest());
    QVERIFY(!captures->first().startedAt.isValid());
}

void TestCaptureFile::everyFormIsReadAgain_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("HAR") << u"a.har"_s;
    QTest::newRow("HAR in capitals") << u"A.HAR"_s;
    QTest::newRow("curl") << u"a.txt"_s;
    QTest::newRow("body") << u"a.sse"_s;
    QTest::newRow("no suffix") << u"a"_s;
}

void TestCaptureFile::everyFormIsReadAgain()
{
    QFETCH(const QString, name);
    const Capture capture{.request = {},
        .recording = Test::recordingOf({"data: 1\n\nda", "ta: 2\n\n"}, "text/event-stream"),
        .startedAt = {}};
    const QByteArray file = captureFile(capture, name);
    const Captures again = capturesIn(file);
    QVERIFY(again);
    QCOMPARE(again->first().recording.body(), capture.recording.body());
    QCOMPARE(again->first().recording.head->headers.first(), capture.recording.head->headers.first());
    QCOMPARE(file.startsWith('{'), name.toLower().endsWith(u".har"));
    QCOMPARE(file.startsWith("HTTP/1.1 200"), name == u"a.txt");
}

void TestCaptureFile::aByteOrderMarkIsSkipped()
{
    QCOMPARE(capturesIn("\xef\xbb\xbfHTTP/1.1 200 OK\r\n\r\nx")->first().recording.body(), "x");
    QCOMPARE(capturesIn("\xef\xbb\xbf{\"version\":1,\"log\":{\"entries\":[{}]}}")->size(), 1);
}

void TestCaptureFile::refused_data()
{
    using Reason = CaptureFault::Reason;
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<qsizetype>("line");
    const auto row = [](const char *name, const QByteArray &file, Reason reason, qsizetype line = 1) {
        QTest::newRow(name) << file << reason << line;
    };
    row("nothing", "", Reason::Empty);
    row("blank", " \n\t\r\n", Reason::Empty, 3);
    row("only a mark", "\xef\xbb\xbf", Reason::Empty);
    row("a picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"_ba, Reason::NotText);
    row("an archive", "PK\x03\x04\x14"_ba, Reason::NotText);
    row("UTF-16", QByteArray("\xff\xfe{\0\"\0", 6), Reason::NotText);
    row("a drawing", "<?xml version=\"1.0\"?><svg/>", Reason::NoAnswer);
    row("words", "\n\nHello there", Reason::NoAnswer, 3);
    row("a word that begins as a field", "database: x", Reason::NoAnswer);
    row("a HAR file that is cut off", "\n{ \"log\" : {\n", Reason::CutOff, 3);
    row("log is a number", "{\"log\":7}", Reason::WrongType);
    row("a bomb", "{\"log\":{\"entries\":[" + QByteArray("{},").repeated(5'000'000) + "{}]}}",
        Reason::TooMany);
    row("a head with a fault", "HTTP/1.1 200 OK\nx\n\n", Reason::NoColon, 2);
}

void TestCaptureFile::refused()
{
    QFETCH(const QByteArray, file);
    QFETCH(const CaptureFault::Reason, reason);
    QFETCH(const qsizetype, line);
    const Captures captures = capturesIn(file);
    QVERIFY(!captures);
    QCOMPARE(captures.error().reason, reason);
    QCOMPARE(captures.error().place.line, line);
}

QTEST_APPLESS_MAIN(TestCaptureFile)
#include "tst_capturefile.moc"

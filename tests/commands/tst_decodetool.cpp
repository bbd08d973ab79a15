// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

/// The command line of parlance-decode: words, shapes and exit codes that scripts rely on.
class TestDecodeTool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_data();
    void run();
    void wrongUse_data();
    void wrongUse();
    void captures_data();
    void captures();
    void wrongCaptures_data();
    void wrongCaptures();
    void aFullDisk_data();
    void aFullDisk();
    void aFolderAsInput_data();
    void aFolderAsInput();
};

namespace {

struct Outcome
{
    QByteArray output;
    QByteArray errors;
    int exitCode = -1;
};

Outcome decode(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral(PARLANCE_DECODE), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished())
        return {.output = {}, .errors = process.errorString().toUtf8(), .exitCode = -1};
    return {process.readAllStandardOutput(), process.readAllStandardError(), process.exitCode()};
}

} // namespace

void TestDecodeTool::run_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<int>("exitCode");

    const QByteArray events = "id: 1\nretry: 9\ndata: a\n\nevent: e\ndata: \xe2\x82\n\ndata: lost";
    const QByteArray lines = R"({"event":"message","data":"a","id":"1","retry":9})"
                             "\n{\"event\":\"e\",\"data\":\"\xef\xbf\xbd\",\"id\":\"1\"}\n";
    QTest::newRow("events") << QStringList{u"sse"_s} << events << lines << 0;
    QTest::newRow("events cut") << QStringList{u"sse"_s, u"--cut"_s, u"1"_s} << events << lines << 0;
    QTest::newRow("no events") << QStringList{u"sse"_s} << QByteArray() << QByteArray() << 0;
    QTest::newRow("batch")
        << QStringList{u"sse"_s, u"--batch"_s}
        << QByteArray(R"({"n":1,"chunks":["aWQ6IDUKZGF0","YTogeAoKcmV0cnk6IDMK"]})"
                      "\n"
                      R"({"n":"two","chunks":[]})"
                      "\n")
        << QByteArray(
               R"({"n":1,"events":[{"event":"message","data":"x","id":"5"}],"last_event_id":"5","reconnection_ms":3})"
               "\n"
               R"({"n":"two","events":[],"last_event_id":null,"reconnection_ms":null})"
               "\n")
        << 0;

    QTest::newRow("batch of answers")
        << QStringList{u"chat-completions"_s, u"--batch"_s}
        << QByteArray(R"({"n":1,"chunks":[")" +
                      QByteArray("data: {\"choices\":[{\"delta\":{\"conte").toBase64() + R"(",")" +
                      QByteArray("nt\":\"hi\"}}]}\n\ndata: [DONE]\n\n").toBase64() +
                      R"("]})"
                      "\n")
        << QByteArray(
               R"({"n":1,"reply":{"text":"hi","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null,)"
               R"("usage":null,"error":null,"incomplete":false,"timing":null}})"
               "\n")
        << 0;

    const QByteArray whole = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\ndata: [DONE]\n\n";
    const QByteArray reply =
        R"({"text":"hi","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null,"usage":null,)"
        R"("error":null,"incomplete":false,"timing":null})"
        "\n";
    const QString dialect = u"chat-completions"_s;
    QTest::newRow("answer") << QStringList{dialect} << whole << reply << 0;
    QTest::newRow("answer cut") << QStringList{dialect, u"--cut"_s, u"7"_s} << whole << reply << 0;
    QTest::newRow("plain answer") << QStringList{dialect, u"--plain"_s}
                                  << QByteArray(R"({"choices":[{"message":{"content":"hi"}}]})") << reply
                                  << 0;
    for (const QString &id : {u"floopfloop"_s, u"floopfloop-generate"_s}) {
        QTest::addRow("%s", qPrintable(id))
            << QStringList{id} << QByteArray("data: {\"text\":\"hi\"}\n\ndata: [DONE]\n\n") << reply << 0;
        QTest::addRow("%s plain", qPrintable(id))
            << QStringList{id, u"--plain"_s} << QByteArray(R"({"content":"hi"})") << reply << 0;
    }
    QTest::newRow("messages")
        << QStringList{u"messages"_s, u"--cut"_s, u"1"_s}
        << QByteArray(
               "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
               "\"text\":\"hi\"}}\n\ndata: {\"type\":\"message_stop\"}\n\n")
        << reply << 0;
    QTest::newRow("messages plain") << QStringList{u"messages"_s, u"--plain"_s}
                                    << QByteArray(R"({"content":[{"type":"text","text":"hi"}]})") << reply
                                    << 0;
    QTest::newRow("X-02 incomplete answer")
        << QStringList{dialect} << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n")
        << QByteArray(reply).replace("\"incomplete\":false", "\"incomplete\":true") << 1;
    QTest::newRow("RF-21 error")
        << QStringList{dialect, u"--status"_s, u"429"_s} << QByteArray(R"({"error":{"message":"slow down"}})")
        << QByteArray(R"({"text":"","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null,)"
                      R"("usage":null,"error":{"message":"slow down","code":null,"type":null,"status":429,)"
                      R"("retry_after_s":null,"request_id":null},"incomplete":false,"timing":null})"
                      "\n")
        << 1;
}

void TestDecodeTool::run()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, output);
    QFETCH(const int, exitCode);
    const Outcome outcome = decode(arguments, input);
    QCOMPARE(outcome.output, output);
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.exitCode, exitCode);
}

void TestDecodeTool::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no format") << QStringList();
    QTest::newRow("two formats") << QStringList{u"sse"_s, u"sse"_s};
    QTest::newRow("unknown format") << QStringList{u"morse"_s};
    QTest::newRow("unknown option") << QStringList{u"sse"_s, u"--loud"_s};
    QTest::newRow("cut into nothing") << QStringList{u"sse"_s, u"--cut"_s, u"0"_s};
    QTest::newRow("cut without a number") << QStringList{u"sse"_s, u"--cut"_s, u"x"_s};
    QTest::newRow("status of events") << QStringList{u"sse"_s, u"--status"_s, u"200"_s};
    QTest::newRow("entry without a capture") << QStringList{u"sse"_s, u"--entry"_s, u"1"_s};
    QTest::newRow("a batch that is cut") << QStringList{u"sse"_s, u"--batch"_s, u"--cut"_s, u"1"_s};
    QTest::newRow("two statuses") << QStringList{
        u"messages"_s, u"--status"_s, u"200"_s, u"--status"_s, u"500"_s};
    QTest::newRow("a batch line that is not JSON") << QStringList{u"sse"_s, u"--batch"_s};
}

void TestDecodeTool::wrongUse()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = decode(arguments, "data: x\n\n");
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.errors.startsWith("parlance-decode: "));
    QCOMPARE(outcome.output, QByteArray());
}

void TestDecodeTool::captures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("the address tells the dialect")
        << QStringList{u"firefox.har"_s}
        << QByteArray(
               R"({"text":"Hello","reasoning":"","refusal":null,"tool_calls":[],"finish_reason":null,"usage":null,)"
               R"("error":null,"incomplete":false,"timing":{"sent_ms":1,"headers_ms":41,"first_token_ms":101,)"
               R"("first_text_ms":101,"last_token_ms":101,"total_ms":101}})"
               "\n");
    QTest::newRow("events")
        << QStringList{u"chrome-without-content.har"_s, u"sse"_s}
        << QByteArray("{\"event\":\"content_block_delta\",\"data\":\"{\\\"delta\\\":{\\\"type\\\":\\\"text_"
                      "delta\\\",\\\"text\\\":\\\"Gr\u00fc\u00dfe\\\"}}\",\"id\":\"7\"}\n"
                      "{\"event\":\"content_block_delta\",\"data\":\"{\\\"delta\\\":{\\\"type\\\":\\\"text_"
                      "delta\\\",\\n\\\"text\\\":\\\"!\\\"}}\",\"id\":\"7\"}\n"
                      "{\"event\":\"message_stop\",\"data\":\"{}\",\"id\":\"\"}\n");
}

void TestDecodeTool::captures()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QByteArray, output);
    arguments.first().prepend(QStringLiteral(PARLANCE_TEST_DATA "/har/"));
    const Outcome outcome = decode(QStringList{u"--har"_s} + arguments, {});
    QCOMPARE(outcome.output, output);
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.exitCode, 0);
}

void TestDecodeTool::wrongCaptures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const QString har = QStringLiteral(PARLANCE_TEST_DATA "/har/chrome.har");
    QTest::newRow("no such file") << QStringList{u"none.har"_s} << "none.har: there is no such file."_ba;
    QTest::newRow("several requests")
        << QStringList{har} << "2: POST https://chat.example/v1/chat/completions 200\n"_ba;
    QTest::newRow("no such request") << QStringList{har, u"--entry"_s, u"4"_s}
                                     << "has 3 requests, name one with --entry"_ba;
    QTest::newRow("no number") << QStringList{har, u"--entry"_s, u"0"_s}
                               << "--entry takes a number from 1"_ba;
    QTest::newRow("no dialect there")
        << QStringList{har, u"--entry"_s, u"1"_s}
        << "does not tell its format, name one: sse, chat-completions, messages"_ba;
    QTest::newRow("unknown format") << QStringList{har, u"morse"_s} << "unknown format: morse"_ba;
    QTest::newRow("two formats") << QStringList{har, u"sse"_s, u"sse"_s} << "name one format"_ba;
    QTest::newRow("plain") << QStringList{har, u"--plain"_s} << "cannot be used with --har"_ba;
    QTest::newRow("cut") << QStringList{har, u"--cut"_s, u"1"_s} << "cannot be used with --har"_ba;
}

void TestDecodeTool::wrongCaptures()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, words);
    const Outcome outcome = decode(QStringList{u"--har"_s} + arguments, {});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.startsWith("parlance-decode: ") && outcome.errors.contains(words),
        outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
}

void TestDecodeTool::aFullDisk_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("events") << QStringList{u"sse"_s} << QByteArray("data: a\n\n").repeated(10'000);
    QTest::newRow("reply") << QStringList{u"chat-completions"_s} << "data: [DONE]\n\n"_ba;
    QTest::newRow("batch") << QStringList{u"sse"_s, u"--batch"_s} << "{\"n\":1,\"chunks\":[]}\n"_ba;
}

void TestDecodeTool::aFullDisk()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, input);
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(PARLANCE_DECODE), arguments);
    process.write(input);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(),
        "parlance-decode: standard output cannot be written: No space left on device\n");
    QCOMPARE(process.exitCode(), 1);
}

void TestDecodeTool::aFolderAsInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("events") << QStringList{u"sse"_s};
    QTest::newRow("reply") << QStringList{u"messages"_s};
    QTest::newRow("batch") << QStringList{u"sse"_s, u"--batch"_s};
}

void TestDecodeTool::aFolderAsInput()
{
    QFETCH(const QStringList, arguments);
    QProcess process;
    process.setStandardInputFile(u"/tmp"_s);
    process.start(QStringLiteral(PARLANCE_DECODE), arguments);
    QVERIFY(process.waitForFinished());
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.startsWith("parlance-decode: standard input cannot be read"), errors.constData());
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QCOMPARE(process.exitCode(), 2);
}

QTEST_GUILESS_MAIN(TestDecodeTool)
#include "tst_decodetool.moc"

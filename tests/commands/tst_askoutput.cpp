// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktest.h"
#include "support/eventually.h"
#include "support/sanitizers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTest>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Key = "sk-0123456789-canary";
const QByteArray Nasty = "a\\u001b]0;title\\u0007b\\u009bc\\u202ed\\u007f";

/// What a terminal or a person's eyes must not get raw.
bool isTame(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    return std::ranges::none_of(text, [](QChar c) {
        const bool isBreak = c == u'\n' || c == u'\t' || c == u'\r';
        return (c < u' ' && !isBreak) || (c >= QChar(0x7f) && c < QChar(0xa0)) || c == QChar(0x202e);
    });
}

/// True if these bytes come out of a pipe that does not block, and nothing before them.
bool comesFrom(int pipe, const QByteArray &bytes)
{
    const QSocketNotifier wakesUp(pipe, QSocketNotifier::Read);
    QByteArray read;
    return eventually([&] {
        char byte = 0;
        while (read.size() < bytes.size() && ::read(pipe, &byte, 1) == 1)
            read += byte;
        return read == bytes;
    });
}

/// A terminal of its own: what is written to `device` comes out here.
class Terminal
{
public:
    Terminal()
        : m_master(posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK))
    {
        grantpt(m_master);
        unlockpt(m_master);
        m_slave = open(ptsname(m_master), O_RDWR | O_NOCTTY); // or what was written would go with its writer
    }
    ~Terminal()
    {
        close(m_slave);
        close(m_master);
    }
    Q_DISABLE_COPY_MOVE(Terminal)

    [[nodiscard]] QString device() const { return QString::fromLatin1(ptsname(m_master)); }
    [[nodiscard]] QByteArray text() const
    {
        QByteArray all;
        char buffer[4096];
        for (ssize_t count = 0; (count = read(m_master, buffer, sizeof buffer)) > 0;)
            all.append(buffer, count);
        return all;
    }

private:
    int m_master;
    int m_slave = -1;
};

} // namespace

/// parlance-ask and its standard streams: outputs that take nothing, inputs that are no text, terminals, and
/// what it says on standard error.
class TestAskOutput : public AskTest
{
    Q_OBJECT

public:
    TestAskOutput()
        : AskTest(Key)
    {
    }

private Q_SLOTS:
    void aFullDisk_data();
    void aFullDisk();
    void aClosedOutputIsNoConnection();
    void aReaderThatGoesStopsTheAnswer_data();
    void aReaderThatGoesStopsTheAnswer();
    void theTimeIsUp_data();
    void theTimeIsUp();
    void anAnswerInTime();
    void finishReasons_data();
    void finishReasons();
    void whatIsNoText_data();
    void whatIsNoText();
    void anAnswerThatIsNotTheFirst();
    void inputs_data();
    void inputs();
    void aFolderAsInput();
    void nothingOfAServerActsOnATerminal();
    void jsonOnATerminalIsEscaped();
    void anotherReaderGetsTheAnswerAsItIs();
    void X_08_aKeyInAnErrorIsMasked_data();
    void X_08_aKeyInAnErrorIsMasked();
    void X_08_aKeyInARedirectIsMasked();

private:
    void start(const QStringList &options);
    void ask(const QStringList &options = {});
    void sendHeadAndText(const QByteArray &text);
};

void TestAskOutput::start(const QStringList &options)
{
    run(QStringList{u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s} + options);
}

/// Asks, and waits for the request.
void TestAskOutput::ask(const QStringList &options)
{
    start(options + QStringList{u"hi"_s});
    QVERIFY(isAsked());
}

void TestAskOutput::sendHeadAndText(const QByteArray &text)
{
    m_connection->sendHead();
    m_connection->sendText(text);
}

void TestAskOutput::aFullDisk_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("text") << QStringList();
    QTest::newRow("JSON") << QStringList{u"--json"_s};
    QTest::newRow("in one piece") << QStringList{u"--no-stream"_s};
}

void TestAskOutput::aFullDisk()
{
    QFETCH(const QStringList, options);
    m_process->setStandardOutputFile(u"/dev/full"_s);
    ask(options);
    if (options.contains(u"--no-stream"_s)) {
        m_connection->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"Hi"}}]})");
    } else {
        sendHeadAndText("Hello");
        m_connection->sendDone();
    }
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(m_errors, "parlance-ask: standard output cannot be written: No space left on device\n");
}

/// The answer must not go to a socket that took the number of standard output.
void TestAskOutput::aClosedOutputIsNoConnection()
{
    m_process->setChildProcessModifier([] {
        close(STDIN_FILENO);
        close(STDOUT_FILENO);
    });
    ask();
    sendHeadAndText("Hello");
    m_connection->sendDone();
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(m_errors, "parlance-ask: standard output cannot be written: Bad file descriptor\n");
    QVERIFY(!m_connection->request().endsWith("Hello"));
}

void TestAskOutput::aReaderThatGoesStopsTheAnswer_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("text") << QStringList();
    QTest::newRow("JSON, of which nothing is written yet") << QStringList{u"--json"_s};
}

/// As `| head -1` does. The server says nothing more, so nothing is written that could fail.
void TestAskOutput::aReaderThatGoesStopsTheAnswer()
{
    QFETCH(const QStringList, options);
    int tube[2];
    QCOMPARE(pipe2(tube, O_CLOEXEC | O_NONBLOCK), 0);
    m_process->setChildProcessModifier([output = tube[1]] { dup2(output, STDOUT_FILENO); });
    ask(options);
    close(tube[1]);
    sendHeadAndText("Hello\\n");
    if (options.isEmpty())
        QVERIFY(comesFrom(tube[0], "Hello\n"));
    close(tube[0]);
    QVERIFY(eventually([this] { return !m_connection->isOpen(); }));
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 1);
    QCOMPARE(m_errors, "parlance-ask: standard output was closed\n");
}

void TestAskOutput::theTimeIsUp_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("before anything came") << QByteArray() << "\n"_ba;
    QTest::newRow("within the answer") << "Half"_ba << "Half\n"_ba;
}

void TestAskOutput::theTimeIsUp()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, output);
    const QString time = QString::number(0.5 * SanitizerSlowness); // the program has to get that far
    ask({u"--timeout"_s, time});
    if (!text.isEmpty())
        sendHeadAndText(text);
    QVERIFY(eventually([this] { return !m_connection->isOpen(); }));
    QVERIFY(ends());
    QCOMPARE(m_output.trimmed(), output.trimmed());
    QCOMPARE(m_errors,
        "parlance-ask: the answer was not complete after " + time.toLatin1() + " s, so it was stopped\n");
    QCOMPARE(m_process->exitCode(), 1);
}

void TestAskOutput::anAnswerInTime()
{
    ask({u"--timeout"_s, u"3600"_s});
    sendHeadAndText("Hello");
    m_connection->sendDone();
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello\n");
    QCOMPARE(m_errors, QByteArray());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskOutput::finishReasons_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("length") << "length"_ba << "limit of its tokens"_ba;
    QTest::newRow("max_tokens") << "max_tokens"_ba << "limit of its tokens"_ba;
    QTest::newRow("content_filter") << "content_filter"_ba << "withheld"_ba;
    QTest::newRow("sensitive") << "sensitive"_ba << "withheld"_ba;
    QTest::newRow("an unknown one") << "pause_turn"_ba << "finished with: pause_turn"_ba;
    QTest::newRow("stop") << "stop"_ba << QByteArray();
    QTest::newRow("tool_calls") << "tool_calls"_ba << QByteArray();
}

void TestAskOutput::finishReasons()
{
    QFETCH(const QByteArray, reason);
    QFETCH(const QByteArray, words);
    ask();
    sendHeadAndText("Hello");
    m_connection->sendChunk("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n");
    m_connection->sendDone();
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello\n");
    QCOMPARE(m_errors.isEmpty(), words.isEmpty());
    QVERIFY2(
        words.isEmpty() || (m_errors.contains(words) && m_errors.contains(reason)), m_errors.constData());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskOutput::whatIsNoText_data()
{
    QTest::addColumn<QByteArray>("delta");
    QTest::addColumn<QByteArray>("words");
    const QByteArray call = R"({"index":0,"function":{"name":"get_weather","arguments":"{}"}})";
    QTest::newRow("call") << QByteArray(R"("tool_calls":[)" + call + "]")
                          << "the answer calls get_weather"_ba;
    QTest::newRow("picture") << R"("images":[{"image_url":{"url":"data:image/png;base64,YWJj"}}])"_ba
                             << "the answer has a picture (PNG, 3 bytes); --json has it"_ba;
    QTest::newRow("picture elsewhere") << R"("images":[{"image_url":"https://x.invalid/a.png"}])"_ba
                                       << "a picture (https://x.invalid/a.png)"_ba;
    QTest::newRow("two pictures") << R"("images":["https://x.invalid/a","https://x.invalid/b"])"_ba
                                  << "has 2 pictures (https://x.invalid/a, https://x.invalid/b)"_ba;
    QTest::newRow("sound") << R"("audio":{"data":"AAAA"})"_ba << "the server also sent: audio"_ba;
    QTest::newRow("unknown part") << R"("content":[{"type":"hologram","size":3}])"_ba
                                  << "the server also sent: hologram"_ba;
}

void TestAskOutput::whatIsNoText()
{
    QFETCH(const QByteArray, delta);
    QFETCH(const QByteArray, words);
    ask();
    sendHeadAndText("Hello");
    m_connection->sendChunk(
        "data: {\"choices\":[{\"delta\":{" + delta + "},\"finish_reason\":\"stop\"}]}\n\n");
    m_connection->sendDone();
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello\n");
    QVERIFY2(m_errors.contains(words), m_errors.constData());
    QCOMPARE(m_errors.count('\n'), 1);
    QCOMPARE(m_process->exitCode(), 0);
}

void TestAskOutput::anAnswerThatIsNotTheFirst()
{
    ask();
    m_connection->sendHead();
    m_connection->sendChunk("data: {\"choices\":[{\"index\":3,\"delta\":{\"content\":\"Hello\"}}]}\n\n");
    m_connection->sendDone();
    QVERIFY(ends());
    QCOMPARE(m_output, "Hello\n");
    QCOMPARE(m_errors, QByteArray());
}

void TestAskOutput::inputs_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QByteArray>("words");
    const QByteArray noText = "parlance-ask: standard input is not text in UTF-8\n";
    QTest::newRow("text") << "ü\n"_ba << u"ü"_s << QByteArray();
    QTest::newRow("byte order mark") << "\xef\xbb\xbfhi"_ba << u"hi"_s << QByteArray();
    QTest::newRow("UTF-16") << QByteArray("\xff\xfeh\0i\0\n\0", 8) << u"hi"_s << QByteArray();
    QTest::newRow("UTF-16, the other way round")
        << QByteArray("\xfe\xff\0h\0i", 6) << u"hi"_s << QByteArray();
    QTest::newRow("Latin-1") << "\xfc"_ba << QString() << noText;
    QTest::newRow("a character that is cut") << "a\xe2\x82"_ba << QString() << noText;
    QTest::newRow("UTF-16 without a mark") << QByteArray("h\0i\0", 4) << QString() << noText;
    QTest::newRow("half a unit of UTF-16") << QByteArray("\xff\xfeh\0i", 5) << QString() << noText;
    QTest::newRow("a mark alone") << "\xef\xbb\xbf\n"_ba << QString()
                                  << "parlance-ask: standard input is empty\n"_ba;
}

void TestAskOutput::inputs()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QString, prompt);
    QFETCH(const QByteArray, words);
    start({u"-"_s});
    m_process->write(input);
    m_process->closeWriteChannel();
    if (!words.isEmpty()) {
        QVERIFY(ends());
        QCOMPARE(m_errors, words);
        QCOMPARE(m_process->exitCode(), 2);
        return;
    }
    QVERIFY(isAsked());
    const QJsonObject body = QJsonDocument::fromJson(m_connection->body()).object();
    QCOMPARE(QJsonValue(body)["messages"_L1][0]["content"_L1].toString(), prompt);
}

void TestAskOutput::aFolderAsInput()
{
    m_process->setStandardInputFile(m_folder->path());
    start({u"-"_s});
    QVERIFY(ends());
    QCOMPARE(m_errors, "parlance-ask: standard input cannot be read: Is a directory\n");
    QCOMPARE(m_process->exitCode(), 2);
}

void TestAskOutput::nothingOfAServerActsOnATerminal()
{
    const Terminal terminal;
    m_process->setStandardOutputFile(terminal.device());
    ask();
    sendHeadAndText(Nasty);
    m_connection->sendChunk("data: {\"error\":{\"message\":\"" + Nasty +
                            "\\nparlance-ask: all is well\",\"code\":\"" + Nasty + "\"}}\n\n");
    m_connection->endBody();
    QVERIFY(ends());
    const QByteArray shown = terminal.text();
    QVERIFY2(shown.contains("a␛]0;title␇b[U+009B]c\xe2\x80\xae"
                            "d␡"),
        shown.constData());
    QVERIFY(!shown.contains('\x1b'));
    QVERIFY2(m_errors.contains("a␛]0;title␇b[U+009B]c[U+202E]d␡"), m_errors.constData());
    QVERIFY(isTame(m_errors));
    QCOMPARE(m_errors.count('\n'), 1);
}

void TestAskOutput::jsonOnATerminalIsEscaped()
{
    const Terminal terminal;
    m_process->setStandardOutputFile(terminal.device());
    ask({u"--json"_s});
    sendHeadAndText(Nasty);
    m_connection->sendDone();
    QVERIFY(ends());
    const QByteArray shown = terminal.text();
    QVERIFY2(isTame(shown), shown.constData());
    const QString text = QJsonDocument::fromJson(shown).object().value("text"_L1).toString();
    QCOMPARE(text, u"a\x1b]0;title\x07"_s + u"b\u009bc\u202ed\x7f"_s);
}

void TestAskOutput::anotherReaderGetsTheAnswerAsItIs()
{
    ask();
    sendHeadAndText(Nasty);
    m_connection->sendDone();
    QVERIFY(ends());
    QCOMPARE(QString::fromUtf8(m_output), u"a\x1b]0;title\x07"_s + u"b\u009bc\u202ed\x7f\n"_s);
}

void TestAskOutput::X_08_aKeyInAnErrorIsMasked_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    const QByteArray base64 = Key.toBase64();
    QTest::newRow("message") << 401 << QByteArray() << R"({"error":{"message":"Wrong key )" + Key + "\"}}";
    QTest::newRow("text") << 401 << QByteArray() << "Wrong key " + Key;
    QTest::newRow("page") << 403 << QByteArray() << "<html><title>No " + Key + "</title></html>";
    QTest::newRow("code, type") << 400 << QByteArray()
                                << R"({"error":{"message":"m","code":")" + Key + R"(","type":")" + Key +
                                       "\"}}";
    QTest::newRow("base64") << 401 << QByteArray() << R"({"error":{"message":")" + base64 + "\"}}";
    QTest::newRow("percent") << 401 << QByteArray()
                             << R"({"error":{"message":"sk%2D0123456789%2dcanary"}})"_ba;
    QTest::newRow("request id") << 500 << "X-Request-Id: " + Key + "\r\n" << "{}"_ba;
    QTest::newRow("within a stream of status 200")
        << 200 << "X-Request-Id: " + Key + "\r\n"
        << "data: {\"error\":{\"message\":\"Wrong " + Key + "\"}}\n\n";
    QTest::newRow("not JSON") << 200 << QByteArray() << "data: {\"a\": " + Key + "\n\n";
    QTest::newRow("cut within the key") << 401 << QByteArray() << QByteArray(287, 'x') + ' ' + Key + " more";
}

void TestAskOutput::X_08_aKeyInAnErrorIsMasked()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, headers);
    QFETCH(const QByteArray, body);
    for (const QStringList &options : {QStringList(), QStringList{u"--json"_s}}) {
        ask(QStringList{u"--key-env"_s, u"PARLANCE_TEST_KEY"_s} + options);
        m_connection->sendWhole(
            status, body.startsWith("data") ? "text/event-stream" : "text/plain", body, headers);
        QVERIFY(ends());
        QCOMPARE(m_process->exitCode(), 1);
        for (const QByteArray &words : {m_output, m_errors}) {
            QVERIFY2(!words.contains("0123456789"), words.constData());
            QVERIFY2(!words.contains("sk-0123"), words.constData());
            QVERIFY2(!words.contains(Key.toBase64().first(20)), words.constData());
        }
        QVERIFY2(m_errors.contains("•"), m_errors.constData());
    }
}

void TestAskOutput::X_08_aKeyInARedirectIsMasked()
{
    ask({u"--key-env"_s, u"PARLANCE_TEST_KEY"_s});
    m_connection->sendWhole(
        302, "text/plain", {}, "Location: https://elsewhere.example/?key=" + Key + "\r\n");
    QVERIFY(ends());
    QVERIFY2(!m_errors.contains("0123456789"), m_errors.constData());
    QVERIFY(m_errors.contains("elsewhere.example"));
}

QTEST_GUILESS_MAIN(TestAskOutput)
#include "tst_askoutput.moc"

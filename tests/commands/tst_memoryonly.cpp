// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/sanitizers.h"
#include "tracing/tracedprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Nothing of a conversation and no key gets to a disk: each system call of parlance-ask and parlance-decode
/// is looked at while words that occur nowhere else go through them.
class TestMemoryOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void askKeepsNothing_data();
    void askKeepsNothing();
    void askThatIsStoppedKeepsNothing();
    void askThatCrashesKeepsNothing();
    void askWritesACaptureWhereToldWithoutTheKey();
    void decodeKeepsNothing();
    void whatIsWrittenIsSeen();

private:
    /// False if the program asks nothing.
    [[nodiscard]] bool start(TracedProgram &ask, const QStringList &options);

    std::unique_ptr<FakeServer> m_server;
    FakeConnection *m_connection = nullptr;
};

namespace {

const QString Prompt = u"promptcanary4711"_s;
const QString System = u"systemcanary4711"_s;
const QString Key = u"sk-keycanary4711"_s;
const QString Answer = u"answercanary4711"_s;
const QString FileName = u"filecanary4711"_s;
const QStringList Words{Prompt, System, Key, Answer, FileName};

bool ends(TracedProgram &program)
{
    return eventually([&program] { return program.process().state() == QProcess::NotRunning; });
}

} // namespace

void TestMemoryOnly::initTestCase()
{
    if (!TracedProgram::isPossible())
        QSKIP("NOT TESTED: ptrace is refused here, so nobody sees what the programs write");
}

bool TestMemoryOnly::start(TracedProgram &ask, const QStringList &options)
{
    m_server = std::make_unique<FakeServer>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CANARY_KEY"_s, Key);
    ask.process().setProcessEnvironment(environment);
    ask.start(QStringLiteral(PARLANCE_ASK), QStringList{u"--base-url"_s, m_server->url(QString()).toString(),
                                                u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s,
                                                u"--system"_s, System, u"--key-env"_s, u"CANARY_KEY"_s} +
                                                options + QStringList{u"-"_s});
    ask.process().write(Prompt.toUtf8());
    ask.process().closeWriteChannel();
    m_connection = m_server->nextRequest();
    return m_connection && m_connection->body().contains(Prompt.toUtf8()) &&
           m_connection->body().contains(System.toUtf8());
}

void TestMemoryOnly::askKeepsNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("answer") << 200 << QStringList();
    QTest::newRow("answer as JSON") << 200 << QStringList{u"--json"_s};
    QTest::newRow("error") << 500 << QStringList();
}

void TestMemoryOnly::askKeepsNothing()
{
    QFETCH(const int, status);
    QFETCH(const QStringList, options);
    TracedProgram ask;
    QVERIFY(start(ask, options));
    m_connection->sendWhole(status, "application/json",
        R"({"choices":[{"message":{"content":")" + Answer.toUtf8() + R"("}}],"error":)" +
            (status == 200 ? "null}" : "\"" + Answer.toUtf8() + "\"}"));
    QVERIFY(ends(ask));
    QCOMPARE(ask.process().exitCode(), status == 200 ? 0 : 1);
    const QByteArray said = ask.process().readAllStandardOutput() + ask.process().readAllStandardError();
    QVERIFY2(said.contains(Answer.toUtf8()), said.constData());
    QCOMPARE(ask.tracesOf(Words), QStringList());
    const QList<SystemCall> calls = ask.calls();
    QVERIFY(std::ranges::contains(calls, u"undumpable"_s, &SystemCall::call));
}

void TestMemoryOnly::askThatIsStoppedKeepsNothing()
{
    TracedProgram ask;
    QVERIFY(start(ask, {u"--timeout"_s, QString::number(0.3 * SanitizerSlowness)}));
    m_connection->sendHead();
    m_connection->sendText(Answer.toUtf8());
    QVERIFY(ends(ask));
    QCOMPARE(ask.process().exitCode(), 1);
    QCOMPARE(ask.tracesOf(Words), QStringList());
}

void TestMemoryOnly::askThatCrashesKeepsNothing()
{
    QTemporaryDir folder;
    TracedProgram ask;
    ask.process().setWorkingDirectory(folder.path());
    QVERIFY(start(ask, {}));
    m_connection->sendHead();
    m_connection->sendText(Answer.toUtf8());
    QVERIFY(eventually([&ask] { return ask.process().bytesAvailable() > 0; }));
    ask.raise(SIGABRT);
    QVERIFY(ends(ask));
    QCOMPARE(ask.process().exitCode(), 128 + SIGABRT);
    QCOMPARE(ask.tracesOf(Words), QStringList());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList()); // no core file
}

void TestMemoryOnly::askWritesACaptureWhereToldWithoutTheKey()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(FileName + u".har"_s);
    TracedProgram ask;
    QVERIFY(start(ask, {u"--save"_s, path}));
    m_connection->sendWhole(200, "application/json",
        R"({"choices":[{"message":{"content":")" + Answer.toUtf8() + ' ' + Key.toUtf8() + R"("}}]})");
    QVERIFY(ends(ask));
    for (const auto &[written, bytes] : ask.written().asKeyValueRange()) {
        QVERIFY2(written.startsWith(folder.path()), qPrintable(written)); // under a temporary name
        QVERIFY(!bytes.contains(Key.toUtf8()));
    }
    QFile saved(path);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().contains(Answer.toUtf8()));
}

void TestMemoryOnly::decodeKeepsNothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(FileName + u".sse"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "data: {\"choices\":[{\"delta\":{\"content\":\"" + Answer.toUtf8() + "\"}}]}\n\ndata: [DONE]\n\n");
    file.close();
    TracedProgram decode;
    decode.start(QStringLiteral(PARLANCE_DECODE), {u"--har"_s, path, u"chat-completions"_s});
    QVERIFY(ends(decode));
    QVERIFY(decode.process().readAllStandardOutput().contains(Answer.toUtf8()));
    QCOMPARE(decode.tracesOf(Words), QStringList());
}

/// Otherwise a test that finds nothing would prove nothing.
void TestMemoryOnly::whatIsWrittenIsSeen()
{
    QTemporaryDir folder;
    TracedProgram shell;
    shell.start(u"/bin/sh"_s,
        {u"-c"_s, u"(cd '%1' && echo '%2' >'%3' && rm '%3'); exit 3"_s.arg(folder.path(), Answer, FileName)});
    QVERIFY(ends(shell));
    QCOMPARE(shell.process().exitCode(), 3);
    const QStringList traces = shell.tracesOf(Words);
    QCOMPARE(traces.size(), 2);
    QVERIFY2(traces.at(0).contains(u"is named after "_s + FileName), qPrintable(traces.at(0)));
    QVERIFY2(traces.at(1).contains(u"holds "_s + Answer), qPrintable(traces.at(1)));
}

QTEST_GUILESS_MAIN(TestMemoryOnly)
#include "tst_memoryonly.moc"

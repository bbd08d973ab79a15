// SPDX-License-Identifier: GPL-3.0-or-later
#include "memorywords.h"

#include "sound/wavreader.h"
#include "tracing/tracedprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Nothing of a conversation and no key gets to a disk: each system call of the window is looked at while
/// words that occur nowhere else go through it.
class TestWindowMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsKept_data();
    void nothingIsKept();
    void theWholeProgramKeepsNothing();

private:
    /// A capture with the word of an answer, at a path with the word of a file name.
    [[nodiscard]] QString capture() const;
    /// An audio file with the word of sound as its samples.
    [[nodiscard]] QString sound() const;

    QTemporaryDir m_folder;
};

void TestWindowMemory::initTestCase()
{
    if (!TracedProgram::isPossible())
        QSKIP("NOT TESTED: ptrace is refused here, so nobody sees what the window writes");
}

QString TestWindowMemory::capture() const
{
    QFile file(m_folder.filePath(MemoryWords::fileName + u".sse"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("data: {\"choices\":[{\"delta\":{\"content\":\"" + MemoryWords::answer.toUtf8() +
                   "\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    return file.fileName();
}

QString TestWindowMemory::sound() const
{
    QFile file(m_folder.filePath(u"sound.wav"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(wavFile({}, MemoryWords::sound.toLatin1().repeated(10'000)));
    return file.fileName();
}

void TestWindowMemory::nothingIsKept_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::newRow("quit") << 0;
    QTest::newRow("crash") << 128 + SIGABRT;
}

void TestWindowMemory::nothingIsKept()
{
    QFETCH(const int, exitCode);
    TracedProgram window;
    window.process().setWorkingDirectory(m_folder.path());
    window.process().setProcessChannelMode(QProcess::MergedChannels);
    window.start(QStringLiteral(PARLANCE_MEMORY_SCENARIO),
        {QString::fromLatin1(QTest::currentDataTag()), capture(), sound()});
    QVERIFY(window.process().waitForFinished(60'000));
    const QByteArray said = window.process().readAll();
    QVERIFY2(said.contains("done"), said.constData());
    QCOMPARE(window.process().exitCode(), exitCode);
    QVERIFY2(!window.written().isEmpty(), "the settings are written");
    const QStringList traces = window.tracesOf(MemoryWords::all);
    QVERIFY2(traces.isEmpty(), qPrintable(traces.join(u'\n')));
}

void TestWindowMemory::theWholeProgramKeepsNothing()
{
    TracedProgram window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    window.process().setProcessEnvironment(environment);
    window.start(QStringLiteral(PARLANCE), {u"--prompt"_s, MemoryWords::prompt, u"--replay"_s, capture(),
                                               u"--screenshot"_s, m_folder.filePath(u"shown.png"_s)});
    QVERIFY(window.process().waitForFinished(60'000));
    QCOMPARE(window.process().exitCode(), 0);
    const QStringList traces = window.tracesOf(MemoryWords::all);
    QVERIFY2(traces.isEmpty(), qPrintable(traces.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestWindowMemory)
#include "tst_windowmemory.moc"

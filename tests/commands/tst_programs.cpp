// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What holds for each program: help, outputs that take nothing, and no core file.
class TestPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helpEnds_data();
    void helpEnds();
    void gatewayHelpNamesItsFailures();
    void helpToAFullDisk_data();
    void helpToAFullDisk();
    void emptyValuesAreWrongUse_data();
    void emptyValuesAreWrongUse();
    void noCoreFile_data();
    void noCoreFile();

private:
    [[nodiscard]] bool ends();

    QTemporaryDir m_folder;
    QProcess m_process;
};

namespace {

const QString Ask = QStringLiteral(PARLANCE_ASK);
const QString Decode = QStringLiteral(PARLANCE_DECODE);
const QString Gateway = QStringLiteral(PARLANCE_GATEWAY);
const QString Window = QStringLiteral(PARLANCE);

QByteArray limitsOf(qint64 process)
{
    QFile file(u"/proc/%1/limits"_s.arg(process));
    return file.open(QIODevice::ReadOnly) ? file.readAll().simplified() : QByteArray();
}

void addProgramsWith(const QStringList &options)
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("option");
    for (const QString &program : {Ask, Decode, Gateway, Window}) {
        for (const QString &option : options)
            QTest::addRow("%s %s", qPrintable(program.section(u'/', -1)), qPrintable(option))
                << program << option;
    }
}

} // namespace

void TestPrograms::initTestCase()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    m_process.setProcessEnvironment(environment);
}

bool TestPrograms::ends()
{
    return eventually([this] { return m_process.state() == QProcess::NotRunning; }) &&
           m_process.exitStatus() == QProcess::NormalExit;
}

void TestPrograms::helpEnds_data()
{
    addProgramsWith({u"--help"_s, u"--help-all"_s});
}

void TestPrograms::helpEnds()
{
    QFETCH(const QString, program);
    QFETCH(const QString, option);
    m_process.setStandardOutputFile({});
    m_process.start(program, {option});
    QVERIFY(ends());
    QVERIFY(m_process.readAllStandardOutput().contains("--help"));
    QCOMPARE(m_process.readAllStandardError(), QByteArray());
    QCOMPARE(m_process.exitCode(), 0);
}

void TestPrograms::gatewayHelpNamesItsFailures()
{
    m_process.setStandardOutputFile({});
    m_process.start(Gateway, {u"--help"_s});
    QVERIFY(ends());
    const QByteArray help = m_process.readAllStandardOutput();
    for (const QByteArray &word :
        {"POST /v1/embeddings"_ba, "\nhang-up "_ba, "\nwav-twice "_ba, "(/v1/audio/speech)"_ba})
        QVERIFY2(help.contains(word), word.constData());
}

void TestPrograms::helpToAFullDisk_data()
{
    addProgramsWith({u"--help"_s});
    QTest::newRow("gateway") << Gateway << u"--port=0"_s;
}

void TestPrograms::helpToAFullDisk()
{
    QFETCH(const QString, program);
    QFETCH(const QString, option);
    m_process.setStandardOutputFile(u"/dev/full"_s);
    m_process.start(program, {option});
    QVERIFY(ends());
    QVERIFY(m_process.readAllStandardError().contains("No space left on device"));
    QCOMPARE(m_process.exitCode(), 1);
}

void TestPrograms::emptyValuesAreWrongUse_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    const QStringList ask{u"--base-url"_s, u"http://127.0.0.1:9"_s, u"--dialect"_s, u"floopfloop"_s, u"hi"_s};
    for (const QString &name : {u"--path"_s, u"--model"_s, u"--key-env"_s, u"--save"_s, u"--timeout"_s})
        QTest::addRow("ask %s", qPrintable(name)) << Ask << ask + QStringList{name, QString()};
    QTest::newRow("decode --har") << Decode << QStringList{u"--har"_s, QString()};
    QTest::newRow("decode --cut") << Decode << QStringList{u"sse"_s, u"--cut"_s, QString()};
    QTest::newRow("gateway --port") << Gateway << QStringList{u"--port"_s, QString()};
    for (const QString &name :
        {u"--gateway"_s, u"--base-url"_s, u"--model"_s, u"--replay"_s, u"--screenshot"_s})
        QTest::addRow("parlance %s", qPrintable(name)) << Window << QStringList{name, QString()};
}

void TestPrograms::emptyValuesAreWrongUse()
{
    QFETCH(const QString, program);
    QFETCH(const QStringList, arguments);
    m_process.setStandardOutputFile({});
    m_process.start(program, arguments);
    QVERIFY(ends());
    QVERIFY(!m_process.readAllStandardError().isEmpty());
    QCOMPARE(m_process.exitCode(), 2);
}

void TestPrograms::noCoreFile_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("ask") << Ask << QStringList{u"--gateway"_s, u"ruflo"_s, u"-"_s};
    QTest::newRow("decode") << Decode << QStringList{u"sse"_s};
    QTest::newRow("gateway") << Gateway << QStringList{};
    QTest::newRow("window") << Window << QStringList{};
}

/// Whatever limit the program was started with.
void TestPrograms::noCoreFile()
{
    QFETCH(const QString, program);
    QFETCH(const QStringList, arguments);
    m_process.setStandardOutputFile({});
    m_process.start(u"/bin/sh"_s,
        QStringList{u"-c"_s, u"ulimit -S -c $(ulimit -H -c); exec \"$@\""_s, u"sh"_s, program} + arguments);
    QVERIFY(m_process.waitForStarted());
    QVERIFY(eventually(
        [this] { return limitsOf(m_process.processId()).contains("Max core file size 0 0 bytes"); }));
    m_process.kill();
    m_process.waitForFinished();
}

QTEST_GUILESS_MAIN(TestPrograms)
#include "tst_programs.moc"

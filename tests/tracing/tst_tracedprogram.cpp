// SPDX-License-Identifier: GPL-3.0-or-later
// The test is also the program that it traces: with an argument it makes one kind of call.
#include "tracing/tracedprogram.h"

#include <QFile>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestTracedProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void brokenTracerIsNoRefusal();
    void mapThatBecomesWritableIsSeen();
    void readOnlyMapIsNone();
    void thereAreNoRings();
};

namespace {

constexpr qsizetype Page = 4096;

/// Maps the file, and with `later` lets it be written to only then.
int map(const QString &path, QIODevice::OpenMode mode, bool later)
{
    QFile file(path);
    if (!file.open(mode))
        return 1;
    void *place = mmap(nullptr, Page, PROT_READ, MAP_SHARED, file.handle(), 0);
    if (place == MAP_FAILED)
        return 2;
    if (!later)
        return 0;
    if (mprotect(place, Page, PROT_READ | PROT_WRITE) != 0)
        return 3;
    std::memcpy(place, "word", 4);
    return 0;
}

int ring()
{
    io_uring_params parameters{};
    return syscall(SYS_io_uring_setup, 1, &parameters) < 0 && errno == ENOSYS ? 0 : 1;
}

QString file(const QTemporaryDir &folder)
{
    QFile file(folder.filePath(u"mapped"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray(Page, ' '));
    return file.fileName();
}

void run(TracedProgram &program, const QStringList &arguments)
{
    program.start(QCoreApplication::applicationFilePath(), arguments);
    QVERIFY(program.process().waitForFinished());
    QCOMPARE(program.process().exitCode(), 0);
}

} // namespace

void TestTracedProgram::initTestCase()
{
    if (!TracedProgram::isPossible())
        QSKIP("NOT TESTED: ptrace is refused here");
}

void TestTracedProgram::brokenTracerIsNoRefusal()
{
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/dev/null"); // no folder, so that it cannot write what it sees
    const bool isPossible = TracedProgram::isPossible();
    if (before.isNull())
        qunsetenv("TMPDIR");
    else
        qputenv("TMPDIR", before);
    QVERIFY(isPossible);
}

void TestTracedProgram::mapThatBecomesWritableIsSeen()
{
    const QTemporaryDir folder;
    const QString path = file(folder);
    TracedProgram program;
    run(program, {u"map"_s, path});
    QCOMPARE(program.tracesOf({}), QStringList{path + u" is mapped for writing"_s});
}

void TestTracedProgram::readOnlyMapIsNone()
{
    const QTemporaryDir folder;
    TracedProgram program;
    run(program, {u"look"_s, file(folder)});
    QCOMPARE(program.tracesOf({}), QStringList());
}

/// What a ring is asked for is no system call, so nobody would see it.
void TestTracedProgram::thereAreNoRings()
{
    TracedProgram program;
    run(program, {u"ring"_s});
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == "map"_L1)
        return map(arguments.value(2), QIODevice::ReadWrite, true);
    if (arguments.value(1) == "look"_L1)
        return map(arguments.value(2), QIODevice::ReadOnly, false);
    if (arguments.value(1) == "ring"_L1)
        return ring();
    TestTracedProgram test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tracedprogram.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/opencaptures.h"

#include "wire/capturefault.h"
#include "workspace/words/capturetext.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Opening a capture file: what is read, and the words for what is not.
class TestOpenCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere();
    void refused_data();
    void refused();
    void aLargeFileIsNotRead();
    void aPipeIsNotWaitedFor();
    void whatCannotBeReadIsToldSo();
    void everyFaultHasWords_data();
    void everyFaultHasWords();

private:
    [[nodiscard]] QString fileOf(const QByteArray &bytes);
    /// The words for a file that is refused; empty if it is read.
    static QString words(const QString &path);

    QTemporaryDir m_folder;
};

QString TestOpenCaptures::fileOf(const QByteArray &bytes)
{
    QFile file(m_folder.filePath(u"a.har"_s));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

QString TestOpenCaptures::words(const QString &path)
{
    const auto captures = openCaptures(path);
    return captures ? QString() : captures.error();
}

void TestOpenCaptures::readsWhatIsThere()
{
    const auto captures = openCaptures(QStringLiteral(PARLANCE_TEST_DATA "/har/chrome.har"));
    QVERIFY(captures);
    QCOMPARE(captures->size(), 3);
    QCOMPARE(openCaptures(fileOf("data: x\n\n"))->first().recording.size(), 9);
}

void TestOpenCaptures::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty")
        << ""_ba
        << u"a.har: line 1, column 1: the file is empty. Open a HAR file, what \"curl -i\" printed, "
           "or the body of an answer."_s;
    QTest::newRow("cut off")
        << "{\"log\":{\n\"entries\":["_ba
        << u"a.har: line 2, column 12: the HAR file ends too early. Save the file again."_s;
    QTest::newRow("wrong type")
        << "{\"log\":\n{\"entries\":[{\"response\":{\"status\":\"ok\"}}]}}"_ba
        << u"a.har: line 2, column 35, at “\"ok\"}}”: \"log.entries[0].response.status\" of the HAR "
           u"file must be a number. Correct it "
           "there, or save the file again."_s;
    QTest::newRow("a bare word")
        << "{\"log\":{\n\"entries\":tru}}\n"_ba
        << u"a.har: line 2, column 11, at “tru}}\\n”: the HAR file is not JSON: write a value: text in "
           u"quotes, a "
           "number, true, false, null, a list or an object. Correct it there, or save the file again."_s;
    QTest::newRow("bytes that are no text")
        << "{\"log\":{\"entries\":[\t\xff\x00\"\\q"_ba + ",,]}}"
        << u"a.har: line 1, column 21, at “\\xFF\\x00\"\\\\q,”: the HAR file is not JSON: write a value: "
           u"text in quotes, "
           "a number, true, false, null, a list or an object. Correct it there, or save the file again."_s;
    QTest::newRow("within a key")
        << "{\"log\":{\"entries\":[{\"value\":\"Bearer sk\\-canary-0123456789\"}]}}"_ba
        << u"a.har: line 1, column 39, at “\\\\-cana”: the HAR file is not JSON: write a backslash in quotes "
           u"as \\\\. "
           "Correct it there, or save the file again."_s;
}

void TestOpenCaptures::refused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, expected);
    QCOMPARE(words(fileOf(bytes)), expected);
}

/// It has no bytes on the disk, only a size.
void TestOpenCaptures::aLargeFileIsNotRead()
{
    QFile file(m_folder.filePath(u"large.har"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(qint64(3) * 1024 * 1024 * 1024 + 1));
    QCOMPARE(words(file.fileName()),
        u"large.har: the file has 3,073 MiB, and a capture may have 256 MiB. Save fewer requests."_s);
}

void TestOpenCaptures::aPipeIsNotWaitedFor()
{
    const QString pipe = m_folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(words(pipe).startsWith(u"pipe: this is not a regular file."));
    QVERIFY(words(m_folder.path()).endsWith(u"this is a folder. Open a file."));
    QVERIFY(words(m_folder.filePath(u"none"_s)).startsWith(u"none: there is no such file."));
}

/// A regular file whose first byte nobody may read, not even root.
void TestOpenCaptures::whatCannotBeReadIsToldSo()
{
    QVERIFY(words(u"/proc/self/mem"_s).startsWith(u"mem: the file cannot be read: "));
}

void TestOpenCaptures::everyFaultHasWords_data()
{
    QTest::addColumn<CaptureFault::Reason>("reason");
    for (int reason = 0; reason <= static_cast<int>(CaptureFault::Reason::NoColon); ++reason)
        QTest::addRow("%d", reason) << static_cast<CaptureFault::Reason>(reason);
}

void TestOpenCaptures::everyFaultHasWords()
{
    QFETCH(const CaptureFault::Reason, reason);
    const QString said = describeCaptureFault({.reason = reason, .place = {7, 8}});
    QVERIFY2(said.startsWith(u"line 7, column 8: ") && said.count(u". ") == 1 && said.endsWith(u'.'),
        qPrintable(said));
}

QTEST_GUILESS_MAIN(TestOpenCaptures)
#include "tst_opencaptures.moc"

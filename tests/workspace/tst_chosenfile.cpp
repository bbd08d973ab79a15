// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/chosenfile.h"

#include <QTemporaryFile>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestChosenFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsItAll();
    void readsOneByteTooMany();
    void saysWhatCannotBeRead_data();
    void saysWhatCannotBeRead();
    void stops();

private:
    static constexpr qint64 Size = 2'500'000; ///< several blocks

    QByteArray m_bytes;
    std::unique_ptr<QTemporaryFile> m_file;
};

void TestChosenFile::init()
{
    m_bytes = QByteArray(Size, 'a');
    m_bytes.back() = 'b';
    m_file = std::make_unique<QTemporaryFile>();
    QVERIFY(m_file->open() && m_file->write(m_bytes) == Size && m_file->flush());
}

void TestChosenFile::readsItAll()
{
    QCOMPARE(ChosenFile::read(m_file->fileName(), Size), m_bytes);
    QVERIFY(m_file->resize(0));
    QCOMPARE(ChosenFile::read(m_file->fileName(), Size), QByteArray());
}

void TestChosenFile::readsOneByteTooMany()
{
    QCOMPARE(ChosenFile::read(m_file->fileName(), Size - 1), m_bytes);
    QCOMPARE(ChosenFile::read(m_file->fileName(), 9), QByteArray(10, 'a'));
}

void TestChosenFile::saysWhatCannotBeRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << u"/nowhere/a.png"_s << u"/nowhere/a.png does not exist."_s;
    QTest::newRow("a folder") << u"/dev"_s << u"/dev is a folder."_s;
    QTest::newRow("a device") << u"/dev/zero"_s << u"/dev/zero is a device."_s;
    QTest::newRow("an error") << u"/proc/self/mem"_s << u"mem cannot be read: Input/output error"_s;
}

void TestChosenFile::saysWhatCannotBeRead()
{
    QFETCH(const QString, path);
    const auto read = ChosenFile::read(path, Size);
    QVERIFY(!read);
    QTEST(read.error(), "words");
}

void TestChosenFile::stops()
{
    std::stop_source stop;
    QVERIFY(ChosenFile::read(m_file->fileName(), Size, stop.get_token()));
    stop.request_stop();
    QCOMPARE(ChosenFile::read(m_file->fileName(), Size, stop.get_token()).error(), QString());
}

QTEST_GUILESS_MAIN(TestChosenFile)
#include "tst_chosenfile.moc"

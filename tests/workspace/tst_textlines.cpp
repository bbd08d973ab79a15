// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/textlines.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestTextLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesBlankLinesOut();
    void readsAFile();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    [[nodiscard]] QString file(const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

QString TestTextLines::file(const QByteArray &bytes) const
{
    QFile written(m_folder.filePath(u"a.txt"_s));
    return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                      : QString();
}

void TestTextLines::leavesBlankLinesOut()
{
    QCOMPARE(TextLines::of(u"a\n\n  b \r\n \t\nc"_s), (QStringList{u"a"_s, u"  b "_s, u"c"_s}));
    QVERIFY(TextLines::of(u" \n"_s).isEmpty());
}

void TestTextLines::readsAFile()
{
    QCOMPARE(TextLines::read(file("\xef\xbb\xbf\xc3\xa9\r\nb")), (QStringList{u"é"_s, u"b"_s}));
}

void TestTextLines::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"a.txt has no text."_s;
    QTest::newRow("blank") << QByteArray("\n \n") << u"a.txt has no text."_s;
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << u"a.txt is not a text in UTF-8."_s;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10)
                               << u"a.txt is not a text in UTF-8."_s;
    QTest::newRow("too large") << QByteArray(TextLines::MostBytes + 1, 'a')
                               << u"a.txt has more than 64 MB. Send it in parts."_s;
}

void TestTextLines::saysWhatIsWrong()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, words);
    QCOMPARE(TextLines::read(file(bytes)).error(), words);
    QVERIFY(TextLines::read(m_folder.path()).error().contains(u"is a folder"));
    QVERIFY(TextLines::read(m_folder.filePath(u"none"_s)).error().contains(u"does not exist"));
}

QTEST_GUILESS_MAIN(TestTextLines)
#include "tst_textlines.moc"

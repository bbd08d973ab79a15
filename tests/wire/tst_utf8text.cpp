// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/utf8text.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestUtf8Text : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decode_data();
    void decode();
};

void TestUtf8Text::decode_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("whole") << QByteArray("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80") << u"aé€😀"_s;
    QTest::newRow("byte order mark stays") << QByteArray("\xef\xbb\xbf"
                                                         "a")
                                           << u"\ufeffa"_s;
    QTest::newRow("cut two of three") << QByteArray("\xe2\x82"
                                                    "a")
                                      << u"\ufffda"_s;
    QTest::newRow("cut three of four") << QByteArray("\xf0\x9f\x98") << u"\ufffd"_s;
    QTest::newRow("cut, then whole") << QByteArray("\xe2\x82\xc3\xa9") << u"\ufffdé"_s;
    QTest::newRow("continuation alone") << QByteArray("\x80\xbf") << u"\ufffd\ufffd"_s;
    QTest::newRow("bytes of no sequence")
        << QByteArray("\xff\xfe\xc0\xc1\xf5") << u"\ufffd\ufffd\ufffd\ufffd\ufffd"_s;
    QTest::newRow("overlong") << QByteArray("\xc0\xaf\xe0\x80\xaf") << u"\ufffd\ufffd\ufffd\ufffd\ufffd"_s;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << u"\ufffd\ufffd\ufffd"_s;
    QTest::newRow("last character there is") << QByteArray("\xf4\x8f\xbf\xbf\xff") << u"\U0010ffff\ufffd"_s;
    QTest::newRow("beyond it") << QByteArray("\xf4\x90\x80\x80") << u"\ufffd\ufffd\ufffd\ufffd"_s;
}

void TestUtf8Text::decode()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);
    QCOMPARE(textFromUtf8(bytes), text);
}

QTEST_GUILESS_MAIN(TestUtf8Text)
#include "tst_utf8text.moc"

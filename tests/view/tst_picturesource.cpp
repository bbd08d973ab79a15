// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/picturesource.h"

#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;

class TestPictureSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasNothingBehindItsEnd();
};

/// A decoder goes where the bytes of a picture send it.
void TestPictureSource::hasNothingBehindItsEnd()
{
    PictureSource source("0123456789", 4, {}, 1h);
    QVERIFY(source.seek(8));
    QCOMPARE(source.read(4), "89");
    QVERIFY(source.seek(100));
    QCOMPARE(source.read(4), QByteArray());
    QVERIFY(source.seek(2));
    QCOMPARE(source.read(2), "23");
}

QTEST_GUILESS_MAIN(TestPictureSource)
#include "tst_picturesource.moc"

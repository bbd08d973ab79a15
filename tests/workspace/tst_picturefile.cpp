// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/picturefile.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Of one pixel.
const QByteArray Png = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

} // namespace

class TestPictureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_14_saysWhatTheBytesAre_data();
    void C_14_saysWhatTheBytesAre();
};

void TestPictureFile::C_14_saysWhatTheBytesAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QByteArray changed = Png;
    changed[50] = '\x55';
    QTest::newRow("PNG") << Png << u"p.png"_s << QString();
    QTest::newRow("more behind it") << Png + "more" << u"p.PNG"_s << QString();
    QTest::newRow("without an extension") << Png << u"p"_s << QString();
    QTest::newRow("cut") << Png.chopped(1) << u"p.png"_s << u"p.png is a damaged PNG file."_s;
    QTest::newRow("changed") << changed << u"p.png"_s << u"p.png is a damaged PNG file."_s;
    QTest::newRow("begun") << Png.first(8) << u"p.png"_s << u"p.png is a damaged PNG file."_s;
    QTest::newRow("JPEG") << "\xFF\xD8\xFF\xE0"_ba << u"p.jpg"_s << QString();
    QTest::newRow("JPEG as PNG") << "\xFF\xD8\xFF\xE0"_ba << u"p.png"_s << u"p.png is JPEG, not PNG."_s;
    QTest::newRow("SVG") << "<?xml version='1.0'?><svg/>"_ba << u"p.png"_s << u"p.png is SVG, not PNG."_s;
    QTest::newRow("text") << "Dear all"_ba << u"p.png"_s << u"p.png is text, not a picture."_s;
    QTest::newRow("unknown") << "\1\2\3"_ba << u"p.png"_s << u"p.png isn't a known type of picture."_s;
}

void TestPictureFile::C_14_saysWhatTheBytesAre()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, name);
    QTEST(PictureFile::doubt(name, bytes), "words");
}

QTEST_GUILESS_MAIN(TestPictureFile)
#include "tst_picturefile.moc"

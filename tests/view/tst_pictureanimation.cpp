// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/pictureanimation.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray GifHead =
    QByteArray::fromBase64("R0lGODlhAQABAIAAAAUEBAAAAA=="); // with a table of two colours
const QByteArray GifFrame = QByteArray::fromBase64("LAAAAAABAAEAAAICRAEA");
const QByteArray GifFrameWithColors = ","_ba + "\0\0\0\0\1\0\1\0\x80"_ba + "abcdef" + "\2\2\x44\1\0"_ba;
const QByteArray GifDelay = "!\xF9\4\0\1\0\0\0"_ba;
const QByteArray PngHead = "\x89PNG\r\n\x1A\n"_ba;

QByteArray webp(const QByteArray &chunk)
{
    return "RIFF\x40\0\0\0WEBP"_ba + chunk;
}

} // namespace

class PictureAnimationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRead_data();
    void isRead();
    void anyBeginningIsRead();
};

void PictureAnimationTest::isRead_data()
{
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<bool>("animated");
    QTest::newRow("gif") << GifHead + GifDelay + GifFrame + ";" << false;
    QTest::newRow("gif of two frames") << GifHead + GifFrame + GifFrame + ";" << true;
    QTest::newRow("gif with delays") << GifHead + GifDelay + GifFrame + GifDelay + GifFrame << true;
    QTest::newRow("gif with colours") << GifHead + GifFrameWithColors + GifFrameWithColors << true;
    QTest::newRow("gif with more behind it") << GifHead + GifFrame + ";" + GifFrame << false;
    QTest::newRow("png") << PngHead + "\0\0\0\0IDAT"_ba << false;
    QTest::newRow("animated png") << PngHead + "\0\0\0\x08"_ba + "acTL12345678crc_\0\0\0\0IDAT"_ba << true;
    QTest::newRow("letters in a png") << PngHead + "\0\0\0\0IDAT acTL"_ba << false;
    QTest::newRow("webp") << webp("VP8 \0\0\0\0\2"_ba) << false;
    QTest::newRow("extended webp") << webp("VP8X\x0A\0\0\0\x10"_ba) << false;
    QTest::newRow("animated webp") << webp("VP8X\x0A\0\0\0\x12"_ba) << true;
    QTest::newRow("jpeg") << "\xFF\xD8\xFF acTL IDAT"_ba << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void PictureAnimationTest::isRead()
{
    QFETCH(const QByteArray, picture);
    QTEST(isAnimated(picture), "animated");
}

void PictureAnimationTest::anyBeginningIsRead()
{
    const QByteArray gif = GifHead + GifDelay + GifFrameWithColors + GifFrame;
    for (qsizetype size = 0; size < gif.size() - GifFrame.size(); ++size)
        QVERIFY(!isAnimated(gif.first(size)));
    QVERIFY(isAnimated(gif));
}

QTEST_GUILESS_MAIN(PictureAnimationTest)
#include "tst_pictureanimation.moc"

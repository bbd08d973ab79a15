// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/barepicture.h"

#include <QTest>
#include <QtEndian>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QByteArray big32(qsizetype number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(number), bytes.data());
    return bytes;
}

QByteArray little32(qsizetype number)
{
    QByteArray bytes = big32(number);
    std::ranges::reverse(bytes);
    return bytes;
}

/// TIFF with the tag of the orientation alone.
QByteArray exif(char orientation, bool bigEndian)
{
    return bigEndian ? "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"_ba + orientation +
                           "\0\0\0\0\0\0"_ba
                     : "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"_ba + orientation +
                           "\0\0\0\0\0\0\0"_ba;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return big32(data.size()) + type + data + "CRC.";
}

QByteArray segment(char marker, const QByteArray &data)
{
    return "\xFF"_ba + marker + big32(data.size() + 2).last(2) + data;
}

QByteArray riff(const QByteArray &type, const QByteArray &data)
{
    return type + little32(data.size()) + data + QByteArray(data.size() % 2, '\0');
}

QByteArray webp(const QByteArray &chunks)
{
    return "RIFF" + little32(chunks.size() + 4) + "WEBP" + chunks;
}

const QByteArray PngBegin = "\x89PNG\r\n\x1A\n";
const QByteArray GifBegin = "GIF89a\x02\0\x02\0\x80\0\0......"_ba; // a color table of two colors
const QByteArray GifImage = "\x2C\0\0\0\0\x02\0\x02\0\0\x02\x02\x44\x51\0"_ba;
const QByteArray Scan = segment('\xDA', "scan") + "data\xFF\0more\xFF\xD0rest"_ba;

} // namespace

class TestBarePicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatDoesNotDraw_data();
    void leavesOutWhatDoesNotDraw();
    void damaged_data();
    void damaged();
};

void TestBarePicture::leavesOutWhatDoesNotDraw_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<BarePicture>("bare");
    const auto row = [](const char *name, const QByteArray &file, const QString &type, const QByteArray &bare,
                         int orientation = 1) {
        QTest::newRow(name) << file << BarePicture{type, bare, orientation};
    };
    const QByteArray head = chunk("IHDR", "13 bytes here");
    const QByteArray data = chunk("iCCP", "colors") + chunk("IDAT", "pixels") + chunk("IEND", {});
    row("PNG",
        PngBegin + head + chunk("tEXt", "Author\0Ann"_ba) + chunk("eXIf", exif(6, true).sliced(6)) +
            chunk("tIME", "now....") + data + "behind it",
        u"image/png"_s, PngBegin + head + data, 6);
    row("a PNG that is bare", PngBegin + head + data, u"image/png"_s, PngBegin + head + data);

    const QByteArray jfif = segment('\xE0', "JFIF\0"_ba);
    const QByteArray frame = segment('\xE2', "ICC_PROFILE\0..."_ba) + segment('\xEE', "Adobe") +
                             segment('\xC0', "frame") + Scan + segment('\xC4', "table") + Scan + "\xFF\xD9";
    row("JPEG",
        "\xFF\xD8" + jfif + segment('\xE1', exif(8, false)) +
            segment('\xE1', "http://ns.adobe.com/xap/1.0/\0"_ba) + segment('\xE2', "MPF\0"_ba) +
            segment('\xED', "Photoshop") + "\xFF" + segment('\xFE', "By Ann") + frame + "a second picture",
        u"image/jpeg"_s, "\xFF\xD8" + jfif + frame, 8);
    row("an orientation that is none", "\xFF\xD8" + segment('\xE1', exif(9, true)) + frame, u"image/jpeg"_s,
        "\xFF\xD8" + frame);

    const QByteArray size = "\0\0\0\x01\0\0\x01\0\0"_ba;
    row("WebP",
        webp(riff("VP8X", "\x1C"_ba + size) + riff("VP8 ", "odd") + riff("EXIF", exif(3, true)) +
             riff("XMP ", "Ann") + riff("note", "Ann")),
        u"image/webp"_s, webp(riff("VP8X", "\x10"_ba + size) + riff("VP8 ", "odd")), 3);

    const QByteArray loops = "\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0"_ba;
    const QByteArray control = "\x21\xF9\x04\0\0\0\0\0"_ba;
    row("GIF",
        GifBegin + loops +
            "\x21\xFE\x03"
            "Ann\0"_ba +
            "\x21\xFF\x0BXMP DataXMP\x03"
            "Ann\0"_ba +
            control + GifImage + ";behind it",
        u"image/gif"_s, GifBegin + loops + control + GifImage + ";");
}

void TestBarePicture::leavesOutWhatDoesNotDraw()
{
    QFETCH(const QByteArray, file);
    QFETCH(const BarePicture, bare);
    QVERIFY(isPicture(file));
    const auto found = barePicture(file);
    QVERIFY(found);
    QCOMPARE(found->mediaType, bare.mediaType);
    QCOMPARE(found->bytes, bare.bytes);
    QCOMPARE(found->orientation, bare.orientation);
    QCOMPARE(barePicture(bare.bytes)->bytes, bare.bytes);
}

void TestBarePicture::damaged_data()
{
    leavesOutWhatDoesNotDraw_data();
}

/// No part of a picture is one, wherever it ends; and nothing is read behind the end.
void TestBarePicture::damaged()
{
    QFETCH(const BarePicture, bare);
    for (qsizetype size = 0; size < bare.bytes.size(); ++size) {
        const QByteArray part(bare.bytes.constData(), size);
        QVERIFY2(!barePicture(part), qPrintable(QString::number(size)));
    }
}

QTEST_GUILESS_MAIN(TestBarePicture)
#include "tst_barepicture.moc"

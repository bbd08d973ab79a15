// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/picture.h"

#include "view/base/picturesource.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int mostMebibytes = 64; ///< for decoding one picture
constexpr auto longestDecoding = 10s;
/// A scan of a progressive JPEG may have a few bytes, and takes tens of milliseconds. Other formats have
/// nothing of the kind, and Qt's reader of PNG needs what it asks for in one piece.
constexpr qint64 pieceOfJpeg = 256;

/// The number of `size` bytes at this place, the highest first; 0 past the end.
int numberAt(const QByteArray &bytes, qsizetype at, qsizetype size)
{
    quint32 number = 0;
    for (const char byte : bytes.mid(at, size))
        number = number << 8 | uchar(byte);
    return int(number);
}

/// What decoding needs to know before it begins.
struct Plan
{
    QSize size = {};
    qint64 bytes = 0; ///< the memory that decoding takes at its peak
};

qint64 areaOf(QSize size)
{
    constexpr int plenty = 1 << 20; // more than any picture that is shown; the product must fit
    return qint64(std::min(size.width(), plenty)) * std::min(size.height(), plenty);
}

/// PNG (Third Edition), 11.2.1: the first chunk has the size, and the bits of a sample.
Plan planOfPng(const QByteArray &bytes)
{
    const QSize size(numberAt(bytes, 16, 4), numberAt(bytes, 20, 4));
    const bool deep = bytes.size() > 24 && bytes.at(24) == 16;
    return {size, areaOf(size) * (deep ? 8 : 4)};
}

Plan planOfGif(const QByteArray &bytes)
{
    if (bytes.size() < 10)
        return {};
    const QSize size(
        qFromLittleEndian<quint16>(bytes.constData() + 6), qFromLittleEndian<quint16>(bytes.constData() + 8));
    return {size, areaOf(size) * 4};
}

/// ITU T.81, table B.1: the markers SOF0 to SOF15.
bool beginsFrame(uchar marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Reads the markers of a JPEG up to its first scan. A decoder keeps all of a picture that comes in several
/// scans, whatever size is asked for; any other can be scaled down to an eighth while it is read.
Plan planOfJpeg(const QByteArray &bytes)
{
    QSize size;
    int components = 0;
    bool progressive = false;
    for (qsizetype at = 2; at + 4 < bytes.size();) {
        const uchar marker = uchar(bytes.at(at + 1));
        if (uchar(bytes.at(at)) != 0xFF || marker == 0xFF || marker == 0) {
            ++at;
            continue;
        }
        if (marker == 0xDA) {
            const bool kept = progressive || uchar(bytes.at(at + 4)) < components;
            return {size, kept ? areaOf(size) * (2 * components + 4) : areaOf(size) / 64 * 4};
        }
        if (beginsFrame(marker)) {
            size = QSize(numberAt(bytes, at + 7, 2), numberAt(bytes, at + 5, 2));
            components = numberAt(bytes, at + 9, 1);
            progressive = marker % 4 == 2;
        }
        const bool alone = marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
        at += alone ? 2 : 2 + numberAt(bytes, at + 2, 2);
    }
    return {};
}

Plan planOfWebp(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer, "webp");
    reader.setAutoDetectImageFormat(false);
    return {reader.size(), areaOf(reader.size()) * 4};
}

std::optional<Plan> planOf(const QByteArray &bytes)
{
    const QByteArray format = pictureFormat(bytes);
    if (!QImageReader::supportedImageFormats().contains(format))
        return std::nullopt;
    if (format == "png")
        return planOfPng(bytes);
    if (format == "jpeg")
        return planOfJpeg(bytes);
    return format == "gif" ? planOfGif(bytes) : planOfWebp(bytes);
}

/// Only what draws a PNG. A text or a colour profile in it can be a thousand times its size when unpacked.
QByteArray withoutExtras(const QByteArray &png)
{
    constexpr qsizetype signature = 8;
    constexpr qsizetype frame = 12; // length, type and checksum of a chunk
    static const std::array kept{"IHDR"_ba, "PLTE"_ba, "tRNS"_ba, "IDAT"_ba, "IEND"_ba};
    QByteArray result = png.first(signature);
    for (qsizetype at = signature; at + 8 <= png.size();) {
        const qsizetype size = frame + quint32(numberAt(png, at, 4));
        if (std::ranges::contains(kept, png.sliced(at + 4, 4)))
            result += png.mid(at, size);
        at += size;
    }
    return result;
}

/// In a form that is painted as it is.
QImage scaled(QImage image, QSize size)
{
    image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    return image.size() == size ? image : image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// What the bytes are called that are none of the formats shown.
QString nameOf(const QByteArray &bytes)
{
    const QByteArray head = bytes.first(std::min<qsizetype>(bytes.size(), 1024)).toLower();
    if (head.contains("<svg") || head.contains("<?xml") || head.startsWith("\x1F\x8B"))
        return u"SVG"_s;
    if (pictureFormat(bytes) == "webp")
        return u"WebP"_s;
    if (head.startsWith("bm"))
        return u"BMP"_s;
    if (head.startsWith("ii*\0"_ba) || head.startsWith("mm\0*"_ba))
        return u"TIFF"_s;
    if (head.mid(4).startsWith("ftypavif"))
        return u"AVIF"_s;
    if (head.mid(4).startsWith("ftyphei"))
        return u"HEIC"_s;
    return QCoreApplication::translate("Parlance::Picture", "unknown format");
}

} // namespace

QByteArray pictureFormat(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return "png";
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return "jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "gif";
    return bytes.startsWith("RIFF") && bytes.mid(8).startsWith("WEBP") ? "webp" : "";
}

QSize PictureHead::decodedSize(int largestSide) const
{
    if (size.width() <= largestSide && size.height() <= largestSide)
        return size;
    return size.scaled(largestSide, largestSide, Qt::KeepAspectRatio).expandedTo({1, 1});
}

qint64 PictureHead::decodedBytes() const
{
    return areaOf(decodedSize()) * 4;
}

std::expected<PictureHead, PictureFault> pictureHead(const QByteArray &bytes)
{
    const std::optional<Plan> plan = planOf(bytes);
    if (!plan)
        return std::unexpected(PictureFault::Unknown);
    if (plan->size.width() <= 0 || plan->size.height() <= 0)
        return std::unexpected(PictureFault::Damaged);
    if (plan->bytes > qint64(mostMebibytes) * 1024 * 1024)
        return std::unexpected(PictureFault::TooLarge);
    return PictureHead{pictureFormat(bytes), plan->size};
}

QImage decodedPicture(const QByteArray &bytes, const std::stop_token &stop, int largestSide)
{
    const auto head = pictureHead(bytes);
    if (!head)
        return {};
    const QSize size = head->decodedSize(largestSide);
    const bool jpeg = head->format == "jpeg";
    PictureSource source(head->format == "png" ? withoutExtras(bytes) : bytes,
        jpeg ? pieceOfJpeg : bytes.size(), stop, longestDecoding);
    QImageReader reader(&source, head->format);
    reader.setAutoDetectImageFormat(false);
    static std::once_flag limited;
    std::call_once(limited, QImageReader::setAllocationLimit, mostMebibytes);
    if (jpeg) // which is scaled while it is read
        reader.setScaledSize(size);
    const QImage image = reader.read();
    return image.isNull() || stop.stop_requested() ? QImage() : scaled(image, size);
}

QString pictureFaultText(PictureFault fault, const QByteArray &bytes)
{
    const auto words = [](const char *text) {
        return QCoreApplication::translate("Parlance::Picture", text);
    };
    switch (fault) {
    case PictureFault::Unknown:
        return words(QT_TRANSLATE_NOOP("Parlance::Picture", "Picture not shown: %1")).arg(nameOf(bytes));
    case PictureFault::Damaged:
        return words(QT_TRANSLATE_NOOP("Parlance::Picture", "Picture not shown: damaged"));
    case PictureFault::TooLarge:
        return words(QT_TRANSLATE_NOOP("Parlance::Picture", "Picture not shown: too large"));
    case PictureFault::NoRoom:
        return words(QT_TRANSLATE_NOOP(
            "Parlance::Picture", "Picture not shown: too many large pictures on the screen"));
    }
    return {};
}

} // namespace Parlance

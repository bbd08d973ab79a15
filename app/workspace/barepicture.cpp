// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/barepicture.h"

#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr QByteArrayView PngSignature = "\x89PNG\r\n\x1A\n";
constexpr int Upright = 1;

/// Reads from the front. What is past the end reads as 0 and makes the rest invalid.
class Bytes
{
public:
    explicit Bytes(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool isValid() const { return m_valid; }
    [[nodiscard]] bool isEmpty() const { return m_rest.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_rest.size(); }
    [[nodiscard]] uchar peek(qsizetype at = 0) const
    {
        return at < m_rest.size() ? static_cast<uchar>(m_rest.at(at)) : uchar(0);
    }
    QByteArrayView take(qsizetype count)
    {
        m_valid = m_valid && count >= 0 && count <= m_rest.size();
        const qsizetype taken = m_valid ? count : 0;
        const QByteArrayView bytes = m_rest.first(taken);
        m_rest = m_rest.sliced(taken);
        return bytes;
    }
    template <typename Number>
    Number bigEndian()
    {
        const QByteArrayView bytes = take(sizeof(Number));
        return m_valid ? qFromBigEndian<Number>(bytes.data()) : Number(0);
    }
    quint32 littleEndian32()
    {
        const QByteArrayView bytes = take(4);
        return m_valid ? qFromLittleEndian<quint32>(bytes.data()) : 0;
    }

private:
    QByteArrayView m_rest;
    bool m_valid = true;
};

/// TIFF 6.0, section 2: a number of this size at an offset; 0 outside.
quint32 tiffNumber(QByteArrayView tiff, qsizetype at, qsizetype size)
{
    if (at < 0 || at + size > tiff.size())
        return 0;
    const bool isBig = tiff.startsWith('M');
    quint32 number = 0;
    for (qsizetype i = 0; i < size; ++i)
        number = number << 8 | static_cast<uchar>(tiff.at(at + (isBig ? i : size - 1 - i)));
    return number;
}

/// The tag 0x0112 of the first directory.
int orientationOf(QByteArrayView exif)
{
    constexpr qsizetype entrySize = 12;
    constexpr quint32 orientationTag = 0x0112;
    const QByteArrayView prefix("Exif\0\0", 6);
    const QByteArrayView tiff = exif.startsWith(prefix) ? exif.sliced(prefix.size()) : exif;
    const qsizetype directory = tiffNumber(tiff, 4, 4);
    const quint32 entries = tiffNumber(tiff, directory, 2);
    for (quint32 i = 0; i < entries; ++i) {
        const qsizetype entry = directory + 2 + i * entrySize;
        if (entry + entrySize > tiff.size())
            break;
        const auto value = static_cast<int>(tiffNumber(tiff, entry + 8, 2));
        if (tiffNumber(tiff, entry, 2) == orientationTag)
            return value >= 1 && value <= 8 ? value : Upright;
    }
    return Upright;
}

using Bare = std::optional<BarePicture>;

/// PNG (Third Edition), 5.3: length, type, data and checksum of each chunk.
Bare barePng(QByteArrayView file)
{
    static constexpr std::array<QByteArrayView, 15> drawing{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
        "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"};
    BarePicture picture{.mediaType = u"image/png"_s, .bytes = PngSignature.toByteArray()};
    for (Bytes rest(file.sliced(PngSignature.size())); rest.isValid();) {
        const auto size = rest.bigEndian<quint32>();
        const QByteArrayView type = rest.take(4);
        const QByteArrayView data = rest.take(size);
        const QByteArrayView checksum = rest.take(4);
        if (!rest.isValid())
            break;
        if (type == "eXIf")
            picture.orientation = orientationOf(data);
        if (std::ranges::contains(drawing, type)) {
            std::array<char, 4> length{};
            qToBigEndian(size, length.data());
            picture.bytes += QByteArrayView(length);
            picture.bytes += type;
            picture.bytes += data;
            picture.bytes += checksum;
        }
        if (type == "IEND")
            return picture;
    }
    return {};
}

/// True for what a decoder needs of the application's segments: JFIF, a color profile, Adobe's color
/// transform.
bool drawsJpeg(uchar marker, QByteArrayView data)
{
    constexpr uchar app0 = 0xE0, app2 = 0xE2, app14 = 0xEE, app15 = 0xEF, comment = 0xFE;
    if (marker == app2)
        return data.startsWith("ICC_PROFILE");
    return marker == app0 || marker == app14 || (marker != comment && (marker < app0 || marker > app15));
}

/// The length of the data of a scan: up to the next marker that is none of a restart.
qsizetype scanLength(const Bytes &scan)
{
    qsizetype at = 0;
    while (at + 1 < scan.size()) {
        const uchar next = scan.peek(at + 1);
        if (scan.peek(at) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7))
            return at;
        ++at;
    }
    return scan.size();
}

/// ITU T.81, annex B: segments up to the end of the image.
Bare bareJpeg(QByteArrayView file)
{
    constexpr uchar exifSegment = 0xE1, scanBegin = 0xDA, imageEnd = 0xD9;
    BarePicture picture{.mediaType = u"image/jpeg"_s, .bytes = file.first(2).toByteArray()};
    for (Bytes rest(file.sliced(2)); rest.isValid();) {
        if (rest.peek() != 0xFF)
            return {};
        while (rest.peek(1) == 0xFF) // filling
            (void)rest.take(1);
        const uchar marker = rest.peek(1);
        const QByteArrayView mark = rest.take(2);
        if (marker == imageEnd) {
            picture.bytes += mark;
            return picture;
        }
        const QByteArrayView length = rest.take(2);
        const qsizetype size = rest.isValid() ? qFromBigEndian<quint16>(length.data()) - 2 : -1;
        const QByteArrayView data = rest.take(size);
        if (!rest.isValid())
            break;
        if (marker == exifSegment && data.startsWith(QByteArrayView("Exif\0\0", 6)))
            picture.orientation = orientationOf(data);
        if (drawsJpeg(marker, data)) {
            picture.bytes += mark;
            picture.bytes += length;
            picture.bytes += data;
        }
        if (marker == scanBegin)
            picture.bytes += rest.take(scanLength(rest));
    }
    return {};
}

/// WebP container (RFC 9649, 2.3): chunks of a type, a size and data, filled up to an even size.
Bare bareWebp(QByteArrayView file)
{
    static constexpr std::array<QByteArrayView, 7> drawing{
        "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
    constexpr uchar metadataFlags = 0x0C; // EXIF and XMP
    BarePicture picture{.mediaType = u"image/webp"_s, .bytes = file.first(12).toByteArray()};
    const qsizetype whole = qFromLittleEndian<quint32>(file.sliced(4).data()) + qsizetype(8);
    if (whole < 12 || whole > file.size())
        return {};
    for (Bytes rest(file.first(whole).sliced(12)); rest.size() >= 8;) {
        const QByteArrayView type = rest.take(4);
        const quint32 size = rest.littleEndian32();
        const QByteArrayView data = rest.take(size);
        (void)rest.take(std::min<qsizetype>(size % 2, rest.size()));
        if (!rest.isValid())
            return {};
        if (type == "EXIF")
            picture.orientation = orientationOf(data);
        if (!std::ranges::contains(drawing, type))
            continue;
        std::array<char, 4> length{};
        qToLittleEndian(size, length.data());
        picture.bytes += type;
        picture.bytes += QByteArrayView(length);
        const qsizetype begin = picture.bytes.size();
        picture.bytes += data;
        if (type == "VP8X" && !data.isEmpty())
            picture.bytes[begin] = static_cast<char>(static_cast<uchar>(data.front()) & ~metadataFlags);
        if (size % 2 == 1)
            picture.bytes += '\0';
    }
    qToLittleEndian(static_cast<quint32>(picture.bytes.size() - 8), picture.bytes.data() + 4);
    return picture.bytes.size() > 12 ? Bare(picture) : Bare();
}

/// GIF 89a, 18 and 20: the size of a color table that these flags announce.
qsizetype colorTableSize(uchar flags)
{
    return (flags & 0x80) != 0 ? qsizetype(3) << ((flags & 0x07) + 1) : 0;
}

/// GIF 89a, 15: blocks of up to 255 bytes, ended by an empty one.
QByteArray subBlocks(Bytes &rest)
{
    QByteArray blocks;
    while (rest.isValid()) {
        const QByteArrayView block = rest.take(rest.peek() + 1);
        blocks += block;
        if (block.size() <= 1)
            break;
    }
    return blocks;
}

/// True for an extension that changes what is drawn: graphic control, and the number of loops.
bool drawsGif(uchar label, const QByteArray &blocks)
{
    constexpr uchar graphicControl = 0xF9, application = 0xFF;
    return label == graphicControl || (label == application && (blocks.startsWith("\x0BNETSCAPE2.0") ||
                                                                   blocks.startsWith("\x0B"
                                                                                     "ANIMEXTS1.0")));
}

Bare bareGif(QByteArrayView file)
{
    constexpr uchar extension = 0x21, image = 0x2C, trailer = 0x3B;
    BarePicture picture{.mediaType = u"image/gif"_s, .bytes = {}};
    Bytes rest(file);
    picture.bytes += rest.take(13);
    if (rest.isValid())
        picture.bytes += rest.take(colorTableSize(static_cast<uchar>(picture.bytes.at(10))));
    while (rest.isValid() && !rest.isEmpty()) {
        const uchar kind = rest.peek();
        if (kind == trailer) {
            picture.bytes += rest.take(1);
            return picture;
        }
        if (kind == extension) {
            const uchar label = rest.peek(1);
            const QByteArrayView head = rest.take(2);
            if (const QByteArray blocks = subBlocks(rest); drawsGif(label, blocks))
                picture.bytes += head.toByteArray() + blocks;
        } else if (kind == image) {
            const qsizetype table = colorTableSize(rest.peek(9));
            picture.bytes += rest.take(10 + table + 1);
            picture.bytes += subBlocks(rest);
        } else {
            return {};
        }
    }
    return {};
}

bool isWebp(const QByteArray &file)
{
    return file.startsWith("RIFF") &&
           QByteArrayView(file).sliced(std::min<qsizetype>(8, file.size())).startsWith("WEBP");
}

bool isGif(const QByteArray &file)
{
    return file.startsWith("GIF87a") || file.startsWith("GIF89a");
}

} // namespace

bool isPicture(const QByteArray &file)
{
    return file.startsWith(PngSignature) || file.startsWith("\xFF\xD8\xFF") || isWebp(file) || isGif(file);
}

std::optional<BarePicture> barePicture(const QByteArray &file)
{
    if (file.startsWith(PngSignature))
        return barePng(file);
    if (file.startsWith("\xFF\xD8\xFF"))
        return bareJpeg(file);
    if (isWebp(file))
        return bareWebp(file);
    return isGif(file) ? bareGif(file) : std::nullopt;
}

} // namespace Parlance

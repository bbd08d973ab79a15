// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/sentfile.h"

#include <QBuffer>
#include <QImageReader>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

int littleEndian(const QByteArray &bytes, qsizetype at, qsizetype size)
{
    int number = 0;
    for (qsizetype i = size; i-- > 0;)
        number = number << 8 | (at + i < bytes.size() ? static_cast<uchar>(bytes.at(at + i)) : 0);
    return number;
}

/// RFC 9649, 2.5 to 2.7. Qt reads WebP only where a plugin for it is installed.
QSize webpSize(const QByteArray &bytes)
{
    const QByteArray chunk = bytes.mid(12, 4);
    if (chunk == "VP8X")
        return {littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1};
    if (chunk == "VP8L") {
        const int bits = littleEndian(bytes, 21, 4);
        return {(bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
    }
    return {littleEndian(bytes, 26, 2) & 0x3FFF, littleEndian(bytes, 28, 2) & 0x3FFF};
}

} // namespace

QString pictureType(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return u"image/png"_s;
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return u"image/jpeg"_s;
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return u"image/gif"_s;
    return bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP" ? u"image/webp"_s : QString();
}

QSize pictureSize(const QByteArray &bytes)
{
    const QString type = pictureType(bytes);
    if (type.isEmpty())
        return {};
    if (type == "image/webp"_L1)
        return webpSize(bytes);
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer, type.sliced(6).toLatin1());
    reader.setAutoDetectImageFormat(false);
    return reader.size();
}

bool isPdf(const QByteArray &bytes)
{
    return bytes.first(std::min<qsizetype>(bytes.size(), 1024)).contains("%PDF-");
}

int pdfPages(const QByteArray &bytes)
{
    static const QRegularExpression page(uR"(/Type\s*/Page\b)"_s);
    return static_cast<int>(QString::fromLatin1(bytes).count(page));
}

} // namespace Parlance::Demo

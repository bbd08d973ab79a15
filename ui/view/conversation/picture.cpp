// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/picture.h"

#include <QBuffer>
#include <QImageReader>

namespace Parlance {

namespace {

constexpr int largestSide = 4096;
constexpr int mostMebibytes = 64;

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

QImage decodedPicture(const QByteArray &bytes)
{
    const QByteArray format = pictureFormat(bytes);
    if (format.isEmpty())
        return {};
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    QImageReader::setAllocationLimit(mostMebibytes);
    if (const QSize size = reader.size(); size.width() > largestSide || size.height() > largestSide)
        reader.setScaledSize(size.scaled(largestSide, largestSide, Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace Parlance

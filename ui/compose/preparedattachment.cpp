// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/preparedattachment.h"

#include "view/base/picture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int LargestSide = 4000; ///< of a picture that is encoded anew; gateways scale down to less
constexpr int JpegQuality = 92;

/// EXIF 2.32, 4.6.5: how to turn what is stored in this orientation.
QTransform turnOf(int orientation)
{
    switch (orientation) {
    case 2:
        return QTransform::fromScale(-1, 1);
    case 3:
        return QTransform().rotate(180);
    case 4:
        return QTransform::fromScale(1, -1);
    case 5:
        return QTransform(0, 1, 1, 0, 0, 0);
    case 6:
        return QTransform().rotate(90);
    case 7:
        return QTransform(0, -1, -1, 0, 0, 0);
    case 8:
        return QTransform().rotate(270);
    default:
        return {};
    }
}

QByteArray encoded(const QImage &picture, const QByteArray &format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    if (format == "jpeg")
        writer.setQuality(JpegQuality);
    return writer.write(picture) ? bytes : QByteArray();
}

/// Photographs stay JPEG; what else is turned becomes PNG, which loses nothing.
PreparedOrFault turned(const ImagePart &image, int orientation)
{
    const QByteArray format = image.mediaType == "image/jpeg"_L1 ? "jpeg" : "png";
    const QImage picture = decodedPicture(image.bytes, {}, LargestSide).transformed(turnOf(orientation));
    const QByteArray bytes = picture.isNull() ? QByteArray() : encoded(picture, format);
    if (bytes.isEmpty())
        return std::unexpected(QCoreApplication::translate(
            "Parlance::PreparedAttachment", "This picture must be turned upright, and cannot be read."));
    ImagePart upright = image;
    upright.mediaType = u"image/"_s + QString::fromLatin1(format);
    upright.bytes = bytes;
    return PreparedAttachment{.part = upright,
        .note = QCoreApplication::translate(
            "Parlance::PreparedAttachment", "Turned upright, as its metadata said, and encoded again.")};
}

PreparedOrFault prepared(const Attachment &attachment)
{
    const auto *image = std::get_if<ImagePart>(&attachment.part);
    if (image && attachment.orientation != 1)
        return turned(*image, attachment.orientation);
    return PreparedAttachment{.part = attachment.part};
}

} // namespace

PreparedOrFault preparedFile(const QString &path)
{
    return Attachment::read(path).and_then(prepared);
}

PreparedOrFault preparedBytes(const QString &name, const QByteArray &bytes)
{
    return Attachment::of(name, bytes).and_then(prepared);
}

QSize pixelsOf(const Part &part)
{
    const auto *image = std::get_if<ImagePart>(&part);
    const auto head = image ? pictureHead(image->bytes) : std::unexpected(PictureFault::Unknown);
    return head ? head->size : QSize();
}

} // namespace Parlance

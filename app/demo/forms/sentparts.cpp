// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/sentparts.h"

#include "demo/forms/bodyreader.h"
#include "demo/media/sentfile.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostOfImagePart = 20 * 1024 * 1024;
constexpr qsizetype MostOfImageBlock = 5 * 1024 * 1024;

/// RFC 4648, section 4: nothing but the alphabet and its filling.
std::optional<QByteArray> decoded(const QString &base64)
{
    const auto result =
        QByteArray::fromBase64Encoding(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!result || result.decoded.isEmpty() || base64.size() % 4 != 0)
        return std::nullopt;
    return result.decoded;
}

/// A data URL (RFC 2397) in base64.
struct DataUrl
{
    QString mediaType;
    QByteArray bytes;
};

std::optional<DataUrl> readDataUrl(BodyReader &reader, const QString &field)
{
    const QString url = reader.requiredString(field);
    const qsizetype comma = url.indexOf(u',');
    const QString head = url.first(std::max<qsizetype>(comma, 0));
    if (!head.startsWith("data:"_L1) || !head.endsWith(";base64"_L1)) {
        reader.refuse(field, u"must be a data URL in base64: this gateway fetches nothing"_s);
        return std::nullopt;
    }
    const auto bytes = decoded(url.sliced(comma + 1));
    if (!bytes) {
        reader.refuse(field, u"has invalid base64"_s);
        return std::nullopt;
    }
    return DataUrl{.mediaType = head.sliced(5).chopped(7), .bytes = *bytes};
}

QByteArray readBase64(BodyReader &source)
{
    const QString data = source.requiredString(u"data"_s);
    const auto bytes = decoded(data);
    if (!bytes)
        source.refuse(u"data"_s, u"has invalid base64"_s);
    return bytes.value_or(QByteArray());
}

void checkImageBlock(BodyReader &source, const ImagePart &image)
{
    static const QStringList types{u"image/jpeg"_s, u"image/png"_s, u"image/gif"_s, u"image/webp"_s};
    if (!types.contains(image.mediaType))
        source.refuse(u"media_type"_s, u"must be image/jpeg, image/png, image/gif or image/webp"_s);
    if (image.bytes.size() > MostOfImageBlock)
        source.refuse(u"data"_s,
            u"exceeds 5 MB maximum: %1 bytes > %2 bytes"_s.arg(image.bytes.size()).arg(MostOfImageBlock));
    const QString found = pictureType(image.bytes);
    if (found != image.mediaType)
        source.refuse(u"media_type"_s, u"is %1, but the data is %2"_s.arg(
                                           image.mediaType, found.isEmpty() ? u"no known picture"_s : found));
    if (pictureSize(image.bytes).isEmpty())
        source.refuse(u"data"_s, u"is no picture that can be read"_s);
}

ImagePart imageFrom(BodyReader &source)
{
    ImagePart image{.mediaType = source.requiredString(u"media_type"_s), .bytes = readBase64(source)};
    checkImageBlock(source, image);
    return image;
}

FilePart documentFrom(BodyReader &source, const QString &type)
{
    FilePart file{.name = {}, .mediaType = source.requiredString(u"media_type"_s), .bytes = {}};
    const bool isText = type == "text"_L1;
    file.bytes = isText ? source.requiredString(u"data"_s).toUtf8() : readBase64(source);
    const QString needed = isText ? u"text/plain"_s : u"application/pdf"_s;
    if (file.mediaType != needed)
        source.refuse(u"media_type"_s, u"must be "_s + needed);
    if (!isText && !isPdf(file.bytes))
        source.refuse(u"data"_s, u"is no PDF"_s);
    return file;
}

/// Reads the source if its type is one of these.
template <typename Read>
std::optional<Part> readSource(BodyReader &block, const QStringList &types, Read read)
{
    BodyReader source = block.nested(u"source"_s);
    const QString type = source.requiredString(u"type"_s);
    if (type == "url"_L1 || type == "file"_L1)
        source.refuse(u"type"_s,
            u"must be %1: this gateway fetches nothing and keeps no files"_s.arg(types.join(u" or "_s)));
    else if (!types.contains(type))
        source.refuse(u"type"_s, u"must be "_s + types.join(u" or "_s));
    std::optional<Part> part;
    if (!source.refusal())
        part = read(source, type);
    block.take(source);
    return part;
}

} // namespace

std::optional<Part> readImagePart(BodyReader &part)
{
    BodyReader image = part.nested(u"image_url"_s);
    const auto url = readDataUrl(image, u"url"_s);
    const QString detail = image.string(u"detail"_s);
    if (!QStringList{QString(), u"auto"_s, u"low"_s, u"high"_s}.contains(detail))
        image.refuse(u"detail"_s, u"must be auto, low or high"_s);
    if (url && url->bytes.size() > MostOfImagePart)
        image.refuse(u"url"_s, u"has a picture of more than 20 MB"_s);
    if (url && (pictureType(url->bytes).isEmpty() || pictureSize(url->bytes).isEmpty()))
        image.refuse(
            {.message = u"You uploaded an unsupported image. Please make sure your image has of one the "
                        "following formats: ['png', 'jpeg', 'gif', 'webp']."_s,
                .code = u"invalid_image_format"_s,
                .field = image.placeOf(u"url"_s)});
    part.take(image);
    if (!url || image.refusal())
        return std::nullopt;
    return ImagePart{.mediaType = pictureType(url->bytes),
        .bytes = url->bytes,
        .detail = detail == "low"_L1 ? detail : QString()};
}

std::optional<Part> readFilePart(BodyReader &part)
{
    BodyReader file = part.nested(u"file"_s);
    if (file.has(u"file_id"_s))
        file.refuse(u"file_id"_s, u"is unknown: this gateway keeps no files"_s);
    const QString name = file.string(u"filename"_s);
    const auto url = readDataUrl(file, u"file_data"_s);
    if (url && (url->mediaType != "application/pdf"_L1 || !isPdf(url->bytes)))
        file.refuse(u"file_data"_s, u"must be a PDF: application/pdf"_s);
    part.take(file);
    if (!url || file.refusal())
        return std::nullopt;
    return FilePart{.name = name, .mediaType = url->mediaType, .bytes = url->bytes};
}

std::optional<Part> readImageBlock(BodyReader &block)
{
    return readSource(
        block, {u"base64"_s}, [](BodyReader &source, const QString &) -> Part { return imageFrom(source); });
}

std::optional<Part> readDocumentBlock(BodyReader &block)
{
    const auto title = block.string(u"title"_s);
    return readSource(
        block, {u"base64"_s, u"text"_s}, [&title](BodyReader &source, const QString &type) -> Part {
            FilePart file = documentFrom(source, type);
            file.name = title;
            return file;
        });
}

} // namespace Parlance::Demo

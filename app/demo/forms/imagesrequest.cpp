// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/imagesrequest.h"

#include "demo/forms/endpointmodel.h"
#include "demo/media/picture.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostPrompt = 32'000;
constexpr int MostPictures = 10;
constexpr int ShortestSide = 64;
constexpr int LongestSide = 1024;
constexpr int MostPartials = 3;

bool isSide(int side)
{
    return side >= ShortestSide && side <= LongestSide;
}

QSize readSize(BodyReader &reader)
{
    const QString size = reader.string(u"size"_s);
    if (size.isEmpty() || size == "auto"_L1)
        return {512, 512};
    static const QRegularExpression form(u"^(\\d{1,5})x(\\d{1,5})$"_s);
    const QRegularExpressionMatch match = form.match(size);
    const QSize read(match.captured(1).toInt(), match.captured(2).toInt());
    if (!isSide(read.width()) || !isSide(read.height())) {
        reader.refuse(u"size"_s,
            u"must be auto or WIDTHxHEIGHT, each from %1 to %2"_s.arg(ShortestSide).arg(LongestSide));
        return {};
    }
    return read;
}

void checkTogether(BodyReader &reader, const ImagesRequest &request)
{
    if (request.stream && request.n > 1)
        reader.refuse(u"n"_s, u"must be 1 in a stream"_s);
    if (request.background == "transparent"_L1 && request.format == "jpeg"_L1)
        reader.refuse(u"background"_s, u"cannot be transparent in a jpeg"_s);
}

} // namespace

std::expected<ImagesRequest, Refusal> readImagesRequest(const QByteArray &body)
{
    const auto object = parseBody(body);
    if (!object)
        return std::unexpected(object.error());
    BodyReader reader(*object);
    ImagesRequest request;
    request.model = readEndpointModel(reader, u"/v1/images/generations"_s);
    request.prompt = reader.requiredString(u"prompt"_s);
    checkLength(reader, u"prompt"_s, request.prompt, MostPrompt);
    request.n = reader.wholeNumber(u"n"_s, 1, MostPictures).value_or(1);
    request.size = readSize(reader);
    request.quality = readChoice(
        reader, u"quality"_s, {u"auto"_s, u"low"_s, u"medium"_s, u"high"_s, u"standard"_s, u"hd"_s});
    request.style = readChoice(reader, u"style"_s, {u"vivid"_s, u"natural"_s});
    request.background = readChoice(reader, u"background"_s, {u"auto"_s, u"opaque"_s, u"transparent"_s});
    request.format = readChoice(reader, u"output_format"_s, pictureFormats());
    request.compression = reader.wholeNumber(u"output_compression"_s, 0, 100).value_or(100);
    request.asUrl = readChoice(reader, u"response_format"_s, {u"b64_json"_s, u"url"_s}) == "url"_L1;
    request.stream = reader.flag(u"stream"_s);
    request.partials = reader.wholeNumber(u"partial_images"_s, 0, MostPartials).value_or(0);
    checkTogether(reader, request);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace Parlance::Demo

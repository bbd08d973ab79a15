// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/imagereader.h"

#include "wire/dialects/usagereading.h"
#include "wire/erroranswer.h"
#include "wire/failuresigns.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// More than any server sends: each is kept.
constexpr qsizetype MostPictures = 64;

/// Without the beginning of a data URL, which some servers put in front.
QByteArray base64In(const QJsonObject &object)
{
    const QString written = object.value("b64_json"_L1).toString();
    const qsizetype comma = written.startsWith("data:"_L1) ? written.indexOf(u',') : -1;
    return QStringView(written).sliced(comma + 1).toLatin1();
}

void keep(QString &fact, const QJsonObject &object, QLatin1StringView name)
{
    if (const QString value = object.value(name).toString(); !value.isEmpty())
        fact = value;
}

} // namespace

ImageReader::ImageReader(const ImageRequest &request)
    : EndpointReader(Answer::Text)
    , m_wanted(request.n.value_or(1))
    , m_wantedPartials(request.partialImages.value_or(0))
    , m_wantsStream(request.stream.value_or(false))
{
}

/// The events of edits have another beginning, and some proxies leave the type out.
void ImageReader::readEvent(const QJsonObject &event)
{
    const QString type = event.value("type"_L1).toString();
    const QJsonValue index = event.value("partial_image_index"_L1);
    readFacts(event);
    if (event.value("data"_L1).isArray()) { // all of a plain answer in one event
        readList(event.value("data"_L1).toArray());
        noteMissing();
        endStream();
    } else if (type.endsWith(".partial_image"_L1) || !index.isUndefined()) {
        if (m_answer.partials.size() < MostPictures)
            m_answer.partials.append(
                {.index = index.toInteger(), .bytes = pictureIn(event, u"A partial picture"_s)});
    } else if (event.contains("b64_json"_L1) || event.contains("url"_L1)) {
        readImage(event, u"A picture"_s);
        if (m_answer.images.size() < m_wanted)
            return;
        noteMissing();
        endStream();
    }
}

void ImageReader::readText(const QByteArray &text)
{
    const QJsonObject object = firstObject(readJson(text).value_or(QJsonValue()));
    const QJsonValue data = object.value("data"_L1);
    if (carriesError(object) || text.trimmed().isEmpty() || isWebPage(text))
        return EndpointReader::readText(text);
    if (!data.isArray())
        return fail(u"The answer has no list “data” of pictures: %1"_s.arg(excerpt(QString::fromUtf8(text))));
    readFacts(object);
    readList(data.toArray());
    noteMissing();
    if (m_answer.images.isEmpty())
        fail(u"The answer has no pictures."_s);
    else if (m_wantsStream)
        m_answer.remarks << u"The server did not stream."_s;
}

void ImageReader::readFacts(const QJsonObject &object)
{
    if (const auto created = readInteger(object.value("created"_L1)))
        m_answer.created = created;
    else if (const auto at = readInteger(object.value("created_at"_L1))) // in events
        m_answer.created = at;
    keep(m_answer.size, object, "size"_L1);
    keep(m_answer.quality, object, "quality"_L1);
    keep(m_answer.background, object, "background"_L1);
    keep(m_answer.outputFormat, object, "output_format"_L1);
    const QJsonObject usage = object.value("usage"_L1).toObject();
    if (const auto read = readUsage(usage))
        m_answer.usage.merge(*read);
    const QJsonObject input = usage.value("input_tokens_details"_L1).toObject();
    if (const auto tokens = readInteger(input.value("text_tokens"_L1)))
        m_answer.textTokens = tokens;
    if (const auto tokens = readInteger(input.value("image_tokens"_L1)))
        m_answer.imageTokens = tokens;
}

void ImageReader::readList(const QJsonArray &list)
{
    const qsizetype count = std::min(list.size(), MostPictures);
    for (qsizetype i = 0; i < count; ++i)
        readImage(list.at(i).toObject(), u"data[%1]"_s.arg(i));
    m_leftOut = list.size() - count;
    if (m_leftOut > 0)
        m_answer.remarks
            << u"%1 pictures came, and only the first %2 were kept."_s.arg(list.size()).arg(count);
}

void ImageReader::readImage(const QJsonObject &object, const QString &place)
{
    const GeneratedImage image{.bytes = pictureIn(object, place),
        .url = object.value("url"_L1).toString(),
        .revisedPrompt = object.value("revised_prompt"_L1).toString()};
    if (!image.bytes.isEmpty() || !image.url.isEmpty())
        m_answer.images.append(image);
    else if (!object.contains("b64_json"_L1))
        m_answer.remarks << u"%1 has neither b64_json nor a url."_s.arg(place);
}

QByteArray ImageReader::pictureIn(const QJsonObject &object, const QString &place)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(base64In(object), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        m_answer.remarks << u"%1 cannot be read: b64_json is not base64."_s.arg(place);
    return decoded ? decoded.decoded : QByteArray();
}

void ImageReader::noteMissing()
{
    if (m_answer.images.size() + m_leftOut < m_wanted)
        m_answer.remarks << u"Only %1 of %2 pictures came."_s.arg(m_answer.images.size()).arg(m_wanted);
    if (!m_wantsStream || m_answer.partials.size() >= m_wantedPartials)
        return;
    QStringList missing;
    for (qint64 index = 0; index < m_wantedPartials; ++index) {
        if (!std::ranges::contains(m_answer.partials, index, &PartialImage::index))
            missing << QString::number(index + 1);
    }
    m_answer.remarks << u"Of %1 partial pictures, the server left out: %2."_s.arg(m_wantedPartials)
                            .arg(missing.join(u", "_s));
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/imagesanswer.h"

#include "demo/forms/events.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr int PixelsInToken = 1024;

/// What the answer says of all pictures.
QJsonObject traits(const Images &images)
{
    const QSize size = images.asked.size;
    return {{u"background"_s, images.asked.background == "transparent"_L1 ? u"transparent"_s : u"opaque"_s},
        {u"output_format"_s, images.asked.format}, {u"quality"_s, images.asked.quality},
        {u"size"_s, u"%1x%2"_s.arg(size.width()).arg(size.height())}};
}

QJsonObject usage(const Images &images)
{
    const qint64 output =
        qint64(images.asked.n) * images.asked.size.width() * images.asked.size.height() / PixelsInToken;
    return {{u"input_tokens"_s, images.promptTokens}, {u"output_tokens"_s, output},
        {u"total_tokens"_s, images.promptTokens + output},
        {u"input_tokens_details"_s,
            QJsonObject{{u"text_tokens"_s, images.promptTokens}, {u"image_tokens"_s, 0}}}};
}

QByteArray imageEvent(const Images &images, const QByteArray &file, QJsonObject more)
{
    more.insert(u"b64_json"_s, QString::fromLatin1(file.toBase64()));
    more.insert(u"created_at"_s, images.created);
    const QJsonObject all = traits(images);
    for (auto trait = all.begin(); trait != all.end(); ++trait)
        more.insert(trait.key(), trait.value());
    return namedEvent(more[u"type"].toString().toLatin1(), more);
}

} // namespace

DemoResponse plainImages(const Images &images, const Pace &pace)
{
    QJsonArray data;
    for (const AnswerPicture &picture : images.pictures) {
        QJsonObject one{{u"revised_prompt"_s, images.revisedPrompt}};
        if (picture.url.isEmpty())
            one.insert(u"b64_json"_s, QString::fromLatin1(picture.file.toBase64()));
        else
            one.insert(u"url"_s, picture.url);
        data.append(one);
    }
    QJsonObject answer = traits(images);
    answer.insert(u"created"_s, images.created);
    answer.insert(u"data"_s, data);
    answer.insert(u"usage"_s, usage(images));
    return jsonResponse(200, answer, pace.firstToken + pace.perToken * images.asked.n);
}

DemoResponse streamedImages(const Images &images, const Pace &pace)
{
    DemoResponse response = eventStream();
    auto due = pace.firstToken;
    for (qsizetype i = 0; i < images.partials.size(); ++i) {
        const QJsonObject partial{
            {u"type"_s, u"image_generation.partial_image"_s}, {u"partial_image_index"_s, i}};
        response.frames.append({due, imageEvent(images, images.partials.at(i), partial)});
        due += pace.perToken;
    }
    const QJsonObject completed{{u"type"_s, u"image_generation.completed"_s}, {u"usage"_s, usage(images)}};
    response.frames.append({due, imageEvent(images, images.pictures.constFirst().file, completed)});
    if (images.endMark)
        response.frames.append({due, endMark()});
    return response;
}

} // namespace Parlance::Demo

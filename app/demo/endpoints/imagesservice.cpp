// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/imagesservice.h"

#include "demo/answers/answer.h"
#include "demo/forms/chatcompletionserrors.h"
#include "demo/forms/imagesanswer.h"
#include "demo/media/picture.h"
#include "demo/server/faults.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr Pace DrawingPace{.firstToken = 400ms, .perToken = 400ms};
constexpr int CoarsestSquares = 8; ///< of the first partial picture, along its shorter side

PictureAsked pictureOf(const ImagesRequest &asked, int number)
{
    PictureAsked picture{.prompt = asked.prompt, .size = asked.size};
    if (asked.quality == "low"_L1)
        picture.shapes = 12;
    if (asked.quality == "high"_L1 || asked.quality == "hd"_L1)
        picture.shapes = 48;
    picture.vivid = asked.style == "vivid"_L1;
    picture.dark = asked.model == "demo-image-dark"_L1;
    picture.transparent = asked.background == "transparent"_L1;
    picture.number = number;
    return picture;
}

QByteArray fileOf(const QImage &picture, const ImagesRequest &asked, const DemoRequest &request)
{
    QString format = asked.format;
    if (wantsFault(request, "other-picture"_L1))
        format = format == "png"_L1 ? u"jpeg"_s : u"png"_s;
    const QByteArray file = written(picture, format, asked.compression);
    return wantsFault(request, "cut-picture"_L1) ? file.first(file.size() / 2) : file;
}

/// Each has twice as many squares as the one before it.
QList<QByteArray> partialsOf(const QImage &picture, const ImagesRequest &asked, const DemoRequest &request)
{
    QList<QByteArray> files;
    int square = std::max(2, std::min(picture.width(), picture.height()) / CoarsestSquares);
    for (int i = 0; i < asked.partials && !wantsFault(request, "no-partials"_L1); ++i) {
        files.append(fileOf(coarse(picture, square), asked, request));
        square = std::max(2, square / 2);
    }
    return files;
}

} // namespace

ImagesService::ImagesService(const DemoSettings &settings)
    : m_calendar(settings.calendar)
    , m_speed(settings.speed)
    , m_store(settings.clock)
{
}

DemoResponse ImagesService::answerTo(const DemoRequest &request)
{
    const auto asked = readImagesRequest(request.body);
    if (!asked)
        return chatCompletionsForm().refuse(asked.error(), {});
    Images said{.asked = *asked,
        .created = std::chrono::duration_cast<std::chrono::seconds>(m_calendar().time_since_epoch()).count(),
        .revisedPrompt = u"Shapes, and these words in letters: "_s + asked->prompt,
        .pictures = {},
        .partials = {},
        .promptTokens = tokens(asked->prompt).size(),
        .endMark = wantsFault(request, "done"_L1)};
    for (int i = 0; i < asked->n && !request.stop.stop_requested(); ++i) {
        const QImage picture = drawn(pictureOf(*asked, i));
        const QByteArray file = fileOf(picture, *asked, request);
        const bool byUrl = asked->asUrl && !asked->stream;
        said.pictures.append({file, byUrl ? urlOf(file, asked->format, request) : QString()});
        if (asked->stream)
            said.partials = partialsOf(picture, *asked, request);
    }
    const Pace pace = DrawingPace.scaled(m_speed);
    return asked->stream && !said.pictures.isEmpty() ? streamedImages(said, pace) : plainImages(said, pace);
}

QString ImagesService::urlOf(const QByteArray &file, const QString &format, const DemoRequest &request)
{
    const QString host = QString::fromLatin1(request.headers.value(QHttpHeaders::WellKnownHeader::Host));
    return u"http://"_s + host + Folder + m_store.add(format, file);
}

DemoResponse ImagesService::picture(const DemoRequest &request)
{
    const auto found = m_store.find(request.path.sliced(Folder.size()));
    if (!found)
        return chatCompletionsForm().refuse(
            {.status = 404, .message = u"There is no such picture. One is kept for 60 minutes at most"_s},
            {});
    DemoResponse response = wholeResponse("image/" + found->format.toLatin1(), found->bytes);
    response.headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store");
    return response;
}

} // namespace Parlance::Demo

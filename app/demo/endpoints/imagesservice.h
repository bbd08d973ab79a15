// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/imagesrequest.h"
#include "demo/media/picturestore.h"
#include "demo/server/demosettings.h"
#include "demo/server/route.h"

namespace Parlance::Demo {

/// Answers `POST /v1/images/generations`, and keeps the pictures whose URL was asked for. Thread-safe.
class ImagesService
{
public:
    /// Below it are the pictures that are fetched by their URL, without a key.
    static constexpr auto Folder = QLatin1StringView("/v1/images/files/");

    explicit ImagesService(const DemoSettings &settings);

    [[nodiscard]] DemoResponse answerTo(const DemoRequest &request);
    /// One picture, as a file; 404 once it is forgotten.
    [[nodiscard]] DemoResponse picture(const DemoRequest &request);

private:
    [[nodiscard]] QString urlOf(const QByteArray &file, const QString &format, const DemoRequest &request);

    Calendar m_calendar;
    double m_speed;
    PictureStore m_store;
};

} // namespace Parlance::Demo

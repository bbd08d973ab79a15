// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/forms/imagesrequest.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// One picture: its file, or the URL of it.
struct AnswerPicture
{
    QByteArray file;
    QString url; ///< empty: the file is in the answer
};

/// The answer to a request for pictures.
struct Images
{
    ImagesRequest asked;
    qint64 created = 0; ///< seconds since 1970
    QString revisedPrompt;
    QList<AnswerPicture> pictures;
    QList<QByteArray> partials; ///< files, the coarsest first
    qint64 promptTokens = 0;
    bool endMark = false; ///< [DONE] ends the stream
};

/// One JSON object (C-11).
[[nodiscard]] DemoResponse plainImages(const Images &images, const Pace &pace);

/// The events image_generation.partial_image and image_generation.completed, without [DONE] (C-12, C-13).
[[nodiscard]] DemoResponse streamedImages(const Images &images, const Pace &pace);

} // namespace Parlance::Demo

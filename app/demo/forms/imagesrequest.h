// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"

#include <QSize>
#include <QString>

namespace Parlance::Demo {

/// A request for pictures.
struct ImagesRequest
{
    QString model;
    QString prompt;
    int n = 1;
    QSize size{512, 512};
    QString quality;
    QString style;
    QString background;
    QString format;        ///< of the file: "png", "jpeg" or "webp"
    int compression = 100; ///< counts for jpeg and webp
    bool asUrl = false;
    bool stream = false;
    int partials = 0;
};

/// Reads the body (C-06 to C-12): `prompt` up to 32,000 characters; `n` 1 to 10, in a stream 1; `size` is
/// auto or WIDTHxHEIGHT, each 64 to 1024; `quality`, `style`, `background`, `output_format`,
/// `output_compression`; `response_format` url or b64_json, which is the default; `stream` with
/// `partial_images` 0 to 3. A 400 names the invalid field.
[[nodiscard]] std::expected<ImagesRequest, Refusal> readImagesRequest(const QByteArray &body);

} // namespace Parlance::Demo

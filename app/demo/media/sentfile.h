// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace Parlance::Demo {

/// The media type of a picture according to its first bytes: that of a PNG, JPEG, GIF or WebP; empty for
/// anything else.
[[nodiscard]] QString pictureType(const QByteArray &bytes);
/// Its size in pixels, as its head says; empty if it says none. Decodes nothing.
[[nodiscard]] QSize pictureSize(const QByteArray &bytes);

[[nodiscard]] bool isPdf(const QByteArray &bytes);
/// The page objects of a PDF; 0 if they are packed.
[[nodiscard]] int pdfPages(const QByteArray &bytes);

} // namespace Parlance::Demo

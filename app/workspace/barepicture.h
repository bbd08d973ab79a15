// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Parlance {

/// A picture with only what draws it: without EXIF, XMP, comments, thumbnails, times, and what follows its
/// end. The pixels are the same bytes as before.
struct BarePicture
{
    QString mediaType; ///< by the first bytes: "image/png", "image/jpeg", "image/webp" or "image/gif"
    QByteArray bytes;
    int orientation = 1; ///< 1 to 8, of the EXIF that was left out (EXIF 2.32, 4.6.5); 1 is upright

    bool operator==(const BarePicture &) const = default;
};

/// True if the first bytes are those of a PNG, JPEG, WebP or GIF.
[[nodiscard]] bool isPicture(const QByteArray &file);
/// The bare picture of a file; empty if it is none of these formats, or damaged. Decodes nothing.
[[nodiscard]] std::optional<BarePicture> barePicture(const QByteArray &file);

} // namespace Parlance

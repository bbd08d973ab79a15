// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

namespace Parlance {

/// The format that the first bytes of a picture tell: "png", "jpeg", "gif" or "webp"; empty for anything
/// else. What a text calls its bytes never counts: SVG under the name of PNG could open files.
[[nodiscard]] QByteArray pictureFormat(const QByteArray &bytes);

/// Decodes a picture that somebody else has made, and scales it down if it is larger than any screen. Null if
/// its bytes are of no format that `pictureFormat()` knows, are broken, or need more than 64 MiB.
[[nodiscard]] QImage decodedPicture(const QByteArray &bytes);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

namespace Parlance {

/// The format of a picture according to its first bytes: "png", "jpeg", "gif" or "webp"; empty for anything
/// else. Ignores the declared type: SVG declared as PNG could open files.
[[nodiscard]] QByteArray pictureFormat(const QByteArray &bytes);

/// Decodes a picture from an untrusted source, and scales it down if it is larger than any screen. Null if
/// `pictureFormat()` does not know it, if it is broken, or if it needs more than 64 MiB.
[[nodiscard]] QImage decodedPicture(const QByteArray &bytes);

} // namespace Parlance

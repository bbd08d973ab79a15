// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Decodes UTF-8 as the WHATWG Encoding standard does: each broken sequence becomes one U+FFFD; Qt would give
/// one per byte. Keeps a byte order mark as a character.
[[nodiscard]] QString textFromUtf8(QByteArrayView bytes);

} // namespace Parlance

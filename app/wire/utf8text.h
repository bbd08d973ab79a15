// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Decodes UTF-8 as the WHATWG Encoding standard does: each broken sequence becomes one U+FFFD, where Qt
/// would give one for each of its bytes. A byte order mark is a character like any other.
[[nodiscard]] QString textFromUtf8(QByteArrayView bytes);

} // namespace Parlance

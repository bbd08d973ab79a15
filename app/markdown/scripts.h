// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Parlance {

/// True for the letters and punctuation of Chinese, Japanese and Korean, which have no spaces between words
/// or around emphasis.
[[nodiscard]] bool isCjk(char32_t c);

/// True also for Thai, Lao, Khmer and Burmese, which have no spaces between words either.
[[nodiscard]] bool isUnspaced(char32_t c);

/// The character of a UTF-8 text that begins at `at` or ends before it; 0 outside the text, U+FFFD for a
/// broken one.
[[nodiscard]] char32_t characterAt(QByteArrayView text, qsizetype at);
[[nodiscard]] char32_t characterBefore(QByteArrayView text, qsizetype at);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace Parlance {

/// The length of the first part of a long line, in characters: at most `longest`, up to a space if one is
/// near. Does not split a grapheme (a surrogate pair, a letter with its marks, an emoji sequence) unless that
/// alone is longer. The whole line if it is not longer.
[[nodiscard]] qsizetype firstPart(QStringView line, qsizetype longest);

} // namespace Parlance

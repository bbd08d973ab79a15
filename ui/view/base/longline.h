// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace Parlance {

/// How many characters of a long line form its first part: at most `longest`, up to a space where one is
/// near, and never the half of what is one letter to the reader (a surrogate pair, a letter with its marks,
/// an emoji sequence) unless that alone is longer. All of the line if it is not longer.
[[nodiscard]] qsizetype firstPart(QStringView line, qsizetype longest);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance {

/// The length of the emoji sequence that `text` begins with (Unicode UTS 51): a character that is shown in
/// colour, with its variation selector, skin tone, keycap, flag letters, tags, and what zero-width joiners
/// add. 0 if it begins with none.
[[nodiscard]] qsizetype emojiSize(QStringView text);

/// The colour fonts for emoji that are installed.
[[nodiscard]] QStringList emojiFamilies();

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

/// The text as md4c must read it, of the same length, so that emphasis means what people mean:
/// - A single tilde strikes nothing out.
/// - Stars between two digits (`2**10`), in a product (`2*x`, `a*b*c`) and in a pattern of files or columns
///   (`COUNT(*)`, `src/*.c`) are no marks, unless emphasis is open on the line. Emphasis in a word stays
///   (`un*believ*able`, `1*st*`).
/// - Stars between punctuation inside and a letter of an unspaced script outside begin or end emphasis
///   (`**「word」**word`): the letter becomes punctuation. So do stars between punctuation of such a script
///   inside and a Latin letter outside: the punctuation becomes a letter.
/// - A backslash in a Windows path is one, and a link target may have blanks (withLiteralPaths()).
/// - Two tildes strike out within a word, too.
[[nodiscard]] QByteArray withFriendlyMarks(const QByteArray &text);

} // namespace Parlance

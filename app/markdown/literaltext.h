// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

/// The end of the Windows path with the colon of its drive, its first two backslashes or the backslash behind
/// `.`, `..` or a variable (`%TEMP%`) at `at`; -1 if there is none. It goes on to a space, or to a character
/// that is in no path. One in marks, quotes or brackets may have blanks if its last backslash stands before
/// those that close (`**C:\Program Files\**`).
[[nodiscard]] qsizetype endOfWindowsPath(QByteArrayView text, qsizetype at);

/// The end of the link target whose bracket is at `open`, of a target that CommonMark takes for none: a path
/// or address with blanks, or a Windows path. -1 for any other. It is on one line and has no title.
[[nodiscard]] qsizetype endOfLooseTarget(QByteArrayView text, qsizetype open);

/// The text as md4c must read it, of the same length: no backslash of a Windows path escapes anything, and a
/// loose target is one without blanks and backslashes.
[[nodiscard]] QByteArray withLiteralPaths(const QByteArray &text);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Parlance {

/// The length of the web address that `text` begins with: "http://", "https://" or "ftp://" and a host, or
/// "www." and a domain; 0 if there is none.
///
/// Ends it as GitHub does: without punctuation at its end, and without a closing bracket that it does not
/// open. Also ends it before punctuation of CJK, and before a letter of CJK that follows a Latin one, as
/// these scripts have no spaces. Marks of Markdown inside stay.
[[nodiscard]] qsizetype bareAddress(QByteArrayView text);

/// A quick check: false if no address begins with `c`.
[[nodiscard]] inline bool mayBeginAddress(char c)
{
    return c == 'h' || c == 'H' || c == 'f' || c == 'F' || c == 'w' || c == 'W';
}

/// False after a letter of a word, or in another address.
[[nodiscard]] bool mayPrecedeAddress(char before);

} // namespace Parlance

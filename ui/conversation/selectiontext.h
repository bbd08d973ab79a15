// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTextCursor;

namespace Parlance {

/// The selected text as someone would have typed it: list markers are there, cells are split by tabs, what is
/// folded away is left out, and a paragraph that was cut in two is one.
[[nodiscard]] QString selectedText(const QTextCursor &cursor);

} // namespace Parlance

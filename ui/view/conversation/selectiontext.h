// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QTextCursor;

namespace Parlance {

/// The selected text as someone would have typed it: list markers are there, cells are split by tabs, what is
/// folded away is left out, and a paragraph that was cut in two is one. `deferred` gives the text of a turn
/// whose message is not in the document yet.
[[nodiscard]] QString selectedText(
    const QTextCursor &cursor, const std::function<QString(int turn)> &deferred = {});

} // namespace Parlance

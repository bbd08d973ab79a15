// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QTextCursor;

namespace Parlance {

/// The selected text as if typed: with list markers, cells separated by tabs, split paragraphs joined, and
/// without folded text. `deferred` returns the text of a turn whose message is not written yet.
[[nodiscard]] QString selectedText(
    const QTextCursor &cursor, const std::function<QString(int turn)> &deferred = {});

} // namespace Parlance

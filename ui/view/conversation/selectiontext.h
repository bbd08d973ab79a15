// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QTextBlock;
class QTextCursor;

namespace Parlance {

/// The selected text as if typed: with list markers, cells separated by tabs, split paragraphs joined, and
/// without folded text. `deferred` returns the text of a turn whose message is not written yet.
[[nodiscard]] QString selectedText(
    const QTextCursor &cursor, const std::function<QString(int turn)> &deferred = {});

/// The text of a part of a block as it was received: with the characters that signs stand for, and without
/// the view's own marks of direction.
[[nodiscard]] QString sourceText(const QTextBlock &block, int from = 0, int length = -1);

} // namespace Parlance

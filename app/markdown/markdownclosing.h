// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownparser.h"

namespace Parlance {

/// Completes a text that is still arriving for display: closes what is open at its end and leaves out half a
/// mark, so that nothing shows as raw marks first and rendered later. Closes emphasis, code spans,
/// strikethrough, harmless tags, links and formulas. An image whose data is still arriving becomes its text
/// and "…". A lone list marker, heading mark, fence, rule, quote mark, definition or table head is hidden
/// until its line is unambiguous, and a comment until it ends; a table appears with its head. Changes only
/// the text of the last block.
[[nodiscard]] QByteArray closedForDisplay(const QByteArray &source, const MarkdownContext &context);

/// The inline part of `closedForDisplay()`: `text` is the source of the last paragraph from its first line
/// on, `islands` are those in it.
[[nodiscard]] QByteArray closeInline(QByteArrayView text, const QList<MarkdownIsland> &islands = {});

} // namespace Parlance

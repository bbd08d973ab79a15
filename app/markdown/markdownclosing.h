// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownparser.h"

namespace Parlance {

/// The text to show for a text that is still arriving: what is open at its end is closed, and what is only
/// half a mark is left out, so that nothing shows raw first and rendered later. Emphasis, code spans,
/// strikethrough, links and formulas are closed; an image whose data is still arriving is its text and "…"; a
/// lone list marker, heading mark, fence, rule, quote mark, definition or table head waits until its line
/// says what it is; a table appears with its head. Only text of the last block is ever changed.
[[nodiscard]] QByteArray closedForDisplay(const QByteArray &source, const MarkdownContext &context);

/// The inline part: `text` is the source of the last paragraph from its first line on, `formulas` what of it
/// is a formula.
[[nodiscard]] QByteArray closeInline(QByteArrayView text, const QList<MarkdownFormula> &formulas = {});

} // namespace Parlance

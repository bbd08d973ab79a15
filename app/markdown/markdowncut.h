// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownparser.h"

#include <optional>

namespace Parlance {

/// A place where the source can be cut so that what follows parses on its own as it would have in the whole.
struct MarkdownCut
{
    qsizetype blocks = 0;    ///< how many blocks are before the cut, and final from now on
    qsizetype offset = 0;    ///< where the rest begins in the source
    MarkdownContext context; ///< how to parse the rest; its definitions are the ones given
};

/// The last place where `source` can be cut between two blocks, with `context` that it was parsed with and
/// `parse` the result. The block after the cut must have its first line whole (`complete` is the offset of
/// the last line's end), and a table its second, because a line that is still arriving may become anything.
/// Every cut is tried before it is returned: the rest gives the same blocks.
[[nodiscard]] std::optional<MarkdownCut> cutBetweenBlocks(
    const QByteArray &source, qsizetype complete, const MarkdownParse &parse, const MarkdownContext &context);

/// The last place inside the last block, a paragraph, where no inline construct is open.
[[nodiscard]] std::optional<MarkdownCut> cutInsideParagraph(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context);

/// Where a text that is too long is cut, whatever it is in the midst of: before its end, at a space if there
/// is one near, between two characters otherwise; after `from`.
[[nodiscard]] qsizetype placeToSplit(QByteArrayView source, qsizetype from);

/// A cut at the end of `source`, whatever it is in the midst of, `parse` being what it says: what follows
/// continues the last block as text, with no inline construct open.
[[nodiscard]] MarkdownCut cutAnywhere(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context);

/// What a line inside the same containers begins with, given what the line that opened them begins with:
/// quote marks stay, list markers become spaces.
[[nodiscard]] QByteArray continuationPrefix(QByteArrayView opening);

[[nodiscard]] qsizetype lineStart(QByteArrayView source, qsizetype offset);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownparser.h"

#include <optional>

namespace Parlance {

/// A place where the source can be cut so that the rest, parsed alone with `context`, gives the same blocks.
struct MarkdownCut
{
    qsizetype blocks = 0;    ///< the number of blocks before the cut, which are final
    qsizetype offset = 0;    ///< the offset of the rest in the source
    MarkdownContext context; ///< how to parse the rest; with the known definitions
};

/// The last place where `source` can be cut between two blocks. `parse` is the result of parsing it with
/// `context`. The first line of the block after the cut must be complete (`complete` is the offset of the
/// last line's end), and the second line of a table, too, because an incomplete line may become anything.
/// Every cut is verified before it is returned: the rest gives the same blocks.
[[nodiscard]] std::optional<MarkdownCut> cutBetweenBlocks(
    const QByteArray &source, qsizetype complete, const MarkdownParse &parse, const MarkdownContext &context);

/// The last place inside the last block, a paragraph, without an open inline construct.
[[nodiscard]] std::optional<MarkdownCut> cutInsideParagraph(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context);

/// Where to cut a text that is too long, inside any construct: after `from` and before the end, at a space if
/// one is near, or else between two characters.
[[nodiscard]] qsizetype placeToSplit(QByteArrayView source, qsizetype from);

/// A cut at the end of `source`, inside any construct; `parse` is the parsed source. The rest continues the
/// last block as text, with no inline construct open.
[[nodiscard]] MarkdownCut cutAnywhere(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context);

/// The prefix of a further line inside the same containers, given the prefix of the line that opened them:
/// keeps quote marks and replaces list markers by spaces.
[[nodiscard]] QByteArray continuationPrefix(QByteArrayView opening);

[[nodiscard]] qsizetype lineStart(QByteArrayView source, qsizetype offset);

} // namespace Parlance

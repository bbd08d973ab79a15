// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"
#include "markdown/markdownformulas.h"

#include <QByteArray>

namespace Parlance {

/// A list item or a quote, with the offsets needed to open it again.
struct MarkdownContainer
{
    int parent = -1;
    bool item = false;
    bool ordered = false;
    int number = 0;        ///< of an ordered item, as shown
    int previous = -1;     ///< the item before it in the same list
    qsizetype textAt = -1; ///< offset of the first text in it; -1 if none
};

/// The source of a block.
struct MarkdownOrigin
{
    int container = -1;
    qsizetype textAt = -1; ///< offset of its first text; -1 if it has none
    qsizetype safeAt =
        -1;         ///< the last offset where its text can be cut with no inline construct open; -1 if none
    char fence = 0; ///< of a fenced code block: the fence's character
    bool inside = false; ///< it begins in the middle of a paragraph, at a display formula
};

struct MarkdownParse
{
    QList<MarkdownBlock> blocks;
    QList<MarkdownOrigin> origins; ///< one for each block
    QList<MarkdownContainer> containers;
    QList<MarkdownFormula> formulas;
    qsizetype openFormula = -1; ///< offset of a formula that later text may close; -1 if none
};

/// What precedes the text to parse after an earlier part of the text was cut off.
struct MarkdownContext
{
    QByteArray definitions = {}; ///< the link reference definitions so far, one per line
    /// Source with placeholders that opens the same lists, quotes, table, fence or HTML again.
    QByteArray skeleton = {};
    qsizetype skip = 0;            ///< the number of blocks in the skeleton
    QList<int> numbers = {};       ///< the true numbers of the skeleton's items, one per list (0 for bullets)
    QByteArray htmlOpening = {};   ///< the tag that opens the HTML in the skeleton
    QList<QByteArray> images = {}; ///< the data of images, which the source calls "*0", "*1"
    bool continuesCode = false;
    bool continues = false; ///< the text begins in the middle of a block

    [[nodiscard]] QByteArray prefix() const
    {
        return definitions.isEmpty() ? skeleton : definitions + '\n' + skeleton;
    }
};

/// Parses UTF-8 Markdown (CommonMark with GitHub's tables, strikethrough, task lists and bare links, and
/// LaTeX formulas) with md4c into flat blocks. As on GitHub, a table may directly follow a line of text, and
/// a heading or fence a table. Formulas become Unicode text. A paragraph that is one image with its data
/// (PNG, JPEG, GIF, WebP) becomes an image; any other image becomes its text. `source` begins with the prefix
/// of `context`; the blocks of the skeleton are left out. Soft line breaks stay line breaks, as people and
/// models use them in a chat. Never fails: every text is Markdown.
[[nodiscard]] MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context = {});

} // namespace Parlance

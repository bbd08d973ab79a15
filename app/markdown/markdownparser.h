// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"
#include "markdown/markdownformulas.h"

#include <QByteArray>

namespace Parlance {

/// A list item or a quote, with the places in the source by which it can be opened again.
struct MarkdownContainer
{
    int parent = -1;
    bool item = false;
    bool ordered = false;
    int number = 0;        ///< of an ordered item, as shown
    int previous = -1;     ///< the item before it in the same list
    qsizetype textAt = -1; ///< offset of the first text in it; -1 if none
};

/// Where a block came from.
struct MarkdownOrigin
{
    int container = -1;
    qsizetype textAt = -1; ///< offset of its first text; -1 if it has none
    qsizetype safeAt =
        -1;         ///< the last offset where its text can be cut with no inline construct open; -1 if none
    char fence = 0; ///< of a fenced code block: its character
    bool inside = false; ///< it begins in the midst of a paragraph, by a formula on display
};

struct MarkdownParse
{
    QList<MarkdownBlock> blocks;
    QList<MarkdownOrigin> origins; ///< one for each block
    QList<MarkdownContainer> containers;
    QList<MarkdownFormula> formulas;
    qsizetype openFormula = -1; ///< offset of a formula that the text after the end may close; -1 if none
};

/// What stands before the text to parse when an earlier part of the text has been cut away.
struct MarkdownContext
{
    QByteArray definitions = {}; ///< link reference definitions met so far, a line each
    /// Source that opens the same lists, quotes, table, fence or HTML again, with placeholders.
    QByteArray skeleton = {};
    qsizetype skip = 0;            ///< how many blocks the skeleton makes
    QList<int> numbers = {};       ///< the true numbers of the skeleton's items, a list each (0 for bullets)
    QByteArray htmlOpening = {};   ///< the tag in the skeleton that opens the HTML
    QList<QByteArray> images = {}; ///< the data of images, which the source names "*0", "*1"
    bool continuesCode = false;
    bool continues = false; ///< the text begins in the midst of a block

    [[nodiscard]] QByteArray prefix() const
    {
        return definitions.isEmpty() ? skeleton : definitions + '\n' + skeleton;
    }
};

/// Parses UTF-8 Markdown (CommonMark with GitHub's tables, strikethrough, task lists and bare links, and
/// LaTeX formulas) with md4c into flat blocks. As on GitHub, a table may stand right below a line of text,
/// and a heading or fence right below a table. Formulas become Unicode text. A paragraph that is one image
/// with its data (PNG, JPEG, GIF, WebP) is an image; any other image is its text. `source` begins with the
/// prefix of `context`; the blocks of the skeleton are left out. Soft line breaks are kept as line breaks, as
/// people and models write them in a chat. Nothing fails: every text is Markdown.
[[nodiscard]] MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context = {});

} // namespace Parlance

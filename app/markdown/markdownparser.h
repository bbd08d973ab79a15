// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"
#include "markdown/markdownislands.h"

#include <QByteArray>

namespace Parlance {

/// A list item or a quote, which may be an alert, with the offsets needed to open it again.
struct MarkdownContainer
{
    int parent = -1;
    bool item = false;
    bool alert = false;
    bool ordered = false;
    char delimiter = '.';  ///< behind the number of an ordered item
    int number = 0;        ///< of an ordered item, as shown
    int written = 0;       ///< the number as written, if it stands on the line of the first text
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
    QList<MarkdownIsland> islands;
    qsizetype openFormula = -1; ///< offset of a formula that later text may close; -1 if none
};

/// True for code and for a formula that was written as a block of code.
[[nodiscard]] inline bool isFenced(const MarkdownParse &parse, qsizetype block)
{
    return parse.blocks.at(block).kind == MarkdownBlock::Kind::Code || parse.origins.at(block).fence != 0;
}

/// What precedes the text to parse after an earlier part of the text was cut off.
struct MarkdownContext
{
    QByteArray definitions = {}; ///< the link reference definitions so far, one per line
    /// Source with placeholders that opens the same lists, quotes, table, fence or HTML again.
    QByteArray skeleton = {};
    qsizetype skip = 0;            ///< the number of blocks in the skeleton
    QList<int> numbers = {};       ///< the true numbers of the skeleton's items, one per list (0 for bullets)
    QByteArray htmlOpening = {};   ///< the tag that opens the HTML in the skeleton
    bool innerFence = false;       ///< the last line of the skeleton opens a fence in the code
    QList<QByteArray> images = {}; ///< the data of images, which the source calls "*0", "*1"
    bool continuesCode = false;
    bool continues = false; ///< the text begins in the middle of a block

    [[nodiscard]] QByteArray prefix() const
    {
        return definitions.isEmpty() ? skeleton : definitions + '\n' + skeleton;
    }
};

/// Parses UTF-8 Markdown (CommonMark with GitHub's tables, strikethrough, task lists, bare links, footnotes
/// and alerts, and LaTeX formulas) with md4c into flat blocks. Formulas become Unicode text. A paragraph that
/// is one image with its data (PNG, JPEG, GIF, WebP) becomes an image; any other image becomes its text.
/// `source` begins with the prefix of `context`; the blocks of the skeleton are left out. Never fails: every
/// text is Markdown.
///
/// What differs from CommonMark, because people and models mean otherwise:
/// - A soft line break stays a line break, as in any chat.
/// - As on GitHub, a table may directly follow a line of text, and a heading, fence or HTML a table; so may a
///   display formula.
/// - Cells of a table that are more than the dashes are in its last column.
/// - Brackets around words or arguments that a text escapes are no formula.
/// - Emphasis may begin and end beside punctuation of a script without spaces, and not between two digits, in
///   a product (`2*x`) or a pattern of files (`src/*.c`), unless it is open on the line
///   (withFriendlyMarks()).
/// - A backslash in a Windows path, or at its end, escapes nothing, and the target of a link may be a path or
///   address with blanks (withLiteralPaths()).
/// - A link or picture without text shows its target.
/// - The numbers of a list are those written, where they leave numbers out (`1.`, `3.`, `7.`) or go back
///   (`3.`, `2.`, `1.`).
/// - A fence in a fence of Markdown may be as long as its own (FencedMarkdown).
/// - Raw HTML is text, but for comments that end, which are not shown, and a few harmless tags without
///   attributes (harmlessTag()), if they are closed in the same paragraph or cell. What follows a comment on
///   its line is no HTML.
/// - Of the names of entities only those of HTML 4 and a few more are known.
[[nodiscard]] MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context = {});

} // namespace Parlance

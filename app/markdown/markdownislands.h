// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Parlance {

struct MarkdownLeaf;

/// A part of a text that md4c must not read: a formula ($...$, $`...`$, $$...$$, \(...\), \[...\] or
/// \begin{...}...\end{...}), a bare web address, the mark of a footnote ([^1], also with the colon that
/// begins the note), or what would make code or HTML of a text.
struct MarkdownIsland
{
    enum class Kind {
        Formula,
        Display, ///< a formula on its own lines
        Address,
        Footnote,
        Hidden, ///< not shown: the blanks before a further paragraph of a footnote; a comment before a text
    };
    qsizetype begin = 0;
    qsizetype end = 0;
    Kind kind = Kind::Formula;
    QByteArray text; ///< the LaTeX, without the marks of enclosing quotes or lists; the target; the label
};

/// The islands of a text, in order. Dollars follow the rules of pandoc and GitHub, so that prices are not
/// formulas: no space inside the delimiters of $...$, no letter or digit beside them (but any letter of a
/// script without spaces), and no blank line in any formula. Code, fences, HTML blocks and link targets
/// contain none.
struct MarkdownIslands
{
    QList<MarkdownIsland> found;
    qsizetype openAt = -1; ///< the formula at the end of the text that later text may close; -1 if none
};

/// The number of bytes at the beginning of a line that are quote marks, list marks or spaces.
[[nodiscard]] qsizetype containerMarks(QByteArrayView line);

/// True for a display formula in brackets that a text after it on its line would make a label, as of a
/// source: `\[1\]`.
[[nodiscard]] bool mayBeLabel(const MarkdownIsland &island);

/// `leaves` are those of the source; code and HTML contain no islands.
[[nodiscard]] MarkdownIslands findIslands(const QByteArray &source, const QList<MarkdownLeaf> &leaves);

/// False if the text certainly has no island; a quick check.
[[nodiscard]] bool mayHaveIslands(const QByteArray &source);

/// What overwrites a display formula with its lines.
constexpr char displayMask = '\x02';

/// The text with every formula and mark overwritten by letters, and the marks of Markdown in addresses.
[[nodiscard]] QByteArray withoutIslands(QByteArray text, const QList<MarkdownIsland> &islands);

/// The text with the formula open at `openAt` closed, without half a command at its end. Leaves the formula
/// out if none of it can be shown yet. Returns the text unchanged if the dollar looks like a price or part of
/// a sentence.
[[nodiscard]] QByteArray withClosedFormula(const QByteArray &source, qsizetype openAt);

} // namespace Parlance

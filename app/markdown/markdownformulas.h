// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Parlance {

struct MarkdownLeaf;

/// A formula in a Markdown text, with its delimiters: $...$, $$...$$, \(...\) or \[...\].
struct MarkdownFormula
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool display = false; ///< a display formula, on its own lines
    QByteArray latex;     ///< the text between the delimiters, without the marks of enclosing quotes or lists
};

/// The formulas of a text, in order. Dollars follow the rules of pandoc and GitHub, so that prices are not
/// formulas: no space inside the delimiters of $...$, no letter or digit beside them, and no blank line in
/// any formula. Code, fences, HTML blocks and link targets contain none.
struct MarkdownFormulas
{
    QList<MarkdownFormula> found;
    qsizetype openAt = -1; ///< the delimiter at the end of the text that later text may close; -1 if none
};

/// `leaves` are those of the source; code and HTML contain no formulas.
[[nodiscard]] MarkdownFormulas findFormulas(const QByteArray &source, const QList<MarkdownLeaf> &leaves);

/// False if the text certainly has no formula; a quick check.
[[nodiscard]] bool mayHaveFormulas(const QByteArray &source);

/// The text with every formula overwritten by a letter without a meaning in Markdown.
[[nodiscard]] QByteArray withoutFormulas(const QByteArray &source, const QList<MarkdownFormula> &formulas);

/// The text with the formula open at `openAt` closed, without half a command at its end. Leaves the formula
/// out if none of it can be shown yet. Returns the text unchanged if the dollar looks like a price or part of
/// a sentence.
[[nodiscard]] QByteArray withClosedFormula(const QByteArray &source, qsizetype openAt);

} // namespace Parlance

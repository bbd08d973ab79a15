// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Parlance {

struct MarkdownLeaf;

/// A formula in a Markdown text, with its marks: $...$, $$...$$, \(...\) or \[...\].
struct MarkdownFormula
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool display = false; ///< it stands on lines of its own
    QByteArray latex;     ///< what is between the marks, without the marks of the quote or list around it
};

/// The formulas of a text, in order. Dollars follow the rules of pandoc and GitHub, so that prices are no
/// formulas: there is no space inside the marks of $...$, no letter or digit beside them, and no blank line
/// in any formula. Code, fences, HTML blocks and link targets have none.
struct MarkdownFormulas
{
    QList<MarkdownFormula> found;
    qsizetype openAt = -1; ///< the mark at the end of the text that what follows may close; -1 if none
};

/// `leaves`: those of the source; code and HTML have no formulas.
[[nodiscard]] MarkdownFormulas findFormulas(const QByteArray &source, const QList<MarkdownLeaf> &leaves);

/// True if the text may have a formula at all: it is quick to say no.
[[nodiscard]] bool mayHaveFormulas(const QByteArray &source);

/// The text with every formula overwritten by a letter that Markdown has no meaning for.
[[nodiscard]] QByteArray withoutFormulas(const QByteArray &source, const QList<MarkdownFormula> &formulas);

/// The text with the formula that is open at `openAt` closed, half a command at its end left out; without the
/// formula if there is nothing of it to show yet; unchanged if it is rather a price, or a dollar in a
/// sentence.
[[nodiscard]] QByteArray withClosedFormula(const QByteArray &source, qsizetype openAt);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The text for a LaTeX command without arguments: "α" for `alpha`, " ≤ " for `leq` (relations, arrows and
/// binary operators include spaces). Null if unknown.
[[nodiscard]] QString latexSymbol(const QString &command);

/// True for the commands that are written as their names, such as `sin`.
[[nodiscard]] bool isLatexFunction(const QString &command);

/// The combining character for an accent such as `hat`; null if it is none.
[[nodiscard]] QChar latexAccent(const QString &command);

/// The text in superscript or subscript characters; null unless all its characters have one.
[[nodiscard]] QString superscript(const QString &text);
[[nodiscard]] QString subscript(const QString &text);

/// The text in a mathematical alphabet: `mathbb`, `mathcal`, `mathfrak`, `mathbf` etc.; unchanged if there is
/// no such alphabet.
[[nodiscard]] QString inAlphabet(const QString &command, const QString &text);

} // namespace Parlance

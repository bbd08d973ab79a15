// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// What a LaTeX command without arguments is written as: "α" for `alpha`, " ≤ " for `leq` (relations, arrows
/// and operators between two things come with spaces). Null if it is not known.
[[nodiscard]] QString latexSymbol(const QString &command);

/// The combining character of an accent such as `hat`; null if it is none.
[[nodiscard]] QChar latexAccent(const QString &command);

/// Small letters above or below the line, if all of the text exists so; null otherwise.
[[nodiscard]] QString superscript(const QString &text);
[[nodiscard]] QString subscript(const QString &text);

/// The letters of `text` in a mathematical alphabet: `mathbb`, `mathcal`, `mathfrak`, `mathbf` and such;
/// unchanged if there is no such alphabet.
[[nodiscard]] QString inAlphabet(const QString &command, const QString &text);

} // namespace Parlance

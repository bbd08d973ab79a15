// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Converts a LaTeX formula to Unicode text that reads well in a line: "x² ≤ √(a + b)". Constructs without
/// such a form are spelled out: a fraction as (a)/(b), an index as _(ij); an unknown command becomes its
/// name. Open constructs are closed at the end, so half a formula can be shown. With `display`, the lines of
/// the formula, of matrices and of cases are separated by U+2028, otherwise by semicolons.
[[nodiscard]] QString latexToText(QStringView latex, bool display = false);

} // namespace Parlance

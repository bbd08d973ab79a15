// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// A formula written in LaTeX as Unicode text that reads well in a line: "x² ≤ √(a + b)". What has no such
/// form is spelled: a fraction as (a)/(b), an index as _(ij); of an unknown command the name is left. What is
/// open at the end is taken as closed, so half a formula can be shown. Of a formula on `display` the lines,
/// and those of matrices and cases, are lines (U+2028); otherwise they are joined by semicolons.
[[nodiscard]] QString latexToText(QStringView latex, bool display = false);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The end of a row of a formula.
inline constexpr QChar newLine = u'\u2028';

/// Joints: where a name, an exponent, a root or a fraction begins or ends. They become a space if a factor is
/// there.
inline constexpr QChar besideTerm = u'\uFDD0';
/// The same; brackets are a factor, too.
inline constexpr QChar besideFraction = u'\uFDD1';
/// Where the degree of a root begins.
inline constexpr QChar beforeDegree = u'\uFDD2';

/// True for letters and numbers alone: a term that needs no brackets above a fraction's line.
[[nodiscard]] bool isSimple(const QString &text);
/// True for a number, a letter with its marks and index, or a differential: the rest of a product could be
/// read as not divided.
[[nodiscard]] bool isDivisor(const QString &text);
/// True for a number or a letter with its marks and index: all that a root without brackets reaches.
[[nodiscard]] bool isOneSign(const QString &text);
[[nodiscard]] QString inParentheses(const QString &text);
/// Writes the joints, and leaves out what spaces are too many.
[[nodiscard]] QString collapsed(const QString &text);

} // namespace Parlance

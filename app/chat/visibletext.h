// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Words of a server for a place outside an answer, such as an error or a name: each character that is not
/// seen or acts on what is around it becomes a sign. A control character of ASCII becomes its picture (␛),
/// any other its number, as in [U+202E]. Among these are direction marks, zero-width characters and line
/// separators. Keeps line feeds, tabs, CR LF, and joiners between letters that need them, as in Persian or in
/// an emoji.
///
/// For what a person reads, not for what is sent, compared or kept.
[[nodiscard]] QString visibleText(const QString &text);

/// `visibleText()` on one line, with white space as single blanks.
[[nodiscard]] QString visibleLine(const QString &text);

/// An answer for a terminal: makes visible only what a terminal acts on, the control characters. Keeps line
/// feeds, tabs and CR LF.
[[nodiscard]] QString terminalText(const QString &text);

/// The same JSON with each character that `visibleText()` makes visible as \uXXXX.
[[nodiscard]] QByteArray terminalJson(const QByteArray &json);

} // namespace Parlance

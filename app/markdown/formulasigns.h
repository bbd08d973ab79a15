// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

// What tells a formula from other text between the marks of one.

/// A number followed by words, such as "5 to the seller and " in "$5 to the seller and $".
[[nodiscard]] bool isPrice(QByteArrayView content);

/// True for words without a sign of a formula, such as " and up, or " in "$$ and up, or $$".
[[nodiscard]] bool isWords(QByteArrayView content);

/// True for one bar, or three, but for those of a quantum state.
[[nodiscard]] bool separatesCells(QByteArrayView latex);

/// True for what is in brackets that a text escapes: the number of a source, or the cross of a task.
[[nodiscard]] bool isLabel(QByteArrayView content);

/// True for a command, an index, an exponent or an equation.
[[nodiscard]] bool hasSignOfFormula(QByteArrayView content);

/// True for a command of LaTeX.
[[nodiscard]] bool hasCommand(QByteArrayView content);

/// True for the rest of a word behind a formula, as in $n$th.
[[nodiscard]] bool beginsWithSuffix(QByteArrayView text);

/// True for a formula of commands between blanks, as in "$ \frac{a}{b} $".
[[nodiscard]] bool isSpacedFormula(QByteArrayView content);

/// True for one or more words of letters, the longest of three at least.
[[nodiscard]] bool isName(QByteArrayView content);

/// True for words in brackets that a text escapes, and not for letters that are factors.
[[nodiscard]] bool isRemark(QByteArrayView content);

/// True for arguments of a call, but for a letter alone.
[[nodiscard]] bool isArguments(QByteArrayView content);

/// The name of the environment that begins the text, if it makes a display formula; empty if none does.
[[nodiscard]] QByteArray environmentAt(QByteArrayView text);

} // namespace Parlance

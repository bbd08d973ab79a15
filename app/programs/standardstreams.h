// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <expected>

namespace Parlance {

/// All of standard input, or why it cannot be read, in words for the user.
[[nodiscard]] std::expected<QByteArray, QString> bytesOfInput();

/// These bytes as text, without its byte order mark and the final line ends that a shell adds. Reads UTF-8,
/// and UTF-16 and UTF-32 with a byte order mark. On failure returns, in words for the user that begin with
/// `name`, why they are not text, or that there are none.
[[nodiscard]] std::expected<QString, QString> textIn(const QByteArray &bytes, const QString &name);

/// All of standard input as such a text.
[[nodiscard]] std::expected<QString, QString> textOfInput();

/// Writes all of this to standard output, at once. Returns why that is not possible, in words for the user;
/// empty if it was written.
[[nodiscard]] QString writeOutput(QByteArrayView bytes);

/// Prints the last words of a program: to standard output if the exit code is 0, and to standard error
/// otherwise. Returns the exit code; 1 if standard output cannot be written.
[[nodiscard]] int sayAndLeave(const QString &words, int exitCode);

} // namespace Parlance

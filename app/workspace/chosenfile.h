// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>

#include <expected>
#include <stop_token>

namespace Parlance {

/// A file that a person chose.
class ChosenFile
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ChosenFile)

public:
    /// The bytes of a regular file, of a larger one the first `mostBytes` and one more. On failure returns
    /// why it cannot be read, in words for the user. Once `stop` is requested, fails within a megabyte,
    /// without words.
    [[nodiscard]] static std::expected<QByteArray, QString> read(
        const QString &path, qint64 mostBytes, const std::stop_token &stop = {});
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QStringList>
#include <expected>
#include <stop_token>

namespace Parlance {

/// Texts that are given one per line.
class TextLines
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::TextLines)

public:
    static constexpr qint64 MostBytes = 64 * 1024 * 1024; ///< of a file

    /// True if these bytes, the beginning of a file, have no control characters but for white space.
    [[nodiscard]] static bool isText(QByteArrayView begin);
    /// The lines that are not blank, without their breaks.
    [[nodiscard]] static QStringList of(const QString &text);
    /// Those of a file in UTF-8. On failure returns why it cannot be used, in words for the user; once `stop`
    /// is requested, without words.
    [[nodiscard]] static std::expected<QStringList, QString> read(
        const QString &path, const std::stop_token &stop = {});
};

} // namespace Parlance

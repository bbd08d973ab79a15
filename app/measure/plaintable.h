// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance {

/// A table of texts, to be copied or exported.
struct PlainTable
{
    QStringList header;
    QList<QStringList> rows;   ///< each as long as the header
    qsizetype textColumns = 1; ///< so many columns from the left are words; the others are numbers

    bool operator==(const PlainTable &) const = default;

    /// A GitHub table. What a cell says cannot end it or become markup of another kind.
    [[nodiscard]] QString toMarkdown() const;
    /// RFC 4180, with a line break of CR LF. A text that a spreadsheet would take for a formula is made a
    /// plain one.
    [[nodiscard]] QString toCsv() const;
};

/// The text as it must stand in Markdown to be read as it is.
[[nodiscard]] QString escapedMarkdown(const QString &text);

} // namespace Parlance

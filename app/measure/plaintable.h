// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance {

/// A table of text cells, for copying or export.
struct PlainTable
{
    QStringList header;
    QList<QStringList> rows;   ///< each as long as `header`
    qsizetype textColumns = 1; ///< how many columns from the left are text; the others are numbers

    bool operator==(const PlainTable &) const = default;

    /// A GitHub table. The text of a cell cannot end the cell or become other markup.
    [[nodiscard]] QString toMarkdown() const;
    /// CSV by RFC 4180, with CR LF line breaks. Defuses text that a spreadsheet would read as a formula.
    [[nodiscard]] QString toCsv() const;
    /// The rows alone, with tabs between their cells; a break in a cell becomes a blank.
    [[nodiscard]] QString toTabs() const;
};

/// The text as a cell of such CSV.
[[nodiscard]] QString csvCell(QString cell);

/// The text escaped for Markdown, so that it is shown as it is.
[[nodiscard]] QString escapedMarkdown(const QString &text);

} // namespace Parlance

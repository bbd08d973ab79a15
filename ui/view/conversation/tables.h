// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/tablecolumns.h"
#include "view/conversation/textstyle.h"

#include <QHash>
#include <QTextBlock>

class QTextLine;

namespace Parlance {

/// The column widths of a conversation's tables. A row is one block whose cells are split by line separators;
/// rows of one group are one table. Only the first rows count: later ones must not move what is being read.
class Tables
{
public:
    /// `style` belongs to the caller.
    explicit Tables(const TextStyle &style)
        : m_style(style)
    {
    }

    /// Call after a row was written or changed.
    void rowChanged(const QTextBlock &row);
    /// Measures the table of this row again if a row that counts has changed. True if the widths changed:
    /// then lay out all its rows again.
    bool measure(const QTextBlock &row);
    /// Where the columns of a measured row begin and end in a text of `textWidth` pixels, in the order of its
    /// cells. A mirrored table stands at the right, and begins there.
    [[nodiscard]] QList<std::pair<qreal, qreal>> columns(const QTextBlock &row, qreal textWidth) const;
    void clear() { m_tables.clear(); }

    [[nodiscard]] static QTextBlock firstRow(const QTextBlock &row);
    /// True if `block` is a row of the same table.
    [[nodiscard]] static bool isInTableOf(const QTextBlock &row, const QTextBlock &block);
    /// True if this line of a row's text ends a cell.
    [[nodiscard]] static bool endsCell(const QTextLine &line, const QString &text);

private:
    struct Table
    {
        TableColumns columns;
        int rows = 0; ///< counted up to one more than the rows that count
        bool changed = true;
    };

    [[nodiscard]] QList<TableColumns::Widths> cellWidthsOf(const QTextBlock &row) const;

    const TextStyle &m_style;
    QHash<int, Table> m_tables; ///< by group
};

} // namespace Parlance

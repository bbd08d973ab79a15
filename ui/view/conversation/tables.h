// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/tablecolumns.h"
#include "view/conversation/textstyle.h"

#include <QHash>
#include <QTextBlock>

class QTextLine;

namespace Parlance {

/// How wide the columns of a conversation's tables are. A row is one block, whose cells are separated by line
/// separators; rows of one group are one table. Its first rows decide: the ones after them come too late to
/// move what is read.
class Tables
{
public:
    /// `style` belongs to the caller.
    explicit Tables(const TextStyle &style)
        : m_style(style)
    {
    }

    /// The row was written, or is another one now.
    void rowChanged(const QTextBlock &row);
    /// Looks at the rows of this one's table if one that decides has changed. True if the columns are others
    /// now: then all rows are to be laid out again.
    bool measure(const QTextBlock &row);
    /// The widths of the columns of a row in a text of so many pixels, once they were measured.
    [[nodiscard]] QList<qreal> widths(const QTextBlock &row, qreal textWidth) const;
    void clear() { m_tables.clear(); }

    [[nodiscard]] static QTextBlock firstRow(const QTextBlock &row);
    /// True if `block` is a row of the same table.
    [[nodiscard]] static bool isInTableOf(const QTextBlock &row, const QTextBlock &block);
    /// True if a cell ends with this line of a row's text.
    [[nodiscard]] static bool endsCell(const QTextLine &line, const QString &text);

private:
    struct Table
    {
        TableColumns columns;
        int rows = 0; ///< counted up to one more than decide
        bool changed = true;
    };

    [[nodiscard]] QList<TableColumns::Wish> wishesOf(const QTextBlock &row) const;

    const TextStyle &m_style;
    QHash<int, Table> m_tables; ///< by group
};

} // namespace Parlance

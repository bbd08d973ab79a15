// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace Parlance {

/// The widths that a table's columns need, in pixels: the widest cell and the longest word of each.
class TableColumns
{
public:
    struct Widths
    {
        qreal natural = 0;     ///< with every cell on one line
        qreal comfortable = 0; ///< with a few words on a line
        qreal least = 0;       ///< with no word broken

        bool operator==(const Widths &) const = default;
    };

    /// Adds the needs of a row.
    void add(const QList<Widths> &row);

    /// The widths of `count` columns: their natural ones if they fit in `available` pixels. Or else each gets
    /// its longest word, and shares what is left. If the longest words are wider together than `available`,
    /// each gets its comfortable width.
    [[nodiscard]] QList<qreal> widths(qsizetype count, qreal available) const;

    bool operator==(const TableColumns &) const = default;

private:
    QList<Widths> m_columns;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace Parlance {

/// How wide the columns of a table want to be: the widest cell and the longest word of each, in pixels.
class TableColumns
{
public:
    struct Wish
    {
        qreal natural = 0; ///< with every cell on one line
        qreal least = 0;   ///< with no word broken

        bool operator==(const Wish &) const = default;
    };

    /// Takes a row's wishes in.
    void add(const QList<Wish> &row);

    /// The widths of `count` columns that fill `available` pixels: what they want where there is room, and
    /// else what is left is shared by those that want more than their part.
    [[nodiscard]] QList<qreal> widths(qsizetype count, qreal available) const;

    bool operator==(const TableColumns &) const = default;

private:
    QList<Wish> m_wishes;
};

} // namespace Parlance

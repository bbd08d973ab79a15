// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/tablecolumns.h"

#include <algorithm>
#include <numeric>

namespace Parlance {

namespace {

/// The width of a column without a word.
constexpr qreal leastWidth = 24;

qreal sum(const QList<qreal> &values)
{
    return std::accumulate(values.cbegin(), values.cend(), 0.0);
}

/// Divides `total` so that no one gets more than it asked for while another has less than its share.
QList<qreal> shares(const QList<qreal> &asked, qreal total)
{
    QList<qsizetype> order(asked.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](qsizetype i) { return asked.at(i); });
    QList<qreal> given(asked.size());
    qsizetype left = asked.size();
    for (const qsizetype i : std::as_const(order)) {
        given[i] = std::min(asked.at(i), total / qreal(left));
        total -= given.at(i);
        --left;
    }
    return given;
}

} // namespace

void TableColumns::add(const QList<Widths> &row)
{
    m_columns.resize(std::max(m_columns.size(), row.size()));
    for (qsizetype i = 0; i < row.size(); ++i) {
        m_columns[i].natural = std::max(m_columns.at(i).natural, row.at(i).natural);
        m_columns[i].comfortable = std::max(m_columns.at(i).comfortable, row.at(i).comfortable);
        m_columns[i].least = std::max(m_columns.at(i).least, row.at(i).least);
    }
}

QList<qreal> TableColumns::widths(qsizetype count, qreal available) const
{
    QList<qreal> least;
    QList<qreal> comfortable;
    QList<qreal> more;
    for (qsizetype i = 0; i < count; ++i) {
        const Widths widths = m_columns.value(i);
        least.append(std::max(leastWidth, widths.least));
        comfortable.append(std::max(least.last(), widths.comfortable));
        more.append(std::max(0.0, widths.natural - least.last()));
    }
    if (sum(least) > available)
        return comfortable;
    const QList<qreal> given = shares(more, available - sum(least));
    QList<qreal> widths;
    for (qsizetype i = 0; i < count; ++i)
        widths.append(least.at(i) + given.at(i));
    return widths;
}

} // namespace Parlance

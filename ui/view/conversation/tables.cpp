// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/tables.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Parlance {

namespace {

constexpr int decidingRows = 12;
constexpr qreal unbounded = 1e6;

bool isRow(const QTextBlock &block)
{
    return block.isValid() && BlockLook::kindOf(block.blockFormat()) == BlockLook::Kind::Row;
}

qreal longestWord(const QString &text, const QFontMetricsF &metrics)
{
    qreal longest = 0;
    for (const QStringView word : QStringView(text).split(u' ', Qt::SkipEmptyParts))
        longest = std::max(longest, metrics.horizontalAdvance(word.toString()));
    return longest;
}

} // namespace

QTextBlock Tables::firstRow(const QTextBlock &row)
{
    QTextBlock head = row;
    while (!BlockLook::of(head.blockFormat()).first && isRow(head.previous()))
        head = head.previous();
    return head;
}

bool Tables::isInTableOf(const QTextBlock &row, const QTextBlock &block)
{
    return isRow(block) && BlockLook::groupOf(block.blockFormat()) == BlockLook::groupOf(row.blockFormat());
}

bool Tables::endsCell(const QTextLine &line, const QString &text)
{
    const int last = line.textStart() + line.textLength() - 1;
    return last >= line.textStart() && text.at(last) == QChar::LineSeparator &&
           (last == 0 || text.at(last - 1) != cellBreak);
}

void Tables::rowChanged(const QTextBlock &row)
{
    const auto table = m_tables.find(BlockLook::groupOf(row.blockFormat()));
    if (table != m_tables.end() && table->rows <= decidingRows)
        table->changed = true;
}

bool Tables::measure(const QTextBlock &row)
{
    Table &table = m_tables[BlockLook::groupOf(row.blockFormat())];
    if (!std::exchange(table.changed, false))
        return false;
    TableColumns columns;
    table.rows = 0;
    for (QTextBlock other = firstRow(row); table.rows <= decidingRows && isInTableOf(row, other);
        other = other.next()) {
        if (++table.rows <= decidingRows)
            columns.add(cellWidthsOf(other));
    }
    return std::exchange(table.columns, columns) != columns;
}

QList<qreal> Tables::widths(const QTextBlock &row, qreal textWidth) const
{
    const BlockLook look = BlockLook::of(row.blockFormat());
    return m_tables.value(look.group).columns.widths(look.columns.size(), textWidth);
}

/// Uses a separate layout, as the row's own may be in use.
QList<TableColumns::Widths> Tables::cellWidthsOf(const QTextBlock &row) const
{
    const qreal padding = 2 * m_style.px(Measure::cellPadding);
    const QList<QTextLayout::FormatRange> formats = row.textFormats();
    const QFont font = row.charFormat().font();
    const QFontMetricsF metrics(formats.isEmpty() ? font : formats.first().format.font().resolve(font));
    const QString text = row.text();
    QTextLayout layout(text, font);
    layout.setFormats(formats);
    layout.beginLayout();
    QList<TableColumns::Widths> cells(1);
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(unbounded);
        TableColumns::Widths &widths = cells.last();
        widths.natural = std::max(widths.natural, std::ceil(line.naturalTextWidth()) + 1 + padding);
        widths.least = std::max(
            widths.least, longestWord(text.mid(line.textStart(), line.textLength()), metrics) + padding);
        if (endsCell(line, text))
            cells.append(TableColumns::Widths());
    }
    layout.endLayout();
    // Limits long words, so that other columns get some width.
    const qreal most = m_style.px(160);
    for (TableColumns::Widths &widths : cells)
        widths.least = std::min({widths.least, widths.natural, most});
    return cells;
}

} // namespace Parlance

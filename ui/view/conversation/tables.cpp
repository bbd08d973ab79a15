// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/tables.h"

#include "markdown/scripts.h"

#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace Parlance {

namespace {

constexpr int decidingRows = 12;
constexpr qreal unbounded = 1e6;

bool isRow(const QTextBlock &block)
{
    return block.isValid() && BlockLook::kindOf(block.blockFormat()) == BlockLook::Kind::Row;
}

/// True if a line may break before this character: after a space, and beside a letter of CJK. Qt also breaks
/// after a bar or a hyphen, which would part "12,000/s" and the parts of a name.
bool isWordBoundary(const QString &text, qsizetype at)
{
    const auto isCjkLetter = [&](qsizetype place) {
        return isCjk(text.at(place).unicode()) && text.at(place).isLetterOrNumber();
    };
    return text.at(at - 1).isSpace() || isCjkLetter(at - 1) || isCjkLetter(at);
}

/// The width of the widest word in a line that is not broken.
qreal longestWord(const QString &text, const QTextLine &line)
{
    qreal longest = 0;
    int begin = line.textStart();
    const int end = line.textStart() + line.textLength();
    for (int at = begin + 1; at <= end; ++at) {
        if (at < end && !isWordBoundary(text, at))
            continue;
        int last = at;
        while (last > begin && text.at(last - 1).isSpace())
            --last;
        longest = std::max(longest, std::abs(line.cursorToX(last) - line.cursorToX(begin)));
        begin = at;
    }
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

QList<std::pair<qreal, qreal>> Tables::columns(const QTextBlock &row, qreal textWidth) const
{
    const BlockLook look = BlockLook::of(row.blockFormat());
    const QList<qreal> widths = m_tables.value(look.group).columns.widths(look.columns.size(), textWidth);
    const bool mirrored = row.textDirection() == Qt::RightToLeft;
    qreal x = mirrored ? std::max(textWidth, std::accumulate(widths.cbegin(), widths.cend(), 0.0)) : 0;
    QList<std::pair<qreal, qreal>> columns;
    for (const qreal width : widths) {
        columns.append(mirrored ? std::pair(x - width, x) : std::pair(x, x + width));
        x += mirrored ? -width : width;
    }
    return columns;
}

/// Uses a separate layout, as the row's own may be in use.
QList<TableColumns::Widths> Tables::cellWidthsOf(const QTextBlock &row) const
{
    const qreal padding = 2 * m_style.px(Measure::cellPadding);
    const QString text = row.text();
    QTextLayout layout(text, row.charFormat().font());
    layout.setFormats(row.textFormats());
    layout.beginLayout();
    QList<TableColumns::Widths> cells(1);
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(unbounded);
        TableColumns::Widths &widths = cells.last();
        widths.natural = std::max(widths.natural, std::ceil(line.naturalTextWidth()) + 1 + padding);
        widths.least = std::max(widths.least, std::ceil(longestWord(text, line)) + 1 + padding);
        if (endsCell(line, text))
            cells.append(TableColumns::Widths());
    }
    layout.endLayout();
    // A few words stand in a line, and an address does not decide.
    const qreal few = m_style.px(84);
    const qreal most = m_style.px(320);
    for (TableColumns::Widths &widths : cells) {
        widths.least = std::min({std::max(widths.least, few), widths.natural, most});
        widths.comfortable = std::min(widths.natural, m_style.px(220));
    }
    return cells;
}

} // namespace Parlance

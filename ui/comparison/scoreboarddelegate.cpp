// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/scoreboarddelegate.h"

#include "ui/comparison/scoreboardmodel.h"
#include "view/base/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Margin = 10;
constexpr int FirstMargin = 16; ///< like everything at the edge of the window
constexpr int BarHeight = 4;

void paintBar(QPainter &painter, const QRect &cell, double part, bool best)
{
    const Theme theme = Theme::current();
    const QRectF track(
        cell.left() + Margin, cell.bottom() - BarHeight - 3, cell.width() - 2 * Margin, BarHeight);
    QRectF bar = track;
    bar.setWidth(qMax<qreal>(2, track.width() * part));
    bar.moveRight(track.right()); // below its number, which is right-aligned
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.window);
    painter.drawRoundedRect(track, 2, 2);
    painter.setBrush(best ? theme.accent : theme.dark ? theme.line.lighter(160) : theme.line.darker(115));
    painter.drawRoundedRect(bar, 2, 2);
}

} // namespace

void ScoreboardDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const bool best = index.data(ScoreboardModel::BestRole).toBool();
    const QVariant part = index.data(ScoreboardModel::PartRole);
    const Theme theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.soft);
    if (part.isValid())
        paintBar(*painter, option.rect, part.toDouble(), best);
    QFont font = option.font;
    font.setBold(best);
    painter->setFont(font);
    const bool quiet = index.data(ScoreboardModel::QuietRole).toBool();
    painter->setPen(best ? theme.accent : quiet ? theme.secondaryText : theme.text);
    const int before = index.column() == 0 ? FirstMargin : Margin;
    const QRect place =
        option.rect.adjusted(before, 0, -Margin, -BarHeight - 3); // one baseline, with or without a bar
    const QString text = best ? u"★ "_s + cell.text : cell.text;
    painter->drawText(place, static_cast<int>(cell.displayAlignment),
        QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    painter->restore();
}

QSize ScoreboardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QFont font = option.font;
    font.setBold(true);
    const QString text = u"★ "_s + index.data(Qt::DisplayRole).toString();
    return {
        QFontMetrics(font).horizontalAdvance(text) + (index.column() == 0 ? FirstMargin : Margin) + Margin,
        RowHeight};
}

} // namespace Parlance

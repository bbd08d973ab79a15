// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tierdelegate.h"

#include "ui/compose/tiermodel.h"
#include "view/base/theme.h"

#include <QPainter>

namespace Parlance {

namespace {

constexpr int Margin = 12;
constexpr int Padding = 7;
constexpr int LineGap = 2;

QFont smaller(QFont font)
{
    font.setPixelSize(QFontInfo(font).pixelSize() - 2);
    return font;
}

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

void drawLine(QPainter *painter, const QRect &rect, const QFont &font, const QColor &color,
    const QString &text, Qt::TextElideMode cut = Qt::ElideRight)
{
    painter->setFont(font);
    painter->setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, cut, rect.width());
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignTop, shown);
}

/// Draws the mark at the right, and leaves the rest of the line for the name.
void drawMark(QPainter *painter, QRect &line, const QFont &font, TierModel::Mark mark, const Theme &theme)
{
    const QString words = TierModel::words(mark);
    const int width = QFontMetrics(font).horizontalAdvance(words);
    const QColor color = mark == TierModel::Mark::Live ? theme.good : theme.secondaryText;
    drawLine(painter, line.adjusted(line.width() - width, 0, 0, 0), font, color, words, Qt::ElideNone);
    line.setRight(line.right() - width - Margin);
}

void drawBackground(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    if (!(option.state & (QStyle::State_Selected | QStyle::State_MouseOver)))
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.soft);
    painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 7, 7);
}

} // namespace

void TierDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Theme theme = Theme::current();
    QRect line = option.rect.adjusted(Margin, Padding, -Margin, -Padding);
    if (TierModel::isHeading(index)) {
        const auto mark = index.data(TierModel::MarkRole).value<TierModel::Mark>();
        drawMark(painter, line, smaller(option.font), mark, theme);
        drawLine(painter, line, bold(smaller(option.font)), theme.secondaryText, index.data().toString());
    } else {
        drawBackground(painter, option, theme);
        // The ends of two ids tell them apart more often than what stands before.
        drawLine(painter, line, bold(option.font), theme.text, index.data().toString(), Qt::ElideMiddle);
        line.setTop(line.top() + QFontMetrics(option.font).height() + LineGap);
        drawLine(painter, line, smaller(option.font), theme.secondaryText,
            index.data(TierModel::UseCaseRole).toString());
    }
    painter->restore();
}

QSize TierDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics small(smaller(option.font));
    if (TierModel::isHeading(index))
        return {0, small.height() + 2 * Padding};
    const QFontMetrics large(bold(option.font));
    const QString useCase = index.data(TierModel::UseCaseRole).toString();
    const int width =
        qMax(large.horizontalAdvance(index.data().toString()), small.horizontalAdvance(useCase));
    const int below = useCase.isEmpty() ? 0 : LineGap + small.height();
    return {width + 2 * Margin, large.height() + below + 2 * Padding};
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/signdrawer.h"

#include "view/conversation/textlook.h"
#include "view/conversation/textstyle.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Parlance {

QFont SignDrawer::font() const
{
    QFont font = m_style.bodyFont();
    font.setPixelSize(std::max(7, qRound(m_style.px(9.5))));
    return font;
}

QSizeF SignDrawer::intrinsicSize(QTextDocument *, int, const QTextFormat &format)
{
    const QString sign = RunLook::signOf(format);
    if (sign.isEmpty())
        return {0, 0};
    return {std::ceil(QFontMetricsF(font()).horizontalAdvance(sign) + m_style.px(8)), m_style.px(11)};
}

/// The box reaches a little below the baseline, as letters do.
void SignDrawer::drawObject(
    QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    const QString sign = RunLook::signOf(format);
    if (sign.isEmpty())
        return;
    QColor ground = m_style.theme().warning;
    ground.setAlphaF(0.18F);
    const QRectF box = rect.adjusted(m_style.px(1), -m_style.px(1), -m_style.px(1), m_style.px(3));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawRoundedRect(box, m_style.px(3), m_style.px(3));
    painter->setFont(font());
    painter->setPen(m_style.theme().text);
    painter->drawText(box, Qt::AlignCenter | Qt::TextDontClip, sign);
    painter->restore();
}

} // namespace Parlance

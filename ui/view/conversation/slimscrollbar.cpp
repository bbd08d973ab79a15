// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/slimscrollbar.h"

#include "view/base/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>

namespace Parlance {

SlimScrollBar::SlimScrollBar(QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_Hover);
}

void SlimScrollBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    if (minimum() == maximum())
        return;
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRectF handle =
        style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
    const bool lit = underMouse() || isSliderDown();
    QColor color = theme.secondaryText;
    color.setAlphaF(lit ? 0.7F : 0.35F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const qreal width = lit ? 8 : 6;
    painter.drawRoundedRect(QRectF(rect().right() - width - 1, handle.top() + 2, width, handle.height() - 4),
        width / 2, width / 2);
}

} // namespace Parlance

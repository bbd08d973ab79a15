// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/sidefade.h"

#include <algorithm>

namespace Parlance {

void drawSideFade(
    QPainter &painter, const QRectF &column, qreal width, const QColor &ground, bool left, bool right)
{
    const auto fade = [&](qreal edge, qreal inner) {
        QColor clear = ground;
        clear.setAlpha(0);
        QLinearGradient gradient(edge, 0, inner, 0);
        gradient.setColorAt(0, ground);
        gradient.setColorAt(1, clear);
        // The line below a row stays whole.
        painter.fillRect(QRectF(QPointF(std::min(edge, inner), column.top()),
                             QPointF(std::max(edge, inner), column.bottom() - 1)),
            gradient);
    };
    if (left)
        fade(column.left(), column.left() + width);
    if (right)
        fade(column.right(), column.right() - width);
}

} // namespace Parlance

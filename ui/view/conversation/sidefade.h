// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>

namespace Parlance {

/// Lets the sides of `column` fade into the ground where a wide table goes on.
void drawSideFade(
    QPainter &painter, const QRectF &column, qreal width, const QColor &ground, bool left, bool right);

} // namespace Parlance

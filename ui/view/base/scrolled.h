// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QScrollBar>

namespace Parlance {

/// The scroll offset of an area, in pixels: the point of its content at the top left of the viewport.
[[nodiscard]] inline QPointF scrolled(const QAbstractScrollArea &area)
{
    return QPointF(area.horizontalScrollBar()->value(), area.verticalScrollBar()->value());
}

} // namespace Parlance

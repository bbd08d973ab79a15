// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QScrollBar>

namespace Parlance {

/// How far an area is scrolled, in pixels: what stands there in its content is at the top left of its
/// viewport.
[[nodiscard]] inline QPointF scrolled(const QAbstractScrollArea &area)
{
    return QPointF(area.horizontalScrollBar()->value(), area.verticalScrollBar()->value());
}

} // namespace Parlance

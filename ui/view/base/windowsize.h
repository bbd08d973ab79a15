// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

namespace Parlance {

/// Resizes a window, to less if its screen has no room for this size and a frame around it.
void resizeOnScreen(QWidget &window, const QSize &size);

} // namespace Parlance

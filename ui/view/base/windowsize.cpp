// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/windowsize.h"

#include <QScreen>
#include <QWidget>

namespace Parlance {

namespace {

constexpr double ShareOfScreen = 0.95; ///< the rest is for a frame

} // namespace

void resizeOnScreen(QWidget &window, const QSize &size)
{
    window.resize(size.boundedTo(window.screen()->availableSize() * ShareOfScreen));
}

} // namespace Parlance

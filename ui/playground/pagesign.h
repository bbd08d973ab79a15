// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/page.h"

#include <QIcon>
#include <QPainterPath>

namespace Parlance {

/// The sign on a page's tab, in the colours of the theme: the page's icon, a dot while it is busy, or an
/// exclamation mark if its newest request failed. All have the same size.
[[nodiscard]] QIcon pageSign(const QPainterPath &icon, Page::State state);

} // namespace Parlance

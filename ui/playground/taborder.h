// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace Parlance {

/// Makes Tab go through these parts of a window one after the other, whenever they were made, and through
/// each of them in the order in which it was put together.
void chainTabStops(const QList<QWidget *> &parts);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace Parlance {

/// Makes Tab visit these parts of a window in this order, and the widgets of each part in the order in which
/// they were added, regardless of creation order. No part may have a widget that passes the focus on to one
/// of those in it: Tab goes round in circles there.
void chainTabStops(const QList<QWidget *> &parts);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QObject;

namespace Parlance {

/// Has a screen reader say something that happened in a widget.
void announce(QObject *widget, const QString &message);

} // namespace Parlance

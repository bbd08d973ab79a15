// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/unsaved.h"

#include <functional>

class QWidget;

namespace Parlance {

/// Asks whether this may go, and calls `forget` if so. Calls it at once if nothing would be lost or the
/// user does not want to be asked. Does not block: the answer comes later.
void askToForget(QWidget *window, const QString &question, const QString &button, const Unsaved &unsaved,
    const std::function<void()> &forget, Fate fate = Fate::Lost);

} // namespace Parlance

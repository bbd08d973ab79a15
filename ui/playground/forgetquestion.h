// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace Parlance {

/// Asks whether conversations may be forgotten, and calls `forget` if so. At once, and without a question,
/// where the user does not want to be asked. Never waits: the answer comes later.
void askToForget(
    QWidget *window, const QString &question, const QString &button, const std::function<void()> &forget);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace Parlance {

/// Shows a widget in the place of another, with the focus if that had it: hidden alone, it would pass it on
/// to the next field.
inline void showInstead(QWidget *shown, QWidget *hidden)
{
    shown->show();
    if (shown->window()->focusWidget() == hidden)
        shown->setFocus();
    hidden->hide();
}

} // namespace Parlance

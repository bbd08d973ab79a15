// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace Parlance {

/// Corrects how the button looks when its menu is closed, and when it is moved: the mouse may have left it,
/// and the button got no event.
void leaveWithMenu(QToolButton *button, QMenu *menu);

/// The button with three dots that opens the menu of a lane or a column.
class MenuButton : public QToolButton
{
    Q_OBJECT

public:
    /// `name` is for screen readers.
    MenuButton(QMenu *menu, const QString &name, const QString &toolTip, QWidget *parent = nullptr);
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/menubutton.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace Parlance {

MenuButton::MenuButton(QMenu *menu, const QString &name, const QString &toolTip, QWidget *parent)
    : QToolButton(parent)
{
    setText(u"⋯"_s);
    setAccessibleName(name);
    setToolTip(toolTip);
    setMenu(menu);
    setPopupMode(QToolButton::InstantPopup);
    connect(menu, &QMenu::aboutToHide, this, &MenuButton::leave, Qt::QueuedConnection);
}

/// The mouse left the button while its menu was open, and the button got no event.
void MenuButton::leave()
{
    setAttribute(Qt::WA_UnderMouse, rect().contains(mapFromGlobal(QCursor::pos())));
    update();
}

} // namespace Parlance

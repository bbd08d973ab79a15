// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/menubutton.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace Parlance {

void leaveWithMenu(QToolButton *button, QMenu *menu)
{
    const auto leave = [button] {
        button->setAttribute(
            Qt::WA_UnderMouse, button->rect().contains(button->mapFromGlobal(QCursor::pos())));
        button->update();
    };
    QObject::connect(menu, &QMenu::aboutToHide, button, leave, Qt::QueuedConnection);
}

MenuButton::MenuButton(QMenu *menu, const QString &name, const QString &toolTip, QWidget *parent)
    : QToolButton(parent)
{
    setText(u"⋯"_s);
    setAccessibleName(name);
    setToolTip(toolTip);
    setMenu(menu);
    setPopupMode(QToolButton::InstantPopup);
    leaveWithMenu(this, menu);
}

} // namespace Parlance

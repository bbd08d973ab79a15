// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/menubutton.h"

#include <QEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

void leave(QToolButton *button)
{
    button->setAttribute(Qt::WA_UnderMouse, button->rect().contains(button->mapFromGlobal(QCursor::pos())));
    button->update();
}

class MoveWatch : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *button, QEvent *event) override
    {
        if (event->type() == QEvent::Move)
            leave(static_cast<QToolButton *>(button));
        return false;
    }
};

} // namespace

void leaveWithMenu(QToolButton *button, QMenu *menu)
{
    button->installEventFilter(new MoveWatch(button));
    QObject::connect(menu, &QMenu::aboutToHide, button, [button] { leave(button); }, Qt::QueuedConnection);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editactions.h"

#include "ui/compose/prompteditor.h"

#include <QApplication>
#include <QMenu>

namespace Parlance {

namespace {

/// Qt's text widgets share these slot names but no base class. Copying needs only a readable text.
bool offers(const QWidget *widget, const QByteArray &slot)
{
    if (!widget || widget->metaObject()->indexOfSlot(slot + "()") < 0)
        return false;
    const bool reads = slot == "copy" || slot == "selectAll";
    return reads || !widget->property("readOnly").toBool();
}

/// Undo in a prompt in which nothing was typed is that of the page.
bool hasOwnUndo(const QWidget *widget)
{
    const auto *prompt = qobject_cast<const PromptEditor *>(widget);
    return offers(widget, "undo") && !(prompt && prompt->isUntouched());
}

} // namespace

EditActions::EditActions(QMenu *menu, Undo undo)
    : QObject(menu)
    , m_undo(std::move(undo))
{
    addUndo(menu);
    menu->addSeparator();
    add(menu, tr("Cu&t"), QKeySequence::Cut, "cut");
    add(menu, tr("&Copy"), QKeySequence::Copy, "copy");
    add(menu, tr("&Paste"), QKeySequence::Paste, "paste");
    add(menu, tr("Select &all"), QKeySequence::SelectAll, "selectAll");
    connect(qApp, &QApplication::focusChanged, this, &EditActions::showWhatCanBeDone);
    showWhatCanBeDone();
}

/// The key always works, as what can be undone comes and goes; the menu shows whether there is something.
void EditActions::addUndo(QMenu *menu)
{
    QAction *action = menu->addAction(tr("&Undo"), QKeySequence::Undo, this, &EditActions::undo);
    connect(menu, &QMenu::aboutToShow, action, [this, action] {
        action->setEnabled(hasOwnUndo(QApplication::focusWidget()) || m_undo.isPossible());
    });
    connect(menu, &QMenu::aboutToHide, action, [action] { action->setEnabled(true); });
}

void EditActions::undo()
{
    QWidget *focused = QApplication::focusWidget();
    if (hasOwnUndo(focused))
        QMetaObject::invokeMethod(focused, "undo");
    else if (m_undo.isPossible())
        m_undo.act();
}

void EditActions::add(QMenu *menu, const QString &text, const QKeySequence &shortcut, const char *slot)
{
    QAction *action = menu->addAction(text, shortcut, this, [slot] {
        if (offers(QApplication::focusWidget(), slot))
            QMetaObject::invokeMethod(QApplication::focusWidget(), slot);
    });
    action->setData(QByteArray(slot));
    m_actions.append(action);
}

void EditActions::showWhatCanBeDone()
{
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(offers(QApplication::focusWidget(), action->data().toByteArray()));
}

} // namespace Parlance

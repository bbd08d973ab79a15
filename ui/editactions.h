// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <functional>

class QAction;
class QMenu;

namespace Parlance {

/// Undo, Cut, Copy, Paste and Select all for the text that has the focus. Offers each only where it works.
class EditActions : public QObject
{
    Q_OBJECT

public:
    /// What Undo does when no editable text has the focus.
    struct Undo
    {
        std::function<bool()> isPossible;
        std::function<void()> act;
    };
    EditActions(QMenu *menu, Undo undo);

private:
    void addUndo(QMenu *menu);
    void undo();
    void add(QMenu *menu, const QString &text, const QKeySequence &shortcut, const char *slot);
    void showWhatCanBeDone();

    Undo m_undo;
    QList<QAction *> m_actions;
};

} // namespace Parlance

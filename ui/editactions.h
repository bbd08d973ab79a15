// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace Parlance {

/// Cut, Copy, Paste and Select all, for whatever text has the focus. Offered only where it can do it.
class EditActions : public QObject
{
    Q_OBJECT

public:
    explicit EditActions(QMenu *menu);

private:
    void add(QMenu *menu, const QString &text, const QKeySequence &shortcut, const char *slot);
    void showWhatCanBeDone();

    QList<QAction *> m_actions;
};

} // namespace Parlance

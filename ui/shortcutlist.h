// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QMenuBar;
class QTreeWidget;

namespace Parlance {

/// Lists the keyboard shortcuts of the window: those of its menus, and those of the prompt and the
/// conversation; all, or those with the words that are searched for.
class ShortcutList : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutList(const QMenuBar *menus, QWidget *parent = nullptr);

private:
    void addMenus(const QMenuBar *menus);
    void addOthers();
    void filter();

    QLineEdit *m_search;
    QTreeWidget *m_list;
};

} // namespace Parlance

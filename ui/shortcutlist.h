// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;
class QTreeWidget;

namespace Parlance {

/// The keys of the window: what its menus have, and what the prompt and the conversation understand besides.
class ShortcutList : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutList(const QMenuBar *menus, QWidget *parent = nullptr);

private:
    void addMenus(const QMenuBar *menus);
    void addOthers();

    QTreeWidget *m_list;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcutlist.h"

#include "view/base/windowsize.h"
#include "workspace/appsettings.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

QString keysOf(const QAction *action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
        .replace(u"; "_s, u",  "_s);
}

/// Includes submenus.
QList<const QAction *> actionsWithKeys(const QMenu &menu)
{
    QList<const QAction *> actions;
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            actions += actionsWithKeys(*action->menu());
        else if (!action->shortcuts().isEmpty())
            actions.append(action);
    }
    return actions;
}

QTreeWidgetItem *addGroup(QTreeWidget *list, const QString &name)
{
    auto *group = new QTreeWidgetItem(list, {name});
    QFont font = list->font();
    font.setBold(true);
    group->setFont(0, font);
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
    return group;
}

} // namespace

ShortcutList::ShortcutList(const QMenuBar *menus, QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit)
    , m_list(new QTreeWidget)
{
    setObjectName(u"shortcutList"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setObjectName(u"shortcutSearch"_s);
    m_search->setPlaceholderText(tr("Search for a command or a key"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutList::filter);
    m_list->setColumnCount(2);
    m_list->setAccessibleName(windowTitle());
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setIndentation(12);
    addMenus(menus);
    addOthers();
    m_list->header()->setStretchLastSection(true);
    m_list->setUniformRowHeights(true);
    m_list->resizeColumnToContents(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    resizeOnScreen(*this, {620, 620});
    m_search->setFocus();
}

void ShortcutList::addMenus(const QMenuBar *menus)
{
    for (const QAction *entry : menus->actions()) {
        const QList<const QAction *> actions =
            entry->menu() ? actionsWithKeys(*entry->menu()) : QList<const QAction *>();
        if (actions.isEmpty())
            continue;
        QTreeWidgetItem *group = addGroup(m_list, withoutMnemonic(entry->text()));
        for (const QAction *action : actions)
            new QTreeWidgetItem(group, {withoutMnemonic(action->text()), keysOf(action)});
    }
}

void ShortcutList::addOthers()
{
    const auto keys = [](const QKeySequence &sequence) {
        return sequence.toString(QKeySequence::NativeText);
    };
    QTreeWidgetItem *prompt = addGroup(m_list, tr("Prompt"));
    const bool enterSends = Settings::enterSends().value();
    new QTreeWidgetItem(
        prompt, {tr("Send"), keys(enterSends ? QKeySequence(Qt::Key_Return) : Qt::CTRL | Qt::Key_Return)});
    new QTreeWidgetItem(prompt,
        {tr("New line"), keys(enterSends ? Qt::SHIFT | Qt::Key_Return : QKeySequence(Qt::Key_Return))});
    new QTreeWidgetItem(
        prompt, {tr("Earlier prompts, and forward again"), keys(Qt::Key_Up) + u",  "_s + keys(Qt::Key_Down)});
    QTreeWidgetItem *conversation = addGroup(m_list, tr("Conversation"));
    new QTreeWidgetItem(conversation, {tr("Jump to the latest"), keys(Qt::Key_End)});
    new QTreeWidgetItem(conversation, {tr("Previous or next message"), keys(Qt::ALT | Qt::Key_Up) + u",  "_s +
                                                                           keys(Qt::ALT | Qt::Key_Down)});
    new QTreeWidgetItem(conversation,
        {tr("Move the message up or down"),
            keys(Qt::ALT | Qt::SHIFT | Qt::Key_Up) + u",  "_s + keys(Qt::ALT | Qt::SHIFT | Qt::Key_Down)});
    new QTreeWidgetItem(conversation,
        {tr("Select a link, and follow it"), keys(Qt::Key_Tab) + u",  "_s + keys(Qt::Key_Return)});
    new QTreeWidgetItem(conversation,
        {tr("Menu of the message"), keys(Qt::Key_Menu) + u",  "_s + keys(Qt::SHIFT | Qt::Key_F10)});
}

void ShortcutList::filter()
{
    const QString words = m_search->text().trimmed();
    const auto hides = [&words](const QTreeWidgetItem &item) {
        return !item.text(0).contains(words, Qt::CaseInsensitive) &&
               !item.text(1).contains(words, Qt::CaseInsensitive);
    };
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_list->topLevelItem(i);
        bool isEmpty = true;
        for (int row = 0; row < group->childCount(); ++row) {
            const bool isHidden = hides(*group->child(row));
            group->child(row)->setHidden(isHidden);
            isEmpty = isEmpty && isHidden;
        }
        group->setHidden(isEmpty);
    }
}

} // namespace Parlance

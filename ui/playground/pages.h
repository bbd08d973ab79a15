// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/page.h"
#include "ui/playground/pagekind.h"

#include <QHash>
#include <QPointer>
#include <QSet>

class QMenu;
class QStackedWidget;

namespace Parlance {

class PageBar;

/// The pages of the window as tabs; always at least one.
class Pages : public QWidget
{
    Q_OBJECT

public:
    /// Opens a page of the first kind.
    explicit Pages(const PageKinds &kinds, QWidget *parent = nullptr);

    ~Pages() override;

    [[nodiscard]] Page *current() const;
    /// In the order of the tabs.
    [[nodiscard]] QList<Page *> all() const;
    /// The page of this kind that is current or was it last; null without one.
    [[nodiscard]] Page *lastOf(const QString &kind) const;
    [[nodiscard]] QString nameOf(const Page *page) const;
    /// Names the page, unless the user has named it.
    void suggestName(const Page *page, const QString &name);

    /// Adds an action for each kind, which opens a new page of it.
    void addKinds(QMenu *menu);
    /// Opens a new page of this kind, and shows it.
    Page *open(const QString &kind);
    /// Adds an empty page after the others, without showing it. Without a name, it has that of its kind.
    Page *add(const QString &kind, const QString &name = {});
    void setCurrent(const Page *page);
    /// What to restore on the next start: one text per page, as `writeKept()` writes it.
    [[nodiscard]] QStringList kept() const;
    /// Restores the kept pages in place of the first page, on the start of the program.
    void restore(const QStringList &texts);
    /// Closes the page unless it is the only one; asks first if something would be lost.
    void requestClose(Page *page);
    void editName();
    /// Moves this many tabs to the right, wrapping around.
    void step(int by);
    /// What closing the window would lose.
    [[nodiscard]] Unsaved unsaved() const;

Q_SIGNALS:
    /// The current page has another name.
    void currentNameChanged();
    /// Another page became current.
    void currentChanged(Parlance::Page *page);
    /// The state of the current page, or what it can do, changed.
    void currentStateChanged();
    void added(Parlance::Page *page);
    /// The result of `kept()` changed.
    void changed();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);
    /// Files were dropped on the tabs or beside them.
    void filesDropped(const QStringList &paths);

private:
    QWidget *makeStrip();
    void connectPage(Page *page);
    void restoreOne(const QString &text);
    void openOn(const QString &kind, const QList<LaneChoice> &choices);
    void close(Page *page);
    void rename(int index, const QString &name);
    void setName(int index, const QString &name);
    void openMenu(int index, const QPoint &global);
    void showTab(int index);
    void giveFocusTo(Page *page);
    void showSign(const Page *page);
    void showClosable();
    [[nodiscard]] Page *pageAt(int index) const;
    [[nodiscard]] int indexOf(const Page *page) const;
    [[nodiscard]] QString freeName(const QString &name) const;

    PageKinds m_kinds;
    PageBar *m_bar;
    QStackedWidget *m_stack;
    QList<Page *> m_recent;                           ///< the pages that were current, the last one first
    QSet<const Page *> m_named;                       ///< by the user
    QHash<const Page *, QPointer<QWidget>> m_focused; ///< when they were left
    Page *m_replaced = nullptr; ///< the page of the start, until a restored one takes its place
};

} // namespace Parlance

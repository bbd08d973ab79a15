// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lane.h"
#include "ui/playground/unsaved.h"
#include "workspace/preset.h"

#include <QSet>
#include <QWidget>

class QStackedWidget;

namespace Parlance {

class LanePage;
class PageBar;

/// The pages of the playground as tabs; always at least one.
class Pages : public QWidget
{
    Q_OBJECT

public:
    explicit Pages(const Lane::Shared &shared, QWidget *parent = nullptr);

    [[nodiscard]] LanePage *current() const;
    /// In the order of the tabs.
    [[nodiscard]] QList<LanePage *> all() const;
    [[nodiscard]] QString nameOf(const LanePage *page) const;
    /// The content of a page, with its name.
    [[nodiscard]] Preset presetOf(const LanePage *page) const;

    /// Opens a new page with one lane that is like the current lane.
    LanePage *addPage();
    /// Shows these lanes under that name on a new page, or on the current one if it has nothing to lose; a
    /// name given by the user stays. Leaves out lanes whose gateway is unknown.
    void open(const Preset &preset);
    /// The same for a ladder; its lanes go live if those of the same gateway on the current page are live.
    void openLadder(const Preset &ladder);
    /// What to restore on the next start: one text per page with name and lanes, as `writeKept()` writes it.
    [[nodiscard]] QStringList kept() const;
    /// Restores the kept pages; the first replaces an empty page.
    void restore(const QStringList &texts);
    /// Closes the page unless it is the only one; asks first if something would be lost.
    void requestClose(LanePage *page);
    void editName();
    /// Moves this many tabs to the right, wrapping around.
    void step(int by);
    [[nodiscard]] bool hasConversation() const;
    /// What closing the window would lose.
    [[nodiscard]] Unsaved unsaved() const;

Q_SIGNALS:
    /// Another page became current.
    void currentChanged(Parlance::LanePage *page);
    /// The result of `kept()` changed.
    void changed();
    /// The user edits a prompt, on any page.
    void promptEdited();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);
    void parametersRequested();
    /// Files were dropped on the tabs or beside them.
    void filesDropped(const QStringList &paths);

private:
    LanePage *newPage(const QString &name);
    void fill(LanePage *page, const Preset &preset, bool sameParameters);
    void connectPage(LanePage *page);
    void close(LanePage *page);
    void rename(int index, const QString &name);
    void show(int index);
    void showClosable();
    [[nodiscard]] LanePage *pageAt(int index) const;
    [[nodiscard]] int indexOf(const LanePage *page) const;
    [[nodiscard]] QString freeName() const;
    [[nodiscard]] QList<LaneSetup> known(const QList<LaneSetup> &lanes) const;

    Lane::Shared m_shared;
    PageBar *m_bar;
    QStackedWidget *m_stack;
    QSet<const LanePage *> m_named; ///< by the user
};

} // namespace Parlance

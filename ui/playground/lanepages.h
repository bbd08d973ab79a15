// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preset.h"

#include <QObject>

namespace Parlance {

class LanePage;
class Page;
class Pages;
class TargetResolver;

/// The pages of lanes among the pages of the window: opens lanes on them.
class LanePages : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    LanePages(Pages *pages, const TargetResolver *resolver, QObject *parent = nullptr);

    /// The current page; null if it is of another kind.
    [[nodiscard]] LanePage *current() const;
    /// In the order of the tabs.
    [[nodiscard]] QList<LanePage *> all() const;
    /// The current page; if that is of another kind, shows the page of lanes that was current last, or a new
    /// one.
    LanePage *show();
    /// The content of a page, with its name.
    [[nodiscard]] Preset presetOf(const LanePage *page) const;

    /// Opens a new page with one lane that is like the current lane.
    LanePage *addPage();
    /// Shows these lanes under that name on a new page, or on the current one if it has nothing to lose; a
    /// name given by the user stays. Leaves out lanes whose gateway is unknown.
    void open(const Preset &preset);
    /// The same for a ladder; its lanes go live if those of the same gateway on the current page are live.
    void openLadder(const Preset &ladder);
    /// Shows all numbers again, as prices may have changed.
    void refreshNumbers();

Q_SIGNALS:
    /// The user edits a prompt, on any page.
    void promptEdited();
    void parametersRequested(QLatin1StringView parameter);
    /// Asks for the user's prompt library.
    void libraryRequested();

private:
    void connectPage(Page *page);
    [[nodiscard]] LanePage *last() const;

    Pages *m_pages;
    const TargetResolver *m_resolver;
};

} // namespace Parlance

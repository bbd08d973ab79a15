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

/// The pages of the playground, as tabs. There is always one.
class Pages : public QWidget
{
    Q_OBJECT

public:
    explicit Pages(const Lane::Shared &shared, QWidget *parent = nullptr);

    [[nodiscard]] LanePage *current() const;
    /// In the order of their tabs.
    [[nodiscard]] QList<LanePage *> all() const;
    [[nodiscard]] QString nameOf(const LanePage *page) const;
    /// What the page is made of, with its name.
    [[nodiscard]] Preset presetOf(const LanePage *page) const;

    /// Shows a new page with one lane, as the current lane is.
    LanePage *addPage();
    /// Shows these lanes on a page of that name: on a new one, or on the current one if that has nothing to
    /// lose; a name that the user gave it stays. Lanes whose gateway there is not are left out.
    void open(const Preset &preset);
    /// The same for a ladder; its lanes go live where the current page's lanes of the same gateway are.
    void openLadder(const Preset &ladder);
    /// What is to be found again on the next start, a text a page: names and lanes, as `writeKept()` writes
    /// them.
    [[nodiscard]] QStringList kept() const;
    /// Shows the pages that were kept, the first of them in the place of an empty page.
    void restore(const QStringList &texts);
    /// Closes the page, after a question if something would be lost with it. The only one stays.
    void requestClose(LanePage *page);
    void editName();
    /// Shows the page that many tabs further, around the end.
    void step(int by);
    [[nodiscard]] bool hasConversation() const;
    /// What would be gone with the window.
    [[nodiscard]] Unsaved unsaved() const;

Q_SIGNALS:
    /// Another page is shown.
    void currentChanged(Parlance::LanePage *page);
    /// What is to be found again on the next start is something else now.
    void changed();
    /// Somebody writes a prompt, on any page.
    void promptEdited();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);
    void parametersRequested();

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

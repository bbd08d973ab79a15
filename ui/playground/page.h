// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/unsaved.h"
#include "workspace/lanechoice.h"

#include <QWidget>

namespace Parlance {

struct KeptTab;

/// A tab of the window. The window, its menus and its docks follow the current page through this interface,
/// whatever its kind; `PageKind` says what kinds there are.
class Page : public QWidget
{
    Q_OBJECT

public:
    /// What the tab shows beside the name.
    enum class State { Idle, Busy, Failed };
    /// What menus and keys tell the current page to do.
    enum class Command { Run, Stop, Clear, Focus, Undo, Export, Print, Find, FindNext, FindPrevious };
    /// Calls that belong together, each with a name to show.
    using Calls = QList<std::pair<QString, std::shared_ptr<const Call>>>;

    explicit Page(const QString &kind, QWidget *parent = nullptr);

    /// The id of its `PageKind`.
    [[nodiscard]] const QString &kind() const { return m_kind; }

    /// `Failed` if the newest request failed.
    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] bool isBusy() const { return state() == State::Busy; }
    /// What closing the page would lose.
    [[nodiscard]] virtual Unsaved unsaved() const = 0;
    /// Ends what is running and drops what has come, before the page goes.
    virtual void drop() = 0;

    /// What `restore()` needs on the next start, as `writeKept()` writes it: settings, never content. Empty
    /// if there is nothing to restore.
    [[nodiscard]] virtual QString kept(const KeptTab &tab) const = 0;
    /// Restores what an earlier run kept, on a new page. False if nothing in it can be used.
    [[nodiscard]] virtual bool restore(const QString &kept) = 0;

    /// True if the command would do something now.
    [[nodiscard]] virtual bool can(Command command) const = 0;
    virtual void act(Command command) = 0;
    /// What a menu calls `Command::Run`: "Sen&d the prompt".
    [[nodiscard]] virtual QString runText() const = 0;
    /// What is exported and printed, if the page has several such things; otherwise empty.
    [[nodiscard]] virtual QString exportName() const { return {}; }
    /// Makes the text of all pages larger or smaller by `steps`; 0 resets it.
    void zoomBy(int steps);
    /// Shows the text as the settings say.
    void showZoom() { applyZoom(zoomFactor()); }

    /// What stands at the bottom of the window, below the docks; null for nothing. The window takes it out of
    /// the page, which deletes it.
    [[nodiscard]] virtual QWidget *foot() const { return nullptr; }

    /// The call that the inspector follows; null without one.
    [[nodiscard]] virtual std::shared_ptr<const Call> currentCall() const = 0;
    /// The calls to show on one clock with this call, which are on the page; the call alone if it is not.
    [[nodiscard]] virtual Calls callsBeside(const std::shared_ptr<const Call> &call) const;

    /// The gateway with which the settings open.
    [[nodiscard]] virtual QString gatewayId() const = 0;
    /// Asks this gateway live from now on: the user has entered its key or address.
    virtual void goLive(const QString &gatewayId) = 0;
    /// Fills a new page, if possible like this one: the last of its kind, else the current one. May be null.
    virtual void begin(const Page *like) = 0;
    /// Uses these models, at least one, which the user chose on another page.
    virtual void open(const QList<LaneChoice> &choices) = 0;

Q_SIGNALS:
    /// The state, or what the page can do, changed.
    void stateChanged();
    /// The result of `kept()` changed.
    void keptChanged();
    /// The current call, or the calls beside it, changed.
    void currentCallChanged();
    /// The user asks to see this call; null for none.
    void inspectRequested(const std::shared_ptr<const Parlance::Call> &call);
    /// The same, at a text of its answer, its `nth` occurrence from 0.
    void inspectTextRequested(
        const std::shared_ptr<const Parlance::Call> &call, const QString &text, int nth);
    /// Asks to use these models on a page of that kind.
    void openRequested(const QString &kind, const QList<Parlance::LaneChoice> &choices);
    /// Asks to open the settings for this gateway or its key; to add a gateway if it has no id.
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

protected:
    /// Shows all text of the page larger or smaller by this factor.
    virtual void applyZoom(qreal factor) = 0;
    /// The factor by which text is enlarged now.
    [[nodiscard]] static qreal zoomFactor();
    void showEvent(QShowEvent *event) override;

private:
    QString m_kind;
};

} // namespace Parlance

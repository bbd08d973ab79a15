// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lane.h"
#include "ui/playground/unsaved.h"
#include "workspace/preset.h"

#include <QWidget>

namespace Parlance {

class LaneArrangement;
class LaneStrip;
class PromptTarget;
class PromptBar;
class PromptSender;
class ScrollLink;
class SharedParameters;

/// A page of lanes side by side, with one prompt for all of them or for a chosen one.
class LanePage : public QWidget
{
    Q_OBJECT

public:
    /// What the lanes of all pages share, owned by `owner`. `client` and `resolver` must outlive it; `faults`
    /// are the failures that the embedded gateway can show.
    [[nodiscard]] static Lane::Shared share(
        ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults, QObject *owner);

    explicit LanePage(const Lane::Shared &shared, QWidget *parent = nullptr);
    ~LanePage() override;

    [[nodiscard]] LaneArrangement *arrangement() const { return m_arrangement; }
    [[nodiscard]] SharedParameters *parameters() const { return m_parameters; }
    [[nodiscard]] PromptBar *promptBar() const { return m_prompt; }
    [[nodiscard]] PromptTarget *promptTarget() const { return m_target; }
    [[nodiscard]] PromptSender *promptSender() const { return m_sender; }
    /// Scrolls the lanes together while enabled.
    [[nodiscard]] ScrollLink *scrollLink() const { return m_scrollLink; }

    /// In the order of the arrangement.
    [[nodiscard]] const QList<Lane *> &lanes() const;
    [[nodiscard]] Lane *currentLane() const;
    [[nodiscard]] QString nameOf(const Lane *lane) const;

    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool hasConversation() const;
    /// What closing the page would lose.
    [[nodiscard]] Unsaved unsaved() const;

    void stopAll();
    /// Cancels one thing, the innermost first: a drag, what is running, the target of the prompt, a maximized
    /// lane.
    void escape();
    void clearAll();
    /// The same; asks first if there is a conversation.
    void requestClearAll();
    /// Closes the current lane unless it is the only one; asks first if something would be lost.
    void closeCurrentLane();
    /// Makes the text of all lanes larger or smaller by `steps`; 0 resets it.
    void zoomBy(int steps);

Q_SIGNALS:
    /// A lane was added, closed, moved, maximized or connected to another target.
    void lanesChanged();
    /// The user chose a ladder, to open on this page or another.
    void ladderChosen(const Parlance::Preset &ladder);
    /// Asks to show the parameters of the current lane.
    void parametersRequested();
    /// Asks to open the settings for this gateway or its key.
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildPrompt(ChatClient *client);
    void connectLane(Lane *lane);
    void requestClear(Lane *lane);
    void requestClose(Lane *lane);
    void applyZoom();
    void chainParts();

    LaneStrip *m_strip;
    PromptBar *m_prompt;
    LaneArrangement *m_arrangement; ///< owns the objects that follow the lanes
    SharedParameters *m_parameters;
    PromptTarget *m_target;
    PromptSender *m_sender = nullptr;
    ScrollLink *m_scrollLink;
};

} // namespace Parlance

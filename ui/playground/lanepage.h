// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "ui/playground/lane.h"
#include "workspace/preset.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace Parlance {

class ChatClient;
class HistoryGuard;
class LaneStrip;
class PromptAim;
class PromptBar;
class ScrollLink;

/// A page of lanes side by side, with one prompt that feeds them all, or the one it is aimed at.
class LanePage : public QWidget
{
    Q_OBJECT

public:
    /// What the lanes of all pages share, made for `owner`. `client` and `connections` must outlive it;
    /// `faults` are what the embedded gateway can show.
    [[nodiscard]] static Lane::Shared share(
        ChatClient *client, Connections *connections, const QList<Fault> &faults, QObject *owner);

    explicit LanePage(const Lane::Shared &shared, QWidget *parent = nullptr);
    ~LanePage() override;

    /// Adds a lane, at the right end or before the lane that has this place. All lanes get equal widths.
    Lane *addLane(const LaneChoice &choice, qsizetype place = -1);
    /// Adds a lane with the same choice beside it, and an empty conversation.
    Lane *duplicateLane(const Lane *lane);
    /// Closes the lane, unless it is the only one; its conversation is gone.
    void closeLane(Lane *lane);
    /// The same, after a question if something would be lost with it.
    void requestCloseLane(Lane *lane);
    /// Puts the lane before the one that has this place now; the count of the lanes is the right end.
    void moveLane(Lane *lane, qsizetype place);
    void moveCurrentLane(int step);
    /// Shows this lane alone, or all again if it was alone.
    void toggleMaximized(Lane *lane);
    void equalizeWidths();
    [[nodiscard]] const QList<Lane *> &lanes() const { return m_lanes; }
    /// The lane that has the focus, or had it last; null without lanes.
    [[nodiscard]] Lane *currentLane() const;
    void setCurrentLane(Lane *lane);
    /// Tells lanes apart, also those of one model.
    [[nodiscard]] QString nameOf(const Lane *lane) const;

    /// Whether all lanes send the same parameters; then new ones do, too. If they begin to, these are the
    /// current lane's; if they no longer do, the others have again what they had before.
    [[nodiscard]] bool hasSameParameters() const { return m_sameParameters; }
    void setSameParameters(bool same);
    /// Sets what all lanes send, or the current lane where each has its own.
    void setParameters(const LaneParameters &parameters);

    [[nodiscard]] PromptBar *promptBar() const { return m_prompt; }
    /// Scrolls the lanes together while it is on.
    [[nodiscard]] ScrollLink *scrollLink() const { return m_scrollLink; }
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool hasConversation() const;
    /// True if a prompt was written and not sent.
    [[nodiscard]] bool hasDraft() const;

    /// Sends what stands in the prompt to the lane it is aimed at, or to every lane that is not muted; or
    /// asks the question under edit anew. Nothing happens while one of them is busy.
    void send();
    void stopAll();
    /// Leaves the innermost thing: a drag, what is running, the aim of the prompt, a maximized lane.
    void escape();
    void clearAll();
    /// The same, after a question if there is a conversation.
    void requestClearAll();
    /// Adds a lane with the next tier of the current lane's gateway that no lane has, or the same tier again.
    void addNextLane();
    /// Closes the current lane, unless it is the only one, after a question if something would be lost.
    void closeCurrentLane();
    /// Asks again for the last answer of the lanes that the prompt would go to.
    void regenerate();
    /// Puts the current lane's last question into the prompt, to be asked anew in its place.
    void editLastQuestion();
    /// Aims the prompt at this lane alone, until `escape()`.
    void askOnly(Lane *lane);
    /// Makes the text of all lanes larger or smaller by `steps`; 0 is the usual size.
    void zoomBy(int steps);

Q_SIGNALS:
    void lanesChanged();
    void currentLaneChanged();
    void parametersChanged();
    /// A ladder is to be opened, on this page or another.
    void ladderChosen(const Parlance::Preset &ladder);
    /// The parameters of the current lane are to be shown.
    void parametersRequested();
    /// Lanes were running, and none is any more.
    void allFinished();
    /// The settings are wanted, at the page for this gateway or for its key.
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void requestClear(Lane *lane);
    void connectPrompt();
    void connectLane(Lane *lane);
    void connectHeader(Lane *lane);
    void connectMenu(Lane *lane);
    void showOrder();
    void showNames();
    void showCurrent();
    void onBusyChanged();
    void showInput();
    void showAim();
    void sendToAll(const QString &prompt);
    void takeBack(const Lane &failed, const QString &prompt);
    void choosePrompt(const QString &prompt);
    void applyZoom();
    [[nodiscard]] QList<Lane *> askedLanes() const;
    [[nodiscard]] QString problemOf(const Lane *lane) const;
    void refuse(Lane *lane);
    [[nodiscard]] bool refuses();
    [[nodiscard]] bool stopsHistory();
    void pickMissingModel();
    void showProblem();
    void showParameters();

    Lane::Shared m_shared;
    LaneStrip *m_strip;
    PromptBar *m_prompt;
    PromptAim *m_aim;
    HistoryGuard *m_guard;
    ScrollLink *m_scrollLink;
    QList<Lane *> m_lanes;
    QPointer<Lane> m_current;
    QPointer<Lane> m_dragged;
    QTimer m_inputTimer;
    bool m_wasBusy = false;
    bool m_sending = false;
    QList<Lane *> m_asked; ///< together, the last time
    QString m_refused;     ///< the prompt, if a lane gave it back while others were still to be asked
    bool m_sameParameters = true;
    QHash<const Lane *, LaneParameters> m_ownParameters; ///< of the others, while all send the same
};

} // namespace Parlance

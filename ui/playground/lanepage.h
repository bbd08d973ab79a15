// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation.h"
#include "ui/playground/lane.h"

#include <QPointer>
#include <QWidget>

class QSplitter;

namespace Parlance {

class ChatClient;
class PromptBar;

/// A page of lanes side by side, with one prompt that feeds them all.
class LanePage : public QWidget
{
    Q_OBJECT

public:
    /// `client` and `connections` must outlive the page; `faults` are what the embedded gateway can show.
    LanePage(ChatClient *client, Connections *connections, const QList<Fault> &faults, QWidget *parent = nullptr);

    /// Adds a lane at the right end. All lanes get equal widths.
    Lane *addLane(const LaneChoice &choice);
    void closeLane(Lane *lane);
    [[nodiscard]] const QList<Lane *> &lanes() const { return m_lanes; }
    /// The lane that has the focus, or had it last; null without lanes.
    [[nodiscard]] Lane *currentLane() const;
    [[nodiscard]] PromptBar *promptBar() const { return m_prompt; }
    [[nodiscard]] bool isBusy() const;

    /// Sends what stands in the prompt to every idle lane, or asks the question under edit anew.
    void send();
    void stopAll();
    void clearAll();
    /// Adds a lane with the next tier of the current lane's gateway that no lane has, or the same tier again.
    void addNextLane();
    /// Closes the current lane, unless it is the only one.
    void closeCurrentLane();
    /// Asks again for the last answer of every idle lane.
    void regenerate();
    /// Puts the current lane's last question into the prompt, to be asked anew in its place.
    void editLastQuestion();
    /// Makes the text of all lanes larger or smaller by `steps`; 0 is the usual size.
    void zoomBy(int steps);

Q_SIGNALS:
    void lanesChanged();
    /// The last running lane has ended.
    void allFinished();
    /// The settings are wanted, at the page for this gateway or for its key.
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

private:
    void connectLane(Lane *lane);
    void onBusyChanged();
    void showInput();
    void equalizeWidths();
    void beginEditing(Lane *lane, Conversation::TurnId question);
    void endEditing();
    [[nodiscard]] LaneChoice nextChoice() const;

    Lane::Shared m_shared;
    QSplitter *m_splitter;
    PromptBar *m_prompt;
    QList<Lane *> m_lanes;
    int m_zoom;
    QPointer<Lane> m_current;
    QPointer<Lane> m_editingLane;
    Conversation::TurnId m_editingQuestion = Conversation::Root;
};

} // namespace Parlance

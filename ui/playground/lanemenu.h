// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace Parlance {

class FaultMenu;

/// The actions on one lane, in the menu of its header.
class LaneMenu : public QMenu
{
    Q_OBJECT

public:
    explicit LaneMenu(QWidget *parent = nullptr);

    /// The failures to choose from; of a replay hidden.
    [[nodiscard]] FaultMenu *faults() const { return m_faults; }
    /// Whether the lane uses the embedded gateway: then it can go live, and only that fails on demand.
    void setDemo(bool demo);
    /// Sets which version is shown, from 1, and how many there are; 1 of 1 disables stepping.
    void setVersion(int place, int count);
    /// Whether there is a question to ask again or to restart from.
    void setAsked(bool asked);
    /// Disables what changes the conversation while an answer is being written.
    void setBusy(bool busy);
    /// Enables the actions that need several lanes.
    void setSeveral(bool several);
    [[nodiscard]] bool isForSeveral() const { return m_close->isEnabled(); }
    /// Whether lanes are to the left and to the right.
    void setNeighbours(bool left, bool right);
    /// For a lane that plays a capture: leaves out what concerns prompts.
    void setReplay();
    void setMuted(bool muted) { m_mute->setChecked(muted); }
    void setMaximized(bool maximized);
    /// Sets the id to copy; an empty one disables copying.
    void setRequestId(const QString &id);

Q_SIGNALS:
    void regenerateRequested();
    /// Asks for another version of the last answer or its question: -1 for the previous, 1 for the next.
    void versionRequested(int step);
    /// Asks to show the lane's newest call.
    void inspectRequested();
    /// Asks to write a message at the end by hand.
    void messageRequested();
    void clearRequested();
    /// Asks to switch between the demo and the live gateway.
    void modeToggled();
    void parametersRequested();
    /// Asks to direct the prompt to this lane alone.
    void askOnlyRequested();
    void muteToggled(bool muted);
    void maximizeToggled();
    /// Asks to move the lane by one place: -1 to the left, 1 to the right.
    void moveRequested(int step);
    void renameRequested();
    void duplicateRequested();
    void closeRequested();

private:
    void buildPlaceActions();

    FaultMenu *m_faults;
    QAction *m_again;
    QAction *m_write;
    QAction *m_clear;
    QAction *m_previous;
    QAction *m_next;
    QAction *m_copyId;
    QAction *m_mode;
    QAction *m_parameters;
    QAction *m_askOnly;
    QAction *m_mute;
    QAction *m_maximize;
    QAction *m_left;
    QAction *m_right;
    QAction *m_close;
    QString m_requestId;
};

} // namespace Parlance

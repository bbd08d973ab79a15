// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/fault.h"

#include <QMenu>

namespace Parlance {

/// What one lane can do, behind the three dots of its header.
class LaneMenu : public QMenu
{
    Q_OBJECT

public:
    explicit LaneMenu(QWidget *parent = nullptr);

    /// The failures to choose from.
    void setFaults(const QList<Fault> &faults);
    /// Only the embedded gateway fails on demand.
    void setDemo(bool demo);
    /// The place of what is shown among its versions, from 1, and how many there are; 1 of 1 offers nothing.
    void setVersion(int place, int count);
    /// There is something to ask again, and to begin anew from.
    void setAsked(bool asked);
    /// What changes the conversation waits for the answer that is being written.
    void setBusy(bool busy);
    /// What is done to one of several lanes; the only one stays.
    void setSeveral(bool several);
    [[nodiscard]] bool isForSeveral() const { return m_close->isEnabled(); }
    /// Whether there is a lane to the left and to the right.
    void setNeighbours(bool left, bool right);
    void setMuted(bool muted) { m_mute->setChecked(muted); }
    void setMaximized(bool maximized);
    /// An empty id cannot be copied.
    void setRequestId(const QString &id);

    /// The failure that is asked for; empty for none.
    [[nodiscard]] QString fault() const;
    /// Asks for none any more. Not signalled.
    void clearFault();

Q_SIGNALS:
    void regenerateRequested();
    /// Another version of the last answer, or of its question, is wanted: -1 for the one before, 1 for the
    /// next.
    void versionRequested(int step);
    void clearRequested();
    void parametersRequested();
    void faultChosen();
    /// A prompt for this lane alone is wanted.
    void askOnlyRequested();
    void muteToggled(bool muted);
    void maximizeToggled();
    /// One place further: -1 to the left, 1 to the right.
    void moveRequested(int step);
    void duplicateRequested();
    void closeRequested();

private:
    void buildPlaceActions();
    void addFault(const QString &name, const QString &text);

    QMenu *m_faults;
    QActionGroup *m_faultGroup;
    QAction *m_again;
    QAction *m_clear;
    QAction *m_previous;
    QAction *m_next;
    QAction *m_copyId;
    QAction *m_askOnly;
    QAction *m_mute;
    QAction *m_maximize;
    QAction *m_left;
    QAction *m_right;
    QAction *m_close;
    QString m_requestId;
};

} // namespace Parlance

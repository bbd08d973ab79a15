// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/ballot.h"

#include <QFrame>

class QLabel;
class QLayout;
class QPushButton;

namespace Parlance {

/// The controls to vote between two answers, by button or by the keys 1, 2 and 3 of the window; and the
/// tally.
class VoteBar : public QFrame
{
    Q_OBJECT

public:
    struct State
    {
        bool open = false;  ///< a vote counts
        bool voted = false; ///< a vote was given
        bool blind = false;
        bool more = false; ///< another pair to vote on is left
        QString note;      ///< what to vote on, or why there is no vote
    };

    explicit VoteBar(QWidget *parent = nullptr);

    void setState(const State &state);
    void setTally(const Tally &tally);
    /// False if there is no next pair.
    [[nodiscard]] bool focusNextPair();

Q_SIGNALS:
    void voted(Parlance::Vote vote);
    void nextPairRequested();

private:
    void addVote(QLayout *layout, QPushButton *button, const QString &name, Vote vote, Qt::Key key);

    QPushButton *m_left;
    QPushButton *m_equal;
    QPushButton *m_right;
    QPushButton *m_nextPair;
    QLabel *m_note;
    QLabel *m_scores;
};

} // namespace Parlance

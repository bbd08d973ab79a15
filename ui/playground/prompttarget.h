// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "ui/playground/lane.h"

#include <QPointer>

namespace Parlance {

class LaneArrangement;
class PromptBar;

/// Whom the prompt of a page is for: all lanes but muted ones, one lane, or one question of it, which is
/// asked anew in its place. What stood in the prompt before such a question comes back after it.
class PromptTarget : public QObject
{
    Q_OBJECT

public:
    PromptTarget(LaneArrangement *arrangement, PromptBar *prompt);

    /// The lanes that the prompt goes to.
    [[nodiscard]] QList<Lane *> lanes() const;

    /// The lane that it is aimed at; null for all.
    [[nodiscard]] Lane *lane() const { return m_lane; }
    [[nodiscard]] bool isEdit() const { return m_question != Conversation::Root; }
    /// The question under edit; `Root` if there is none.
    [[nodiscard]] Conversation::TurnId question() const { return m_question; }

    /// True if what stood in the prompt before the question comes back after it.
    [[nodiscard]] bool hasDraft() const { return !m_draft.trimmed().isEmpty(); }

    /// Aims at this lane.
    void set(Lane *lane);
    /// Aims at this question of the lane, and puts it into the prompt.
    void edit(Lane *lane, Conversation::TurnId question);
    /// The same for the current lane's last question.
    void editLast();
    /// Aims at all lanes.
    void cancel();
    /// Asks the question under edit anew, with this prompt; what could not be sent comes back.
    void resend(const QString &prompt);
    /// A prompt that brought no answer comes back, without a question under edit being lost.
    void giveBack(const QString &prompt);

Q_SIGNALS:
    /// It is for other lanes now, or for another question.
    void changed();

private:
    void connectLane(Lane *lane);
    void unmuteAll();
    /// A question that is gone is edited no more.
    void checkQuestion();
    void point(Lane *lane, Conversation::TurnId question);

    LaneArrangement *m_arrangement;
    PromptBar *m_prompt;
    QPointer<Lane> m_lane;
    Conversation::TurnId m_question = Conversation::Root;
    QString m_draft; ///< what stood in the prompt before the question
};

} // namespace Parlance

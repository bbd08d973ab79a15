// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "ui/playground/lane.h"

#include <QPointer>

namespace Parlance {

class LaneArrangement;
class PromptBar;

/// The target of a page's prompt: all unmuted lanes, one lane, or one question of a lane, which the prompt
/// replaces. Editing a question keeps the draft in the prompt and restores it afterwards.
class PromptTarget : public QObject
{
    Q_OBJECT

public:
    PromptTarget(LaneArrangement *arrangement, PromptBar *prompt);

    /// The lanes that the prompt goes to.
    [[nodiscard]] QList<Lane *> lanes() const;

    /// The target lane; null for all.
    [[nodiscard]] Lane *lane() const { return m_lane; }
    [[nodiscard]] bool isEdit() const { return m_question != Conversation::Root; }
    /// The question under edit; `Root` if there is none.
    [[nodiscard]] Conversation::TurnId question() const { return m_question; }

    /// True if a draft will be restored after the question under edit.
    [[nodiscard]] bool hasDraft() const { return !m_draft.isBlank(); }

    /// Makes this lane the target.
    void set(Lane *lane);
    /// Makes this question the target and puts it into the prompt.
    void edit(Lane *lane, Conversation::TurnId question);
    /// The same for the current lane's last question.
    void editLast();
    /// Makes all lanes the target.
    void cancel();
    /// Replaces the question under edit with this prompt; puts back what could not be sent.
    void resend(const Message &prompt);
    /// Puts back a prompt that got no answer, without losing a question under edit.
    void giveBack(const Message &prompt);

Q_SIGNALS:
    /// The target changed.
    void changed();

private:
    void connectLane(Lane *lane);
    void unmuteAll();
    /// Ends the edit of a question that no longer exists.
    void checkQuestion();
    void point(Lane *lane, Conversation::TurnId question);

    LaneArrangement *m_arrangement;
    PromptBar *m_prompt;
    QPointer<Lane> m_lane;
    Conversation::TurnId m_question = Conversation::Root;
    Message m_draft; ///< the prompt before the question under edit
};

} // namespace Parlance

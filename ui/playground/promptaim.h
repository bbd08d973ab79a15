// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "ui/playground/lane.h"

#include <QPointer>

namespace Parlance {

class PromptBar;

/// Whom the prompt of a page is for: all lanes, one of them, or one question of it, which is asked anew in
/// its place. What stood in the prompt before such a question comes back after it.
class PromptAim : public QObject
{
    Q_OBJECT

public:
    PromptAim(PromptBar *prompt, QObject *parent);

    /// Null for all lanes.
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
    /// Aims at all lanes.
    void cancel();
    /// Asks the question under edit anew, with this prompt; what could not be sent comes back.
    void resend(const QString &prompt);
    /// A prompt that brought no answer comes back, without a question under edit being lost.
    void giveBack(const QString &prompt);
    /// A lane's conversation is another one now: a question that is gone is edited no more.
    void checkQuestion();

Q_SIGNALS:
    void changed();

private:
    void point(Lane *lane, Conversation::TurnId question);

    PromptBar *m_prompt;
    QPointer<Lane> m_lane;
    Conversation::TurnId m_question = Conversation::Root;
    QString m_draft; ///< what stood in the prompt before the question
};

} // namespace Parlance

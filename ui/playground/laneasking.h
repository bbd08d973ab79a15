// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"
#include "client/conversation.h"

#include <QObject>

namespace Parlance {

class Lane;
class ReplayBar;

/// Asks a lane without a new prompt: again, or for what follows a turn.
class LaneAsking : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the lane; the replay bar must outlive it.
    LaneAsking(Lane *lane, ReplayBar *replay);

    /// True if the lane can be asked; emits `refused()` if not.
    [[nodiscard]] bool isReady();
    /// Requests this answer again, or the answer to this question.
    void regenerate(Conversation::TurnId turn);
    /// Requests an answer that follows this turn.
    void answerAfter(Conversation::TurnId turn);

Q_SIGNALS:
    /// Nothing was asked: the lane needs a model, or its parameters cannot be sent.
    void refused();
    /// A returned prompt is sent again, so the editor can drop it.
    void promptRetried(const Parlance::Message &prompt);

private:
    Lane *m_lane;
    ReplayBar *m_replay;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QObject>
#include <functional>

namespace Parlance {

class Lane;
class LaneArrangement;
class PromptTarget;
class PromptBar;
class PromptRounds;
class SendGuard;

/// Sends the prompt of a page to its target lanes, and puts it back if none of them answers.
class PromptSender : public QObject
{
    Q_OBJECT

public:
    PromptSender(LaneArrangement *arrangement, PromptTarget *target, SendGuard *guard, PromptBar *prompt);

    /// Sends the prompt to the target lane, or to every unmuted lane; or replaces the question under edit.
    /// Ignored while one of them is busy.
    void send();
    /// Requests the last answer again in the lanes that the prompt would go to.
    void regenerate();

Q_SIGNALS:
    /// The last running lane has stopped.
    void finished();

private:
    void connectLane(Lane *lane);
    void followLink(const QString &prompt);
    void sendChosen(const QString &prompt);
    [[nodiscard]] bool stops(const std::function<Message()> &prompt, const std::function<void()> &again);
    void ask(const QList<Lane *> &lanes, const Message &prompt);

    const LaneArrangement *m_arrangement;
    PromptTarget *m_target;
    SendGuard *m_guard;
    PromptBar *m_prompt;
    PromptRounds *m_rounds;
};

} // namespace Parlance

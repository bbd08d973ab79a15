// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

class HistoryGuard;
class Lane;
class LaneArrangement;
class PromptTarget;
class PromptBar;
class PromptRounds;
class SetupGuard;

/// Sends the prompt of a page to its target lanes, and puts it back if none of them answers.
class PromptSender : public QObject
{
    Q_OBJECT

public:
    /// What can stop a prompt.
    struct Guards
    {
        SetupGuard *setup;
        HistoryGuard *history;
    };
    PromptSender(LaneArrangement *arrangement, PromptTarget *target, const Guards &guards, PromptBar *prompt);

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
    void sendChosen(const QString &prompt);
    [[nodiscard]] bool stopsHistory();

    const LaneArrangement *m_arrangement;
    PromptTarget *m_target;
    Guards m_guards;
    PromptBar *m_prompt;
    PromptRounds *m_rounds;
};

} // namespace Parlance

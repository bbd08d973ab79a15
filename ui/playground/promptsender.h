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

/// Sends the prompt of a page to the lanes that it is for, and takes it back when none of them answers.
class PromptSender : public QObject
{
    Q_OBJECT

public:
    /// What keeps a prompt from being sent.
    struct Guards
    {
        SetupGuard *setup;
        HistoryGuard *history;
    };
    PromptSender(LaneArrangement *arrangement, PromptTarget *aim, const Guards &guards, PromptBar *prompt);

    /// Sends what stands in the prompt to the lane it is aimed at, or to every lane that is not muted; or
    /// asks the question under edit anew. Nothing happens while one of them is busy.
    void send();
    /// Asks again for the last answer of the lanes that the prompt would go to.
    void regenerate();

Q_SIGNALS:
    /// Lanes were running, and none is any more.
    void finished();

private:
    void connectLane(Lane *lane);
    void sendChosen(const QString &prompt);
    [[nodiscard]] bool stopsHistory();

    const LaneArrangement *m_arrangement;
    PromptTarget *m_aim;
    Guards m_guards;
    PromptBar *m_prompt;
    PromptRounds *m_rounds;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace Parlance {

class LaneArrangement;
class PromptTarget;
class PromptBar;

/// Keeps the prompt bar of a page up to date: the target lanes, whether they are busy, and how much of their
/// input limit is used.
class PromptStatus : public QObject
{
    Q_OBJECT

public:
    PromptStatus(LaneArrangement *arrangement, const PromptTarget *target, PromptBar *prompt);

private:
    void showTarget();
    void showBusy();
    void showInput();

    const LaneArrangement *m_arrangement;
    const PromptTarget *m_target;
    PromptBar *m_prompt;
    QTimer m_inputTimer; ///< collects the changes of several lanes
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

class LaneArrangement;
class PromptTarget;
class PromptBar;

/// Keeps the prompt bar of a page up to date: the target lanes, and whether they are busy.
class PromptStatus : public QObject
{
    Q_OBJECT

public:
    PromptStatus(LaneArrangement *arrangement, const PromptTarget *target, PromptBar *prompt);

private:
    void showTarget();
    void showBusy();

    const LaneArrangement *m_arrangement;
    const PromptTarget *m_target;
    PromptBar *m_prompt;
};

} // namespace Parlance

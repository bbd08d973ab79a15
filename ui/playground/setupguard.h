// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

class Lane;
class LaneArrangement;
class PromptTarget;
class PromptBar;
class SharedParameters;

/// Stops a page from asking a lane that has no model, whose extra JSON or schema cannot be sent, or whose
/// dialect cannot send what is attached. Says so next to the prompt, and leads to the setting.
class SetupGuard : public QObject
{
    Q_OBJECT

public:
    SetupGuard(LaneArrangement *arrangement, const SharedParameters *parameters, const PromptTarget *target,
        PromptBar *prompt);

    /// True if one of the target lanes cannot be asked; then says so.
    [[nodiscard]] bool stops();

Q_SIGNALS:
    /// Asks to show the parameters of the current lane.
    void parametersRequested();

private:
    void refuse(Lane *lane);
    [[nodiscard]] const Lane *textLane() const;
    void showAttachments();
    void pickModel();
    void showParameters();
    void showProblem();
    [[nodiscard]] QString problemOf(const Lane &lane) const;

    LaneArrangement *m_arrangement;
    const SharedParameters *m_parameters;
    const PromptTarget *m_target;
    PromptBar *m_prompt;
};

} // namespace Parlance

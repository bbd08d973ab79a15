// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

class Lane;
class LaneArrangement;
class PromptTarget;
class PromptBar;
class SharedParameters;

/// Keeps a page from asking a lane whose setup cannot be sent: it has no model, or extra JSON that cannot be
/// read. Says so at the prompt, and leads to what is to be set.
class SetupGuard : public QObject
{
    Q_OBJECT

public:
    SetupGuard(LaneArrangement *arrangement, const SharedParameters *parameters, const PromptTarget *aim,
        PromptBar *prompt);

    /// True if one of the lanes that the prompt goes to cannot be asked, and then says so.
    [[nodiscard]] bool stops();

Q_SIGNALS:
    /// The parameters of the current lane are to be shown.
    void parametersRequested();

private:
    void refuse(Lane *lane);
    void pickModel();
    void showParameters();
    void showProblem();
    [[nodiscard]] QString problemOf(const Lane &lane) const;

    LaneArrangement *m_arrangement;
    const SharedParameters *m_parameters;
    const PromptTarget *m_aim;
    PromptBar *m_prompt;
};

} // namespace Parlance

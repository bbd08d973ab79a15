// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

class InputMeter;
class Lane;
class PromptBar;
class PromptTarget;
class SharedParameters;

/// Offers to give a value to what stands like a variable in the prompt or the parameters and has none: leads
/// to the table, and adds the names that it lacks.
class VariableHint : public QObject
{
    Q_OBJECT

public:
    /// Looks whenever the meter has measured the prompt.
    VariableHint(
        const InputMeter *meter, const PromptTarget *target, SharedParameters *parameters, PromptBar *prompt);

Q_SIGNALS:
    /// Asks to show this parameter, with the cursor in it.
    void parametersRequested(QLatin1StringView parameter);

private:
    void show();
    void add();
    [[nodiscard]] QStringList unvaluedIn(const Lane &lane) const;

    const PromptTarget *m_target;
    SharedParameters *m_parameters;
    PromptBar *m_prompt;
};

} // namespace Parlance

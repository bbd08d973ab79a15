// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/variablehint.h"

#include "ui/compose/promptbar.h"
#include "ui/compose/variableoffer.h"
#include "ui/playground/inputmeter.h"
#include "ui/playground/lane.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sharedparameters.h"
#include "workspace/variables.h"

#include <algorithm>

namespace Parlance {

VariableHint::VariableHint(
    const InputMeter *meter, const PromptTarget *target, SharedParameters *parameters, PromptBar *prompt)
    : QObject(parameters)
    , m_target(target)
    , m_parameters(parameters)
    , m_prompt(prompt)
{
    connect(meter, &InputMeter::changed, this, &VariableHint::show);
    connect(prompt->variableOffer(), &QPushButton::clicked, this, &VariableHint::add);
}

QStringList VariableHint::unvaluedIn(const Lane &lane) const
{
    const LaneParameters &parameters = lane.parameters();
    return unvalued(
        parameters.variables, textsWithVariables(parameters, lane.gateway()) << m_prompt->prompt().text());
}

void VariableHint::show()
{
    QStringList names;
    for (const Lane *lane : m_target->lanes())
        names << unvaluedIn(*lane);
    names.removeDuplicates();
    m_prompt->variableOffer()->setNames(names);
}

void VariableHint::add()
{
    for (Lane *lane : m_target->lanes()) {
        LaneParameters parameters = lane->parameters();
        for (const QString &name : unvaluedIn(*lane)) {
            if (!std::ranges::contains(parameters.variables, name, &Variable::name))
                parameters.variables.append({.name = name, .value = {}});
        }
        if (parameters != lane->parameters())
            m_parameters->setOf(lane, parameters);
    }
    Q_EMIT parametersRequested(ParameterName::Variables);
}

} // namespace Parlance

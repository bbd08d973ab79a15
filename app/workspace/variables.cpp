// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/variables.h"

#include <algorithm>

namespace Parlance {

VariableUse useOf(const QList<Variable> &variables, const QStringList &texts)
{
    VariableUse use;
    if (variables.isEmpty())
        return use;
    QStringList named;
    for (const QString &text : texts)
        named << variablesIn(text);
    named.removeDuplicates();
    for (const Variable &variable : variables) {
        if (!named.contains(variable.name))
            use.unused << variable.name;
        if (std::ranges::count(variables, variable.name, &Variable::name) > 1)
            use.doubled << variable.name;
    }
    std::ranges::copy_if(named, std::back_inserter(use.missing), [&variables](const QString &name) {
        return !std::ranges::contains(variables, name, &Variable::name);
    });
    use.unused.removeDuplicates();
    use.doubled.removeDuplicates();
    return use;
}

} // namespace Parlance

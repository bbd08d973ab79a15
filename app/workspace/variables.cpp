// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/variables.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString withoutCode(QString text)
{
    static const QRegularExpression code(
        uR"(^ {0,3}(```+|~~~+).*?(^ {0,3}\1|\z)|(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\3(?!`))"_s,
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    return text.remove(code);
}

QStringList namesOutsideCode(const QStringList &texts)
{
    QStringList names;
    for (const QString &text : texts) {
        if (text.contains("{{"_L1))
            names << variablesIn(withoutCode(text));
    }
    names.removeDuplicates();
    return names;
}

} // namespace

VariableUse useOf(const QList<Variable> &variables, const QStringList &texts)
{
    VariableUse use;
    if (variables.isEmpty())
        return use;
    QStringList named;
    for (const QString &text : texts)
        named << variablesIn(text);
    for (const Variable &variable : variables) {
        if (!named.contains(variable.name))
            use.unused << variable.name;
        if (std::ranges::count(variables, variable.name, &Variable::name) > 1)
            use.doubled << variable.name;
    }
    use.missing = namesOutsideCode(texts);
    use.missing.removeIf([&variables](const QString &name) {
        return std::ranges::contains(variables, name, &Variable::name);
    });
    use.unused.removeDuplicates();
    use.doubled.removeDuplicates();
    return use;
}

QStringList unvalued(const QList<Variable> &variables, const QStringList &texts)
{
    QStringList names = namesOutsideCode(texts);
    names.removeIf([&variables](const QString &name) {
        const auto known = std::ranges::find(variables, name, &Variable::name);
        return known != variables.cend() && !known->value.isEmpty();
    });
    return names;
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/variable.h"

#include <QStringList>

namespace Parlance {

/// What is odd about variables and the texts that use them.
struct VariableUse
{
    QStringList missing = {}; ///< named in a text, outside Markdown code, but not in the table
    QStringList unused = {};  ///< in the table, but in no text
    QStringList doubled = {}; ///< in the table twice

    bool operator==(const VariableUse &) const = default;
};

/// Empty for an empty table, whatever the texts look like.
[[nodiscard]] VariableUse useOf(const QList<Variable> &variables, const QStringList &texts);
/// The names that stand like variables in the texts, outside Markdown code, and have no value in the table,
/// each once, in order.
[[nodiscard]] QStringList unvalued(const QList<Variable> &variables, const QStringList &texts);

} // namespace Parlance

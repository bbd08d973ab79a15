// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// What a parameter is called, and what its empty editor says.
struct ParameterText
{
    QString label;
    QString placeholder = {};
};
/// `name` is one in `chatParameters()` or in `ParameterName`.
[[nodiscard]] ParameterText parameterText(QLatin1StringView name);

} // namespace Parlance

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

/// Why one of the lines typed for this parameter is not sent; empty if it is.
[[nodiscard]] QString problemOfLine(QLatin1StringView name, const QString &line);

} // namespace Parlance

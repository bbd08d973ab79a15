// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace Parlance {

/// Looks for a key in a profile, which is a file: a field or header that is named like one, a value that
/// looks like one, a base URL that carries one. The complaint names the place, and never the value; empty if
/// there is none.
[[nodiscard]] QString keyInProfile(const QJsonObject &profile);

} // namespace Parlance

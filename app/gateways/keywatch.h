// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace Parlance {

/// Searches a profile, which is stored as a file, for a key: a field or header named like one, a value that
/// looks like one, a base URL that contains one. The error names the place, never the value; empty if there
/// is none.
[[nodiscard]] QString keyInProfile(const QJsonObject &profile);

} // namespace Parlance

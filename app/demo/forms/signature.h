// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance::Demo {

/// Stands in for the signature by which a real service recognises its own reasoning.
[[nodiscard]] QString signatureOf(const QString &reasoning);

} // namespace Parlance::Demo

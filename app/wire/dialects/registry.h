// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QStringList>

namespace Parlance {

/// The dialect with that id, or null. Dialects live as long as the program.
[[nodiscard]] const Dialect *findDialect(QStringView id);
/// The ids of all dialects.
[[nodiscard]] QStringList dialectIds();

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

struct Transcript;

/// What one would read on the screen, for a terminal or a mail: no marks, columns of a table in line.
[[nodiscard]] QString toPlainText(const Transcript &transcript);

} // namespace Parlance

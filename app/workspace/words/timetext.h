// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// A time for a person to read: "0.39 ms", "12.5 ms", "394 ms" below a second, and from there on in seconds
/// with this many decimals, "1.204 s".
[[nodiscard]] QString timeText(double seconds, int decimals);

} // namespace Parlance

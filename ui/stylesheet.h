// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

struct Theme;

/// The little that the palette cannot say: corners, lines, spacing. Widgets take part by their dynamic property `role`.
[[nodiscard]] QString styleSheet(const Theme &theme);

} // namespace Parlance

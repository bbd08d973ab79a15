// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Parlance {

/// A blank, a tab or a line break.
[[nodiscard]] constexpr bool isAsciiSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace Parlance

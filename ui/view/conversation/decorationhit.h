// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>

namespace Parlance {

/// A drawn decoration under the mouse.
struct DecorationHit
{
    enum class Kind { None, CopyCode, SaveCode, WrapCode, Fold, ScrollBar };
    Kind kind = Kind::None;
    QTextBlock block; ///< the first line of the code, the fold, or a line of what the bar scrolls

    bool operator==(const DecorationHit &) const = default;
};

} // namespace Parlance

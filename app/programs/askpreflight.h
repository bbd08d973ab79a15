// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askcommand.h"

namespace Parlance {

/// What the window's pre-flight says of a command's request for a chat.
struct AskPreflight
{
    QStringList refused = {}; ///< what a server would refuse or take in another way than it looks
    QStringList doubts = {};  ///< what may be meant as it is: it is sent

    [[nodiscard]] static AskPreflight of(const AskCommand &command, const Catalog &catalog);
};

} // namespace Parlance

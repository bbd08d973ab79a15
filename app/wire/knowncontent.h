// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"

namespace Parlance {

/// What a delta that restates its choice adds to the reply, as a delta that does not restate.
///
/// Text that goes on from what is known adds its rest; leading white space does not count. Text that differs
/// adds nothing if `hasPieces`: then the pieces count, and the server has only formed their sum otherwise.
/// Without pieces before, the server calls its pieces messages, and all of it is new.
[[nodiscard]] Delta newIn(const Delta &restating, const Reply &reply, bool hasPieces);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

namespace Parlance {

/// True if the server paused its turn with this answer of the call, on the protocol that has pauses (B-10).
[[nodiscard]] bool isPaused(const Call &call, const Choice &answer);

} // namespace Parlance

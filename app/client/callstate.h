// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

namespace Parlance {

/// Where the call stands. Of an answer that nobody has judged, as its status and its end tell.
[[nodiscard]] Reply::State stateOf(const Call &call);

} // namespace Parlance

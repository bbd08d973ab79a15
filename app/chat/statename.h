// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"

namespace Parlance {

/// The name of the state in files: "streaming", "complete", "incomplete", "stopped" or "failed".
[[nodiscard]] QString stateName(Reply::State state);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace Parlance {

/// Processes events until the condition holds; false after 10 s, with a sanitizer after 100 s. Checks after
/// every event, and every 10 ms for what no event tells.
[[nodiscard]] bool eventually(const std::function<bool()> &condition);

/// Processes all pending events, deferred deletions too.
void settle();

} // namespace Parlance

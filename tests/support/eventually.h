// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace Parlance {

/// Processes events until the condition holds; false after 10 s. Checks after every event and sleeps in
/// between, so it is neither late nor busy.
[[nodiscard]] bool eventually(const std::function<bool()> &condition);

/// Processes all pending events, deferred deletions too.
void settle();

} // namespace Parlance

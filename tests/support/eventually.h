// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace Parlance {

/// Lets events happen until the condition holds. False if it does not within 10 s. Looks after every event
/// and sleeps in between, so it is neither late nor busy.
[[nodiscard]] bool eventually(const std::function<bool()> &condition);

/// Lets everything happen that is already due, deferred deletions too.
void settle();

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace Parlance {

/// Calls `stop` from the event loop at each SIGINT and SIGTERM, as long as `context` lives, instead of ending
/// the process. For once in a process.
void onInterrupt(QObject *context, const std::function<void()> &stop);

} // namespace Parlance

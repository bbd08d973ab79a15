// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace Parlance {

/// Calls `stop` from the event loop at each SIGINT and SIGTERM while `context` lives, instead of ending the
/// process. Call it once per process.
void onInterrupt(QObject *context, const std::function<void()> &stop);

} // namespace Parlance

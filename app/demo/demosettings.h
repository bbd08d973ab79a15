// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/throttle.h"

namespace Parlance {

/// How the embedded gateway behaves. The defaults are what people get.
struct DemoSettings
{
    Demo::RateLimit limit; ///< for each client address; eight lanes at once never meet it
    Demo::Clock clock = std::chrono::steady_clock::now;
    double speed = 1; ///< times as fast as the tiers' own pace; infinity answers at once
};

} // namespace Parlance

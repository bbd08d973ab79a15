// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/floopfloopplan.h"
#include "demo/server/throttle.h"

namespace Parlance {

/// How the embedded gateway behaves. The defaults are what people get.
struct DemoSettings
{
    Demo::RateLimit limit; ///< of Ruflo, for each client address; eight lanes at once never meet it
    Demo::FloopFloopPlan plan;
    Demo::Clock clock = std::chrono::steady_clock::now;
    Demo::Calendar calendar = std::chrono::system_clock::now;
    double speed = 1; ///< times as fast as the models' own pace; infinity answers at once
};

} // namespace Parlance

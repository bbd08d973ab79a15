// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/floopfloopplan.h"
#include "demo/http/httplimits.h"
#include "demo/server/throttle.h"

#include <QString>

namespace Parlance {

/// The behaviour of the embedded gateway. The defaults are those of the released program.
struct DemoSettings
{
    Demo::RateLimit limit; ///< Ruflo's, for each client address; eight lanes at once never reach it
    Demo::FloopFloopPlan plan;
    Demo::HttpLimits http;
    Demo::Clock clock = std::chrono::steady_clock::now;
    Demo::Calendar calendar = std::chrono::system_clock::now;
    double speed = 1; ///< relative to the models' own pace; infinity answers at once
    QString speechProgram = QStringLiteral("espeak-ng"); ///< a name, or a path; where it is not there, tones
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demofaults.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

struct DemoRequest;
struct Route;

/// The route's answer with the simulated failures that the request asks for. Some replace the answer, which
/// is then neither made nor billed; others change its content or timing. In a plain answer, which has no end
/// mark to omit, a stream's failure becomes an error, or the body breaks off. A name that this endpoint does
/// not know gives a 400 with a list of names.
[[nodiscard]] DemoResponse answerWithFaults(const Route &route, const DemoRequest &request);

/// The request asks for this failure. For those that an endpoint makes itself, as they are within its answer.
[[nodiscard]] bool wantsFault(const DemoRequest &request, QLatin1StringView name);

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demofaults.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

struct DemoRequest;
struct Route;

/// The route's answer with the failures that the request asks for. Some stand instead of an answer, which is
/// then neither made nor billed; the others change what is said, or when. In a plain answer, which has no end
/// mark to leave out, the failures of a stream become an error, or the body breaks off. An unknown name is
/// answered with 400 and a list.
[[nodiscard]] DemoResponse answerWithFaults(const Route &route, const DemoRequest &request);

} // namespace Parlance::Demo

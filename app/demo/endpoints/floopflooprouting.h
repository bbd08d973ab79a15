// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

/// A model behind an alias of FloopFloop (FF-23 to FF-25), with its price.
struct FloopFloopModel
{
    Tier tier; ///< its id is the alias
    double creditsPerToken = 0;
};

/// The model for the request's alias; "auto" selects one that fits. Null for an unknown alias.
[[nodiscard]] const FloopFloopModel *routed(const ChatRequest &request);

/// The complexity of the user's latest message, in points (FF-22): 2 for code, 2 for a word that asks for
/// reasoning ("why", "plan", "step by step") and 2 more for a second one, 1 for each 400 characters up to 3,
/// and 1 for each further question up to 2. "auto" selects "fast" below 2 points, "smart" below 4, and
/// "reason" from 4 on.
[[nodiscard]] int complexity(const ChatRequest &request);

} // namespace Parlance::Demo

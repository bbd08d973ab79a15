// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

/// A model behind an alias of FloopFloop (FF-23 to FF-25) and its price.
struct FloopFloopModel
{
    Tier tier; ///< its id is the alias
    double creditsPerToken = 0;
};

/// The model for the alias; for "auto" one that fits the request. Null if there is no such alias.
[[nodiscard]] const FloopFloopModel *routed(const ChatRequest &request);

/// How demanding the latest message of the user is, in points (FF-22): 2 for code, 2 for a word that asks to
/// reason ("why", "plan", "step by step") and 2 more for a second one, 1 for each 400 characters up to 3, and
/// 1 for each further question up to 2. "auto" is "fast" below 2 points, "smart" below 4, and "reason" from
/// there.
[[nodiscard]] int complexity(const ChatRequest &request);

} // namespace Parlance::Demo

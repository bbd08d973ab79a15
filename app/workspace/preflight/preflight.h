// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"
#include "tokens/tokenrange.h"
#include "workspace/preflight/finding.h"
#include "workspace/variables.h"

namespace Parlance {

class Catalog;
struct KeyUse;

/// What is known of a lane's next request before it is sent.
struct PreflightFacts
{
    Target target;
    LaneParameters parameters; ///< as they are set
    ChatRequest request;       ///< what goes: with the conversation so far and the prompt, both filled in
    VariableUse variables = {};
    std::optional<TokenRange> input = {}; ///< if it was measured
    std::optional<qint64> tokensLeftToday = {};
    std::optional<double> creditsLeft = {};
    const Catalog *catalog = nullptr; ///< of all gateways; may be null

    [[nodiscard]] bool isDialect(QLatin1StringView id) const;
    /// Takes over what is left of the gateway's limits for the key of the target.
    void setLeft(const KeyUse &use);
};

/// Everything in the request that the server would refuse or silently take otherwise: by the gateway's
/// documentation, the dialect's rules and what the makers of the model document. Asks no server. The
/// conversation's own faults are `checkHistory()`'s.
[[nodiscard]] QList<Finding> preflight(const PreflightFacts &facts);

} // namespace Parlance

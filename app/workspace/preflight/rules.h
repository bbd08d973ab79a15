// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preflight/preflight.h"

#include <span>

namespace Parlance {

/// One rule of the pre-flight.
struct PreflightRule
{
    Finding::Kind kind;
    Finding::Place place;
    /// The details of what was found; empty if the rule is kept.
    std::optional<QStringList> (*find)(const PreflightFacts &);
    /// Changes the parameters so that the rule is kept; null if that is not enough.
    void (*repair)(LaneParameters &, const PreflightFacts &) = nullptr;
};

/// The rules by subject.
[[nodiscard]] std::span<const PreflightRule> messageRules();
[[nodiscard]] std::span<const PreflightRule> samplingRules();
[[nodiscard]] std::span<const PreflightRule> answerRules();
[[nodiscard]] std::span<const PreflightRule> toolRules();
[[nodiscard]] std::span<const PreflightRule> mcpRules();
[[nodiscard]] std::span<const PreflightRule> extraRules();
[[nodiscard]] std::span<const PreflightRule> gatewayRules();

/// No details: `foundIf(broken)` of a rule that needs none.
[[nodiscard]] std::optional<QStringList> foundIf(bool broken, const QStringList &details = {});
/// A number as a person reads it.
[[nodiscard]] QString shownNumber(double value);

} // namespace Parlance

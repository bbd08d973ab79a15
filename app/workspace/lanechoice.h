// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/targetresolver.h"

#include <QString>

namespace Parlance {

/// What a lane talks to.
struct LaneChoice
{
    QString gateway; ///< the gateway's id
    QString model;
    TargetResolver::Mode mode = TargetResolver::Mode::Demo;

    bool operator==(const LaneChoice &) const = default;
};

/// What the call asked.
[[nodiscard]] LaneChoice choiceOf(const Call &call);
/// The model's name, or the gateway's where that chooses the model.
[[nodiscard]] QString nameOf(const LaneChoice &choice, const Gateway &gateway);

QDebug operator<<(QDebug debug, const LaneChoice &choice);

} // namespace Parlance

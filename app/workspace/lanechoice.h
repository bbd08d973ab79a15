// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "client/targetresolver.h"

#include <QJsonObject>

namespace Parlance {

/// What a lane talks to.
struct LaneChoice
{
    QString gateway; ///< the gateway's id
    QString model;
    TargetResolver::Mode mode = TargetResolver::Mode::Demo;

    bool operator==(const LaneChoice &) const = default;
};

/// For the settings. Leaves an empty model out.
[[nodiscard]] QJsonObject toJson(const LaneChoice &choice);
/// Reads it; what is missing or unknown is empty, and demo.
[[nodiscard]] LaneChoice laneChoiceFrom(const QJsonObject &object);

/// What a new page for this endpoint begins with, without a model: the gateway that the command line has
/// given an address, live, or else the first one with the endpoint.
[[nodiscard]] LaneChoice firstChoice(const TargetResolver &resolver, EndpointKind endpoint);
/// The choice that the call was made with.
[[nodiscard]] LaneChoice choiceOf(const Call &call);
/// The model's name, or the gateway's if the gateway chooses the model.
[[nodiscard]] QString nameOf(const LaneChoice &choice, const Gateway &gateway);
/// The same for the call. The name of a replay says that it is one.
[[nodiscard]] QString nameOf(const Call &call);

QDebug operator<<(QDebug debug, const LaneChoice &choice);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connections.h"

#include <QString>
#include <optional>

namespace Parlance {

/// What a lane talks to.
struct LaneChoice
{
    QString gateway; ///< the gateway's id
    QString model;
    Connections::Mode mode = Connections::Mode::Demo;

    bool operator==(const LaneChoice &) const = default;

    /// As it is kept in the settings: "ruflo demo ruflo-free", or "roraos-agent demo" where the key chooses the model.
    [[nodiscard]] QString toString() const;
    /// Empty for a text that is not of that form.
    [[nodiscard]] static std::optional<LaneChoice> fromString(QStringView text);
};

QDebug operator<<(QDebug debug, const LaneChoice &choice);

} // namespace Parlance

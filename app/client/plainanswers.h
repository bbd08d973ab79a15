// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <QStringList>
#include <expected>

namespace Parlance {

using ModelNames = std::expected<QStringList, ChatError>;

/// The models that the answer of an ended call lists, in its order (RA-37, RL-21).
[[nodiscard]] ModelNames modelsIn(const Call &call);

/// What a gateway says of itself (RF-25).
struct Health
{
    bool isWell = false; ///< the status is 2xx
    int httpStatus = 0;  ///< 0 if nothing came
    QString words = {};  ///< the first line of the answer, or why there is none
};

[[nodiscard]] Health healthIn(const Call &call);

} // namespace Parlance

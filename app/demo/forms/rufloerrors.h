// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

namespace Parlance::Demo {

/// Ruflo's errors: {"error":{"message":"..."}} with its own words for each status (RF-21 to RF-25). It names
/// no request ids (RF-32).
[[nodiscard]] const GatewayForm &rufloForm();

} // namespace Parlance::Demo

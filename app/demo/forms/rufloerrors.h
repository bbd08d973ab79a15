// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

namespace Parlance::Demo {

/// Ruflo's errors: {"error":{"message":"..."}} with its own message for each status (RF-21 to RF-25). Ruflo
/// sends no request ids (RF-32).
[[nodiscard]] const GatewayForm &rufloForm();

} // namespace Parlance::Demo

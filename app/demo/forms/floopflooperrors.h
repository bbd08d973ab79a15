// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

namespace Parlance::Demo {

/// FloopFloop's errors: the codes of FF-43 to FF-52 in {"error":{"code","message"}}, with "field" for an
/// invalid field (the form of the body is not documented, FF-54); in a stream {"error":"..."} and then [DONE]
/// (FF-35). X-Request-Id is on every answer (FF-53).
[[nodiscard]] const GatewayForm &floopFloopForm();

} // namespace Parlance::Demo

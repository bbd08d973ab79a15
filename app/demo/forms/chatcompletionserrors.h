// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

namespace Parlance::Demo {

/// Errors in OpenAI's form: {"error":{"message","type","param","code"}}. RuAPI and ru-llm document no form
/// (RA-38, RL-24) and call themselves compatible. The request's id is in X-Request-Id.
[[nodiscard]] const GatewayForm &chatCompletionsForm();

/// The same with RoraOS's messages for 400, 401, 429 and 500 (RO-23 to RO-26).
[[nodiscard]] const GatewayForm &roraOsForm();

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

namespace Parlance::Demo {

/// Errors as OpenAI spells them: {"error":{"message","type","param","code"}}. RuAPI and ru-llm state no form
/// of their own (RA-38, RL-24) and call themselves compatible. The id of a request is in X-Request-Id.
[[nodiscard]] const GatewayForm &chatCompletionsForm();

/// The same with RoraOS's words for 400, 401, 429 and 500 (RO-23 to RO-26).
[[nodiscard]] const GatewayForm &roraOsForm();

} // namespace Parlance::Demo

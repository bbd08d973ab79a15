// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

namespace Parlance::Demo {

/// Errors in Anthropic's form: {"type":"error","error":{"type","message"},"request_id"}, in a stream as
/// `event: error` (RA-30). The request's id is in request-id, as Anthropic sends it, and in X-Request-Id.
[[nodiscard]] const GatewayForm &messagesForm();

} // namespace Parlance::Demo

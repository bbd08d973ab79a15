// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"
#include "demo/tools/toolchoice.h"

namespace Parlance::Demo {

/// A request in Anthropic's form.
struct MessagesRequest
{
    ChatRequest chat; ///< with `system` apart, and the results of tools as messages of their own
    ToolChoice toolChoice;
    bool thinking = false; ///< the client wants to see how the answer came about
};

/// Reads the body of `POST /v1/messages` (RA-21 to RA-27): `max_tokens` is required, `system` is text or
/// blocks of text, content is text or blocks (text, tool_use, tool_result, thinking; images and documents are
/// passed over), `thinking` wants a budget of at least 1024 and below `max_tokens`. Other fields are ignored,
/// null is as good as absent. 400 names what is malformed with its place.
[[nodiscard]] std::expected<MessagesRequest, Refusal> readMessagesRequest(const QByteArray &body);

} // namespace Parlance::Demo

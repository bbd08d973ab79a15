// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"

namespace Parlance::Demo {

/// The input limit of one request (RF-26, "~16 KB"): the sum of the UTF-8 bytes of all messages' `content`.
/// Roles, JSON syntax and escapes do not count. 16384 bytes pass, 16385 do not.
inline constexpr qsizetype MostInputBytes = 16384;

/// Reads the body of `POST /api/chat` (RF-04, RF-10 to RF-14). Ignores fields that Ruflo does not list; null
/// counts as absent. Refuses an invalid body with 400, naming the field, and too much input with 413. Does
/// not check the model. System messages stay among the messages.
[[nodiscard]] std::expected<ChatRequest, Refusal> readRufloRequest(const QByteArray &body);

} // namespace Parlance::Demo

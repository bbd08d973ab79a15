// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"

namespace Parlance::Demo {

/// The most input of one request (RF-26, "~16 KB"): the bytes of all messages' `content` in UTF-8, added up.
/// Roles, JSON's own signs and escapes do not count. 16384 pass, 16385 do not.
inline constexpr qsizetype MostInputBytes = 16384;

/// Reads the body of `POST /api/chat` (RF-04, RF-10 to RF-14). Fields that Ruflo does not list are ignored,
/// null is as good as absent. Refused are, with 400, what is malformed, each named with its place, and with
/// 413 too much input. Which tiers there are is not its business. The system messages stay among the
/// messages.
[[nodiscard]] std::expected<ChatRequest, Refusal> readRufloRequest(const QByteArray &body);

} // namespace Parlance::Demo

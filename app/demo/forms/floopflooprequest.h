// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"

namespace Parlance::Demo {

/// The maximum length of `prompt` in characters (FF-28).
inline constexpr qsizetype MostPromptCharacters = 500'000;

/// Reads the body of `POST /api/v1/ai/chat` (FF-11 to FF-16). A body that is not JSON is INVALID_BODY
/// (FF-43), an invalid field VALIDATION_ERROR with the field (FF-44). `system` is an alternative to a message
/// of role system; both together are refused. The default `model` is "auto".
[[nodiscard]] std::expected<ChatRequest, Refusal> readFloopFloopChat(const QByteArray &body);

/// Reads the body of `POST /api/v1/ai/generate` (FF-28, FF-29); the prompt becomes a user message.
[[nodiscard]] std::expected<ChatRequest, Refusal> readFloopFloopPrompt(const QByteArray &body);

} // namespace Parlance::Demo

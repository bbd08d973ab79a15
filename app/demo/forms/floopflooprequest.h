// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/forms/refusal.h"

namespace Parlance::Demo {

/// The most characters of `prompt` (FF-28).
inline constexpr qsizetype MostPromptCharacters = 500'000;

/// Reads the body of `POST /api/v1/ai/chat` (FF-11 to FF-16). What is no JSON is INVALID_BODY (FF-43), a
/// wrong field VALIDATION_ERROR with the field (FF-44). `system` is an alternative to a message of role
/// system, so both together are refused. Without `model` it is "auto".
[[nodiscard]] std::expected<ChatRequest, Refusal> readFloopFloopChat(const QByteArray &body);

/// Reads the body of `POST /api/v1/ai/generate` (FF-28, FF-29); the prompt becomes a message of the user.
[[nodiscard]] std::expected<ChatRequest, Refusal> readFloopFloopPrompt(const QByteArray &body);

} // namespace Parlance::Demo

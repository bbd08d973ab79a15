// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

namespace Parlance::Demo {

class BodyReader;

/// Reads `messages` in Anthropic's form, with images and documents of the user (B-38, B-39). A user turn with
/// tool results becomes a message of role user with its text, if any, and one of role tool for each result. A
/// result must answer a call before it, and thinking must have its own signature.
[[nodiscard]] QList<Message> readBlockMessages(BodyReader &reader);

/// Text, or the joined text blocks of an array; for `system` and tool results (B-40).
[[nodiscard]] QString readText(BodyReader &reader, const QString &field);

} // namespace Parlance::Demo

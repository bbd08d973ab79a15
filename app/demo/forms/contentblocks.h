// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

namespace Parlance::Demo {

class BodyReader;

/// Reads `messages` in Anthropic's form. A turn of the user with results of tools becomes a message of role
/// user with the text, if there is any, and one of role tool for each result. A result must answer a call
/// that stands before it.
[[nodiscard]] QList<Message> readBlockMessages(BodyReader &reader);

/// Text, or the text blocks of an array joined; for `system` and the results of tools.
[[nodiscard]] QString readText(BodyReader &reader, const QString &field);

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

namespace Parlance::Demo {

class BodyReader;

/// Reads `messages` in OpenAI's form. A tool's message must answer a call before it.
[[nodiscard]] QList<Message> readCompletionMessages(BodyReader &reader);

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance {

/// All texts that a request brings a model: the system prompt, messages with calls of tools and their
/// results, the tools, the schema of the answer. Not images, files and reasoning.
[[nodiscard]] QStringList textsOf(const ChatRequest &request);

} // namespace Parlance

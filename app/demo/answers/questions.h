// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance::Demo {

/// The user's messages, newest first.
[[nodiscard]] QStringList questions(const ChatRequest &request);

/// The user's newest message; empty if there is none.
[[nodiscard]] QString latestQuestion(const ChatRequest &request);

} // namespace Parlance::Demo

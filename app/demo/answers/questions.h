// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance::Demo {

/// What the user said, newest first.
[[nodiscard]] QStringList questions(const ChatRequest &request);

/// The newest of them; empty if there is none.
[[nodiscard]] QString latestQuestion(const ChatRequest &request);

} // namespace Parlance::Demo

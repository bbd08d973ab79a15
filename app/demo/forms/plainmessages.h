// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

namespace Parlance::Demo {

class BodyReader;

/// Reads `messages` with text content and the roles system, user and assistant (RF-10, FF-11).
[[nodiscard]] QList<Message> readPlainMessages(BodyReader &reader);

} // namespace Parlance::Demo

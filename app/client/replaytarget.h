// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/replay.h"
#include "client/target.h"
#include "gateways/catalog.h"

namespace Parlance {

/// The target that plays this capture. Its gateway is the one at the captured address, or else a profile
/// named "Replay" without an id. Its dialect is that of the gateway or of the path, or else the first in
/// which the captured answer has content.
[[nodiscard]] Target replayTarget(const std::shared_ptr<Replay> &replay, const Catalog &catalog);

/// What the captured request says, as far as it can be read: the model, the system prompt, the messages with
/// their text, the format of the answer. Empty members if the capture has no such request.
[[nodiscard]] ChatRequest capturedRequest(const Capture &capture);
/// The question to show above the answer: the user's last message in the captured request, or a note that the
/// capture has none.
[[nodiscard]] QString questionOf(const Replay &replay);

} // namespace Parlance

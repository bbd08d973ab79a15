// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <optional>

namespace Parlance {

class Lane;

/// A tool call of a lane, and the result that it got; empty while it waits.
struct AnsweredCall
{
    ToolCall call;
    std::optional<ToolResult> result;
};

/// The calls of each answer to the lane's last question, in order. An answer without calls has none.
[[nodiscard]] QList<QList<AnsweredCall>> callRoundsOf(const Lane &lane);

} // namespace Parlance

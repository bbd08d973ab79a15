// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/lanetools.h"
#include "wire/tooljson.h"

namespace Parlance {

/// What is wrong with a tool, where, and how to fix it, without a full stop.
[[nodiscard]] QString describeToolProblem(const ToolProblem &problem, const LaneTools &tools);
/// Why a text has no tools, and where, without a full stop.
[[nodiscard]] QString describeToolFault(const ToolFault &fault, QByteArrayView text);
/// A call on one line: "get_weather(city: Paris)"; long arguments are cut.
[[nodiscard]] QString describeCall(const ToolCall &call);

} // namespace Parlance

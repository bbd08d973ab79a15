// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datacommand.h"
#include "endpointasking.h"

namespace Parlance {

/// What the command asks for: vectors or pictures.
[[nodiscard]] std::unique_ptr<EndpointTask> dataTask(const DataCommand &command);

} // namespace Parlance

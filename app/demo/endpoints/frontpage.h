// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/route.h"

namespace Parlance::Demo {

/// `GET /`: a page of plain text that says what the gateway speaks, with keys and commands to try.
[[nodiscard]] Route frontPage();

} // namespace Parlance::Demo

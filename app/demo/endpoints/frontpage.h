// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/route.h"

namespace Parlance::Demo {

/// `GET /`: a plain text page with the gateway's dialects, keys, and commands to try.
[[nodiscard]] Route frontPage();

} // namespace Parlance::Demo

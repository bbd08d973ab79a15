// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/route.h"

namespace Parlance::Demo {

/// The gateway's dialects, keys, commands to try, and failures on demand, as plain text; `address` is the
/// gateway's, e.g. "http://127.0.0.1:8080".
[[nodiscard]] QString frontPageText(const QString &address);

/// `GET /`: this text.
[[nodiscard]] Route frontPage();

} // namespace Parlance::Demo

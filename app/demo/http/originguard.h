// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/http/httprequest.h"

namespace Parlance::Demo {

/// Why a request is refused that a web page of somebody else may have sent; nothing for all others. A browser
/// names the page's origin, and a page whose name was made to lead to this computer (DNS rebinding) shows in
/// Host. Accepted are 127.0.0.1, localhost and [::1] with `port`, and an Origin of http and one of these, or
/// none.
[[nodiscard]] std::optional<Refusal> refusalOfForeign(const QHttpHeaders &headers, quint16 port);

} // namespace Parlance::Demo

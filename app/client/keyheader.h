// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"
#include "wire/wirerequest.h"

namespace Parlance {

/// The header that carries the key in the form the gateway wants; none for an empty key (RF-02).
[[nodiscard]] WireHeaders keyHeader(Auth auth, const Secret &key);

} // namespace Parlance

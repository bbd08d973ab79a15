// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/proxychoice.h"

namespace Parlance {

/// The proxy that the user chose, as the settings keep it: without a password.
[[nodiscard]] ProxyChoice keptProxies();
/// Keeps all of it but the password.
void keep(const ProxyChoice &choice);

} // namespace Parlance

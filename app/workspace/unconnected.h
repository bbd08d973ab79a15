// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/targetresolver.h"

namespace Parlance {

/// One profile of each service of the network that needs a key and cannot be asked yet, in the catalog's
/// order. Reads no key from the keychain.
[[nodiscard]] QList<Gateway> unconnectedGateways(const TargetResolver &resolver);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/targetresolver.h"

namespace Parlance {

/// One profile of each service that needs a key and cannot be asked yet, in the catalog's order. A key in the
/// keychain counts as there, and is not read.
[[nodiscard]] QList<Gateway> unconnectedGateways(const TargetResolver &resolver);

} // namespace Parlance

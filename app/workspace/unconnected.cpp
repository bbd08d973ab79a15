// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/unconnected.h"

#include <algorithm>

namespace Parlance {

QList<Gateway> unconnectedGateways(const TargetResolver &resolver)
{
    QList<Gateway> unconnected;
    for (const Gateway &gateway : resolver.catalog().gateways()) {
        const bool isStored = resolver.keys()->source(gateway.key.slot).kind == KeySource::Kind::Keychain;
        if (!gateway.takesKey() || gateway.key.isOptional || isStored ||
            std::ranges::contains(unconnected, gateway.name, &Gateway::name))
            continue;
        if (resolver.check(gateway, TargetResolver::Mode::Live))
            unconnected.append(gateway);
    }
    return unconnected;
}

} // namespace Parlance

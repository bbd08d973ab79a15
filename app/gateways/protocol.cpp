// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/protocol.h"

namespace Parlance {

std::optional<Gateway> anyServerWith(const Catalog &catalog, QStringView dialect)
{
    for (const Gateway &gateway : catalog.gateways()) {
        const Gateway original = catalog.original(gateway);
        if (catalog.isBuiltIn(gateway.id) && original.dialect == dialect && original.baseUrl.isEmpty())
            return original;
    }
    return std::nullopt;
}

Gateway withProtocolOf(Gateway gateway, const Gateway &other)
{
    gateway.protocol = other.protocol;
    gateway.dialect = other.dialect;
    gateway.path = other.path;
    gateway.endpoints = other.endpoints;
    gateway.auth = other.auth;
    gateway.authChoices = other.authChoices;
    gateway.parameters = other.parameters;
    gateway.shape.asksUsage = other.shape.asksUsage;
    gateway.hint = other.hint;
    return gateway;
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/catalog.h"

namespace Parlance {

/// The built-in profile for any server that speaks this dialect: the first without a base URL. Empty if there
/// is none.
[[nodiscard]] std::optional<Gateway> anyServerWith(const Catalog &catalog, QStringView dialect);

/// The gateway with the protocol of another one: dialect, paths, authentication and parameters. Keeps what
/// belongs to the server: name, address, models, limits, headers and key.
[[nodiscard]] Gateway withProtocolOf(Gateway gateway, const Gateway &other);

} // namespace Parlance

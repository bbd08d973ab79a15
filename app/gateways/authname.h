// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

namespace Parlance {

/// The names of the authentication forms in profiles: "none", "bearer", "api-key".
[[nodiscard]] QStringList authNames();
[[nodiscard]] QString authName(Auth auth);
/// Empty for an unknown name.
[[nodiscard]] std::optional<Auth> authFromName(QStringView name);

} // namespace Parlance

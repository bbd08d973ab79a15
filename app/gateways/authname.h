// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

namespace Parlance {

/// The words of a profile for the ways to send a key: "none", "bearer", "api-key".
[[nodiscard]] QStringList authNames();
[[nodiscard]] QString authName(Auth auth);
/// Empty for a word that is none of them.
[[nodiscard]] std::optional<Auth> authFromName(QStringView name);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "measure/metrics.h"

namespace Parlance {

/// The user's prices.
[[nodiscard]] PriceList priceList();

/// The metrics of the call's reply, with costs from the user's prices.
[[nodiscard]] Metrics metricsOf(const Call &call);

} // namespace Parlance

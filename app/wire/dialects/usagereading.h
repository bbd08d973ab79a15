// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"

#include <QJsonObject>
#include <QList>

namespace Parlance {

/// The usage that an object of any dialect, or the first one of a list, tells under the names of each; empty
/// if there is none. A count that is negative is not known.
[[nodiscard]] std::optional<Usage> readUsage(const QJsonValue &usage);

/// What the member "usage" of these objects tells together. The first one counts, unless it tells nothing or
/// 0.
[[nodiscard]] std::optional<Usage> usageOf(const QList<QJsonObject> &places);

} // namespace Parlance

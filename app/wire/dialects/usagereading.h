// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"

#include <QJsonValue>

namespace Parlance {

/// The usage that an object of any dialect tells, under the names of each; empty if it is no object.
[[nodiscard]] std::optional<Usage> readUsage(const QJsonValue &usage);

} // namespace Parlance

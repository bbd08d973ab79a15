// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace Parlance {

/// The name, for a person, of the dialect whose frames or answers look like this object, among them some
/// that this program does not speak; empty if it looks like none.
[[nodiscard]] QString dialectOf(const QJsonObject &frame);

} // namespace Parlance

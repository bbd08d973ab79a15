// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// What is wrong with a text that was typed as extra JSON, where, and what to do about it, without a full
/// stop. Empty for a text that can be sent, and for a blank one.
[[nodiscard]] QString describeExtraProblem(const QString &extra);

} // namespace Parlance

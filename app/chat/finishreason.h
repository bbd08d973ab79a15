// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// True if the answer reached the limit of its tokens.
[[nodiscard]] bool isTokenLimit(const QString &finishReason);
/// True if the server withheld the answer or a part of it.
[[nodiscard]] bool isWithheld(const QString &finishReason);

} // namespace Parlance

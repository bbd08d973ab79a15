// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// What a tool tip shows as this text: Qt guesses whether it is HTML, by its first line. Empty text stays
/// empty, as no tool tip.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace Parlance

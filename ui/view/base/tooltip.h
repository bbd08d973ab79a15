// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// A tool tip that shows exactly this text: Qt guesses from the first line whether a text is HTML. Empty text
/// stays empty.
[[nodiscard]] QString plainToolTip(const QString &text);

/// An address as a tool tip: on one line if it fits on a screen, or else broken anywhere, as it has no
/// spaces.
[[nodiscard]] QString addressToolTip(const QString &address);

} // namespace Parlance

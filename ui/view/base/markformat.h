// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCharFormat>

namespace Parlance {

/// Marks a part of a text by a background and an underline, so not by colour alone.
[[nodiscard]] QTextCharFormat markFormat(const QColor &colour);

} // namespace Parlance

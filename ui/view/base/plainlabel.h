// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;

namespace Parlance {

/// A label that wraps and shows exactly its text, which may be a server's: Qt guesses whether a text is HTML.
/// `role` is that of the style sheet.
[[nodiscard]] QLabel *plainLabel(const QString &name, const QString &role);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

struct Transcript;

/// Plain text for a terminal or an e-mail, as read on the screen: without marks, with aligned table columns.
[[nodiscard]] QString toPlainText(const Transcript &transcript);

} // namespace Parlance

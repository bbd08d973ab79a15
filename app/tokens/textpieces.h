// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tokens/vocabulary.h"

#include <QStringView>
#include <functional>

namespace Parlance {

/// Calls `take` with each piece of a valid text (no half of a surrogate pair alone): no token reaches over
/// the end of one. Ends early when `take` returns false; returns whether it came to the end.
bool eachPiece(QStringView text, Vocabulary vocabulary, const std::function<bool(QStringView)> &take);

} // namespace Parlance

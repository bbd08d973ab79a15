// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tokens/vocabulary.h"

#include <stop_token>

namespace Parlance {

/// The number of tokens of a text, exactly; text that looks like a special token is text. The first call for
/// a vocabulary reads it, which takes some 50 ms: call it from another thread than the window's. Takes about
/// half a second for a megabyte. Empty if stopped.
[[nodiscard]] std::optional<qint64> countTokens(
    QStringView text, Vocabulary vocabulary, const std::stop_token &stop = {});

} // namespace Parlance

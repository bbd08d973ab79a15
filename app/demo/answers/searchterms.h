// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance::Demo {

/// The search terms of a text, in order, with repetitions: lower case, without stop words, with plural, -ing
/// and -ed endings removed, and with synonyms replaced by one common word. A code word gives itself and its
/// parts: `max_tokens` gives "max_tokens", "max" and "token".
[[nodiscard]] QStringList searchTerms(const QString &text);

} // namespace Parlance::Demo

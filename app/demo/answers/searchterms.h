// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance::Demo {

/// The terms that a text is searched by, in order, with repetitions: lower case, without stop words, plural,
/// -ing and -ed endings cut, and with a common word for some others. A code word gives itself and its parts:
/// `max_tokens` is "max_tokens", "max" and "token".
[[nodiscard]] QStringList searchTerms(const QString &text);

} // namespace Parlance::Demo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The text of an HTML character reference: "&amp;", "&#8212;" or "&#x2014;". Knows the names of
/// HTML 4 and of ASCII's punctuation; returns any other reference as written.
[[nodiscard]] QString decodeEntity(QByteArrayView reference);

/// True if `text`, from its '&' on, is the beginning of such a reference, or only its '&'.
[[nodiscard]] bool beginsEntity(QByteArrayView text);

} // namespace Parlance

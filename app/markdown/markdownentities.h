// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The text of an HTML character reference, "&amp;", "&#8212;" or "&#x2014;". The names are those that occur
/// in prose; any other reference is returned as it is written.
[[nodiscard]] QString decodeEntity(QByteArrayView reference);

/// True for <br>, <br/> and <br />: the one tag that is more than text to us.
[[nodiscard]] bool isLineBreakTag(QByteArrayView tag);

} // namespace Parlance

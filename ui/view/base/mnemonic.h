// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The text for a menu, a tab or a button, where a single ampersand would mark a mnemonic.
[[nodiscard]] inline QString escapedAmpersands(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace Parlance

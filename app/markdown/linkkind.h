// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The targets of the view's own links. The links of an answer are trimmed, so none can name them.
constexpr QStringView retryLink = u" retry";
constexpr QStringView olderLink = u" older";
constexpr QStringView newerLink = u" newer";
[[nodiscard]] inline bool isOwnLink(QStringView target)
{
    return target.startsWith(u' ');
}

/// What may be done with a link that an answer has written.
enum class LinkKind {
    Usual,   ///< http, https, mailto: opened on a click
    Unusual, ///< another scheme, which starts some other program: opened only if the user says so
    Unsafe,  ///< runs something, carries its content in itself, or reads this computer: never opened
    Nowhere, ///< no address: a relative path, an anchor, or not a URL at all
};

[[nodiscard]] LinkKind linkKind(const QString &target);

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// The targets of the view's own links. Links in answers are trimmed, so they cannot have these targets.
constexpr QStringView retryLink = u" retry";
constexpr QStringView olderLink = u" older";
constexpr QStringView newerLink = u" newer";
constexpr QStringView resultLink = u" result "; ///< and the index of the call
[[nodiscard]] inline bool isOwnLink(QStringView target)
{
    return target.startsWith(u' ');
}

/// How to treat a link in an answer.
enum class LinkKind {
    Usual,   ///< http, https, mailto: opened after the user confirms, once for each host
    Unusual, ///< another scheme, which starts another program: opened only after the user confirms
    Unsafe,  ///< runs code, contains its own content, or reads this computer: never opened
    Nowhere, ///< no address: a relative path, an anchor, or not a URL at all
};

[[nodiscard]] LinkKind linkKind(const QString &target);

} // namespace Parlance

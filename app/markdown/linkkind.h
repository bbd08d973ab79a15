// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace Parlance {

/// The targets of the view's own links. Links in answers are trimmed, so they cannot have these targets.
constexpr QStringView retryLink = u" retry";
constexpr QStringView olderLink = u" older";
constexpr QStringView newerLink = u" newer";
constexpr QStringView resultLink = u" result "; ///< and the index of the call

/// The target of a link whose text is a prompt, as the embedded gateway writes it: `[What is a tier?](ask:)`.
/// Any answer may have one.
constexpr QStringView promptLink = u"ask:";

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

/// The URL of a link in an answer, in which characters that no URL has are percent-coded; invalid if it is
/// none.
[[nodiscard]] QUrl linkUrl(const QString &target);

[[nodiscard]] LinkKind linkKind(const QString &target);

/// The host or the mail address that the text of a link names, if the link leads to another one; empty
/// otherwise. A file's name is no host.
[[nodiscard]] QString misleadingAddress(const QString &target, const QString &text);

/// What is written behind the text of a link where it cannot be followed: its target; empty if the text says
/// it, and for a prompt's link, whose target says nothing.
[[nodiscard]] QString targetToRead(const QString &target, const QString &text);

/// A link as it is safe to be read: a host with letters that only look like those of another script in its
/// ASCII form (RFC 3492), and hidden characters percent-coded.
[[nodiscard]] QString shownAddress(const QString &target);

} // namespace Parlance

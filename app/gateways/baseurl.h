// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <expected>

namespace Parlance {

/// Reads a base URL that a person has typed or pasted: http or https, with a host, without a user. Ignores
/// blanks around it. Empty for an empty text; otherwise the problem, as a sentence that says what to write.
[[nodiscard]] std::expected<QUrl, QString> readBaseUrl(const QString &text);

/// The URL of `path` below `base`. Keeps the queries of both and drops a fragment. Empty if one of them is.
///
/// People paste more than a base, so the path is fitted to it:
/// - segments that end `base` and begin `path` appear once: /v1 and /v1/messages give /v1/messages;
/// - a version that `base` ends with replaces that of the path, also before one more segment: /v4 and
///   /v1/messages give /v4/messages, /v1beta/openai gives /v1beta/openai/messages;
/// - an endpoint that was pasted whole is used as it is; another format's is taken off first.
[[nodiscard]] QUrl urlBelow(const QUrl &base, const QString &path);

} // namespace Parlance

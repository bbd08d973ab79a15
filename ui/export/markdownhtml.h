// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Whom HTML is for.
enum class HtmlReader {
    Browser, ///< boxes are made by the style sheet
    Paper,   ///< QTextDocument, which makes a box only of a table
};

/// Markdown as HTML that cannot do anything: whatever the text says is escaped, raw HTML too; links lead only
/// to http, https and mailto, and a picture is shown only where the text itself carries it (a `data:` URL of
/// PNG, JPEG, GIF or WebP). Code has its tokens in spans of class "tN", for which `tokenStyles()` has the
/// colours.
[[nodiscard]] QString markdownToHtml(const QString &markdown, HtmlReader reader = HtmlReader::Browser);

/// Code with its tokens in spans, lines split by line feeds. `language` as in a fence's info string.
[[nodiscard]] QString codeToHtml(const QStringList &lines, const QString &language);

/// A heading. QTextDocument has its own mind about the size of an `h1`, so on paper it is a paragraph of that
/// class.
[[nodiscard]] QString htmlHeading(int level, const QString &content, HtmlReader reader);

/// The box that `content` stands in: a `div`, or on paper a table, of this class.
[[nodiscard]] QString htmlBox(const QString &kind, const QString &content, HtmlReader reader);

} // namespace Parlance

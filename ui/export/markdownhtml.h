// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// What renders the HTML.
enum class HtmlReader {
    Browser, ///< the style sheet draws boxes
    Paper,   ///< QTextDocument, which draws a box only for a table
};

/// Converts Markdown to harmless HTML. Escapes all text, raw HTML too; links lead only to http, https and
/// mailto, and only pictures embedded in the text are shown (a `data:` URL of PNG, JPEG, GIF or WebP). Tokens
/// of code are in spans of class "tN"; `tokenStyles()` has the colours.
[[nodiscard]] QString markdownToHtml(const QString &markdown, HtmlReader reader = HtmlReader::Browser);

/// Code with its tokens in spans, lines separated by line feeds. `language` as in a fence's info string.
[[nodiscard]] QString codeToHtml(const QStringList &lines, const QString &language);

/// A heading. QTextDocument imposes its own size on an `h1`, so on paper it is a paragraph of that class.
[[nodiscard]] QString htmlHeading(int level, const QString &content, HtmlReader reader);

/// A box around `content`: a `div` of this class, or on paper a table.
[[nodiscard]] QString htmlBox(const QString &kind, const QString &content, HtmlReader reader);

} // namespace Parlance

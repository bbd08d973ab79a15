// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/markdownhtml.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Parlance {

struct ToolCall;

/// One self-contained file: no script, nothing to load, and a policy that forbids both. Light or dark like
/// the reader's desktop, light on paper. `title` and `body` are HTML; `sheets` names style sheets in the
/// resources, later ones overriding earlier ones.
[[nodiscard]] QByteArray htmlPage(const QString &title, const QStringList &sheets, const QString &body);

/// The style sheet for printing a QTextDocument, in light colours.
[[nodiscard]] QString paperSheet();

/// Text as HTML, with its line breaks.
[[nodiscard]] QString htmlLines(const QString &text);
/// The same as a paragraph in the secondary colour.
[[nodiscard]] QString htmlQuiet(const QString &text);

/// Content that a click on its title shows.
[[nodiscard]] QString htmlFolded(const QString &title, const QString &content);

// The parts of an answer.

/// An answer's reasoning, which is Markdown: folded, or set apart on paper.
[[nodiscard]] QString htmlReasoning(const QString &title, const QString &reasoning, HtmlReader reader);
[[nodiscard]] QString htmlCall(const ToolCall &call, HtmlReader reader);
[[nodiscard]] QString htmlCutCall(const ToolCall &call, HtmlReader reader);
/// Skips empty texts.
[[nodiscard]] QString htmlFailure(const QString &title, const QStringList &texts, HtmlReader reader);

} // namespace Parlance

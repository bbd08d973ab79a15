// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/markdownhtml.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Parlance {

struct ToolCall;

/// One file that needs nothing else: no script, nothing that is loaded from anywhere, and a policy in it that
/// forbids both. Light or dark as the reader's desktop is, light on paper. `title` and `body` are HTML;
/// `sheets` are the names of the style sheets in the resources, a later one over an earlier.
[[nodiscard]] QByteArray htmlPage(const QString &title, const QStringList &sheets, const QString &body);

/// The style sheet of a QTextDocument that is printed, in light colours.
[[nodiscard]] QString paperSheet();

/// Text as HTML, with its line breaks.
[[nodiscard]] QString htmlLines(const QString &text);
/// The same as a paragraph in the second colour.
[[nodiscard]] QString htmlQuiet(const QString &text);

/// Content that is shown after a click on its title.
[[nodiscard]] QString htmlFolded(const QString &title, const QString &content);

// The parts of an answer.

/// Its reasoning, which is Markdown: folded, or on paper set apart.
[[nodiscard]] QString htmlReasoning(const QString &title, const QString &reasoning, HtmlReader reader);
[[nodiscard]] QString htmlCall(const ToolCall &call, HtmlReader reader);
/// An empty text is left out.
[[nodiscard]] QString htmlFailure(const QString &title, const QStringList &texts, HtmlReader reader);

} // namespace Parlance

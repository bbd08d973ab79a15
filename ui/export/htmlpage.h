// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Parlance {

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

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Markdown as plain text: emphasis without marks, links with their target, code indented, tables in columns.
/// Lists and quotes keep theirs, as one would type them.
[[nodiscard]] QString markdownToText(const QString &markdown);

} // namespace Parlance

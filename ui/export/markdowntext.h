// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Converts Markdown to plain text: emphasis without marks, links with their target, code indented, tables in
/// columns. Lists and quotes keep their markers.
[[nodiscard]] QString markdownToText(const QString &markdown);

} // namespace Parlance

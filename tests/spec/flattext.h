// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"

namespace Parlance {

/// Blocks as text, a line each: what they stand in, their kind, and their text with its styles. Titles of
/// links, the sign behind a number, and whether a list is tight, are not in it.
[[nodiscard]] QString flatText(const QList<MarkdownBlock> &blocks);

/// The same for the HTML of an example of the CommonMark specification.
[[nodiscard]] QString flatText(const QString &html);

} // namespace Parlance

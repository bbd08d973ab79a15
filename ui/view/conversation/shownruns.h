// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/textlook.h"

namespace Parlance {

/// The runs of a block as they are drawn: characters that nobody sees or that turn others around stand as
/// signs, or are left out without acting. Copies give the source of both.
///
/// - In code and in the words of a link, every hidden character has a sign. Elsewhere marks that change the
///   direction by force have one, isolates that do not end in the block, and control characters; the others
///   are how honest text is written.
/// - Colour codes of a terminal (ECMA-48, SGR) colour code; any other sequence is left out.
/// - Of marks that stack over one letter, two above, two below and one through it are drawn.
/// - A sequence of emoji gets the colour font as a whole.
/// - Code in a text with letters that are read from the right, and such letters in code, are isolated.
[[nodiscard]] QList<Run> shownRuns(const QList<Run> &runs);

/// The direction of a block: from the right if its first word outside code and addresses is read so, or if
/// more of its words are than not, as in a sentence that begins with a name in Latin letters. A first word
/// among more than four times as many from the left is quoted. Auto if no letter is read from the right.
[[nodiscard]] Qt::LayoutDirection directionOf(const QList<Run> &runs);

/// True for a line with a control sequence of a terminal.
[[nodiscard]] bool hasControlSequence(QStringView line);

} // namespace Parlance

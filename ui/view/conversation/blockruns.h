// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"
#include "view/conversation/codehighlighter.h"
#include "view/conversation/textlook.h"

namespace Parlance {

// What a block of Markdown is in the document.

[[nodiscard]] BlockLook::Kind kindOf(const MarkdownBlock &block);
/// The alignments of a row's columns, as BlockLook::columns.
[[nodiscard]] QByteArray columnsOf(const MarkdownBlock &row);
/// The nesting of a block inside `outer`, with a '0' for each digit of a number beyond two, which an item
/// without a number has from the block before.
[[nodiscard]] QByteArray nestingOf(
    const MarkdownBlock &block, const QByteArray &outer, const QByteArray &before);

/// The runs of inline text.
[[nodiscard]] QList<Run> runsOfSpans(const MarkdownSpans &spans, RunLook look);
/// The cells, separated by U+2028.
[[nodiscard]] QList<Run> runsOfRow(const MarkdownBlock &row, RunLook::Role role);
/// A highlighted line of code; `state` is that of the line before, and becomes that of this line.
[[nodiscard]] QList<Run> runsOfCode(
    const QString &language, const QString &line, CodeHighlighter::State &state);
/// The text of a picture, and why there is no picture above it.
[[nodiscard]] QString captionOf(const QString &text, const QByteArray &bytes);

/// The runs without characters at which Qt would begin a new block.
[[nodiscard]] QList<Run> inOneBlock(QList<Run> runs);
/// The runs of several blocks for a long line, as Qt lays a block out in one go; of one for any other.
[[nodiscard]] QList<QList<Run>> partsOf(const QList<Run> &runs);

} // namespace Parlance

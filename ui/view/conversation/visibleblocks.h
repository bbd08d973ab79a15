// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/textlook.h"

#include <QList>
#include <QRectF>
#include <QTextBlock>

namespace Parlance {

class ConversationLayout;

struct VisibleBlock
{
    QTextBlock block;
    QRectF rect; ///< of its lines, in the document
    BlockLook look;
};

/// The blocks whose lines or decorations touch the height from `top` to `bottom` of the document, and the one
/// before and after. They are found by position: it costs the same in a document of any length.
[[nodiscard]] QList<VisibleBlock> visibleBlocks(const ConversationLayout &layout, qreal top, qreal bottom);

/// Something drawn around several blocks: a code block, a question, an error.
struct VisibleBox
{
    BlockLook::Kind kind = BlockLook::Kind::Code;
    QRectF rect = {};      ///< with its padding; goes on outside the height asked for if the box does
    QTextBlock first = {}; ///< the first block of the box, if it is among the visible ones
    BlockLook look = {};   ///< of the first visible block
};

/// The boxes of blocks that follow each other. `width` is that of the text column with its margins.
[[nodiscard]] QList<VisibleBox> visibleBoxes(
    const QList<VisibleBlock> &blocks, qreal left, qreal right, qreal zoom);

} // namespace Parlance

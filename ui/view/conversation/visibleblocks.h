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
    QRectF rect; ///< of its lines, in document coordinates
    BlockLook look;
};

/// The blocks whose lines or decorations overlap the document between `top` and `bottom`, plus one before and
/// one after. Found by position, so the cost does not depend on the document's length.
[[nodiscard]] QList<VisibleBlock> visibleBlocks(const ConversationLayout &layout, qreal top, qreal bottom);
/// The groups of those among them that are pictures.
[[nodiscard]] QList<int> visiblePictures(const ConversationLayout &layout, qreal top, qreal bottom);

/// A decoration around several blocks: a code block, a question, an error.
struct VisibleBox
{
    BlockLook::Kind kind = BlockLook::Kind::Code;
    QRectF rect = {};      ///< with padding; may exceed the requested range as the box does
    QTextBlock first = {}; ///< the first block of the box if it is visible
    BlockLook look = {};   ///< of the first visible block
};

/// The boxes around consecutive blocks.
[[nodiscard]] QList<VisibleBox> visibleBoxes(
    const QList<VisibleBlock> &blocks, const ConversationLayout &layout, qreal zoom);

} // namespace Parlance

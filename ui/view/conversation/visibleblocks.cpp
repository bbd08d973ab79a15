// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/visibleblocks.h"

#include "view/conversation/conversationlayout.h"

#include <QTextDocument>

#include <algorithm>

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// More than any decoration extends above its first block.
constexpr qreal reach = 80;

bool isBox(Kind kind)
{
    return kind == Kind::Code || kind == Kind::Question || kind == Kind::ErrorTitle ||
           kind == Kind::ErrorText;
}

bool sameBox(const BlockLook &before, const BlockLook &look)
{
    return !look.first &&
           (before.kind == look.kind || (before.kind == Kind::ErrorTitle && look.kind == Kind::ErrorText));
}

int headOf(Kind kind)
{
    return kind == Kind::Code       ? Measure::codeHeader + Measure::codePadding
           : kind == Kind::Question ? Measure::questionPadding
                                    : Measure::errorPadding;
}

/// Calls `take` with each block that `visibleBlocks()` returns.
template <typename Take>
void takeVisible(const ConversationLayout &layout, qreal top, qreal bottom, const Take &take)
{
    QTextBlock first = layout.blockAt(top - reach);
    if (const QTextBlock before = layout.previousVisible(first); before.isValid())
        first = before;
    for (QTextBlock block = first; block.isValid(); block = layout.nextVisible(block)) {
        if (!block.isVisible())
            continue;
        const QRectF rect = layout.blockBoundingRect(block);
        take(block, rect);
        if (rect.top() > bottom + reach)
            break;
    }
}

VisibleBox beginBox(const VisibleBlock &first, const ConversationLayout &layout, qreal zoom)
{
    VisibleBox box{.kind = first.look.kind, .look = first.look};
    const qreal indent = std::min(TextStyle::indentOf(first.look.nesting) * zoom, layout.mostIndent());
    const qreal left = layout.document()->documentMargin();
    const qreal right = layout.document()->pageSize().width() - left;
    qreal top = first.rect.top() - reach;
    if (first.look.first) {
        box.first = first.block;
        top = first.rect.top() - headOf(first.look.kind) * zoom;
    }
    box.rect = QRectF(QPointF(left + indent, top), QPointF(right, first.rect.bottom()));
    return box;
}

} // namespace

QList<VisibleBlock> visibleBlocks(const ConversationLayout &layout, qreal top, qreal bottom)
{
    QList<VisibleBlock> blocks;
    takeVisible(layout, top, bottom, [&blocks](const QTextBlock &block, const QRectF &rect) {
        blocks.append({block, rect, BlockLook::of(block.blockFormat())});
    });
    return blocks;
}

QList<int> visiblePictures(const ConversationLayout &layout, qreal top, qreal bottom)
{
    QList<int> groups;
    takeVisible(layout, top, bottom, [&groups](const QTextBlock &block, const QRectF &) {
        const QTextBlockFormat format = block.blockFormat();
        if (BlockLook::kindOf(format) == Kind::Image && !BlockLook::of(format).image.isEmpty())
            groups.append(BlockLook::groupOf(format));
    });
    return groups;
}

QList<VisibleBox> visibleBoxes(
    const QList<VisibleBlock> &blocks, const ConversationLayout &layout, qreal zoom)
{
    QList<VisibleBox> boxes;
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const VisibleBlock &current = blocks.at(i);
        if (!isBox(current.look.kind))
            continue;
        if (i > 0 && isBox(blocks.at(i - 1).look.kind) && sameBox(blocks.at(i - 1).look, current.look))
            boxes.last().rect.setBottom(current.rect.bottom());
        else
            boxes.append(beginBox(current, layout, zoom));
        const QTextBlock next = i + 1 < blocks.size() ? blocks.at(i + 1).block : current.block.next();
        const bool ends = !next.isValid() || !sameBox(current.look, BlockLook::of(next.blockFormat()));
        if (ends)
            boxes.last().rect.adjust(0, 0, 0, Measure::paddingBelow(current.look.kind) * zoom);
        else if (i + 1 == blocks.size())
            boxes.last().rect.adjust(0, 0, 0, reach);
    }
    return boxes;
}

} // namespace Parlance

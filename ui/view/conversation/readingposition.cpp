// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/readingposition.h"

#include "view/conversation/conversationlayout.h"

#include <QScrollBar>
#include <QTextDocument>
#include <QTextLayout>

namespace Parlance {

namespace {

/// How far above and below the screen to lay out: decorations around blocks reach that far.
constexpr int reach = 100;
/// Within this distance of the end, in pixels, the reader is at the end.
constexpr int endTolerance = 4;
/// The height at the top of the screen that the find bar may cover.
constexpr int underFindBar = 76;

int turnOf(const QTextBlock &block)
{
    return BlockLook::turnOf(block.blockFormat());
}

QTextBlock firstOfTurn(QTextBlock block)
{
    const int turn = turnOf(block);
    while (block.previous().isValid() && turnOf(block.previous()) == turn)
        block = block.previous();
    return block;
}

} // namespace

ReadingPosition::ReadingPosition(ConversationLayout *layout, QScrollBar *bar, Write write, QObject *parent)
    : QObject(parent)
    , m_layout(layout)
    , m_bar(bar)
    , m_write(std::move(write))
{
    connect(bar, &QScrollBar::valueChanged, this, &ReadingPosition::onBarMoved);
}

bool ReadingPosition::isAtEnd() const
{
    return m_bar->value() >= m_bar->maximum() - endTolerance;
}

void ReadingPosition::release(bool stays)
{
    m_held = false;
    if (stays && !isAtEnd())
        m_following = false;
    Q_EMIT moved();
}

void ReadingPosition::show(const QTextBlock &block, int below)
{
    setAnchor(block, below);
    m_following = false;
}

void ReadingPosition::reveal(int position, int height)
{
    const QTextBlock block = m_layout->document()->findBlock(position);
    m_layout->layOut(block);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    const QRectF rect = m_layout->blockBoundingRect(block);
    const int inBlock = qRound(rect.top() + line.y()) - m_layout->topOf(block);
    const int onScreen = m_layout->topOf(block) + inBlock - m_bar->value();
    if (onScreen < underFindBar || onScreen > height * 9 / 10)
        show(block, height / 3 - inBlock);
}

QList<ReadingPosition::VisibleMessage> ReadingPosition::visibleMessages(int height) const
{
    QList<VisibleMessage> turns;
    const int top = m_bar->value();
    if (isFollowing())
        return turns;
    const QTextBlock begin = m_layout->blockAt(top);
    for (QTextBlock block = begin; block.isValid() && m_layout->topOf(block) < top + height;
        block = block.next()) {
        if (turns.isEmpty() || turns.last().turn != turnOf(block))
            turns.append({turnOf(block), m_layout->topOf(block) - top});
    }
    if (!turns.isEmpty()) // it may have begun above the screen
        turns.first().top = m_layout->topOf(firstOfTurn(begin)) - top;
    // Text above the screen is not laid out, so its height is no reference if there is another.
    if (turns.size() > 1 && turns.first().top < 0)
        turns.append(turns.takeFirst());
    return turns;
}

void ReadingPosition::restore(const QList<VisibleMessage> &messages)
{
    for (const VisibleMessage &message : messages) {
        for (QTextBlock block = m_layout->document()->begin(); block.isValid(); block = block.next()) {
            if (turnOf(block) == message.turn)
                return show(block, message.top);
        }
    }
}

int ReadingPosition::firstPosition() const
{
    return m_layout->blockAt(m_bar->value()).position();
}

/// Measures a short way from what was on the screen, so that it does not jump when actual heights differ from
/// the estimates.
void ReadingPosition::onBarMoved(int value)
{
    if (m_arranging)
        return;
    const int way = value - m_value;
    if (!m_anchor.isNull() && std::abs(way) < 2 * m_bar->pageStep() && value > 0)
        m_anchorTop -= way;
    else
        setAnchor(m_layout->blockAt(value), m_layout->topOf(m_layout->blockAt(value)) - value);
    m_value = value;
    m_following = isAtEnd();
    Q_EMIT moved();
}

void ReadingPosition::setAnchor(const QTextBlock &block, int top)
{
    m_anchor = QTextCursor(block);
    m_anchor.setKeepPositionOnInsert(true);
    m_anchorTop = top;
}

void ReadingPosition::arrange(int height)
{
    if (m_arranging)
        return;
    const QScopedValueRollback arranging(m_arranging, true);
    const bool stays = (m_held || !m_following) && !m_anchor.isNull();
    const int before = m_layout->document()->lineCount();
    m_wrote = false;
    if (stays)
        arrangeAround(height);
    else
        arrangeUp(m_layout->document()->lastBlock(), height);
    m_layout->announceSize();
    m_bar->setValue(stays ? m_layout->topOf(m_anchor.block()) - m_anchorTop : m_bar->maximum());
    m_value = m_bar->value();
    // The scroll bar moved the picture, but its content did not move with the heights above.
    if (m_wrote || (stays && m_layout->document()->lineCount() != before))
        Q_EMIT m_layout->update();
    const QTextBlock top = m_layout->blockAt(m_value);
    setAnchor(top, m_layout->topOf(top) - m_value);
    m_layout->forgetFar(m_value, m_value + height);
}

void ReadingPosition::arrangeAround(int height)
{
    const QTextBlock anchor = written(m_anchor.block(), false);
    const int below = arrangeDown(anchor, height - m_anchorTop);
    const int above = arrangeUp(anchor.previous(), m_anchorTop);
    if (m_anchorTop + below < height)
        arrangeUp(m_layout->document()->lastBlock(), height);
    if (above < m_anchorTop)
        arrangeDown(m_layout->document()->begin(), height);
}

/// Lays out from `block` downwards until `height` is filled. Returns the height laid out.
int ReadingPosition::arrangeDown(QTextBlock block, int height)
{
    int done = 0;
    for (; block.isValid() && done < height + reach; block = m_layout->nextVisible(block)) {
        block = written(block, false);
        m_layout->layOut(block);
        done += m_layout->heightOf(block);
    }
    return done;
}

/// The same upwards.
int ReadingPosition::arrangeUp(QTextBlock block, int height)
{
    int done = 0;
    for (; block.isValid() && done < height + reach; block = m_layout->previousVisible(block)) {
        block = written(block, true);
        m_layout->layOut(block);
        done += m_layout->heightOf(block);
    }
    return done;
}

/// The block, or the first or last block of the deferred message that replaced it.
QTextBlock ReadingPosition::written(const QTextBlock &block, bool last)
{
    if (BlockLook::kindOf(block.blockFormat()) != BlockLook::Kind::Deferred)
        return block;
    const QTextBlock before = block.previous();
    const QTextBlock after = block.next();
    const bool laidOut = before.isValid() && m_layout->isLaidOut(before);
    m_write(block);
    m_wrote = true;
    if (laidOut)
        m_layout->layOut(before); // its end was edited
    if (after.isValid())
        m_layout->layOut(after); // what precedes it has changed
    if (last)
        return after.isValid() ? after.previous() : m_layout->document()->lastBlock();
    return before.isValid() ? before.next() : m_layout->document()->begin();
}

} // namespace Parlance

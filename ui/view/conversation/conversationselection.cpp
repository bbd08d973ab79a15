// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationselection.h"

#include "view/conversation/readingposition.h"
#include "view/conversation/textlook.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTextEdit>

#include <algorithm>

namespace Parlance {

namespace {

constexpr std::pair<QKeySequence::StandardKey, QTextCursor::MoveOperation> selectingKeys[] = {
    {QKeySequence::SelectPreviousChar, QTextCursor::Left},
    {QKeySequence::SelectNextChar, QTextCursor::Right},
    {QKeySequence::SelectPreviousWord, QTextCursor::WordLeft},
    {QKeySequence::SelectNextWord, QTextCursor::WordRight},
    {QKeySequence::SelectPreviousLine, QTextCursor::Up},
    {QKeySequence::SelectNextLine, QTextCursor::Down},
    {QKeySequence::SelectStartOfLine, QTextCursor::StartOfLine},
    {QKeySequence::SelectEndOfLine, QTextCursor::EndOfLine},
};

int turnOf(const QTextBlock &block)
{
    return BlockLook::turnOf(block.blockFormat());
}

} // namespace

ConversationSelection::ConversationSelection(ReadingPosition *reading, QTextEdit *view)
    : QObject(view)
    , m_reading(reading)
    , m_view(view)
{
}

void ConversationSelection::remember()
{
    const QTextCursor cursor = m_view->textCursor();
    m_anchor = cursor.anchor();
    m_position = cursor.position();
}

/// A selection up to the end must neither grow with the text nor shrink when the end is rewritten.
void ConversationSelection::restore(int place, int by)
{
    const int last = m_view->document()->characterCount() - 1;
    const auto moved = [place, by, last](int at) {
        return std::min(at > place ? at + by : at, last);
    };
    set(moved(m_anchor), moved(m_position));
}

void ConversationSelection::set(int anchor, int position)
{
    QTextCursor cursor = m_view->textCursor();
    if (cursor.anchor() == anchor && cursor.position() == position)
        return;
    const int scrolled = m_view->verticalScrollBar()->value();
    const auto pause = m_reading->pause();
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    m_view->setTextCursor(cursor);
    m_view->verticalScrollBar()->setValue(scrolled);
}

QList<int> ConversationSelection::turns() const
{
    QList<int> turns;
    const QTextCursor cursor = m_view->textCursor();
    if (!cursor.hasSelection())
        return turns;
    for (QTextBlock block = m_view->document()->findBlock(cursor.selectionStart());
        block.isValid() && block.position() < cursor.selectionEnd(); block = block.next()) {
        const int turn = turnOf(block);
        if (turn >= 0 && (turns.isEmpty() || turns.last() != turn))
            turns.append(turn);
    }
    return turns;
}

void ConversationSelection::select(int turn)
{
    QTextCursor message;
    int begin = 0;
    for (QTextBlock block = m_view->document()->begin(); block.isValid(); block = block.next()) {
        if (turnOf(block) != turn)
            continue;
        if (message.isNull())
            begin = block.position();
        message = QTextCursor(block);
        message.movePosition(QTextCursor::EndOfBlock);
    }
    if (message.isNull())
        return;
    message.setPosition(begin, QTextCursor::KeepAnchor); // Qt would scroll to a cursor at the end
    m_view->setTextCursor(message);
}

/// Starts at the last click, or at the top of the screen. Qt's own implementation would take the arrow keys
/// from scrolling.
bool ConversationSelection::extend(const QKeyEvent &event)
{
    const auto way =
        std::ranges::find_if(selectingKeys, [&event](const auto &key) { return event.matches(key.first); });
    if (way == std::end(selectingKeys))
        return false;
    QTextCursor cursor = m_view->textCursor();
    if (!cursor.hasSelection() && !m_view->viewport()->rect().intersects(m_view->cursorRect()))
        cursor.setPosition(m_reading->firstPosition());
    cursor.movePosition(way->second, QTextCursor::KeepAnchor);
    m_view->setTextCursor(cursor);
    return true;
}

QTextBlock ConversationSelection::current() const
{
    if (m_view->viewport()->rect().contains(m_view->cursorRect().center()))
        return m_view->textCursor().block();
    return m_view->cursorForPosition({0, 0}).block();
}

std::optional<int> ConversationSelection::next(bool forward) const
{
    const QTextBlock here = current();
    if (!m_view->textCursor().hasSelection())
        return turnOf(here);
    QTextBlock block = here;
    while (block.isValid() && turnOf(block) == turnOf(here))
        block = forward ? block.next() : block.previous();
    return block.isValid() ? std::optional(turnOf(block)) : std::nullopt;
}

} // namespace Parlance

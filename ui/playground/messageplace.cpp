// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/messageplace.h"

#include "view/conversation/conversationview.h"
#include "view/conversation/textlook.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QEvent>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBlock>

#include <algorithm>

namespace Parlance {

namespace {

constexpr int Least = 170; ///< the height that an editor needs
constexpr int Margin = 8;

int turnOf(const QTextBlock &block)
{
    return BlockLook::turnOf(block.blockFormat());
}

/// The place of the message that begins with this block.
QRect placeFrom(const ConversationView &view, const QTextBlock &first)
{
    QRectF place;
    for (QTextBlock block = first; block.isValid() && turnOf(block) == turnOf(first); block = block.next())
        place |= view.document()->documentLayout()->blockBoundingRect(block);
    return place.toRect().translated(0, -view.verticalScrollBar()->value());
}

} // namespace

QRect placeOfMessage(const ConversationView &view, int turn)
{
    QTextBlock first = view.document()->begin();
    while (first.isValid() && turnOf(first) != turn)
        first = first.next();
    return placeFrom(view, first);
}

MessagePlace::MessagePlace(ConversationView *view, const QStackedWidget *stack, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_stack(stack)
{
    view->viewport()->installEventFilter(this);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &MessagePlace::place);
    connect(view->verticalScrollBar(), &QScrollBar::rangeChanged, this, &MessagePlace::place);
}

MessageEditor *MessagePlace::open(const QString &name, const Message &message, int turn, bool isBelow)
{
    if (isChanged()) {
        m_editor->edit();
        return nullptr;
    }
    close();
    if (turn >= 0)
        m_view->mark(turn);
    m_turn = turn;
    m_first = {};
    m_isBelow = isBelow;
    m_editor = new MessageEditor(name, message, m_view->parentWidget());
    m_original = m_editor->message();
    connect(m_editor, &MessageEditor::cancelled, this, &MessagePlace::close);
    place();
    m_editor->show();
    m_editor->edit();
    return m_editor;
}

bool MessagePlace::isChanged() const
{
    return m_editor && m_editor->message() != m_original;
}

void MessagePlace::close()
{
    if (!m_editor)
        return;
    if (m_editor->isAncestorOf(QApplication::focusWidget()))
        m_view->setFocus();
    m_editor->hide();
    m_editor->deleteLater();
    m_editor = nullptr;
    m_turn = -1;
}

bool MessagePlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        place();
    return QObject::eventFilter(watched, event);
}

/// Where messages are, in the parent of the view.
QRect MessagePlace::area() const
{
    if (m_stack->currentWidget() != m_view)
        return m_stack->geometry();
    const QWidget *viewport = m_view->viewport();
    return {viewport->mapTo(m_view->parentWidget(), QPoint()), viewport->size()};
}

/// Searches the conversation only if the message was rewritten, as this is called for each frame of an
/// answer.
QTextBlock MessagePlace::firstBlock()
{
    QTextBlock block = m_first.block();
    if (m_first.isNull() || turnOf(block) != m_turn)
        block = m_view->document()->begin();
    while (block.isValid() && turnOf(block) != m_turn)
        block = block.next();
    while (block.previous().isValid() && turnOf(block.previous()) == m_turn)
        block = block.previous();
    m_first = block.isValid() ? QTextCursor(block) : QTextCursor();
    return block;
}

void MessagePlace::place()
{
    if (!m_editor)
        return;
    const QRect room = area().adjusted(Margin, Margin, -Margin, -Margin);
    const QRect message = m_turn < 0 ? QRect() : placeFrom(*m_view, firstBlock());
    const int wanted = m_isBelow || message.isEmpty() ? Least : std::max(Least, message.height());
    const int height = std::min(wanted, room.height());
    const int below = message.isEmpty() ? room.height() : m_isBelow ? message.bottom() + 1 : message.top();
    const int top = std::clamp(area().top() + below, room.top(), room.bottom() + 1 - height);
    m_editor->setGeometry(room.left(), top, room.width(), height);
    m_editor->raise();
}

} // namespace Parlance

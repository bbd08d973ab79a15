// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationpointer.h"

#include "markdown/linkkind.h"
#include "view/base/scrolled.h"
#include "view/base/tooltip.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/decorationactions.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/selectiontext.h"

#include <QHelpEvent>
#include <QTextEdit>
#include <QToolTip>

#include <cstdlib>

namespace Parlance {

namespace {

using Kind = DecorationHit::Kind;

} // namespace

ConversationPointer::ConversationPointer(ConversationLayout *layout, const ConversationPainter &painter,
    DecorationActions *decorations, ReaderRequests *requests, QTextEdit *view)
    : m_layout(layout)
    , m_painter(painter)
    , m_decorations(decorations)
    , m_requests(requests)
    , m_view(view)
{
}

QPointF ConversationPointer::inDocument(const QPointF &place) const
{
    return place + scrolled(*m_view);
}

DecorationHit ConversationPointer::decorationAt(const QPointF &place) const
{
    return m_painter.hitTest(inDocument(place));
}

/// Qt's own search walks over all blocks.
QString ConversationPointer::linkAt(const QPoint &place) const
{
    const int position = m_layout->hitTest(inDocument(place), Qt::ExactHit);
    if (position < 0)
        return {};
    QTextCursor cursor(m_view->document());
    cursor.setPosition(position + 1);
    const bool atEnd = cursor.atBlockStart();
    cursor.setPosition(atEnd ? position : position + 1);
    return cursor.charFormat().anchorHref();
}

QString ConversationPointer::linkTextAt(const QPoint &place) const
{
    const QString link = linkAt(place);
    const int position = m_layout->hitTest(inDocument(place), Qt::ExactHit);
    if (link.isEmpty())
        return {};
    const QTextBlock block = m_view->document()->findBlock(position);
    int begin = -1;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment run = it.fragment();
        const bool same = run.charFormat().anchorHref() == link;
        if (!same && begin >= 0 && run.position() > position)
            return sourceText(block, begin - block.position(), run.position() - begin);
        begin = !same ? -1 : begin < 0 ? run.position() : begin;
    }
    return begin < 0 ? QString() : sourceText(block, begin - block.position());
}

bool ConversationPointer::press(const QPointF &place)
{
    m_pressed = decorationAt(place);
    m_pressedLink = linkAt(place.toPoint());
    if (const auto bar = m_painter.scrollBarAt(inDocument(place)); bar && m_pressed.kind == Kind::ScrollBar)
        grab(*bar, inDocument(place).x());
    return m_pressed.kind != Kind::None;
}

/// A press beside the thumb brings its middle there.
void ConversationPointer::grab(const ConversationPainter::ScrollBar &bar, qreal x)
{
    const qreal width = m_layout->sideways().widthOf(BlockLook::groupOf(bar.block.blockFormat()));
    const bool onThumb = x >= bar.thumb.left() && x <= bar.thumb.right();
    m_perPixel = width / bar.track.width();
    m_draggedTo = onThumb ? x : bar.thumb.center().x();
    drag(x);
}

void ConversationPointer::drag(qreal x)
{
    m_layout->scrollSideways(m_pressed.block, (x - std::exchange(m_draggedTo, x)) * m_perPixel);
}

void ConversationPointer::clear()
{
    m_pressed = {};
    m_pressedLink.clear();
    leave();
}

bool ConversationPointer::release(const QPointF &place)
{
    const DecorationHit pressed = std::exchange(m_pressed, {});
    if (pressed.kind == Kind::None)
        return false;
    m_pressedLink.clear();
    if (pressed == decorationAt(place))
        m_decorations->activate(pressed);
    return true;
}

void ConversationPointer::click(const QPoint &place)
{
    const QString link = std::exchange(m_pressedLink, {});
    if (!link.isEmpty() && !m_view->textCursor().hasSelection() && link == linkAt(place))
        m_requests->follow(link, BlockLook::turnOf(m_view->cursorForPosition(place).block().blockFormat()),
            linkTextAt(place));
}

void ConversationPointer::move(const QMouseEvent &event)
{
    if (m_pressed.kind == Kind::ScrollBar)
        return drag(inDocument(event.position()).x());
    if (event.buttons() == Qt::NoButton) {
        const QTextBlock code = m_painter.codeAt(inDocument(event.position()));
        setHover(decorationAt(event.position()), code.isValid() ? BlockLook::groupOf(code.blockFormat()) : 0);
    }
    const bool clickable = m_hovered.kind != Kind::None || !linkAt(event.pos()).isEmpty();
    m_view->viewport()->setCursor(m_hovered.kind == Kind::ScrollBar ? Qt::ArrowCursor
                                  : clickable                       ? Qt::PointingHandCursor
                                                                    : Qt::IBeamCursor);
}

void ConversationPointer::setHover(const DecorationHit &decoration, int code)
{
    if (decoration == m_hovered && code == m_code)
        return;
    m_hovered = decoration;
    m_code = code;
    m_view->viewport()->update();
}

void ConversationPointer::showToolTip(const QHelpEvent &event) const
{
    const QString link = linkAt(event.pos());
    if (link.isEmpty() || isOwnLink(link) || link == promptLink)
        QToolTip::hideText();
    else
        QToolTip::showText(event.globalPos(), addressToolTip(shownAddress(link)), m_view->viewport());
}

bool ConversationPointer::turnWheel(const QWheelEvent &event)
{
    const QPoint turned = event.pixelDelta().isNull() ? event.angleDelta() / 2 : event.pixelDelta();
    const int sideways = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x()
                         : event.modifiers() & Qt::ShiftModifier     ? turned.y()
                                                                     : 0;
    const QPointF place = m_view->viewport()->mapFromGlobal(event.globalPosition());
    const QTextBlock wide = m_painter.wideAt(inDocument(place));
    if (sideways == 0 || !wide.isValid())
        return false;
    m_layout->scrollSideways(wide, -sideways);
    return true;
}

} // namespace Parlance

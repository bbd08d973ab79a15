// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/conversationview.h"

#include "ui/conversation/jumpbutton.h"
#include "ui/conversation/selectiontext.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

bool isCode(const QTextBlock &block)
{
    return BlockLook::kindOf(block.blockFormat()) == Kind::Code;
}

} // namespace

void ConversationView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    const bool look = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    const TextStyle wanted(Theme::of(palette()), font(), m_style.zoom());
    if (look && !(wanted.theme() == m_style.theme() && wanted.bodyFont() == m_style.bodyFont()))
        applyStyle(m_style.zoom());
}

/// The margins beside the column belong to the text: turning the wheel there scrolls.
bool ConversationView::event(QEvent *event)
{
    if (event->type() == QEvent::Wheel) {
        wheelEvent(static_cast<QWheelEvent *>(event));
        return true;
    }
    return QTextEdit::event(event);
}

void ConversationView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            Q_EMIT zoomRequested(event->angleDelta().y() > 0 ? 1 : -1);
        return event->accept();
    }
    QTextEdit::wheelEvent(event);
    setFollowing(isAtEnd());
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_End)
        return jumpToLatest();
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier)
        return openMenu();
    QTextEdit::keyPressEvent(event);
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback moving(m_moving, true);
    placeColumn();
    QTextEdit::resizeEvent(event);
    placeButton();
    updateCaret();
    followEnd();
}

void ConversationView::paintEvent(QPaintEvent *event)
{
    const QPointF offset = inDocument({});
    QPainter painter(viewport());
    painter.translate(-offset);
    m_painter.paint(painter, QRectF(event->rect()).translated(offset), m_state);
    if (m_streaming && !m_caret.isEmpty())
        painter.fillRect(m_caret, m_style.theme().accent);
    painter.end();
    QTextEdit::paintEvent(event);
}

QPointF ConversationView::inDocument(const QPointF &position) const
{
    return position + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
}

DecorationHit ConversationView::decorationAt(const QPointF &position) const
{
    return m_painter.hitTest(inDocument(position));
}

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_pressed = decorationAt(event->position());
        m_pressedLink = anchorAt(event->pos());
        if (m_pressed.kind != DecorationHit::Kind::None)
            return event->accept();
    }
    QTextEdit::mousePressEvent(event);
}

void ConversationView::mouseReleaseEvent(QMouseEvent *event)
{
    const DecorationHit pressed = std::exchange(m_pressed, {});
    const QString link = std::exchange(m_pressedLink, {});
    if (pressed.kind != DecorationHit::Kind::None) {
        if (pressed == decorationAt(event->position()))
            activate(pressed);
        return event->accept();
    }
    QTextEdit::mouseReleaseEvent(event);
    if (!link.isEmpty() && !textCursor().hasSelection() && link == anchorAt(event->pos()))
        activateLink(link, event->pos());
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton)
        setHover(decorationAt(event->position()));
    const QString link = anchorAt(event->pos());
    const bool clickable = m_state.hover.kind != DecorationHit::Kind::None || !link.isEmpty();
    if (m_pressed.kind == DecorationHit::Kind::None)
        QTextEdit::mouseMoveEvent(event);
    viewport()->setCursor(clickable ? Qt::PointingHandCursor : Qt::IBeamCursor);
    Q_EMIT linkHovered(link == retryLink ? QString() : link);
}

void ConversationView::leaveEvent(QEvent *event)
{
    setHover({});
    Q_EMIT linkHovered(QString());
    QTextEdit::leaveEvent(event);
}

void ConversationView::setHover(const DecorationHit &hover)
{
    if (hover == m_state.hover)
        return;
    m_state.hover = hover;
    viewport()->update();
}

bool ConversationView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTextEdit::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString link = anchorAt(help->pos());
    if (link.isEmpty() || link == retryLink)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), link.toHtmlEscaped(), viewport());
    return true;
}

void ConversationView::activate(const DecorationHit &hit)
{
    if (hit.kind == DecorationHit::Kind::CopyCode)
        copyCode(hit.block);
    else if (hit.kind == DecorationHit::Kind::Fold)
        toggleFold(hit.block);
}

void ConversationView::copyCode(const QTextBlock &first)
{
    QString code = first.text();
    for (QTextBlock block = first.next(); block.isValid() && isCode(block); block = block.next()) {
        if (BlockLook::of(block.blockFormat()).first)
            break;
        code += u'\n' + block.text();
    }
    QGuiApplication::clipboard()->setText(code + u'\n');
    m_state.copied = first;
    m_copiedFor.start();
    viewport()->update();
}

/// Qt shows and hides a block at once; the layout has to be told.
void ConversationView::toggleFold(const QTextBlock &fold)
{
    BlockLook look = BlockLook::of(fold.blockFormat());
    look.folded = !look.folded;
    QTextCursor(fold).setBlockFormat(m_style.blockFormat(look));
    int end = fold.position() + fold.length();
    for (QTextBlock block = fold.next(); block.isValid(); block = block.next()) {
        if (!BlockLook::of(block.blockFormat()).nesting.startsWith('r'))
            break;
        block.setVisible(!look.folded);
        end = block.position() + block.length();
    }
    if (m_answer)
        m_answer->setFolded(fold, look.folded);
    document()->markContentsDirty(fold.position(), end - fold.position());
    updateCaret();
    viewport()->update();
}

QVariant ConversationView::loadResource(int, const QUrl &)
{
    return {};
}

QMimeData *ConversationView::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(selectedText(textCursor()));
    return mime;
}

} // namespace Parlance

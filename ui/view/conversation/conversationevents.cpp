// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationview.h"

#include "markdown/linkkind.h"
#include "view/base/tooltip.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/finder.h"
#include "view/conversation/jumpbutton.h"
#include "view/conversation/readingposition.h"
#include "view/conversation/selectiontext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

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

bool isReasoning(const QTextBlock &block)
{
    return BlockLook::of(block.blockFormat()).nesting.startsWith('r');
}

QString codeOf(const QTextBlock &first)
{
    const int group = BlockLook::groupOf(first.blockFormat());
    QString code = first.text();
    for (QTextBlock block = first.next(); block.isValid() && BlockLook::groupOf(block.blockFormat()) == group;
        block = block.next())
        code += (BlockLook::of(block.blockFormat()).continues ? QString() : u"\n"_s) + block.text();
    return code + u'\n';
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
    if (event->type() == QEvent::ShortcutOverride && m_finder->isOpen() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
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
    if (!shiftCode(event))
        QTextEdit::wheelEvent(event);
}

/// Turned sideways, or with Shift, over code that is not wrapped, the wheel moves the code.
bool ConversationView::shiftCode(QWheelEvent *event)
{
    const QPoint turned = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    const int sideways = turned.x() != 0                          ? turned.x()
                         : event->modifiers() & Qt::ShiftModifier ? turned.y()
                                                                  : 0;
    const QTextBlock code = m_painter.codeAt(inDocument(viewport()->mapFromGlobal(event->globalPosition())));
    if (sideways == 0 || !code.isValid() || m_layout->isWrapped(BlockLook::groupOf(code.blockFormat())))
        return false;
    m_layout->shift(code, -sideways);
    event->accept();
    return true;
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    if (extendSelection(*event))
        return event->accept();
    if (event->key() == Qt::Key_End)
        return jumpToLatest();
    if (event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return markNext(event->key() == Qt::Key_Down);
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier)
        return openMenu();
    if (event->key() == Qt::Key_Escape && m_finder->isOpen())
        return m_finder->close();
    QTextEdit::keyPressEvent(event);
}

/// From the last click, or from the top of the screen. Qt's own way to do it would take the arrows from
/// scrolling.
bool ConversationView::extendSelection(const QKeyEvent &event)
{
    const auto way =
        std::ranges::find_if(selectingKeys, [&event](const auto &key) { return event.matches(key.first); });
    if (way == std::end(selectingKeys))
        return false;
    QTextCursor cursor = textCursor();
    if (!cursor.hasSelection() && !viewport()->rect().intersects(cursorRect()))
        cursor.setPosition(firstVisiblePosition());
    cursor.movePosition(way->second, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    return true;
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    {
        const auto pause = m_reading->pause();
        placeColumn();
        QTextEdit::resizeEvent(event);
    }
    placeControls();
    arrange();
}

void ConversationView::showEvent(QShowEvent *event)
{
    QTextEdit::showEvent(event);
    arrange();
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

/// Qt's own way to find it walks over all blocks.
QString ConversationView::linkAt(const QPoint &position) const
{
    const int place = m_layout->hitTest(inDocument(position), Qt::ExactHit);
    if (place < 0)
        return {};
    QTextCursor cursor(document());
    cursor.setPosition(place + 1);
    const bool atEnd = cursor.atBlockStart();
    cursor.setPosition(atEnd ? place : place + 1);
    return cursor.charFormat().anchorHref();
}

DecorationHit ConversationView::decorationAt(const QPointF &position) const
{
    return m_painter.hitTest(inDocument(position));
}

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_pressed = decorationAt(event->position());
        m_pressedLink = linkAt(event->pos());
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
    if (!link.isEmpty() && !textCursor().hasSelection() && link == linkAt(event->pos()))
        activateLink(link, event->pos());
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton)
        setHover(decorationAt(event->position()), m_painter.codeAt(inDocument(event->position())));
    const QString link = linkAt(event->pos());
    const bool clickable = m_state.hover.kind != DecorationHit::Kind::None || !link.isEmpty();
    if (m_pressed.kind == DecorationHit::Kind::None)
        QTextEdit::mouseMoveEvent(event);
    viewport()->setCursor(clickable ? Qt::PointingHandCursor : Qt::IBeamCursor);
    Q_EMIT linkHovered(isOwnLink(link) ? QString() : link);
}

void ConversationView::leaveEvent(QEvent *event)
{
    setHover({}, {});
    Q_EMIT linkHovered(QString());
    QTextEdit::leaveEvent(event);
}

void ConversationView::setHover(const DecorationHit &hover, const QTextBlock &code)
{
    const int group = code.isValid() ? BlockLook::groupOf(code.blockFormat()) : 0;
    if (hover == m_state.hover && group == m_state.code)
        return;
    m_state.hover = hover;
    m_state.code = group;
    viewport()->update();
}

bool ConversationView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTextEdit::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString link = linkAt(help->pos());
    if (link.isEmpty() || isOwnLink(link))
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(link), viewport());
    return true;
}

void ConversationView::activate(const DecorationHit &hit)
{
    switch (hit.kind) {
    case DecorationHit::Kind::CopyCode:
        return copyCode(hit.block);
    case DecorationHit::Kind::SaveCode:
        return saveCode(hit.block);
    case DecorationHit::Kind::WrapCode:
        return toggleWrap(hit.block);
    case DecorationHit::Kind::Fold:
        return toggleFold(hit.block);
    case DecorationHit::Kind::None:
        return;
    }
}

void ConversationView::copyCode(const QTextBlock &first)
{
    QGuiApplication::clipboard()->setText(codeOf(first));
    m_state.copied = first;
    m_copiedFor.start();
    viewport()->update();
}

void ConversationView::saveCode(const QTextBlock &first)
{
    const QString suffix = CodeHighlighter::fileSuffix(BlockLook::of(first.blockFormat()).language);
    Q_EMIT saveRequested(tr("code") + u'.' + suffix, codeOf(first));
}

void ConversationView::toggleWrap(const QTextBlock &first)
{
    m_layout->setWrapped(first, !m_layout->isWrapped(BlockLook::groupOf(first.blockFormat())));
    arrange();
    viewport()->update();
}

/// Qt shows and hides a block at once; the layout has to be told.
void ConversationView::toggleFold(const QTextBlock &fold)
{
    BlockLook look = BlockLook::of(fold.blockFormat());
    look.folded = !look.folded;
    QTextCursor(fold).setBlockFormat(m_style.blockFormat(look));
    int end = fold.position() + fold.length();
    for (QTextBlock block = fold.next(); block.isValid() && isReasoning(block); block = block.next()) {
        block.setVisible(!look.folded);
        end = block.position() + block.length();
    }
    if (m_answer)
        m_answer->setFolded(fold, look.folded);
    document()->markContentsDirty(fold.position(), end - fold.position());
    arrange();
    viewport()->update();
}

void ConversationView::unfold(QTextBlock hidden)
{
    while (hidden.isValid() && isReasoning(hidden))
        hidden = hidden.previous();
    if (BlockLook::kindOf(hidden.blockFormat()) == Kind::Fold)
        toggleFold(hidden);
}

QVariant ConversationView::loadResource(int, const QUrl &)
{
    return {};
}

QMimeData *ConversationView::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(selectedText(textCursor(), [this](int turn) { return turnText(turn); }));
    return mime;
}

} // namespace Parlance

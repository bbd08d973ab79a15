// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationview.h"

#include "view/base/announcement.h"
#include "view/base/focusring.h"
#include "view/base/scrolled.h"
#include "view/conversation/answeractions.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationpictures.h"
#include "view/conversation/conversationpointer.h"
#include "view/conversation/conversationselection.h"
#include "view/conversation/decorationactions.h"
#include "view/conversation/finder.h"
#include "view/conversation/jumpbutton.h"
#include "view/conversation/linksteps.h"
#include "view/conversation/messagemenu.h"
#include "view/conversation/pointerhold.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/selectiontext.h"
#include "view/conversation/slimscrollbar.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int widestColumn = 860;

} // namespace

ConversationView::ConversationView(QWidget *parent)
    : QTextEdit(parent)
    , m_style(Theme::of(palette()), font())
    , m_layout(new ConversationLayout(document(), m_style))
    , m_painter(*m_layout, m_style)
{
    setVerticalScrollBar(new SlimScrollBar(this));
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // always there, so that the text does not move; drawn only if needed
    document()->setDocumentLayout(m_layout);
    m_messages = new ConversationMessages(document(), m_style, this);
    m_pictures = new ConversationPictures(document(), this);
    m_reading = new ReadingPosition(
        m_layout, verticalScrollBar(), [this](const QTextBlock &block) { m_messages->write(block); }, this);
    m_requests = new ReaderRequests(this);
    m_decorations = new DecorationActions(m_layout, m_style, m_requests, this);
    m_selection = new ConversationSelection(m_reading, this);
    m_finder = new Finder(m_messages, m_reading, m_selection, this);
    m_jump = new JumpButton(this);
    m_pointer = std::make_unique<ConversationPointer>(m_layout, m_painter, m_decorations, m_requests, this);
    m_menu = std::make_unique<MessageMenu>(m_messages, m_decorations, m_requests);
    m_actions = new AnswerActions({.view = this,
        .layout = m_layout,
        .style = &m_style,
        .messages = m_messages,
        .selection = m_selection,
        .menu = m_menu.get(),
        .requests = m_requests});
    new PointerHold(m_reading, this);
    new FocusRing(this);
    new LinkSteps(m_layout, m_requests, this);
    setUp();
    setName({});
    connectParts();
}

ConversationView::~ConversationView() = default;

void ConversationView::setUp()
{
    setObjectName(u"conversation"_s);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setCursorWidth(0);
    viewport()->setMouseTracking(true);
}

void ConversationView::connectParts()
{
    connect(m_messages, &ConversationMessages::begun, m_reading, &ReadingPosition::follow);
    connect(m_messages, &ConversationMessages::begun, this, [this] { m_pointed = {}; });
    connect(m_messages, &ConversationMessages::aboutToWrite, m_selection, &ConversationSelection::remember);
    connect(m_messages, &ConversationMessages::written, m_selection, &ConversationSelection::restore);
    connect(m_messages, &ConversationMessages::changed, this, &ConversationView::arrange);
    connect(m_messages, &ConversationMessages::announced, this,
        [this](const QString &message) { announce(this, message); });
    connect(m_decorations, &DecorationActions::changed, this, [this] {
        arrange();
        if (isVisible() && !m_messages->isStreaming())
            m_reading->stay();
        viewport()->update();
    });
    connect(m_pictures, &ConversationPictures::changed, this, [this] { viewport()->update(); });
    connect(m_reading, &ReadingPosition::moved, this, [this] {
        m_pointed = {};
        arrange();
    });
    connect(m_finder, &Finder::wanted, this, &ConversationView::reveal);
    connect(m_jump, &QAbstractButton::clicked, this, &ConversationView::jumpToLatest);
}

void ConversationView::setName(const QString &name)
{
    setAccessibleName(name.isEmpty() ? tr("Conversation") : tr("Conversation with %1").arg(name));
    m_finder->setName(name);
    placeControls();
}

void ConversationView::clear()
{
    m_pointer->clear();
    m_decorations->clear();
    m_caret = {};
    m_pointed = {};
    m_layout->reset();
    m_pictures->clear();
    m_messages->clear();
    m_reading->follow();
    arrange();
}

QList<int> ConversationView::selectedTurns() const
{
    return m_selection->turns();
}

void ConversationView::mark(int turn)
{
    restoreVisible({{turn, viewport()->height() / 4}}); // which also writes it
    m_selection->select(turn);
    m_actions->place();
}

QList<ConversationView::VisibleMessage> ConversationView::visibleMessages() const
{
    return m_reading->visibleMessages(viewport()->height());
}

void ConversationView::restoreVisible(const QList<VisibleMessage> &messages)
{
    if (!m_messages->isStreaming())
        m_messages->settle(); // the last message may have no place yet
    m_reading->restore(messages);
    arrange();
}

void ConversationView::jumpToLatest()
{
    m_reading->release(false);
    m_reading->follow();
    arrange();
}

void ConversationView::find()
{
    m_finder->open();
    placeControls();
}

void ConversationView::findNext(int by)
{
    m_finder->step(by);
    placeControls();
}

void ConversationView::reveal(int position)
{
    const QTextBlock block = document()->findBlock(position);
    if (!block.isVisible())
        m_decorations->unfold(block);
    m_reading->reveal(position, viewport()->height());
    arrange();
    viewport()->update();
}

void ConversationView::setLook(qreal zoom, bool isCompact)
{
    const qreal bounded = std::clamp(zoom, 0.5, 3.0);
    if (!qFuzzyCompare(bounded, m_style.zoom()) || isCompact != m_style.isCompact())
        applyStyle(bounded, isCompact);
}

void ConversationView::applyStyle(qreal zoom, bool isCompact)
{
    m_messages->flush();
    {
        const auto pause = m_reading->pause();
        m_style = TextStyle(Theme::of(palette()), font(), zoom, isCompact);
        m_layout->reset();
        m_style.restyle(*document());
        placeColumn();
    }
    arrange();
}

/// Lays out the screen after any change. A hidden view waits until it is shown.
void ConversationView::arrange()
{
    if (!isVisible())
        return;
    m_reading->arrange(viewport()->height());
    if (!m_reading->isAway() && m_jump->hasFocus())
        setFocus();
    m_jump->setVisible(m_reading->isAway());
    m_actions->place();
    updateCaret();
    showPictures();
}

void ConversationView::showPictures()
{
    const qreal top = scrolled(*this).y();
    m_pictures->setShown(visiblePictures(*m_layout, top, top + viewport()->height()));
}

void ConversationView::updateCaret()
{
    const QRectF caret = m_messages->isWriting() ? m_painter.caretRect() : QRectF();
    if (caret == m_caret)
        return;
    for (const QRectF &rect : {m_caret, caret})
        viewport()->update(rect.translated(-scrolled(*this)).toAlignedRect().adjusted(-1, -1, 1, 1));
    m_caret = caret;
}

void ConversationView::placeColumn()
{
    const int free = width() - qRound(m_style.px(widestColumn)) - verticalScrollBar()->sizeHint().width();
    setViewportMargins(0, 0, std::max(0, free), 0);
}

void ConversationView::placeControls()
{
    const QRect area = viewport()->geometry();
    m_jump->move(area.center().x() - m_jump->width() / 2, area.bottom() - m_jump->height() - 12);
    m_jump->raise();
    m_finder->place(rect().adjusted(0, 0, -verticalScrollBar()->width(), 0));
}

void ConversationView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    const bool look = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    const TextStyle wanted(Theme::of(palette()), font(), m_style.zoom());
    if (look && !(wanted.theme() == m_style.theme() && wanted.bodyFont() == m_style.bodyFont()))
        applyStyle(m_style.zoom(), m_style.isCompact());
    else if (event->type() == QEvent::FontChange)
        document()->setDefaultFont(m_style.bodyFont()); // Qt sets the widget's, which is not zoomed
}

/// The margins beside the column act as part of the text: the wheel scrolls there, too. For the menu key,
/// Qt's text would scroll to its cursor first.
bool ConversationView::event(QEvent *event)
{
    if (event->type() == QEvent::ContextMenu && contextMenuPolicy() == Qt::DefaultContextMenu) {
        contextMenuEvent(static_cast<QContextMenuEvent *>(event));
        return true;
    }
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
        m_turned += event->angleDelta().y();
        if (const int steps = m_turned / QWheelEvent::DefaultDeltasPerStep; steps != 0)
            Q_EMIT zoomRequested(steps);
        m_turned %= QWheelEvent::DefaultDeltasPerStep;
        return event->accept();
    }
    if (m_pointer->turnWheel(*event))
        return event->accept();
    QTextEdit::wheelEvent(event);
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    m_actions->leave(); // the row goes with the keys
    if (m_selection->extend(*event))
        return event->accept();
    if (event->key() == Qt::Key_End)
        return jumpToLatest();
    if (event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return markNext(event->key() == Qt::Key_Down);
    if (event->modifiers() == (Qt::AltModifier | Qt::ShiftModifier) &&
        (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return moveMarked(event->key() == Qt::Key_Down ? 1 : -1);
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier)
        return openMenu();
    if (event->key() == Qt::Key_Escape && m_finder->isOpen())
        return m_finder->close();
    QTextEdit::keyPressEvent(event);
}

/// Not while an answer is being written, nor if several messages are selected.
void ConversationView::moveMarked(int step)
{
    const QList<int> turns = selectedTurns();
    if (turns.size() == 1 && !m_messages->isStreaming())
        Q_EMIT m_requests->moveRequested(turns.first(), step);
}

void ConversationView::markNext(bool forward)
{
    if (const std::optional<int> turn = m_selection->next(forward))
        mark(*turn);
}

/// Qt handles the menu key, but not the key that replaces it on keyboards without one.
void ConversationView::openMenu()
{
    const QPoint place = viewport()->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, viewport()->mapToGlobal(place));
    contextMenuEvent(&event);
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QTextBlock block = byKeyboard ? m_selection->current() : cursorForPosition(event->pos()).block();
    const QPoint place = byKeyboard ? cursorRect(QTextCursor(block)).bottomLeft() : event->pos();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Message"));
    menu->setToolTipsVisible(m_messages->isStreaming());
    if (!byKeyboard)
        m_menu->addLink(*menu, m_pointer->linkAt(place), m_pointer->linkTextAt(place),
            BlockLook::turnOf(block.blockFormat()));
    menu->addAction(tr("Copy"), QKeySequence::Copy, this, &QTextEdit::copy)
        ->setEnabled(textCursor().hasSelection());
    menu->addAction(tr("Select all"), QKeySequence::SelectAll, this, &QTextEdit::selectAll);
    m_menu->addCode(*menu, block);
    m_menu->addMessage(*menu, block);
    const QTextCursor there = byKeyboard ? QTextCursor(block) : cursorForPosition(place);
    const QTextCursor selected = textCursor();
    const bool isOnSelection =
        selected.selectionStart() < selected.selectionEnd() &&
        qBound(selected.selectionStart(), there.position(), selected.selectionEnd()) == there.position();
    m_menu->addInspecting(*menu, isOnSelection ? selected : there);
    m_pointed = there;
    menu->popup(viewport()->mapToGlobal(place));
    event->accept();
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
    const bool isRead = !m_pointed.isNull() && m_pointed.block().isVisible();
    if (isRead && !m_messages->isStreaming())
        reveal(m_pointed.position()); // an inspector that opens takes room
}

void ConversationView::showEvent(QShowEvent *event)
{
    {
        const auto pause = m_reading->pause(); // Qt scrolls to the cursor, which is at the start
        QTextEdit::showEvent(event);
    }
    arrange();
}

void ConversationView::paintEvent(QPaintEvent *event)
{
    const QPointF offset = scrolled(*this);
    QPainter painter(viewport());
    painter.translate(-offset);
    m_painter.paint(painter, QRectF(event->rect()).translated(offset),
        {.hover = m_pointer->hovered(),
            .code = m_pointer->hoveredCode(),
            .copied = m_decorations->justCopied(),
            .search = &m_finder->search(),
            .pictures = m_pictures});
    if (m_messages->isStreaming() && !m_caret.isEmpty())
        painter.fillRect(m_caret, m_style.theme().accent);
    painter.end();
    QTextEdit::paintEvent(event);
}

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_pointer->press(event->position()))
        return event->accept();
    QTextEdit::mousePressEvent(event);
}

/// The second of two quick clicks on a decoration is a click.
void ConversationView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_pointer->press(event->position()))
        return event->accept();
    QTextEdit::mouseDoubleClickEvent(event);
}

void ConversationView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pointer->release(event->position()))
        return event->accept();
    QTextEdit::mouseReleaseEvent(event);
    m_pointer->click(event->pos());
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pointer->pressed().kind == DecorationHit::Kind::None)
        QTextEdit::mouseMoveEvent(event);
    m_pointer->move(*event);
    m_actions->hover(event->pos());
}

void ConversationView::leaveEvent(QEvent *event)
{
    m_pointer->leave();
    m_actions->leave();
    QTextEdit::leaveEvent(event);
}

bool ConversationView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTextEdit::viewportEvent(event);
    m_pointer->showToolTip(*static_cast<QHelpEvent *>(event));
    return true;
}

QVariant ConversationView::loadResource(int, const QUrl &)
{
    return {};
}

QMimeData *ConversationView::createMimeDataFromSelection() const
{
    const QString text = selectedText(textCursor(), [this](int turn) { return m_messages->text(turn); });
    return copyOf(text, m_copyMask).release();
}

} // namespace Parlance

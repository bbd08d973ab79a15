// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/answeractions.h"

#include "view/base/scrolled.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationselection.h"
#include "view/conversation/messagemenu.h"
#include "view/conversation/readerrequests.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QTextEdit>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Glyph = GlyphButton::Glyph;

constexpr int gap = 3;    ///< between the text and the row
constexpr int indent = 5; ///< of a sign within its button: signs align with the text

int turnOf(const QTextBlock &block)
{
    return BlockLook::turnOf(block.blockFormat());
}

} // namespace

AnswerActions::AnswerActions(const Parts &parts)
    : QWidget(parts.view)
    , m_parts(parts)
{
    setObjectName(u"answerActions"_s);
    setAccessibleName(tr("Answer"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    addButtons();
    adjustSize();
    hide();
    m_copiedFor.setSingleShot(true);
    m_copiedFor.setInterval(2s);
    connect(&m_copiedFor, &QTimer::timeout, this, [this] { m_copy->setChecked(false); });
    connect(qApp, &QApplication::focusChanged, this, &AnswerActions::place);
}

GlyphButton *AnswerActions::add(Glyph glyph, const char *name, const QString &text)
{
    auto *button = new GlyphButton(glyph);
    button->setObjectName(QLatin1StringView(name));
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setCursor(Qt::PointingHandCursor);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the prompt
    layout()->addWidget(button);
    return button;
}

void AnswerActions::addButtons()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    m_copy = add(Glyph::Copy, "copyAnswer", tr("Copy as Markdown"));
    m_copy->setCheckable(true);
    connect(m_copy, &QAbstractButton::clicked, this, &AnswerActions::copy);
    const auto request = [this](GlyphButton *button, void (ReaderRequests::*signal)(int)) {
        connect(button, &QAbstractButton::clicked, this,
            [this, signal] { Q_EMIT(m_parts.requests->*signal)(m_turn); });
        return button;
    };
    m_again = request(add(Glyph::Again, "askAgain", tr("Ask again")), &ReaderRequests::regenerateRequested);
    request(add(Glyph::Pencil, "editAnswer", tr("Edit message…")), &ReaderRequests::rewriteRequested);
    request(
        add(Glyph::Branch, "branchAnswer", tr("Branch into a new lane")), &ReaderRequests::branchRequested);
    request(add(Glyph::Braces, "inspectAnswer", tr("Inspect the call")), &ReaderRequests::inspectRequested);
}

void AnswerActions::copy()
{
    QGuiApplication::clipboard()->setText(m_parts.messages->records().source(m_turn));
    m_copy->setChecked(true);
    m_copiedFor.start();
}

void AnswerActions::hover(const QPoint &place)
{
    m_pointer = place;
    this->place();
}

void AnswerActions::leave()
{
    m_pointer.reset();
    place();
}

void AnswerActions::place()
{
    if (!qobject_cast<QTextEdit *>(parentWidget())) // it loses the focus while it is destroyed
        return;
    const QTextBlock last = m_parts.messages->isStreaming() ? QTextBlock() : wanted();
    if (last.isValid())
        return showBelow(last);
    if (hasKeys() && !m_parts.view->hasFocus())
        m_parts.view->setFocus();
    hide();
}

/// True if keys go to the view or to the row.
bool AnswerActions::hasKeys() const
{
    return m_parts.view->hasFocus() || isAncestorOf(QApplication::focusWidget());
}

/// The last block of the answer that the row belongs to; invalid if there is none, or if it is not on the
/// screen.
QTextBlock AnswerActions::wanted() const
{
    if (m_parts.view->contextMenuPolicy() == Qt::NoContextMenu) // which offers the same
        return {};
    QTextBlock block = m_pointer ? blockAtPointer() : hasKeys() ? answerOfKeys() : QTextBlock();
    const MessageRecords &records = m_parts.messages->records();
    if (block.isValid() && records.isQuestion(turnOf(block)))
        block = lastOfTurn(block).next();
    return block.isValid() && records.isAnswer(turnOf(block)) ? lastOfTurn(block) : QTextBlock();
}

/// The space between two messages, where the row is, belongs to the message above.
QTextBlock AnswerActions::blockAtPointer() const
{
    const qreal y = m_pointer->y() + scrolled(*m_parts.view).y();
    const QTextBlock block = m_parts.layout->blockAt(y);
    const bool isAbove = y < m_parts.layout->blockBoundingRect(block).top();
    return isAbove && block.previous().isValid() ? m_parts.layout->previousVisible(block) : block;
}

/// The marked message, or the last on the screen.
QTextBlock AnswerActions::answerOfKeys() const
{
    if (m_parts.view->textCursor().hasSelection())
        return m_parts.selection->current();
    return m_parts.layout->blockAt(scrolled(*m_parts.view).y() + m_parts.view->viewport()->height());
}

/// The last block of the message; invalid if it is not on the screen.
QTextBlock AnswerActions::lastOfTurn(const QTextBlock &block) const
{
    const ConversationLayout &layout = *m_parts.layout;
    const int bottom = qRound(scrolled(*m_parts.view).y()) + m_parts.view->viewport()->height();
    QTextBlock last = block;
    for (QTextBlock next = last; next.isValid() && turnOf(next) == turnOf(block);
        next = layout.nextVisible(next)) {
        last = next;
        if (layout.topOf(last) > bottom)
            return {};
    }
    return last;
}

/// No larger than the space below an answer.
void AnswerActions::fitToText()
{
    const int side = std::min(GlyphButton::Side, qFloor(m_parts.style->px(GlyphButton::Side)));
    for (auto *button : findChildren<GlyphButton *>())
        button->setFixedSize(side, side);
    adjustSize();
}

void AnswerActions::showBelow(const QTextBlock &last)
{
    fitToText();
    const QRect viewport = m_parts.view->viewport()->geometry();
    const QRectF text = m_parts.layout->blockBoundingRect(last);
    const BlockLook look = BlockLook::of(last.blockFormat());
    const qreal below = text.bottom() + m_parts.style->px(Measure::paddingBelow(look.kind)) + gap -
                        scrolled(*m_parts.view).y();
    const int margin = qRound(m_parts.view->document()->documentMargin()) - indent;
    const bool mirrored = look.direction == Qt::RightToLeft;
    move(mirrored ? viewport.right() + 1 - margin - width() : viewport.left() + margin,
        viewport.top() + qRound(below));
    if (const int turn = turnOf(last); turn != m_turn) {
        m_turn = turn;
        m_again->setVisible(m_parts.menu->canBeAsked(last));
        m_copy->setChecked(false);
    }
    const bool fits = viewport.top() <= y() && y() + height() <= viewport.bottom() + gap;
    if (!fits && hasKeys() && !m_parts.view->hasFocus())
        m_parts.view->setFocus();
    setVisible(fits);
}

} // namespace Parlance

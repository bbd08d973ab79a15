// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationview.h"

#include "view/base/focusring.h"
#include "view/conversation/codehighlighter.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/finder.h"
#include "view/conversation/jumpbutton.h"
#include "view/conversation/pointerhold.h"
#include "view/conversation/readingposition.h"
#include "view/conversation/slimscrollbar.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QTextFrame>
#include <QTextLayout>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

constexpr auto frame = 16ms;
/// What a frame may take for writing: the rest of it is for painting.
constexpr auto writingTime = 5ms;
constexpr int margin = 16;
constexpr int widestColumn = 860;
constexpr int marginBelow = 32;
/// So high at the top of the screen may be under the find bar.
constexpr int underFindBar = 76;

std::chrono::milliseconds untilNextFrame()
{
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    return frame - now % frame;
}

} // namespace

ConversationView::ConversationView(QWidget *parent)
    : QTextEdit(parent)
    , m_style(Theme::of(palette()), font())
    , m_layout(new ConversationLayout(document(), m_style))
    , m_writer(*document(), m_style)
    , m_painter(*m_layout, m_style)
    , m_jump(new JumpButton(this))
{
    setVerticalScrollBar(new SlimScrollBar(this));
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // drawn only when needed, so that the text need not move for it
    document()->setDocumentLayout(m_layout);
    m_reading = new ReadingPosition(
        m_layout, verticalScrollBar(), [this](const QTextBlock &block) { writeMessage(block); }, this);
    new PointerHold(m_reading, this);
    m_finder = new Finder(this);
    m_state.search = &m_finder->search();
    setUp();
    setName({});
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_copiedFor.setSingleShot(true);
    m_copiedFor.setInterval(2s);
    connect(&m_frame, &QTimer::timeout, this, &ConversationView::writeFrame);
    connect(&m_copiedFor, &QTimer::timeout, this, [this] {
        m_state.copied = {};
        viewport()->update();
    });
    connect(m_jump, &QAbstractButton::clicked, this, &ConversationView::jumpToLatest);
    connect(m_reading, &ReadingPosition::moved, this, &ConversationView::arrange);
    connect(m_reading, &ReadingPosition::followingChanged, this, &ConversationView::followingChanged);
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
    new FocusRing(this);
    document()->setDefaultFont(m_style.bodyFont());
    QTextOption option = document()->defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    document()->setDefaultTextOption(option);
    applyDocumentMargins();
}

void ConversationView::setName(const QString &name)
{
    setAccessibleName(name.isEmpty() ? tr("Conversation") : tr("Conversation with %1").arg(name));
    m_finder->setName(name);
    placeControls();
}

void ConversationView::applyDocumentMargins()
{
    document()->setDocumentMargin(margin);
    QTextFrameFormat format = document()->rootFrame()->frameFormat();
    format.setBottomMargin(marginBelow);
    document()->rootFrame()->setFrameFormat(format);
}

void ConversationView::clear()
{
    m_answer.reset();
    m_streaming = false;
    m_frame.stop();
    m_sources.clear();
    m_versions.clear();
    m_answers.clear();
    m_deferred.clear();
    m_state = {};
    m_state.search = &m_finder->search();
    m_writtenUpTo = 0;
    m_caret = {};
    m_layout->reset();
    m_writer.clear();
    setUp();
    m_reading->follow();
    arrange();
}

/// What is selected up to the end must not grow with the text, nor shrink when the end is written again.
bool ConversationView::keepingSelection(const std::function<bool()> &write)
{
    const int anchor = textCursor().anchor();
    const int position = textCursor().position();
    const bool result = write();
    const int last = document()->characterCount() - 1;
    setSelection(std::min(anchor, last), std::min(position, last));
    return result;
}

void ConversationView::setSelection(int anchor, int position)
{
    QTextCursor cursor = textCursor();
    if (cursor.anchor() == anchor && cursor.position() == position)
        return;
    const int scrolled = verticalScrollBar()->value();
    const auto pause = m_reading->pause();
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    verticalScrollBar()->setValue(scrolled);
}

void ConversationView::beginAnswer(int turn)
{
    settleAnswer();
    m_answer.emplace(m_writer, turn);
    m_reading->follow();
    m_streaming = true;
    m_sources.insert(turn, QString());
    m_answers.insert(turn);
    QTimer::singleShot(
        0, this, &CodeHighlighter::prepare); // nothing else is to do until the first word comes
}

void ConversationView::appendReasoning(QStringView text)
{
    if (!m_streaming)
        return;
    m_answer->appendReasoning(text);
    schedule();
}

void ConversationView::appendText(QStringView text)
{
    if (!m_streaming)
        return;
    m_sources[m_answer->turn()] += text;
    m_answer->appendText(text);
    schedule();
}

void ConversationView::setThinkingTime(std::chrono::milliseconds time)
{
    if (m_streaming)
        m_answer->setThinkingTime(time);
}

void ConversationView::endAnswer(End end)
{
    if (!m_streaming)
        return;
    m_streaming = false;
    m_end = end;
    m_answer->finish();
    schedule();
}

/// The first text after a pause is written at once; then once a frame, in all views at the same time, so that
/// they are painted together.
void ConversationView::schedule()
{
    if (m_frame.isActive())
        return;
    const bool afterPause = !m_sinceFrame.isValid() || m_sinceFrame.durationElapsed() >= frame;
    m_frame.start(afterPause ? 0ms : untilNextFrame());
}

void ConversationView::writeFrame()
{
    m_sinceFrame.start();
    const bool written = !m_answer || writeAnswer(QDeadlineTimer(writingTime, Qt::PreciseTimer));
    if (!written)
        m_frame.start(0ms); // after what has happened meanwhile, the paint of this slice too
    arrange();
    if (written)
        Q_EMIT settled();
}

bool ConversationView::writeAnswer(const QDeadlineTimer &deadline)
{
    const bool written = keepingSelection([&] { return m_answer->write(deadline); });
    if (written && !m_streaming) {
        const int turn = m_answer->turn();
        m_answer.reset();
        addEndNote(turn);
        announceEnd();
    }
    return written;
}

void ConversationView::flush()
{
    m_frame.stop();
    if (m_answer)
        writeAnswer(QDeadlineTimer(QDeadlineTimer::Forever));
    arrange();
}

/// Before something is added below: the answer ends, and is written if that has begun, or else put off.
void ConversationView::settleAnswer()
{
    endAnswer(End::Complete);
    if (!m_answer)
        return;
    if (m_answer->hasWritten()) {
        writeAnswer(QDeadlineTimer(QDeadlineTimer::Forever));
        return;
    }
    const int turn = m_answer->turn();
    const AnswerWriter::Gathered gathered = m_answer->gathered();
    m_answer.reset();
    if (!gathered.pieces.isEmpty()) {
        m_deferred.insert(turn, gathered);
        defer(turn, gathered.length());
    }
    addEndNote(turn);
}

void ConversationView::announce(const QString &message)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleAnnouncementEvent event(this, message);
    QAccessible::updateAccessibility(&event);
}

void ConversationView::announceEnd()
{
    switch (m_end) {
    case End::Complete:
        return announce(tr("The answer is complete."));
    case End::Stopped:
        return announce(tr("The answer was stopped."));
    case End::Incomplete:
        return announce(tr("The answer is incomplete."));
    case End::Failed:
        return; // the error announces itself
    }
}

void ConversationView::updateCaret()
{
    const QRectF caret = m_streaming && m_answer->hasWritten() ? m_painter.caretRect() : QRectF();
    if (caret == m_caret)
        return;
    const QPointF offset = inDocument({});
    for (const QRectF &rect : {m_caret, caret})
        viewport()->update(rect.translated(-offset).toAlignedRect().adjusted(-1, -1, 1, 1));
    m_caret = caret;
}

/// Lays out the screen, after any change of what is on it. What nobody sees waits until it is shown.
void ConversationView::arrange()
{
    if (!isVisible())
        return;
    m_reading->arrange(viewport()->height());
    m_jump->setVisible(m_reading->isAway());
    updateCaret();
}

bool ConversationView::isFollowing() const
{
    return m_reading->isFollowing();
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

QList<ConversationView::Seen> ConversationView::seen() const
{
    QList<Seen> turns;
    const int top = verticalScrollBar()->value();
    if (isFollowing())
        return turns;
    for (QTextBlock block = m_layout->blockAt(top);
        block.isValid() && m_layout->topOf(block) < top + viewport()->height(); block = block.next()) {
        const int turn = BlockLook::of(block.blockFormat()).turn;
        if (turns.isEmpty() || turns.last().turn != turn)
            turns.append({turn, m_layout->topOf(block) - top});
    }
    // The first one may have begun above the screen.
    if (!turns.isEmpty()) {
        QTextBlock first = m_layout->blockAt(top);
        while (first.previous().isValid() &&
               BlockLook::of(first.previous().blockFormat()).turn == turns.first().turn)
            first = first.previous();
        turns.first().top = m_layout->topOf(first) - top;
    }
    // What is above the screen is not laid out, so its height is none to go by while there is another.
    if (turns.size() > 1 && turns.first().top < 0)
        turns.append(turns.takeFirst());
    return turns;
}

void ConversationView::keepSeen(const QList<Seen> &seen)
{
    if (!m_streaming)
        settleAnswer(); // the last message may have no place yet
    for (const Seen &message : seen) {
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
            if (BlockLook::of(block.blockFormat()).turn != message.turn)
                continue;
            m_reading->show(block, message.top);
            return arrange();
        }
    }
}

int ConversationView::firstVisiblePosition() const
{
    return m_layout->blockAt(verticalScrollBar()->value()).position();
}

/// A third down the screen, if it is not on it.
void ConversationView::reveal(int position)
{
    const QTextBlock block = document()->findBlock(position);
    if (!block.isVisible())
        unfold(block);
    m_layout->layOut(block);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    const QRectF rect = m_layout->blockBoundingRect(block);
    const int inBlock = qRound(rect.top() + line.y()) - m_layout->topOf(block);
    const int onScreen = m_layout->topOf(block) + inBlock - verticalScrollBar()->value();
    const int height = viewport()->height();
    if (onScreen < underFindBar || onScreen > height * 9 / 10)
        m_reading->show(block, height / 3 - inBlock);
    arrange();
    viewport()->update();
}

void ConversationView::select(const ConversationSearch::Match &match)
{
    QTextCursor cursor(document());
    cursor.setPosition(match.position);
    cursor.setPosition(match.position + match.length, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

void ConversationView::setZoom(qreal zoom)
{
    if (const qreal bounded = std::clamp(zoom, 0.5, 3.0); !qFuzzyCompare(bounded, m_style.zoom()))
        applyStyle(bounded);
}

void ConversationView::applyStyle(qreal zoom)
{
    flush();
    {
        const auto pause = m_reading->pause();
        m_style = TextStyle(Theme::of(palette()), font(), zoom);
        m_layout->reset();
        m_style.restyle(*document());
        placeColumn();
    }
    arrange();
}

void ConversationView::placeColumn()
{
    const int free = width() - qRound(m_style.px(widestColumn)) - verticalScrollBar()->sizeHint().width();
    const int side = std::max(0, free / 2);
    setViewportMargins(side, 0, side, 0);
}

void ConversationView::placeControls()
{
    const QRect area = viewport()->geometry();
    m_jump->move(area.center().x() - m_jump->width() / 2, area.bottom() - m_jump->height() - 12);
    m_jump->raise();
    m_finder->place(rect().adjusted(0, 0, -verticalScrollBar()->width(), 0));
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/conversationview.h"

#include "ui/conversation/codehighlighter.h"
#include "ui/conversation/jumpbutton.h"
#include "ui/conversation/slimscrollbar.h"

#include <QAbstractTextDocumentLayout>
#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QTextFrame>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

constexpr auto frame = 16ms;
/// What a frame may take for writing: the rest of it is for painting.
constexpr auto writingTime = 7ms;
constexpr int margin = 16;
constexpr int widestColumn = 860;
constexpr int marginBelow = 32;

std::chrono::milliseconds untilNextFrame()
{
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    return frame - now % frame;
}

void announce(QObject *object, const QString &message)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleAnnouncementEvent event(object, message);
    QAccessible::updateAccessibility(&event);
}

} // namespace

ConversationView::ConversationView(QWidget *parent)
    : QTextEdit(parent)
    , m_style(Theme::of(palette()), font())
    , m_writer(*document(), m_style)
    , m_painter(*document(), m_style)
    , m_jump(new JumpButton(this))
{
    setVerticalScrollBar(new SlimScrollBar(this));
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // drawn only when needed, so that the text need not move for it
    setUp();
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_copiedFor.setSingleShot(true);
    m_copiedFor.setInterval(2s);
    connect(&m_frame, &QTimer::timeout, this, &ConversationView::writeFrame);
    connect(&m_copiedFor, &QTimer::timeout, this, [this] {
        m_state.copied = {};
        viewport()->update();
    });
    // The layout asks to paint everything again when it has touched a table. While the end is being written,
    // nothing above it can have changed, so we take these requests over.
    QAbstractTextDocumentLayout *layout = document()->documentLayout();
    layout->disconnect(SIGNAL(update(QRectF)));
    connect(layout, &QAbstractTextDocumentLayout::update, this, &ConversationView::updateContents);
    connect(m_jump, &QAbstractButton::clicked, this, &ConversationView::jumpToLatest);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { followEnd(); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_moving)
            setFollowing(isAtEnd());
    });
}

ConversationView::~ConversationView() = default;

void ConversationView::setUp()
{
    setObjectName(u"conversation"_s);
    setAccessibleName(tr("Conversation"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setCursorWidth(0);
    viewport()->setMouseTracking(true);
    document()->setDefaultFont(m_style.bodyFont());
    QTextOption option = document()->defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    document()->setDefaultTextOption(option);
    applyDocumentMargins();
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
    m_state = {};
    m_caret = {};
    m_writer.clear();
    setUp();
    setFollowing(true);
}

/// What is selected up to the end must not grow with the text, nor shrink when the end is written again.
template <typename Write>
auto ConversationView::keepingSelection(Write write)
{
    const int anchor = textCursor().anchor();
    const int position = textCursor().position();
    m_writing = true;
    auto result = write();
    m_writing = false;
    QTextCursor cursor = textCursor();
    if (cursor.anchor() == anchor && cursor.position() == position)
        return result;
    const int last = document()->characterCount() - 1;
    const int scrolled = verticalScrollBar()->value();
    const QScopedValueRollback moving(m_moving, true);
    cursor.setPosition(std::min(anchor, last));
    cursor.setPosition(std::min(position, last), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    verticalScrollBar()->setValue(scrolled);
    return result;
}

void ConversationView::addQuestion(int turn, const QString &text)
{
    flush();
    m_sources.insert(turn, text);
    bool first = true;
    for (const QString &line : text.split(u'\n'))
        addBlock({.kind = Kind::Question, .first = std::exchange(first, false), .turn = turn}, {{line, {}}});
    jumpToLatest();
}

void ConversationView::addBlock(const BlockLook &look, const QList<Run> &runs)
{
    keepingSelection([&] {
        m_writer.addBlock(look, runs);
        return true;
    });
}

void ConversationView::beginAnswer(int turn)
{
    flush();
    m_answer.emplace(m_writer, turn);
    m_streaming = true;
    m_sources.insert(turn, QString());
    QTimer::singleShot(
        0, this, &CodeHighlighter::prepare); // nothing else is to do until the first word comes
    updateCaret();
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
    if (!m_answer)
        return;
    m_sinceFrame.start();
    const bool written =
        keepingSelection([this] { return m_answer->write(QDeadlineTimer(writingTime, Qt::PreciseTimer)); });
    if (!written)
        m_frame.start(0ms); // after what has happened meanwhile, the paint of this slice too
    else if (!m_streaming)
        endWritten();
    updateCaret();
    followEnd();
    if (written)
        Q_EMIT settled();
}

void ConversationView::flush()
{
    if (!m_answer)
        return;
    m_frame.stop();
    if (m_answer->hasPending() || !m_streaming) {
        keepingSelection([this] { return m_answer->write(QDeadlineTimer(QDeadlineTimer::Forever)); });
        if (!m_streaming)
            endWritten();
        updateCaret();
        followEnd();
    }
}

void ConversationView::endWritten()
{
    const int turn = m_answer->turn();
    m_answer.reset();
    switch (m_end) {
    case End::Complete:
        return announce(this, tr("The answer is complete."));
    case End::Stopped:
        addNote(turn, tr("Stopped"));
        return announce(this, tr("The answer was stopped."));
    case End::Incomplete:
        addNote(turn, tr("Incomplete: the connection ended before the answer did"));
        return announce(this, tr("The answer is incomplete."));
    case End::Failed:
        return;
    }
}

void ConversationView::addError(int turn, const ErrorCard &error)
{
    flush();
    addBlock({.kind = Kind::ErrorTitle, .first = true, .turn = turn},
        {{error.title, {.role = RunLook::Role::Error, .head = true}}});
    const auto add = [this, turn](const QString &text, const RunLook &look) {
        if (!text.isEmpty())
            addBlock({.kind = Kind::ErrorText, .turn = turn}, {{text, look}});
    };
    add(error.advice, {});
    add(error.message, {.role = RunLook::Role::Quiet});
    add(error.facts, {.role = RunLook::Role::Quiet, .styles = MarkdownStyle::Code});
    if (error.retry)
        add(tr("Try again"), {.link = retryLink.toString()});
    followEnd();
    announce(this, error.title);
}

void ConversationView::addNote(int turn, const QString &text)
{
    flush();
    addBlock({.kind = Kind::Status, .turn = turn}, {{text, {.role = RunLook::Role::Quiet}}});
    followEnd();
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

void ConversationView::updateContents(const QRectF &rect)
{
    const qreal top = m_writing ? m_painter.topOf(m_writer.changedPosition()) : 0;
    const QRectF changed = rect & QRectF(0, top, INT_MAX, INT_MAX);
    const QRectF visible = changed.translated(-inDocument({})) & QRectF(viewport()->rect());
    if (!visible.isEmpty())
        viewport()->update(visible.toAlignedRect());
}

bool ConversationView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
}

void ConversationView::setFollowing(bool following)
{
    m_jump->setVisible(!following && !isAtEnd());
    if (following == m_following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

void ConversationView::followEnd()
{
    if (!m_following) {
        m_jump->setVisible(!isAtEnd());
        return;
    }
    const QScopedValueRollback moving(m_moving, true);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void ConversationView::jumpToLatest()
{
    setFollowing(true);
    followEnd();
    m_jump->hide();
}

void ConversationView::setZoom(qreal zoom)
{
    if (const qreal bounded = std::clamp(zoom, 0.5, 3.0); !qFuzzyCompare(bounded, m_style.zoom()))
        applyStyle(bounded);
}

void ConversationView::applyStyle(qreal zoom)
{
    flush();
    const QScopedValueRollback moving(m_moving, true);
    m_style = TextStyle(Theme::of(palette()), font(), zoom);
    m_style.restyle(*document());
    placeColumn();
    updateCaret();
    followEnd();
}

void ConversationView::placeColumn()
{
    const int free = width() - qRound(m_style.px(widestColumn)) - verticalScrollBar()->sizeHint().width();
    const int side = std::max(0, free / 2);
    setViewportMargins(side, 0, side, 0);
}

void ConversationView::placeButton()
{
    const QRect area = viewport()->geometry();
    m_jump->move(area.center().x() - m_jump->width() / 2, area.bottom() - m_jump->height() - 12);
    m_jump->raise();
}

} // namespace Parlance

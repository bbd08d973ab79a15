// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/textview.h"

#include "view/base/theme.h"
#include "view/base/tooltip.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Margin = 12; ///< around the text, in pixels
constexpr qsizetype LeastColumns = 20;
constexpr qsizetype TabColumns = 8;
constexpr qsizetype Slice = 512 * 1024; ///< characters that are broken into lines at a time
constexpr char16_t FirstWide = 0x1100;  ///< from here on a character may take two columns

/// The columns of a letter that begins at `column` of its line.
qsizetype columnsOf(QChar letter, qsizetype column)
{
    if (letter == u'\t')
        return TabColumns - column % TabColumns;
    if (letter.isLowSurrogate())
        return 0;
    return letter.unicode() >= FirstWide ? 2 : 1;
}

bool isWordLetter(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_';
}

} // namespace

TextView::TextView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
    m_nextSlice.setSingleShot(true);
    connect(&m_nextSlice, &QTimer::timeout, this, &TextView::breakNext);
    breakAnew();
}

void TextView::setText(const QString &text)
{
    if (text == m_text)
        return;
    const bool goesOn = text.startsWith(m_text);
    m_text = text;
    if (goesOn)
        return breakNext();
    setSelection(0, 0);
    m_marks.clear();
    breakAnew();
}

void TextView::setMarks(const QList<TextRange> &marks, const MarkFormat &format)
{
    m_marks = marks;
    m_markFormat = format;
    viewport()->update();
}

void TextView::select(const TextRange &range)
{
    setSelection(range.begin, std::min(range.end(), m_text.size()));
    reveal(range.begin);
}

TextRange TextView::selection() const
{
    return {.begin = std::min(m_anchor, m_caret), .length = std::abs(m_caret - m_anchor)};
}

void TextView::reveal(qsizetype position)
{
    breakUntil(position + 1);
    const auto line = static_cast<int>(lineOf(position));
    const int first = verticalScrollBar()->value();
    const auto visible = static_cast<int>(visibleLines());
    if (line < first || line >= first + visible)
        verticalScrollBar()->setValue(line - visible / 3);
}

QSize TextView::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {60 * metrics.averageCharWidth() + 2 * Margin, 10 * metrics.lineSpacing()};
}

void TextView::selectAll()
{
    setSelection(0, m_text.size());
}

void TextView::copy()
{
    const TextRange range = selection();
    QGuiApplication::clipboard()->setText(
        range.length > 0 ? m_text.sliced(range.begin, range.length) : m_text);
}

void TextView::breakAnew()
{
    const qreal width = viewport()->width() - 2 * Margin;
    const qreal column = std::max(1.0, QFontMetricsF(font()).horizontalAdvance(u'0'));
    m_columns = std::max(LeastColumns, static_cast<qsizetype>(width / column));
    m_lines = {0};
    m_broken = 0;
    m_column = 0;
    breakNext();
}

void TextView::breakNext()
{
    breakUntil(m_broken + Slice);
}

/// Breaks after each line feed and where the view's columns end, at least up to this position. The rest
/// follows when other events are handled.
void TextView::breakUntil(qsizetype position)
{
    const qsizetype end = std::min(position, m_text.size());
    for (; m_broken < end; ++m_broken) {
        const QChar letter = m_text.at(m_broken);
        const qsizetype needed = columnsOf(letter, m_column);
        if (m_column + needed > m_columns && !letter.isLowSurrogate() && letter != u'\n') {
            m_lines.append(m_broken);
            m_column = 0;
        }
        m_column += needed;
        if (letter == u'\n') {
            m_lines.append(m_broken + 1);
            m_column = 0;
        }
    }
    if (m_broken < m_text.size())
        m_nextSlice.start(0);
    updateScrollBar();
    viewport()->update();
}

void TextView::updateScrollBar()
{
    const auto visible = static_cast<int>(visibleLines());
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_lines.size()) - visible));
}

qreal TextView::lineHeight() const
{
    return QFontMetricsF(font()).lineSpacing();
}

qsizetype TextView::visibleLines() const
{
    return std::max<qsizetype>(1, static_cast<qsizetype>((viewport()->height() - Margin) / lineHeight()));
}

qsizetype TextView::lineOf(qsizetype position) const
{
    return std::max<qsizetype>(0, std::ranges::upper_bound(m_lines, position) - m_lines.begin() - 1);
}

qsizetype TextView::endOfLine(qsizetype line) const
{
    const qsizetype end = line + 1 < m_lines.size() ? m_lines.at(line + 1) : m_broken;
    return end > m_lines.at(line) && m_text.at(end - 1) == u'\n' ? end - 1 : end;
}

void TextView::layOut(qsizetype line, QTextLayout &layout) const
{
    const qsizetype begin = m_lines.at(line);
    layout.setText(m_text.sliced(begin, endOfLine(line) - begin));
    layout.setFont(font());
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTabStopDistance(TabColumns * QFontMetricsF(font()).horizontalAdvance(u'0'));
    layout.setTextOption(option);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
}

void TextView::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(viewport());
    painter.setPen(theme.text);
    const auto formatOf = [](const QColor &background, const QColor &foreground) {
        QTextCharFormat format;
        format.setBackground(background);
        format.setForeground(foreground);
        return format;
    };
    const QTextCharFormat marked = formatOf(theme.soft, theme.accent);
    const QTextCharFormat selected = formatOf(theme.accent, theme.accentText);
    qreal y = Margin;
    for (qsizetype line = verticalScrollBar()->value(); line < m_lines.size() && y < viewport()->height();
        ++line, y += lineHeight()) {
        const qsizetype begin = m_lines.at(line);
        const qsizetype end = endOfLine(line);
        QList<QTextLayout::FormatRange> formats;
        const auto add = [&](const TextRange &range, const QTextCharFormat &format) {
            const qsizetype from = std::max(range.begin, begin);
            const qsizetype to = std::min(range.end(), end);
            if (from < to)
                formats.append({.start = int(from - begin), .length = int(to - from), .format = format});
        };
        const auto first = std::ranges::lower_bound(m_marks, begin, {}, &TextRange::end);
        for (auto mark = first; mark != m_marks.end() && mark->begin < end; ++mark)
            add(*mark, m_markFormat ? m_markFormat(mark - m_marks.begin()) : marked);
        add(selection(), selected);
        QTextLayout layout;
        layOut(line, layout);
        layout.draw(&painter, {Margin, y}, formats);
        if (hasFocus() && m_caret <= m_broken && lineOf(m_caret) == line)
            layout.drawCursor(&painter, {Margin, y}, int(std::min(m_caret, end) - begin));
    }
}

void TextView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const qsizetype top = m_lines.value(verticalScrollBar()->value());
    breakAnew();
    breakUntil(top + 1);
    verticalScrollBar()->setValue(static_cast<int>(lineOf(top)));
}

void TextView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        breakAnew();
}

void TextView::focusInEvent(QFocusEvent *)
{
    viewport()->update();
}

void TextView::focusOutEvent(QFocusEvent *)
{
    viewport()->update();
}

qsizetype TextView::positionAt(const QPointF &point) const
{
    const auto row = static_cast<qsizetype>(std::max(0.0, point.y() - Margin) / lineHeight());
    const qsizetype line = std::min(verticalScrollBar()->value() + row, m_lines.size() - 1);
    QTextLayout layout;
    layOut(line, layout);
    return m_lines.at(line) + layout.lineAt(0).xToCursor(point.x() - Margin, QTextLine::CursorOnCharacter);
}

void TextView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveCaret(positionAt(event->position()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void TextView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const int beyond = event->position().y() < 0 ? -1 : event->position().y() > viewport()->height() ? 1 : 0;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond);
    setSelection(m_anchor, positionAt(event->position()));
}

void TextView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void TextView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype at = positionAt(event->position());
    qsizetype begin = at;
    qsizetype end = at;
    while (begin > 0 && isWordLetter(m_text.at(begin - 1)))
        --begin;
    while (end < m_text.size() && isWordLetter(m_text.at(end)))
        ++end;
    setSelection(begin, end);
}

void TextView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(selection().length > 0 ? tr("&Copy") : tr("&Copy all"), this, &TextView::copy);
    menu->addAction(tr("Select &all"), this, &TextView::selectAll);
    Q_EMIT menuOpens(menu, byKeyboard ? m_caret : positionAt(event->pos()));
    menu->popup(event->globalPos());
}

bool TextView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !m_toolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), plainToolTip(m_toolTip(positionAt(help->pos()))), viewport());
    return true;
}

/// The position a line above or below, in the caret's column.
qsizetype TextView::inLine(qsizetype line) const
{
    const qsizetype there = std::clamp<qsizetype>(line, 0, m_lines.size() - 1);
    return std::min(m_lines.at(there) + m_caret - m_lines.at(lineOf(m_caret)), endOfLine(there));
}

/// Where the key moves the caret; empty if it does not.
std::optional<qsizetype> TextView::movedBy(const QKeyEvent &event) const
{
    const qsizetype line = lineOf(m_caret);
    const bool farther = event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Left:
        return std::max<qsizetype>(0, m_caret - 1);
    case Qt::Key_Right:
        return std::min(m_text.size(), m_caret + 1);
    case Qt::Key_Up:
        return inLine(line - 1);
    case Qt::Key_Down:
        return inLine(line + 1);
    case Qt::Key_PageUp:
        return inLine(line - visibleLines());
    case Qt::Key_PageDown:
        return inLine(line + visibleLines());
    case Qt::Key_Home:
        return farther ? 0 : m_lines.at(line);
    case Qt::Key_End:
        return farther ? m_text.size() : endOfLine(line);
    default:
        return {};
    }
}

void TextView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const std::optional<qsizetype> moved = movedBy(*event);
    if (!moved)
        return QAbstractScrollArea::keyPressEvent(event);
    moveCaret(*moved, event->modifiers().testFlag(Qt::ShiftModifier));
    reveal(m_caret);
}

void TextView::moveCaret(qsizetype position, bool extends)
{
    setSelection(extends ? m_anchor : position, position);
    if (!extends)
        Q_EMIT pointed(position);
}

void TextView::setSelection(qsizetype anchor, qsizetype caret)
{
    m_anchor = anchor;
    m_caret = caret;
    viewport()->update();
    Q_EMIT selectionChanged();
}

} // namespace Parlance

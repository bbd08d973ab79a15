// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationlayout.h"

#include "view/conversation/sidefade.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// After so many blocks were laid out, those far from the screen release their glyphs.
constexpr qsizetype shapedLimit = 1000;
constexpr qreal unbounded = 1e6;
/// What deep nesting leaves of a line, in pixels of the unzoomed view, if there is so much.
constexpr qreal leastRoom = 180;
constexpr int neverLaidOut = -1;
/// More than stacked marks, or the bar of what is scrolled sideways, extend below the last line.
constexpr qreal below = 24;
/// More than other letters do. Repainting the border of a box, pixel by pixel, costs as much as a line of
/// text.
constexpr qreal littleBelow = 2;

Kind kindOf(const QTextBlock &block)
{
    return BlockLook::kindOf(block.blockFormat());
}

int groupOf(const QTextBlock &block)
{
    return BlockLook::groupOf(block.blockFormat());
}

/// The baseline that centres a line's letters in its height, whatever fonts it mixes.
qreal baselineOf(const QTextBlock &block, qreal lineHeight)
{
    const QFontMetricsF metrics(block.charFormat().font());
    return std::round((lineHeight + metrics.ascent() - metrics.descent()) / 2);
}

} // namespace

ConversationLayout::ConversationLayout(QTextDocument *document, const TextStyle &style)
    : QAbstractTextDocumentLayout(document)
    , m_style(style)
    , m_tables(style)
    , m_signs(style)
    , m_changed(unbounded)
{
    registerHandler(signObject, &m_signs);
}

void ConversationLayout::reset()
{
    m_tables.clear();
    m_sideways.clear();
    m_shaped.clear();
}

int ConversationLayout::documentWidth() const
{
    return qRound(document()->pageSize().width());
}

qreal ConversationLayout::bottomMargin() const
{
    return document()->rootFrame()->frameFormat().bottomMargin();
}

qreal ConversationLayout::mostIndent() const
{
    const qreal column = documentWidth() - 2 * document()->documentMargin();
    return std::max(0.0, column - std::max(column / 2, m_style.px(leastRoom)));
}

/// The left and right margins. Boxes have padding on both sides, which is not limited.
std::pair<qreal, qreal> ConversationLayout::sideMargins(const QTextBlockFormat &format) const
{
    const qreal left = format.leftMargin();
    const qreal right = format.rightMargin();
    const qreal padding = std::min(left, right);
    return {
        std::min(left - padding, mostIndent()) + padding, std::min(right - padding, mostIndent()) + padding};
}

qreal ConversationLayout::textWidth(const QTextBlockFormat &format) const
{
    const auto [left, right] = sideMargins(format);
    return std::max(1.0, documentWidth() - 2 * document()->documentMargin() - left - right);
}

bool ConversationLayout::isWide(const QTextBlock &block) const
{
    return !m_sideways.isEmpty() && (kindOf(block) == Kind::Code || kindOf(block) == Kind::Row) &&
           m_sideways.contains(groupOf(block));
}

int ConversationLayout::topOf(const QTextBlock &block) const
{
    return qRound(document()->documentMargin()) + block.firstLineNumber();
}

QTextBlock ConversationLayout::blockAt(qreal y) const
{
    const int line = static_cast<int>(std::floor(y - document()->documentMargin()));
    const QTextBlock block = document()->findBlockByLineNumber(std::max(0, line));
    return block.isValid() ? block : document()->lastBlock();
}

/// Hidden blocks have no height, so their line number is that of the block after them.
QTextBlock ConversationLayout::nextVisible(const QTextBlock &block) const
{
    const QTextBlock next = block.next();
    if (!next.isValid() || next.isVisible())
        return next;
    const int line = next.firstLineNumber();
    return line < document()->lineCount() ? document()->findBlockByLineNumber(line) : QTextBlock();
}

QTextBlock ConversationLayout::previousVisible(const QTextBlock &block) const
{
    const QTextBlock previous = block.previous();
    if (!previous.isValid() || previous.isVisible())
        return previous;
    const int line = block.firstLineNumber() - 1;
    return line >= 0 ? document()->findBlockByLineNumber(line) : QTextBlock();
}

bool ConversationLayout::isLaidOut(const QTextBlock &block) const
{
    return block.userState() == documentWidth() && block.layout()->lineCount() > 0;
}

QTextOption ConversationLayout::optionOf(const QTextBlock &block) const
{
    QTextOption option = document()->defaultTextOption();
    const Qt::LayoutDirection direction = block.textDirection();
    option.setTextDirection(direction);
    option.setAlignment(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    if (kindOf(block) == Kind::Code)
        option.setTabStopDistance(4 * QFontMetricsF(block.charFormat().font()).horizontalAdvance(u' '));
    if (kindOf(block) == Kind::Code && isWide(block))
        option.setWrapMode(QTextOption::NoWrap);
    return option;
}

bool ConversationLayout::layOut(const QTextBlock &block)
{
    if (isLaidOut(block) || !block.isVisible())
        return false;
    QTextBlock changed = block;
    QTextLayout *layout = block.layout();
    layout->setCacheEnabled(true);
    layout->setTextOption(optionOf(block));
    layout->beginLayout();
    const int height = kindOf(block) == Kind::Row ? breakRow(block) : breakLines(block);
    layout->endLayout();
    const int space = qRound(block.blockFormat().topMargin());
    const bool resized = block.lineCount() != space + height;
    changed.setLineCount(space + height);
    changed.setUserState(documentWidth());
    m_shaped.append(block);
    const QRectF repainted = repaintOf(block);
    m_changed = std::min(m_changed, repainted.top());
    Q_EMIT update(repainted);
    return resized;
}

/// The part of the document that a new layout of the block changes, if no other block moves.
QRectF ConversationLayout::repaintOf(const QTextBlock &block)
{
    const int line = m_edit.takeFirstLine(block);
    const QTextBlockFormat format = block.blockFormat();
    const qreal top =
        topOf(block) + (line > 0 ? qRound(format.topMargin()) + line * format.lineHeight() : 0.0);
    const bool reachesFar = kindOf(block) == Kind::Row || isWide(block) || !staysInLine(block.text());
    const qreal bottom = topOf(block) + heightOf(block) + m_style.px(reachesFar ? below : littleBelow);
    return {QPointF(0, top), QPointF(documentWidth(), bottom)};
}

void ConversationLayout::place(QTextLine &line, qreal x, qreal y, const QTextBlock &block) const
{
    const qreal lineHeight = block.blockFormat().lineHeight();
    line.setPosition(QPointF(x, y + baselineOf(block, lineHeight) - line.ascent()));
}

/// Returns the height of all lines.
int ConversationLayout::breakLines(const QTextBlock &block)
{
    const QTextBlockFormat format = block.blockFormat();
    const bool wrapped = !isWide(block);
    const qreal width = wrapped ? textWidth(format) : unbounded;
    const qreal image = imageSize(block).height();
    qreal y = image > 0 ? image + m_style.px(Measure::imageGap) : 0;
    for (QTextLine line = block.layout()->createLine(); line.isValid(); line = block.layout()->createLine()) {
        line.setLineWidth(width);
        place(line, 0, y, block);
        y += format.lineHeight();
        if (!wrapped)
            m_sideways.addLine(groupOf(block), line.naturalTextWidth());
    }
    return qCeil(y);
}

QSizeF ConversationLayout::imageSize(const QTextBlock &block) const
{
    const QTextBlockFormat format = block.blockFormat();
    if (BlockLook::kindOf(format) != Kind::Image)
        return {};
    const QSizeF size = QSizeF(BlockLook::of(format).image) * m_style.zoom();
    const QSizeF most(textWidth(format), m_style.px(Measure::highestImage));
    return size.width() <= most.width() && size.height() <= most.height()
               ? size
               : size.scaled(most, Qt::KeepAspectRatio);
}

/// Places the cells side by side, the first one where reading begins. Returns the height of the tallest with
/// its padding.
int ConversationLayout::breakRow(const QTextBlock &row)
{
    const QTextBlockFormat format = row.blockFormat();
    const QByteArray alignments = BlockLook::of(format).columns;
    if (m_tables.measure(row))
        forgetOtherRows(row);
    const QList<std::pair<qreal, qreal>> columns = columnsOf(row);
    const bool mirrored = row.textDirection() == Qt::RightToLeft;
    const qreal padding = m_style.px(Measure::cellPadding);
    const QString text = row.text();
    qsizetype column = 0;
    qreal y = padding;
    qreal bottom = y + format.lineHeight();
    for (QTextLine line = row.layout()->createLine(); line.isValid(); line = row.layout()->createLine()) {
        const auto [left, right] = columns.value(column);
        const qreal width = std::max(1.0, right - left - 2 * padding);
        line.setLineWidth(width);
        const qreal free = std::max(0.0, width - line.naturalTextWidth());
        const char written = column < alignments.size() ? alignments.at(column) : 'd';
        const char alignment = written == 'd' ? (mirrored ? 'r' : 'l') : written;
        const qreal shift = alignment == 'r' ? free : alignment == 'c' ? free / 2 : 0;
        // A line of mirrored text already stands at the right of its width.
        place(line, left + padding + (mirrored ? shift - free : shift), y, row);
        y += format.lineHeight();
        bottom = std::max(bottom, y);
        if (Tables::endsCell(line, text)) {
            ++column;
            y = padding;
        }
    }
    m_sideways.setTable(groupOf(row),
        columns.isEmpty() ? 0 : std::max(columns.first().second, columns.last().second), textWidth(format),
        mirrored);
    return qCeil(bottom + padding);
}

QList<std::pair<qreal, qreal>> ConversationLayout::columnsOf(const QTextBlock &row) const
{
    return m_tables.columns(row, textWidth(row.blockFormat()));
}

void ConversationLayout::forgetOtherRows(const QTextBlock &row)
{
    for (QTextBlock other = Tables::firstRow(row); Tables::isInTableOf(row, other); other = other.next()) {
        if (other != row)
            other.setUserState(neverLaidOut);
    }
}

void ConversationLayout::documentChanged(int from, int removed, int added)
{
    // Qt reports this when the page is resized without an edit: visible lines will be laid out again.
    if (from == 0 && removed == 0 && added == document()->characterCount())
        return;
    const QTextBlock edited = document()->findBlock(from);
    m_changed = std::min<qreal>(m_changed, topOf(edited) + heightOf(edited));
    if (kindOf(edited) == Kind::Row || !isLaidOut(edited))
        m_edit.note(edited);
    else
        m_edit.note(edited, from);
    // The inserted text may end with the start of a new block.
    const QTextBlock last =
        document()->findBlock(added > removed ? from + added : from + std::max(1, added) - 1);
    for (QTextBlock block = document()->findBlock(from); block.isValid(); block = block.next()) {
        estimate(block);
        if (block == last)
            break;
    }
}

void ConversationLayout::estimate(QTextBlock block)
{
    block.layout()->clearLayout();
    block.setUserState(neverLaidOut);
    block.setLineCount(block.isVisible() ? estimatedHeight(block) : 0);
    if (kindOf(block) == Kind::Row)
        m_tables.rowChanged(block);
}

int ConversationLayout::estimatedHeight(const QTextBlock &block) const
{
    const QTextBlockFormat format = block.blockFormat();
    const BlockLook look = BlockLook::of(format);
    const qreal letter = m_style.px(look.kind == Kind::Code ? 7.9 : 6.6);
    const qsizetype length = look.kind == Kind::Deferred ? look.length : block.length();
    const qreal lines = look.kind == Kind::Row || isWide(block)
                            ? 1
                            : std::ceil(std::max(1.0, qreal(length) * letter / textWidth(format)));
    const qreal padding = look.kind == Kind::Row     ? 2 * m_style.px(Measure::cellPadding)
                          : look.kind == Kind::Image ? imageSize(block).height()
                                                     : 0;
    return qRound(format.topMargin()) + qCeil(lines * format.lineHeight() + padding);
}

void ConversationLayout::forgetFar(int top, int bottom)
{
    if (m_shaped.size() < shapedLimit)
        return;
    const int reach = bottom - top;
    for (QTextBlock block : std::exchange(m_shaped, {})) {
        const int place = topOf(block);
        if (place + heightOf(block) >= top - reach && place <= bottom + reach)
            continue;
        block.clearLayout();
        block.setUserState(neverLaidOut);
    }
    for (QTextBlock block = blockAt(top - reach); block.isValid() && topOf(block) <= bottom + reach;
        block = nextVisible(block))
        m_shaped.append(block);
}

void ConversationLayout::announceSize()
{
    const qreal changed = std::exchange(m_changed, unbounded);
    const QSizeF size = documentSize();
    if (size == std::exchange(m_announced, size))
        return;
    Q_EMIT documentSizeChanged(size);
    Q_EMIT update(QRectF(0, changed, documentWidth(), unbounded));
}

QSizeF ConversationLayout::documentSize() const
{
    return {qreal(documentWidth()), document()->documentMargin() + document()->lineCount() + bottomMargin()};
}

QRectF ConversationLayout::frameBoundingRect(QTextFrame *) const
{
    return {QPointF(0, 0), documentSize()};
}

QRectF ConversationLayout::blockBoundingRect(const QTextBlock &block) const
{
    if (!block.isValid())
        return {};
    const QTextBlockFormat format = block.blockFormat();
    const qreal offset = isWide(block) ? m_sideways.offset(groupOf(block)) : 0;
    const int space = block.isVisible() ? qRound(format.topMargin()) : 0;
    const qreal left = document()->documentMargin() + sideMargins(format).first - offset;
    return {left, qreal(topOf(block) + space), textWidth(format), qreal(heightOf(block) - space)};
}

void ConversationLayout::setWrapped(const QTextBlock &line, bool wrapped)
{
    const int group = groupOf(line);
    if (wrapped)
        m_sideways.remove(group);
    else
        m_sideways.add(group);
    for (QTextBlock block = line; block.isValid() && groupOf(block) == group; block = block.next())
        estimate(block);
}

bool ConversationLayout::scrollSideways(const QTextBlock &line, qreal pixels)
{
    const bool moves =
        isWide(line) && m_sideways.scroll(groupOf(line), pixels, textWidth(line.blockFormat()));
    if (moves)
        Q_EMIT update();
    return moves;
}

void ConversationLayout::draw(QPainter *painter, const PaintContext &context)
{
    const QRectF clip = context.clip.isValid() ? context.clip : QRectF({}, documentSize());
    painter->setPen(context.palette.color(QPalette::Text));
    for (QTextBlock block = blockAt(clip.top()); block.isValid() && topOf(block) < clip.bottom();
        block = nextVisible(block)) {
        if (!block.isVisible() || !isLaidOut(block))
            continue;
        QList<QTextLayout::FormatRange> selections;
        for (const Selection &selection : context.selections) {
            const int start = std::max(0, selection.cursor.selectionStart() - block.position());
            const int end = std::min(block.length(), selection.cursor.selectionEnd() - block.position());
            if (start < end)
                selections.append({.start = start, .length = end - start, .format = selection.format});
        }
        const QRectF rect = blockBoundingRect(block);
        const bool clipped = isWide(block);
        if (clipped) {
            painter->save();
            const qreal left = document()->documentMargin() + sideMargins(block.blockFormat()).first;
            painter->setClipRect(QRectF(left, rect.top(), rect.width(), rect.height()), Qt::IntersectClip);
        }
        // Qt skips what is outside the clip on the assumption that lines only go down; in a row they are also
        // side by side.
        const bool sideBySide = kindOf(block) == Kind::Row;
        block.layout()->draw(painter, rect.topLeft(), selections, sideBySide ? QRectF() : clip);
        if (clipped) {
            painter->restore();
            drawFade(*painter, block);
        }
    }
}

void ConversationLayout::drawFade(QPainter &painter, const QTextBlock &row) const
{
    QRectF column = blockBoundingRect(row);
    column.moveLeft(document()->documentMargin() + sideMargins(row.blockFormat()).first);
    const auto [from, to] = m_sideways.shownPart(groupOf(row), column.width());
    if (kindOf(row) == Kind::Row)
        drawSideFade(painter, column, m_style.px(18), m_style.theme().surface, from > 0, to < 1);
}

/// The line at `point` in the block; in a row, of the cell there.
QTextLine ConversationLayout::lineAt(const QTextBlock &block, const QPointF &point) const
{
    const QTextLayout *layout = block.layout();
    const bool row = kindOf(block) == Kind::Row;
    const qsizetype wanted = row ? columnAt(block, point.x()) : 0;
    const QString text = row ? block.text() : QString();
    const qreal lineHeight = block.blockFormat().lineHeight();
    QTextLine best;
    qsizetype column = 0;
    for (int i = 0; i < layout->lineCount() && column <= wanted; ++i) {
        const QTextLine line = layout->lineAt(i);
        const bool reached = line.y() + line.ascent() - lineHeight <= point.y();
        const bool first = i == 0 || (row && Tables::endsCell(layout->lineAt(i - 1), text));
        if (first || (reached && column == wanted))
            best = line;
        column += row && Tables::endsCell(line, text) ? 1 : 0;
    }
    return best;
}

/// The column of a row at this distance from its left edge, or else the nearest one.
qsizetype ConversationLayout::columnAt(const QTextBlock &row, qreal x) const
{
    const QList<std::pair<qreal, qreal>> columns = columnsOf(row);
    const auto distance = [x](const std::pair<qreal, qreal> &column) {
        return std::max({column.first - x, x - column.second, 0.0});
    };
    return std::ranges::min_element(columns, {}, distance) - columns.cbegin();
}

int ConversationLayout::hitTest(const QPointF &point, Qt::HitTestAccuracy accuracy) const
{
    const QTextBlock block = blockAt(point.y());
    const QRectF rect = blockBoundingRect(block);
    const QPointF inside = point - rect.topLeft();
    const QTextLine line = lineAt(block, inside);
    if (accuracy == Qt::ExactHit) {
        const bool onText = line.isValid() && inside.y() >= 0 && inside.y() < rect.height() &&
                            inside.x() >= line.naturalTextRect().left() &&
                            inside.x() <= line.naturalTextRect().right();
        return onText ? block.position() + line.xToCursor(inside.x()) : -1;
    }
    if (inside.y() > rect.height())
        return block.position() + block.length() - 1;
    return block.position() + (line.isValid() ? line.xToCursor(inside.x()) : 0);
}

} // namespace Parlance

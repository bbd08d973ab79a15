// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationpainter.h"

#include "view/conversation/codebar.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationpictures.h"
#include "view/conversation/conversationsearch.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// More than the decorations of a block reach beyond its lines.
constexpr qreal around = 24;

/// The middle of a line's lower-case letters: the height of a bullet.
qreal middleOf(const QTextLine &line)
{
    return line.y() + line.ascent() * 0.68;
}

/// What of a box lies between `beyond` above and below the clip. Its sides look the same, and Qt would
/// rasterize all of them.
QRectF cutTo(const QRectF &clip, QRectF box, qreal beyond)
{
    box.setTop(std::max(box.top(), std::floor(clip.top() - beyond)));
    box.setBottom(std::min(box.bottom(), std::ceil(clip.bottom() + beyond)));
    return box;
}

bool hasLine(const QTextBlock &block)
{
    return block.layout()->lineCount() > 0;
}

} // namespace

qreal ConversationPainter::left() const
{
    return m_layout.document()->documentMargin();
}

qreal ConversationPainter::right() const
{
    return m_layout.document()->pageSize().width() - left();
}

void ConversationPainter::paint(QPainter &painter, const QRectF &clip, const State &state) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<VisibleBlock> blocks = visibleBlocks(m_layout, clip.top(), clip.bottom());
    const QList<VisibleBox> boxes = visibleBoxes(blocks, m_layout, m_style.zoom());
    for (const VisibleBox &box : boxes)
        paintBox(painter, box, clip, state);
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const VisibleBlock &visible = blocks.at(i);
        const VisibleBlock *next = i + 1 < blocks.size() ? &blocks.at(i + 1) : nullptr;
        if (!touches(clip, visible, next))
            continue;
        paintQuoteBars(painter, visible, next);
        if (visible.look.kind == Kind::Fold)
            paintFold(painter, visible, state.hover.block == visible.block);
        else
            paintBlock(painter, visible, state);
    }
    for (const ScrollBar &bar : scrollBars(blocks, boxes))
        paintScrollBar(painter, bar, state);
}

/// Decorations may fill the space up to the next block.
bool ConversationPainter::touches(
    const QRectF &clip, const VisibleBlock &visible, const VisibleBlock *next) const
{
    const qreal reach = m_style.px(around);
    const qreal bottom = next ? std::max(visible.rect.bottom(), next->rect.top()) : visible.rect.bottom();
    return bottom + reach >= clip.top() && visible.rect.top() - reach <= clip.bottom();
}

qreal ConversationPainter::indentOf(QByteArrayView nesting) const
{
    return std::min(m_style.px(TextStyle::indentOf(nesting)), m_layout.mostIndent());
}

/// The column of text that a block stands in, which does not move when wide code or a wide table does.
QRectF ConversationPainter::columnOf(const VisibleBlock &visible) const
{
    return columnOf(visible, visible.look.nesting);
}

/// The column of what stands in the outer containers `nesting` of the block.
QRectF ConversationPainter::columnOf(const VisibleBlock &visible, QByteArrayView nesting) const
{
    const bool mirrored = visible.block.textDirection() == Qt::RightToLeft;
    const qreal indent = indentOf(nesting);
    return {QPointF(left() + (mirrored ? 0 : indent), visible.rect.top()),
        QPointF(right() - (mirrored ? indent : 0), visible.rect.bottom())};
}

void ConversationPainter::paintBox(
    QPainter &painter, const VisibleBox &box, const QRectF &clip, const State &state) const
{
    const Theme &theme = m_style.theme();
    const qreal radius = m_style.px(Measure::radius);
    const bool soft = box.kind == Kind::Question;
    const bool error = box.kind == Kind::ErrorTitle || box.kind == Kind::ErrorText;
    QColor border = theme.line;
    QColor ground = soft ? theme.soft : theme.code;
    if (error) {
        border = theme.errorLine();
        ground = theme.errorGround();
    }
    const bool outlined = !soft || theme.soft == theme.surface;
    painter.setPen(outlined ? QPen(border, 1) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(cutTo(clip, box.rect, 2 * radius).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (box.kind == Kind::Code && box.first.isValid() &&
        box.rect.top() + m_style.px(Measure::codeHeader) >= clip.top())
        CodeBar(m_layout, m_style, box)
            .paint(painter, {state.hover, state.code == box.look.group, state.copied == box.first});
}

QList<ConversationPainter::ScrollBar> ConversationPainter::scrollBars(
    const QList<VisibleBlock> &blocks, const QList<VisibleBox> &boxes) const
{
    QList<ScrollBar> bars;
    const SidewaysScroll &sideways = m_layout.sideways();
    const auto add = [&](const VisibleBlock &line, const QRectF &box, qreal room) {
        const auto [from, to] = sideways.shownPart(line.look.group, room);
        if (from <= 0 && to >= 1)
            return;
        const QRectF track(box.left() + 4, box.bottom() - 6, box.width() - 8, 3);
        bars.append({line.block, track,
            QRectF(track.left() + from * track.width(), track.top(), (to - from) * track.width(), 3)});
    };
    if (sideways.isEmpty())
        return bars;
    for (const VisibleBox &box : boxes) {
        const auto line =
            std::ranges::find(blocks, box.look.group, [](const auto &b) { return b.look.group; });
        if (box.kind == Kind::Code && line != blocks.cend())
            add(*line, box.rect, box.rect.width() - 2 * m_style.px(Measure::boxPadding));
    }
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const VisibleBlock &row = blocks.at(i);
        const bool last = i + 1 == blocks.size() || blocks.at(i + 1).look.group != row.look.group;
        if (last && row.look.kind == Kind::Row)
            add(row, columnOf(row).adjusted(-4, 0, 4, m_style.px(8)), columnOf(row).width());
    }
    return bars;
}

void ConversationPainter::paintScrollBar(QPainter &painter, const ScrollBar &bar, const State &state) const
{
    const bool hovered =
        state.hover.kind == DecorationHit::Kind::ScrollBar &&
        BlockLook::groupOf(state.hover.block.blockFormat()) == BlockLook::groupOf(bar.block.blockFormat());
    QColor color = m_style.theme().secondaryText;
    color.setAlphaF(hovered ? 0.75F : 0.35F);
    const qreal spread = hovered ? 1 : 0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(bar.thumb.adjusted(0, -spread, 0, spread), 1.5 + spread, 1.5 + spread);
}

void ConversationPainter::paintBlock(QPainter &painter, const VisibleBlock &visible, const State &state) const
{
    const BlockLook &look = visible.look;
    if (look.kind == Kind::Rule) {
        painter.setPen(QPen(m_style.theme().line, 1));
        const qreal y = std::floor(visible.rect.center().y()) + 0.5;
        painter.drawLine(QPointF(left() + indentOf(look.nesting), y), QPointF(right(), y));
    }
    const bool wide = m_layout.isWide(visible.block);
    if (wide) {
        painter.save();
        const bool code = look.kind == Kind::Code;
        painter.setClipRect(columnOf(visible).adjusted(code ? m_style.px(Measure::boxPadding) : 0, 0,
                                code ? -m_style.px(Measure::boxPadding) : 0, 0),
            Qt::IntersectClip);
    }
    if (look.kind == Kind::Image && state.pictures)
        paintImage(painter, visible, *state.pictures);
    if (!look.marker.isEmpty() && hasLine(visible.block))
        paintMarker(painter, visible);
    if (look.kind == Kind::Row)
        paintRowLine(painter, visible);
    if (look.kind != Kind::Code && look.kind != Kind::Question && look.kind != Kind::ErrorText)
        paintInlineCode(painter, visible);
    if (state.search)
        paintMatches(painter, visible, *state.search);
    if (wide)
        painter.restore();
}

/// The picture, or else its place, which says why there is none.
void ConversationPainter::paintImage(
    QPainter &painter, const VisibleBlock &visible, const ConversationPictures &pictures) const
{
    const QRectF place(visible.rect.topLeft(), m_layout.imageSize(visible.block));
    if (const QImage image = pictures.image(visible.look.group); !image.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        return painter.drawImage(place, image);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.theme().code);
    painter.drawRect(place);
    painter.setFont(m_style.labelFont());
    painter.setPen(m_style.theme().secondaryText);
    const QString fault = pictures.fault(visible.look.group);
    const bool fits = QFontMetricsF(m_style.labelFont()).horizontalAdvance(fault) <= place.width();
    const int flags = Qt::AlignVCenter | Qt::TextDontClip | (fits ? Qt::AlignHCenter : Qt::AlignLeft);
    painter.drawText(place, flags, fault);
}

/// Beside the item, also where that begins with a quote.
void ConversationPainter::paintMarker(QPainter &painter, const VisibleBlock &visible) const
{
    QByteArrayView item = visible.look.nesting;
    while (item.endsWith('q') || item.endsWith('a'))
        item.chop(1);
    const QTextLine line = visible.block.layout()->lineAt(0);
    const bool rightToLeft = visible.block.textDirection() == Qt::RightToLeft;
    const QRectF column = columnOf(visible, item);
    const qreal middle = visible.rect.top() + middleOf(line);
    const qreal gap = m_style.px(Measure::listIndent);
    const QRectF place(rightToLeft ? column.right() : column.left() - gap, middle - gap / 2, gap, gap);
    const QColor color =
        visible.look.nesting.startsWith('r') ? m_style.theme().secondaryText : m_style.theme().text;
    painter.setBrush(color);
    painter.setPen(Qt::NoPen);
    if (visible.look.task != MarkdownBlock::Task::None)
        return paintTask(painter, place, rightToLeft, visible.look.task == MarkdownBlock::Task::Done);
    if (visible.look.marker == u"•"_s) {
        const qreal radius = m_style.px(2.2);
        painter.drawEllipse(
            QPointF(place.center().x() - (rightToLeft ? 0 : m_style.px(1)), middle), radius, radius);
        return;
    }
    painter.setFont(m_style.bodyFont());
    painter.setPen(color);
    const qreal baseline = visible.rect.top() + line.y() + line.ascent();
    const QString &written = visible.look.marker;
    const QChar mirrored = written.endsWith(u')') ? u'(' : u'.';
    const QString marker = rightToLeft ? mirrored + written.chopped(1) : written;
    const qreal width = QFontMetricsF(m_style.bodyFont()).horizontalAdvance(marker);
    painter.drawText(
        QPointF(rightToLeft ? place.left() + m_style.px(5) : place.right() - m_style.px(6) - width, baseline),
        marker);
}

void ConversationPainter::paintTask(QPainter &painter, const QRectF &place, bool rightToLeft, bool done) const
{
    const Theme &theme = m_style.theme();
    const qreal size = m_style.px(13);
    const QRectF box(rightToLeft ? place.right() - size - 0.5 : place.left() + 0.5,
        std::round(place.center().y() - size / 2) + 0.5, size, size);
    painter.setPen(QPen(done ? theme.accent : theme.secondaryText, 1));
    painter.setBrush(done ? QBrush(theme.accent) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 3, 3);
    if (!done)
        return;
    painter.setPen(QPen(theme.accentText, m_style.px(1.6), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF(
        {box.topLeft() + QPointF(size * 0.24, size * 0.54), box.topLeft() + QPointF(size * 0.43, size * 0.72),
            box.topLeft() + QPointF(size * 0.78, size * 0.30)}));
}

/// A bar continues to the next block if that is in the same quote; an alert is another.
void ConversationPainter::paintQuoteBars(
    QPainter &painter, const VisibleBlock &visible, const VisibleBlock *next) const
{
    const QByteArray &nesting = visible.look.nesting;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.theme().line);
    const bool mirrored = visible.block.textDirection() == Qt::RightToLeft;
    const qsizetype alert = next && next->look.kind == Kind::Paragraph && next->look.first
                                ? next->look.nesting.lastIndexOf('a')
                                : -1;
    for (qsizetype i = 0; i < nesting.size(); ++i) {
        if (nesting.at(i) == 'l' || nesting.at(i) == '0')
            continue;
        const bool goesOn =
            next && i != alert && next->look.nesting.startsWith(QByteArrayView(nesting).first(i + 1));
        const qreal bottom = goesOn ? next->rect.top() : visible.rect.bottom();
        const qreal most = m_layout.mostIndent() - m_style.px(Measure::quoteIndent);
        const qreal indent = std::min(indentOf(QByteArrayView(nesting).first(i)), most);
        const qreal width = m_style.px(3);
        const qreal x = mirrored ? right() - indent - width : left() + indent;
        painter.drawRect(QRectF(x, visible.rect.top(), width, bottom - visible.rect.top()));
    }
}

/// The rectangles around a range of a block's text, one per line.
QList<QRectF> ConversationPainter::rectsOf(
    const VisibleBlock &visible, int start, int length, qreal spread) const
{
    QList<QRectF> rects;
    const QTextLayout *layout = visible.block.layout();
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        const int from = std::max(start, line.textStart());
        const int to = std::min(start + length, line.textStart() + line.textLength());
        if (from >= to)
            continue;
        const qreal x1 = line.cursorToX(from);
        const qreal x2 = line.cursorToX(to);
        const qreal base = visible.rect.top() + line.y() + line.ascent();
        rects.append(QRectF(QPointF(visible.rect.left() + std::min(x1, x2) - spread, base - m_style.px(13)),
            QPointF(visible.rect.left() + std::max(x1, x2) + spread, base + m_style.px(5))));
    }
    return rects;
}

void ConversationPainter::paintInlineCode(QPainter &painter, const VisibleBlock &visible) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.theme().code);
    for (const QTextLayout::FormatRange &range : visible.block.textFormats()) {
        const MarkdownStyles styles = RunLook::stylesOf(range.format);
        if (!(styles & (MarkdownStyle::Code | MarkdownStyle::Key)))
            continue;
        const bool key = styles & MarkdownStyle::Key;
        painter.setPen(key ? QPen(m_style.theme().line, 1) : QPen(Qt::NoPen));
        // A key's frame leaves some of the blanks beside it.
        for (const QRectF &chip : rectsOf(visible, range.start, range.length, m_style.px(key ? 1 : 2.5)))
            painter.drawRoundedRect(
                key ? chip.adjusted(-0.5, 0.5, 0.5, -0.5) : chip, m_style.px(4), m_style.px(4));
    }
}

void ConversationPainter::paintMatches(
    QPainter &painter, const VisibleBlock &visible, const ConversationSearch &search) const
{
    const int begin = visible.block.position();
    painter.setBrush(m_style.markColor());
    for (const ConversationSearch::Match &match : search.within(begin, begin + visible.block.length())) {
        painter.setPen(search.isCurrent(match) ? QPen(m_style.theme().accent, 1.5) : Qt::NoPen);
        for (const QRectF &rect : rectsOf(visible, match.position - begin, match.length, 1))
            painter.drawRoundedRect(rect, m_style.px(3), m_style.px(3));
    }
}

void ConversationPainter::paintRowLine(QPainter &painter, const VisibleBlock &visible) const
{
    const qreal y = std::floor(visible.rect.bottom()) - 0.5;
    painter.setPen(QPen(m_style.theme().line, 1));
    const QList<std::pair<qreal, qreal>> columns = m_layout.columnsOf(visible.block);
    if (columns.isEmpty())
        return;
    const qreal from = std::min(columns.first().first, columns.last().first);
    const qreal to = std::max(columns.first().second, columns.last().second);
    painter.drawLine(QPointF(visible.rect.left() + from, y), QPointF(visible.rect.left() + to, y));
}

void ConversationPainter::paintFold(QPainter &painter, const VisibleBlock &visible, bool hover) const
{
    if (!hasLine(visible.block))
        return;
    const QTextLine line = visible.block.layout()->lineAt(0);
    const QPointF middle(
        left() + m_style.px(4.5), visible.rect.top() + line.y() + line.ascent() - m_style.px(5));
    const qreal size = m_style.px(4);
    const bool folded = visible.look.folded;
    QPolygonF triangle =
        folded ? QPolygonF({QPointF(-size * 0.7, -size), QPointF(size * 0.9, 0), QPointF(-size * 0.7, size)})
               : QPolygonF({QPointF(-size, -size * 0.7), QPointF(size, -size * 0.7), QPointF(0, size * 0.9)});
    triangle.translate(middle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hover ? m_style.theme().text : m_style.theme().secondaryText);
    painter.drawPolygon(triangle);
}

QRectF ConversationPainter::caretRect() const
{
    const QTextBlock block = m_layout.document()->lastBlock();
    const int lines = block.layout()->lineCount();
    if (!block.isVisible() || lines == 0)
        return {};
    const QRectF rect = m_layout.blockBoundingRect(block);
    // A row already contains the cells that have not arrived, empty.
    qsizetype length = block.length() - 1;
    while (length > 0 && block.text().at(length - 1) == QChar::LineSeparator)
        --length;
    const QTextLine line =
        block.layout()->lineForTextPosition(static_cast<int>(std::max<qsizetype>(length - 1, 0)));
    const qreal width = m_style.px(7);
    const qreal end = rect.left() + line.cursorToX(static_cast<int>(length));
    const bool rightToLeft = block.textDirection() == Qt::RightToLeft;
    const qreal x = rightToLeft ? end - m_style.px(2) - width : end + m_style.px(2);
    const qreal base = rect.top() + line.y() + line.ascent();
    return {x, base - m_style.px(12.5), width, m_style.px(16)};
}

DecorationHit ConversationPainter::hitTest(const QPointF &position) const
{
    const QList<VisibleBlock> blocks = visibleBlocks(m_layout, position.y(), position.y());
    for (const VisibleBlock &visible : blocks) {
        if (visible.look.kind == Kind::Fold && position.y() >= visible.rect.top() &&
            position.y() < visible.rect.bottom() && position.x() < left() + m_style.px(200))
            return {DecorationHit::Kind::Fold, visible.block};
    }
    for (const VisibleBox &box : visibleBoxes(blocks, m_layout, m_style.zoom())) {
        if (box.kind != Kind::Code || !box.first.isValid())
            continue;
        const DecorationHit hit = CodeBar(m_layout, m_style, box).hitTest(position);
        if (hit.kind != DecorationHit::Kind::None)
            return hit;
    }
    if (const auto bar = scrollBarAt(position))
        return {DecorationHit::Kind::ScrollBar, bar->block};
    return {};
}

/// A bar is easier to hit than it is thick.
std::optional<ConversationPainter::ScrollBar> ConversationPainter::scrollBarAt(const QPointF &position) const
{
    if (m_layout.sideways().isEmpty())
        return std::nullopt;
    const QList<VisibleBlock> blocks = visibleBlocks(m_layout, position.y(), position.y());
    const QList<VisibleBox> boxes = visibleBoxes(blocks, m_layout, m_style.zoom());
    for (const ScrollBar &bar : scrollBars(blocks, boxes)) {
        if (bar.track.adjusted(0, -4, 0, 4).contains(position))
            return bar;
    }
    return std::nullopt;
}

QTextBlock ConversationPainter::wideAt(const QPointF &position) const
{
    const QTextBlock block = m_layout.blockAt(position.y());
    return m_layout.isWide(block) && position.x() >= left() && position.x() <= right() ? block : QTextBlock();
}

QTextBlock ConversationPainter::codeAt(const QPointF &position) const
{
    const QTextBlock block = m_layout.blockAt(position.y());
    const bool code = BlockLook::kindOf(block.blockFormat()) == Kind::Code;
    return code && position.x() >= left() && position.x() <= right() ? block : QTextBlock();
}

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/lastedit.h"
#include "view/conversation/sidewaysscroll.h"
#include "view/conversation/signdrawer.h"
#include "view/conversation/tables.h"
#include "view/conversation/textstyle.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>

class QTextLine;
class QTextOption;

namespace Parlance {

/// Lays out a conversation only where it is visible: any other block has a height estimated from its length.
/// So the cost of a change depends on the screen and not on the document.
///
/// A block's line count in the document is its height with the space above it, in whole pixels; by that, Qt
/// finds the block at a position and the position of a block in logarithmic time. A table row is one block
/// whose cells stand side by side; the table's first rows determine the column widths. Lines of code can stay
/// unwrapped; those of one code block then scroll sideways together, as do the rows of a table whose words
/// are wider than the text.
class ConversationLayout : public QAbstractTextDocumentLayout
{
    Q_OBJECT

public:
    /// `style` belongs to the caller; changing it must change the document's formats, too.
    ConversationLayout(QTextDocument *document, const TextStyle &style);

    /// Lays out a block for the document's current width. Returns true if its height changed.
    bool layOut(const QTextBlock &block);
    [[nodiscard]] bool isLaidOut(const QTextBlock &block) const;

    /// The top of a block with the space above it; laid out or not.
    [[nodiscard]] int topOf(const QTextBlock &block) const;
    [[nodiscard]] int heightOf(const QTextBlock &block) const { return block.lineCount(); }
    /// The block at this height, or else the nearest one.
    [[nodiscard]] QTextBlock blockAt(qreal y) const;

    /// Releases, once many have piled up, the layouts of blocks more than a screen away from this one.
    void forgetFar(int top, int bottom);

    /// The next visible block, skipping any number of hidden ones.
    [[nodiscard]] QTextBlock nextVisible(const QTextBlock &block) const;
    [[nodiscard]] QTextBlock previousVisible(const QTextBlock &block) const;

    /// The drawn size of a block's picture, which stands above its text; empty if it has none.
    [[nodiscard]] QSizeF imageSize(const QTextBlock &block) const;

    /// Emits `documentSizeChanged()` if it has changed since the last call, and repaints what has moved by
    /// it. Call after the blocks on the screen are laid out.
    void announceSize();

    /// Forgets tables and code. Call before the document is rewritten or restyled.
    void reset();

    /// Whether this code block wraps lines wider than the text.
    [[nodiscard]] bool isWrapped(int group) const { return !m_sideways.contains(group); }
    void setWrapped(const QTextBlock &line, bool wrapped);
    /// True for a line of unwrapped code and for a row of a table that is wider than the text.
    [[nodiscard]] bool isWide(const QTextBlock &block) const;
    [[nodiscard]] const SidewaysScroll &sideways() const { return m_sideways; }
    /// Scrolls wide code or a wide table sideways by `pixels`, within its limits. False if it does not move.
    bool scrollSideways(const QTextBlock &line, qreal pixels);
    /// Where a row's columns begin and end, relative to its left edge, in the order of its cells.
    [[nodiscard]] QList<std::pair<qreal, qreal>> columnsOf(const QTextBlock &row) const;

    /// The indentation, in pixels, that deep nesting is limited to, so that words keep some room.
    [[nodiscard]] qreal mostIndent() const;

    void draw(QPainter *painter, const PaintContext &context) override;
    [[nodiscard]] int hitTest(const QPointF &point, Qt::HitTestAccuracy accuracy) const override;
    [[nodiscard]] int pageCount() const override { return 1; }
    [[nodiscard]] QSizeF documentSize() const override;
    [[nodiscard]] QRectF frameBoundingRect(QTextFrame *frame) const override;
    /// The rectangle of the block's lines, without the space above. Line positions are relative to its top
    /// left.
    [[nodiscard]] QRectF blockBoundingRect(const QTextBlock &block) const override;

protected:
    void documentChanged(int from, int removed, int added) override;

private:
    void estimate(QTextBlock block);
    [[nodiscard]] QRectF repaintOf(const QTextBlock &block);
    [[nodiscard]] int estimatedHeight(const QTextBlock &block) const;
    int breakLines(const QTextBlock &block);
    int breakRow(const QTextBlock &row);
    void drawFade(QPainter &painter, const QTextBlock &row) const;
    void forgetOtherRows(const QTextBlock &row);
    void place(QTextLine &line, qreal x, qreal y, const QTextBlock &block) const;
    [[nodiscard]] QTextOption optionOf(const QTextBlock &block) const;
    [[nodiscard]] QTextLine lineAt(const QTextBlock &block, const QPointF &point) const;

    [[nodiscard]] qsizetype columnAt(const QTextBlock &row, qreal x) const;

    [[nodiscard]] int documentWidth() const;
    [[nodiscard]] qreal textWidth(const QTextBlockFormat &format) const;
    [[nodiscard]] qreal bottomMargin() const;
    [[nodiscard]] std::pair<qreal, qreal> sideMargins(const QTextBlockFormat &format) const;

    const TextStyle &m_style;
    Tables m_tables;
    SignDrawer m_signs;
    SidewaysScroll m_sideways;
    QSizeF m_announced; ///< the size
    qreal m_changed;    ///< the highest place since that was laid out, or below which text was edited
    LastEdit m_edit;
    QList<QTextBlock> m_shaped; ///< the blocks that hold glyphs; with duplicates
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/tables.h"
#include "view/conversation/textstyle.h"

#include <QAbstractTextDocumentLayout>
#include <QHash>
#include <QTextBlock>

class QTextLine;
class QTextOption;

namespace Parlance {

/// Lays out a conversation where someone looks at it, and nowhere else: any other block stands with a height
/// that is estimated from its length. So what a change costs depends on the screen, and not on the document.
///
/// A block's height with the space above it, in whole pixels, is its line count in the document; by that, Qt
/// finds the block of a place and the place of a block in logarithmic time. A row of a table is one block,
/// whose cells stand side by side; the columns get their widths from the table's first rows. Lines of code
/// can be left unwrapped, and are then moved sideways together.
class ConversationLayout : public QAbstractTextDocumentLayout
{
    Q_OBJECT

public:
    /// `style` belongs to the caller, and may change when the document's formats change with it.
    ConversationLayout(QTextDocument *document, const TextStyle &style);

    /// Lays out a block for the width that the document has now. Returns true if its height has changed.
    bool layOut(const QTextBlock &block);
    [[nodiscard]] bool isLaidOut(const QTextBlock &block) const;

    /// Where a block begins, with the space above it; laid out or not.
    [[nodiscard]] int topOf(const QTextBlock &block) const;
    [[nodiscard]] int heightOf(const QTextBlock &block) const { return block.lineCount(); }
    /// The block at this height; the nearest one above or below all of them.
    [[nodiscard]] QTextBlock blockAt(qreal y) const;

    /// Gives back now and then what is laid out more than a screen away from this one.
    void forgetFar(int top, int bottom);

    /// The next block that is not hidden, however many are between.
    [[nodiscard]] QTextBlock nextSeen(const QTextBlock &block) const;
    [[nodiscard]] QTextBlock previousSeen(const QTextBlock &block) const;

    /// How large the picture of a block is drawn, above its text; empty if it has none.
    [[nodiscard]] QSizeF imageSize(const QTextBlock &block) const;

    /// Tells those who listen how large the document has become.
    void announceSize();

    /// Forgets what it knows of tables and code, for a document that is written anew or in another style.
    void reset();

    /// Whether the lines of this group of code are broken where they are wider than the text.
    [[nodiscard]] bool isWrapped(int group) const { return !m_unwrapped.contains(group); }
    void setWrapped(const QTextBlock &line, bool wrapped);
    /// Which part of unwrapped code is seen in so many pixels, from 0 to 1; all of wrapped code.
    [[nodiscard]] std::pair<qreal, qreal> shownPart(int group, qreal width) const;
    /// Moves unwrapped code sideways by so many pixels, as far as it goes. False if it does not move.
    bool shift(const QTextBlock &line, qreal pixels);

    void draw(QPainter *painter, const PaintContext &context) override;
    [[nodiscard]] int hitTest(const QPointF &point, Qt::HitTestAccuracy accuracy) const override;
    [[nodiscard]] int pageCount() const override { return 1; }
    [[nodiscard]] QSizeF documentSize() const override;
    [[nodiscard]] QRectF frameBoundingRect(QTextFrame *frame) const override;
    /// Of the block's lines, without the space above it. Its left top is where the lines are measured from.
    [[nodiscard]] QRectF blockBoundingRect(const QTextBlock &block) const override;

protected:
    void documentChanged(int from, int removed, int added) override;

private:
    struct Unwrapped
    {
        qreal shift = 0;
        qreal widest = 0;
    };
    void estimate(QTextBlock block);
    qreal changedFrom(const QTextBlock &block);
    [[nodiscard]] int estimatedHeight(const QTextBlock &block) const;
    int breakLines(const QTextBlock &block);
    int breakRow(const QTextBlock &row);
    void forgetOtherRows(const QTextBlock &row);
    void place(QTextLine &line, qreal x, qreal y, const QTextBlock &block) const;
    [[nodiscard]] QTextOption optionOf(const QTextBlock &block) const;
    [[nodiscard]] QTextLine lineAt(const QTextBlock &block, const QPointF &point) const;

    [[nodiscard]] int documentWidth() const;
    [[nodiscard]] qreal textWidth(const QTextBlockFormat &format) const;
    [[nodiscard]] qreal bottomMargin() const;
    [[nodiscard]] const Unwrapped *unwrapped(const QTextBlock &block) const;

    const TextStyle &m_style;
    Tables m_tables;
    QHash<int, Unwrapped> m_unwrapped;
    QTextBlock m_edited;  ///< where the last edit began,
    int m_editedLine = 0; ///< and the line of it from which on something may be different; 0 if all of it
    QList<QTextBlock> m_shaped; ///< the blocks that keep their glyphs; some more than once
};

} // namespace Parlance

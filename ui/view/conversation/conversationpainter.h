// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/decorationhit.h"
#include "view/conversation/textstyle.h"
#include "view/conversation/visibleblocks.h"

#include <QPainter>

#include <optional>

namespace Parlance {

class ConversationPictures;
class ConversationSearch;

/// Draws the decorations around the text: boxes, the bar of a code block, bullets and numbers, quote bars,
/// rules, table lines, the background of inline code. They are not text, so they are never selected, copied
/// or found.
class ConversationPainter
{
public:
    ConversationPainter(const ConversationLayout &layout, const TextStyle &style)
        : m_layout(layout)
        , m_style(style)
    {
    }

    struct State
    {
        DecorationHit hover;
        int code = 0;      ///< the group of the code under the mouse, which shows more actions
        QTextBlock copied; ///< the code that was just copied
        const ConversationSearch *search = nullptr;
        const ConversationPictures *pictures = nullptr;
    };

    /// Draws what touches `clip`, in document coordinates.
    void paint(QPainter &painter, const QRectF &clip, const State &state) const;

    /// The caret after text that is still arriving; empty if it cannot be placed.
    [[nodiscard]] QRectF caretRect() const;

    [[nodiscard]] DecorationHit hitTest(const QPointF &position) const;
    /// The line of the code block at `position`; invalid if there is none.
    [[nodiscard]] QTextBlock codeAt(const QPointF &position) const;
    /// The line of wide code or the row of a wide table at `position`; invalid if there is none.
    [[nodiscard]] QTextBlock wideAt(const QPointF &position) const;

    /// The bar below wide code or a wide table, in document coordinates.
    struct ScrollBar
    {
        QTextBlock block; ///< a line of what it scrolls
        QRectF track;
        QRectF thumb; ///< the part of the track that stands for what is visible
    };
    [[nodiscard]] std::optional<ScrollBar> scrollBarAt(const QPointF &position) const;

private:
    void paintBox(QPainter &painter, const VisibleBox &box, const QRectF &clip, const State &state) const;
    [[nodiscard]] QList<ScrollBar> scrollBars(
        const QList<VisibleBlock> &blocks, const QList<VisibleBox> &boxes) const;
    void paintScrollBar(QPainter &painter, const ScrollBar &bar, const State &state) const;
    void paintBlock(QPainter &painter, const VisibleBlock &visible, const State &state) const;
    void paintImage(
        QPainter &painter, const VisibleBlock &visible, const ConversationPictures &pictures) const;
    void paintMarker(QPainter &painter, const VisibleBlock &visible) const;
    void paintTask(QPainter &painter, const QRectF &place, bool rightToLeft, bool done) const;
    void paintQuoteBars(QPainter &painter, const VisibleBlock &visible, const VisibleBlock *next) const;
    void paintInlineCode(QPainter &painter, const VisibleBlock &visible) const;
    void paintMatches(QPainter &painter, const VisibleBlock &visible, const ConversationSearch &search) const;
    [[nodiscard]] QList<QRectF> rectsOf(
        const VisibleBlock &visible, int start, int length, qreal spread) const;
    void paintRowLine(QPainter &painter, const VisibleBlock &visible) const;
    void paintFold(QPainter &painter, const VisibleBlock &visible, bool hover) const;

    [[nodiscard]] bool touches(
        const QRectF &clip, const VisibleBlock &visible, const VisibleBlock *next) const;
    /// In pixels, as the layout limits it.
    [[nodiscard]] qreal indentOf(QByteArrayView nesting) const;
    [[nodiscard]] QRectF columnOf(const VisibleBlock &visible) const;
    [[nodiscard]] QRectF columnOf(const VisibleBlock &visible, QByteArrayView nesting) const;
    [[nodiscard]] qreal left() const;
    [[nodiscard]] qreal right() const;

    const ConversationLayout &m_layout;
    const TextStyle &m_style;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationpainter.h"

class QHelpEvent;
class QMouseEvent;
class QTextEdit;
class QWheelEvent;

namespace Parlance {

class DecorationActions;
class ReaderRequests;

/// Handles the pointer over everything but plain text in a conversation: clicks, tool tips and the wheel on
/// decorations, links and what is wider than the view. Positions are relative to the viewport.
class ConversationPointer
{
public:
    /// All arguments belong to the caller. `painter` draws `view`.
    ConversationPointer(ConversationLayout *layout, const ConversationPainter &painter,
        DecorationActions *decorations, ReaderRequests *requests, QTextEdit *view);

    /// Handles a press of the left button. True if it is on a decoration: it must not start a selection.
    bool press(const QPointF &place);
    /// The pressed decoration; its kind is None if there is none.
    [[nodiscard]] const DecorationHit &pressed() const { return m_pressed; }
    /// Handles a release. True if a decoration was pressed; activates it if it is still under the pointer.
    bool release(const QPointF &place);
    /// Follows the pressed link if it is still under the pointer and nothing was selected. Call after the
    /// view has handled the release.
    void click(const QPoint &place);

    void move(const QMouseEvent &event);
    void leave() { setHover({}, 0); }
    /// Call before the document is rewritten.
    void clear();
    /// Shows the target of the link at the event's position, or no tool tip.
    void showToolTip(const QHelpEvent &event) const;
    /// Scrolls wide code or a wide table with a horizontal wheel or Shift. True if the event was used.
    bool turnWheel(const QWheelEvent &event);

    /// The target of the link there; empty if there is none.
    [[nodiscard]] QString linkAt(const QPoint &place) const;
    /// The text of that link, as it was received.
    [[nodiscard]] QString linkTextAt(const QPoint &place) const;

    /// The decoration under the pointer; its kind is None if there is none.
    [[nodiscard]] const DecorationHit &hovered() const { return m_hovered; }
    /// The group of the code under the pointer; 0 if there is none.
    [[nodiscard]] int hoveredCode() const { return m_code; }

private:
    [[nodiscard]] QPointF inDocument(const QPointF &place) const;
    [[nodiscard]] DecorationHit decorationAt(const QPointF &place) const;
    void setHover(const DecorationHit &decoration, int code);
    void grab(const ConversationPainter::ScrollBar &bar, qreal x);
    void drag(qreal x);

    ConversationLayout *m_layout;
    const ConversationPainter &m_painter;
    DecorationActions *m_decorations;
    ReaderRequests *m_requests;
    QTextEdit *m_view;
    DecorationHit m_pressed;
    qreal m_draggedTo = 0; ///< where a pressed scroll bar was last moved to
    qreal m_perPixel = 0;  ///< how far the text goes for a pixel of that bar
    QString m_pressedLink;
    DecorationHit m_hovered;
    int m_code = 0;
};

} // namespace Parlance

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

/// What the pointer is on in a conversation beside its text, and what a click, a tool tip or a turn of the
/// wheel there means: decorations, links, code that is wider than the screen. Places are those of the
/// viewport.
class ConversationPointer
{
public:
    /// All of them belong to the caller. `painter` has drawn what is on the screen of `view`.
    ConversationPointer(ConversationLayout *layout, const ConversationPainter &painter,
        DecorationActions *decorations, ReaderRequests *requests, QTextEdit *view);

    /// The left button was pressed. True if that is on a decoration: then nothing is selected by it.
    bool press(const QPointF &place);
    /// The decoration that was pressed; of the kind None if there is none.
    [[nodiscard]] const DecorationHit &pressed() const { return m_pressed; }
    /// A button was released. True if a decoration was pressed; it acts if it is still under the pointer.
    bool release(const QPointF &place);
    /// Follows the link that was pressed, if it is still under the pointer and nothing was selected. Call
    /// this after the view has handled the release.
    void click(const QPoint &place);

    void move(const QMouseEvent &event);
    void leave() { setHover({}, 0); }
    /// Shows where the link leads that is there, or no tool tip.
    void showToolTip(const QHelpEvent &event) const;
    /// Turned sideways, or with Shift, over code that is not wrapped, the wheel moves the code. True if it
    /// does.
    bool turnWheel(const QWheelEvent &event);

    /// Where the link leads that is there; empty if there is none.
    [[nodiscard]] QString linkAt(const QPoint &place) const;

    /// The decoration under the pointer; of the kind None if there is none.
    [[nodiscard]] const DecorationHit &hovered() const { return m_hovered; }
    /// The group of the code under the pointer; 0 if there is none.
    [[nodiscard]] int hoveredCode() const { return m_code; }

private:
    [[nodiscard]] QPointF inDocument(const QPointF &place) const;
    [[nodiscard]] DecorationHit decorationAt(const QPointF &place) const;
    void setHover(const DecorationHit &decoration, int code);

    ConversationLayout *m_layout;
    const ConversationPainter &m_painter;
    DecorationActions *m_decorations;
    ReaderRequests *m_requests;
    QTextEdit *m_view;
    DecorationHit m_pressed;
    QString m_pressedLink;
    DecorationHit m_hovered;
    int m_code = 0;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/glyphbutton.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QTextBlock;
class QTextEdit;

namespace Parlance {

class ConversationLayout;
class ConversationMessages;
class ConversationSelection;
class MessageMenu;
class ReaderRequests;
class TextStyle;

/// A row of buttons in the space below an answer: copy, ask again, edit, branch, inspect. Shown for the
/// answer under the pointer, or while the view has the focus for the one that keys act on, if its end is on
/// the screen. Hidden while an answer streams.
class AnswerActions : public QWidget
{
    Q_OBJECT

public:
    /// What the row belongs to; all of it outlives the row, and the view owns it.
    struct Parts
    {
        QTextEdit *view;
        const ConversationLayout *layout;
        const TextStyle *style;
        const ConversationMessages *messages;
        const ConversationSelection *selection;
        const MessageMenu *menu;
        ReaderRequests *requests;
    };
    explicit AnswerActions(const Parts &parts);

    /// The pointer is there in the viewport.
    void hover(const QPoint &place);
    /// The pointer has left the view.
    void leave();
    /// Shows or hides the row, below its answer. Call after any change of the screen; costs nothing while an
    /// answer streams.
    void place();

private:
    GlyphButton *add(GlyphButton::Glyph glyph, const char *name, const QString &text);
    void addButtons();
    void copy();
    [[nodiscard]] bool hasKeys() const;
    [[nodiscard]] QTextBlock wanted() const;
    [[nodiscard]] QTextBlock blockAtPointer() const;
    [[nodiscard]] QTextBlock answerOfKeys() const;
    [[nodiscard]] QTextBlock lastOfTurn(const QTextBlock &block) const;
    void fitToText();
    void showBelow(const QTextBlock &last);

    Parts m_parts;
    GlyphButton *m_copy = nullptr;
    GlyphButton *m_again = nullptr;
    QTimer m_copiedFor;
    std::optional<QPoint> m_pointer; ///< in the viewport
    int m_turn = -1;                 ///< of the answer that the row belongs to
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTextBlock>

#include <optional>

class QKeyEvent;
class QTextEdit;

namespace Parlance {

class ReadingPosition;

/// The selection in a conversation: keeps it while the document is written, and extends and moves it by the
/// keyboard.
class ConversationSelection : public QObject
{
    Q_OBJECT

public:
    /// `reading` is the reading position in `view`, which owns this.
    ConversationSelection(ReadingPosition *reading, QTextEdit *view);

    /// Saves the selection. Call before the document is written, and `restore()` after.
    void remember();
    /// Restores the selection. Text after `place` moved by `by` characters.
    void restore(int place, int by);

    /// The messages that the selection touches, in order.
    [[nodiscard]] QList<int> turns() const;
    /// Selects from one position to another. The screen stays in place.
    void set(int anchor, int position);
    /// Selects a message. Ignored if it does not exist.
    void select(int turn);

    /// Extends the selection if the key event asks for it. True if it was used.
    bool extend(const QKeyEvent &event);
    /// The block that keys act on: at the text cursor if visible, or else at the top of the screen.
    [[nodiscard]] QTextBlock current() const;
    /// The message after or before the selected one, if any; without a selection, the one that keys act on.
    [[nodiscard]] std::optional<int> next(bool forward) const;

private:
    ReadingPosition *m_reading;
    QTextEdit *m_view;
    int m_anchor = 0;
    int m_position = 0;
};

} // namespace Parlance

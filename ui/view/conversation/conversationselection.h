// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTextBlock>

#include <optional>

class QKeyEvent;
class QTextEdit;

namespace Parlance {

class ReadingPosition;

/// What is selected in a conversation: it stays as it is while the document is written, and grows and goes
/// from message to message by the keyboard.
class ConversationSelection : public QObject
{
    Q_OBJECT

public:
    /// `reading` is the position of the reader in `view`, which owns this.
    ConversationSelection(ReadingPosition *reading, QTextEdit *view);

    /// Remembers it. Call this before the document is written, and `restore()` after it.
    void remember();
    /// Puts it back. What stood after `place` has moved by `by` characters.
    void restore(int place, int by);

    /// The messages that the selection touches, in their order.
    [[nodiscard]] QList<int> turns() const;
    /// Selects a message. Nothing happens if it is not there.
    void select(int turn);

    /// Extends the selection if that is what the key is for; true if it is.
    bool extend(const QKeyEvent &event);
    /// Where the keyboard is: at the text cursor if it is to be seen, or else at the first line shown.
    [[nodiscard]] QTextBlock current() const;
    /// The message after or before the one that is selected, if there is one; without a selection, the
    /// message where the keyboard is.
    [[nodiscard]] std::optional<int> next(bool forward) const;

private:
    void set(int anchor, int position);

    ReadingPosition *m_reading;
    QTextEdit *m_view;
    int m_anchor = 0;
    int m_position = 0;
};

} // namespace Parlance

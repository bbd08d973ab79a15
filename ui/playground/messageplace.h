// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compose/messageeditor.h"

#include <QObject>
#include <QPointer>
#include <QRect>
#include <QTextCursor>

class QStackedWidget;

namespace Parlance {

class ConversationView;

/// The place of a message in the viewport of its view, also outside the visible part; empty if there is none.
[[nodiscard]] QRect placeOfMessage(const ConversationView &view, int turn);

/// Shows an editor for a message at the message's place in a conversation. It moves with the message, but
/// never off the screen.
class MessagePlace : public QObject
{
    Q_OBJECT

public:
    /// `stack` holds the view, and the widget that is shown while the conversation is empty.
    MessagePlace(ConversationView *view, const QStackedWidget *stack, QObject *parent = nullptr);

    /// Opens an editor over the message `turn`, or below it for a new one; of no message it fills the bottom.
    /// One that is open with changes stays: it gets the focus, and this returns null.
    MessageEditor *open(const QString &name, const Message &message, int turn, bool isBelow);
    /// The editor; null if none is open.
    [[nodiscard]] MessageEditor *editor() const { return m_editor; }
    /// True if an editor is open, and something else is written there than at first.
    [[nodiscard]] bool isChanged() const;
    /// The message that it belongs to; -1 for none.
    [[nodiscard]] int turn() const { return m_turn; }
    /// Closes it without saving. If it had the focus, that goes to the conversation.
    void close();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    [[nodiscard]] QRect area() const;
    [[nodiscard]] QTextBlock firstBlock();

    ConversationView *m_view;
    const QStackedWidget *m_stack;
    QPointer<MessageEditor> m_editor;
    Message m_original;
    int m_turn = -1;
    QTextCursor m_first; ///< in the message's first block, if it is still that
    bool m_isBelow = false;
};

} // namespace Parlance

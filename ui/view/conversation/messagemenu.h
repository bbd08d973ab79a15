// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

class QMenu;
class QTextBlock;
class QTextCursor;

namespace Parlance {

class ConversationMessages;
class DecorationActions;
class ReaderRequests;

/// Fills the menu of a message: actions on the link and the code under the pointer, and on the message.
class MessageMenu
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::MessageMenu)

public:
    /// All arguments belong to the caller and must outlive the menus.
    MessageMenu(
        const ConversationMessages *messages, DecorationActions *decorations, ReaderRequests *requests);

    /// Adds the actions on a link in the message `turn`; none for an empty link or the view's own.
    void addLink(QMenu &menu, const QString &link, const QString &text, int turn) const;
    /// Adds the actions on the code block of this line; none if it is not code.
    void addCode(QMenu &menu, const QTextBlock &block) const;
    /// Adds the actions on the message that contains the block; none outside a message. While an answer
    /// streams, disables what changes the conversation, and says so in the tool tip.
    void addMessage(QMenu &menu, const QTextBlock &block) const;
    /// Adds the actions that show the call of the answer at this place, and the event that brought the word
    /// there or the selection; none outside an answer.
    void addInspecting(QMenu &menu, const QTextCursor &place) const;
    /// True if the block's message is a question or directly follows one.
    [[nodiscard]] bool canBeAsked(const QTextBlock &block) const;

private:
    [[nodiscard]] int turnBefore(const QTextBlock &block) const;
    void addAsking(QMenu &menu, const QTextBlock &block) const;
    void addWriting(QMenu &menu, int turn) const;
    void addVersions(QMenu &menu, const QTextBlock &block) const;

    const ConversationMessages *m_messages;
    DecorationActions *m_decorations;
    ReaderRequests *m_requests;
};

} // namespace Parlance

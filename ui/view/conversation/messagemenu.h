// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

class QMenu;
class QTextBlock;

namespace Parlance {

class ConversationMessages;
class DecorationActions;
class ReaderRequests;

/// What the menu of a message offers: for the link and the code that it was opened on, and for the message.
class MessageMenu
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::MessageMenu)

public:
    /// All three belong to the caller, and live as long as the menus do.
    MessageMenu(
        const ConversationMessages *messages, DecorationActions *decorations, ReaderRequests *requests);

    /// Adds what can be done with a link of the message `turn`; nothing for none, or for the view's own.
    void addLink(QMenu &menu, const QString &link, int turn) const;
    /// Adds what can be done with the code that the block is a line of; nothing if it is none.
    void addCode(QMenu &menu, const QTextBlock &block) const;
    /// Adds what can be done with the message that the block is in; nothing if it is in none. What changes
    /// the conversation is disabled while an answer streams in, and its tool tip says so.
    void addMessage(QMenu &menu, const QTextBlock &block) const;

private:
    [[nodiscard]] bool canBeAsked(const QTextBlock &block) const;
    void addAsking(QMenu &menu, const QTextBlock &block) const;
    void addVersions(QMenu &menu, int turn) const;

    const ConversationMessages *m_messages;
    DecorationActions *m_decorations;
    ReaderRequests *m_requests;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"

#include "view/conversation/conversationview.h"

#include <QObject>

namespace Parlance {

class ChatSession;
class DeletedNotice;
class LaneMenu;

/// Does to a session's messages what is asked for in its view, and in the menu of its lane for the last of
/// them: step through versions, delete, and undo that.
class MessageActions : public QObject
{
    Q_OBJECT

public:
    MessageActions(ChatSession *session, ConversationView *view, LaneMenu *menu, DeletedNotice *deleted,
        QObject *parent = nullptr);

    /// Brings back what was deleted last, on the screen as it was then. Nothing happens if there is nothing.
    void undo();

private:
    void remove(Conversation::TurnId turn);
    void removeFrom(Conversation::TurnId turn);
    void forgetUndone();
    void step(Conversation::TurnId turn, int step);
    void showPlace();
    [[nodiscard]] Conversation::TurnId lastWithVersions() const;

    ChatSession *m_session;
    ConversationView *m_view;
    LaneMenu *m_menu;
    DeletedNotice *m_deleted;
    QList<QList<ConversationView::Seen>> m_seen; ///< before each deletion that can be undone
};

} // namespace Parlance

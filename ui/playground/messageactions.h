// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatsession.h"

#include "view/conversation/conversationview.h"

#include <QObject>

namespace Parlance {

class DeletedNotice;
class LaneMenu;

/// Carries out what the view of a session requests for any message, and the lane's menu for the last: step
/// through versions, delete, write and move messages by hand, and undo that.
class MessageActions : public QObject
{
    Q_OBJECT

public:
    MessageActions(ChatSession *session, ConversationView *view, LaneMenu *menu, DeletedNotice *deleted,
        QObject *parent = nullptr);

    /// Restores what was deleted last, and the scroll position of that time. Does nothing if there is nothing
    /// to restore.
    void undo();
    /// Does what `ChatSession::repair()` does.
    void repair(const RefusedTurn &refused);
    /// Asks for a message to write at the end.
    void add();

Q_SIGNALS:
    /// The user deleted or changed something.
    void changed();
    /// That was undone.
    void undone();

private:
    void remove(Conversation::TurnId turn);
    void removeFrom(Conversation::TurnId turn);
    void rewrite(Conversation::TurnId turn);
    void insert(Conversation::TurnId after);
    void move(Conversation::TurnId turn, int step);
    [[nodiscard]] Message messageOf(Conversation::TurnId turn) const;
    [[nodiscard]] Message nextAfter(Conversation::TurnId turn) const;
    void change(const QString &text, const std::function<bool()> &make);
    void forgetUndone();
    void step(Conversation::TurnId turn, int step);
    void showPlace();
    [[nodiscard]] Conversation::TurnId lastWithVersions() const;

    ChatSession *m_session;
    ConversationView *m_view;
    LaneMenu *m_menu;
    DeletedNotice *m_deleted;
    QList<QList<ConversationView::VisibleMessage>>
        m_visible; ///< the screen before each deletion that can be undone
};

} // namespace Parlance

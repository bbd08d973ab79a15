// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatsession.h"

#include "view/conversation/conversationview.h"

#include <QObject>

namespace Parlance {

class DeletedNotice;
class LaneConnection;
class LaneMenu;
class MessageEditor;
class MessagePlace;

/// Carries out what the view of a lane requests for any message, and the lane's menu for the last: step
/// through versions, delete, write and move messages by hand, and undo that.
class MessageActions : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ChatSession *session;
        const LaneConnection *connection; ///< knows the lane's variables
        ConversationView *view;
        MessagePlace *place; ///< in that view
        LaneMenu *menu;
        DeletedNotice *deleted;
    };
    explicit MessageActions(const Parts &parts, QObject *parent = nullptr);

    /// Restores what was deleted last, and the scroll position of that time. Does nothing if there is nothing
    /// to restore.
    void undo();
    /// Does what `ChatSession::repair()` does.
    void repair(const RefusedTurn &refused);
    /// Asks for a message to write at the end.
    void add();
    /// True if something is written in a message's editor that is not saved.
    [[nodiscard]] bool hasDraft() const;
    /// Closes the editor of a message without saving.
    void dropDraft();

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
    bool change(const QString &text, const std::function<bool()> &make);
    using Save = std::function<bool(const Message &)>;
    void open(MessageEditor *editor, const Save &save);
    void checkEditor();
    void forgetUndone();
    void step(Conversation::TurnId turn, int step);
    void showPlace();
    [[nodiscard]] Conversation::TurnId lastWithVersions() const;

    ChatSession *m_session;
    const LaneConnection *m_connection;
    ConversationView *m_view;
    MessagePlace *m_place;
    LaneMenu *m_menu;
    DeletedNotice *m_deleted;
    QList<QList<ConversationView::VisibleMessage>>
        m_visible;         ///< the screen before each deletion that can be undone
    bool m_isLost = false; ///< the message in the editor went with its conversation
};

} // namespace Parlance

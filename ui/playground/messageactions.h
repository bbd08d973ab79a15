// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation.h"

#include <QObject>

namespace Parlance {

class ChatSession;
class ConversationView;
class LaneMenu;

/// Does to a session's messages what is asked for in its view, and in the menu of its lane for the last of
/// them: step through versions, delete.
class MessageActions : public QObject
{
    Q_OBJECT

public:
    MessageActions(ChatSession *session, ConversationView *view, LaneMenu *menu, QObject *parent = nullptr);

private:
    void step(Conversation::TurnId turn, int step);
    void showPlace();
    [[nodiscard]] Conversation::TurnId lastWithVersions() const;

    ChatSession *m_session;
    LaneMenu *m_menu;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation.h"

#include <QObject>

namespace Parlance {

class ChatSession;
class ConversationView;
struct Gateway;

/// Keeps a view in step with a session: what the session says is written into the view, in the words of the UI.
class TranscriptWriter : public QObject
{
    Q_OBJECT

public:
    TranscriptWriter(ChatSession *session, ConversationView *view, QObject *parent = nullptr);

    /// Named in error messages; must outlive the transcript.
    void setGateway(const Gateway *gateway) { m_gateway = gateway; }

private:
    void rebuild();
    void addTurn(Conversation::TurnId id);
    void addAnswer(const Reply &reply);
    void addDeltas(const QList<Delta> &deltas);
    void addNotes(int turn, const Reply &reply);
    void endReply(Conversation::TurnId id);

    ChatSession *m_session;
    ConversationView *m_view;
    const Gateway *m_gateway = nullptr;
};

} // namespace Parlance

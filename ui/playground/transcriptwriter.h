// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation.h"
#include "gateways/gateway.h"

#include <QHash>
#include <QObject>

namespace Parlance {

class ChatSession;
class ConversationView;

/// Keeps a view in step with a session: what the session says is written into the view, in the words of the
/// UI.
class TranscriptWriter : public QObject
{
    Q_OBJECT

public:
    TranscriptWriter(ChatSession *session, ConversationView *view, QObject *parent = nullptr);

    /// Whom the next question is put to: the one that errors of its answer name.
    void setGateway(const Gateway &gateway) { m_gateway = gateway; }
    /// Whom an answer was asked of.
    [[nodiscard]] Gateway gatewayOf(Conversation::TurnId answer) const
    {
        return m_asked.value(answer, m_gateway);
    }

private:
    void rebuild();
    void addTurn(Conversation::TurnId id);
    void beginAnswer(Conversation::TurnId id);
    void addAnswer(const Reply &reply);
    void addDeltas(const QList<Delta> &deltas);
    void addNotes(int turn, const Reply &reply);
    void endReply(Conversation::TurnId id);

    ChatSession *m_session;
    ConversationView *m_view;
    Gateway m_gateway;
    QHash<Conversation::TurnId, Gateway> m_asked; ///< for each answer
};

} // namespace Parlance

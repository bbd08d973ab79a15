// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation.h"
#include "workspace/lanechoice.h"

#include <QHash>
#include <QObject>

namespace Parlance {

class ChatSession;
class ConversationMessages;
class ConversationView;

/// Keeps a view in step with a session: what the session says is written into the view, in the words of the
/// UI.
class TranscriptWriter : public QObject
{
    Q_OBJECT

public:
    TranscriptWriter(ChatSession *session, ConversationView *view, QObject *parent = nullptr);

    /// Whom the next question is put to: the one that errors of its answer name.
    void setNext(const AskedFrom &next) { m_next = next; }
    /// Whom an answer was asked of.
    [[nodiscard]] AskedFrom asked(Conversation::TurnId answer) const { return m_asked.value(answer, m_next); }
    /// The session goes on with a copy of another's conversation, up to and with `end`, and it is known here,
    /// too, whom its answers were asked of. Nothing happens while the session is busy.
    void branchFrom(const TranscriptWriter &other, Conversation::TurnId end);

private:
    void rebuild();
    void addTurn(Conversation::TurnId id);
    [[nodiscard]] QString noteOnVersions(Conversation::TurnId id) const;
    void beginAnswer(Conversation::TurnId id);
    void addAnswer(const Reply &reply);
    void addDeltas(const QList<Delta> &deltas);
    void addNotes(int turn, const Reply &reply);
    void endReply(Conversation::TurnId id);

    ChatSession *m_session;
    ConversationView *m_view;
    ConversationMessages *m_messages; ///< the view's
    AskedFrom m_next;
    QHash<Conversation::TurnId, AskedFrom> m_asked; ///< for each answer
};

} // namespace Parlance

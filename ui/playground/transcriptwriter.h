// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"

#include <QObject>

namespace Parlance {

class ChatSession;
class ConversationMessages;
class ConversationView;

/// Writes what a session reports into a view, in the words of the UI.
class TranscriptWriter : public QObject
{
    Q_OBJECT

public:
    TranscriptWriter(ChatSession *session, ConversationView *view, QObject *parent = nullptr);

private:
    void rebuild();
    void addTurn(Conversation::TurnId id);
    [[nodiscard]] QString noteOnVersions(Conversation::TurnId id) const;
    void addAnswer(const Conversation::Turn &turn);
    void addText(const QString &text);
    void addDeltas(const QList<Delta> &deltas);
    void addVerdict(int turn, const Call &call);
    void addNotes(Conversation::TurnId id);
    void addCalls(int turn, const QString &title, const QList<ToolCall> &calls);
    void endReply(Conversation::TurnId id);

    ChatSession *m_session;
    ConversationView *m_view;
    ConversationMessages *m_messages; ///< of the view
    bool m_asksJson = false;          ///< the answer was asked for in JSON, and nothing of it has come
    bool m_isCode = false;            ///< it is shown as code
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "wire/jsonindenter.h"

#include <QHash>
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
    void addResults(Conversation::TurnId id, const QList<ToolResult> &results);
    void addAnswer(const Reply &reply);
    void addDeltas(const QList<Delta> &deltas);
    void addCallPiece(const ToolCallDelta &piece);
    void addOther(const OtherPart &part);
    void beginCall(const QString &name);
    void appendCall(const QString &arguments);
    void addNotes(int turn, const Reply &reply);
    void addResultLinks(Conversation::TurnId id, const QList<ToolCall> &calls);
    void endReply(Conversation::TurnId id);

    ChatSession *m_session;
    ConversationView *m_view;
    ConversationMessages *m_messages; ///< of the view
    JsonIndenter m_indenter;          ///< of the arguments that are arriving
    int m_call = -1;                  ///< the index of their call; -1 before the first
    QString m_callName;
    QHash<QString, QString> m_servers; ///< the MCP server of a call, by its id
    bool m_isMixed = false;            ///< calls arrive in turns: written whole at their end
};

} // namespace Parlance

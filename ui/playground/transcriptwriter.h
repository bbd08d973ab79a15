// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "wire/jsonindenter.h"

#include <QHash>
#include <QObject>

namespace Parlance {

struct ServerBlock;
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
    void addAnswer(const Conversation::Turn &turn);
    void addPart(const Part &part);
    void addText(const QString &text);
    void endCode();
    void addDeltas(const QList<Delta> &deltas);
    void addCallPiece(const ToolCallDelta &piece);
    void addOther(const OtherPart &part);
    [[nodiscard]] static QString titleOf(const ServerBlock &block, const QString &server);
    void beginCall(const QString &name);
    void appendCall(const QString &arguments);
    void addVerdict(int turn, const Call &call);
    void addNotes(Conversation::TurnId id);
    void addResultLinks(Conversation::TurnId id, const QList<ToolCall> &calls);
    void endReply(Conversation::TurnId id);

    ChatSession *m_session;
    ConversationView *m_view;
    ConversationMessages *m_messages; ///< of the view
    bool m_asksJson = false;          ///< the answer was asked for in JSON, and nothing of it has come
    bool m_isCode = false;            ///< it is shown as code
    JsonIndenter m_indenter;          ///< of the arguments that are arriving
    int m_call = -1;                  ///< the index of their call; -1 before the first
    QString m_callName;
    QHash<QString, QString> m_servers; ///< the MCP server of a call, by its id
    bool m_isMixed = false;            ///< calls arrive in turns: written whole at their end
};

} // namespace Parlance

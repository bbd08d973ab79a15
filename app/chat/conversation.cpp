// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/conversation.h"

#include <algorithm>

namespace Parlance {

Conversation::TurnId Conversation::append(TurnId parent, const Message &message)
{
    m_turns.push_back({.parent = parent, .message = message, .reply = {}});
    m_leaf = size() - 1;
    return m_leaf;
}

Conversation::TurnId Conversation::beginReply(TurnId parent)
{
    return append(parent, {.role = Role::Assistant, .content = {}, .toolCalls = {}, .toolCallId = {}});
}

void Conversation::apply(TurnId id, const Delta &delta)
{
    m_turns.at(static_cast<size_t>(id)).reply.apply(delta);
}

void Conversation::finish(TurnId id, const Reply &reply)
{
    m_turns.at(static_cast<size_t>(id)).reply = reply;
}

QList<Conversation::TurnId> Conversation::path() const
{
    QList<TurnId> turns;
    for (TurnId id = m_leaf; id != Root; id = turn(id).parent)
        turns.append(id);
    std::ranges::reverse(turns);
    return turns;
}

QList<Conversation::TurnId> Conversation::versions(TurnId id) const
{
    QList<TurnId> siblings;
    for (TurnId other = 0; other < size(); ++other) {
        if (turn(other).parent == turn(id).parent && turn(other).message.role == turn(id).message.role)
            siblings.append(other);
    }
    return siblings;
}

void Conversation::select(TurnId id)
{
    m_leaf = id;
    // Children come after their parents, so one pass finds the newest line of descent.
    for (TurnId other = id + 1; other < size(); ++other) {
        if (turn(other).parent == m_leaf)
            m_leaf = other;
    }
}

QList<Message> Conversation::messages(TurnId end) const
{
    QList<Message> messages;
    for (TurnId id = end; id != Root; id = turn(id).parent) {
        Message message = turn(id).message;
        if (message.role == Role::Assistant) {
            const Choice &answer = turn(id).reply.first();
            if (answer.text.isEmpty() && answer.toolCalls.isEmpty())
                continue;
            message.content = answer.text;
            message.toolCalls = answer.toolCalls;
            message.reasoning = answer.sealed;
        }
        messages.append(message);
    }
    std::ranges::reverse(messages);
    return messages;
}

void Conversation::clear()
{
    m_turns.clear();
    m_leaf = Root;
}

} // namespace Parlance

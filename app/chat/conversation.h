// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"
#include "chat/reply.h"

#include <vector>

namespace Parlance {

/// A conversation, in memory only (RF-30), append only: a turn that was added is never changed or removed, but for
/// the reply that is still streaming. Regenerating an answer or editing a question adds a sibling, so every version
/// stays; one path from a first turn to a leaf is the current one, and it is what is shown and sent.
class Conversation
{
public:
    using TurnId = qsizetype; ///< the place in order of arrival; stable for the conversation's life
    static constexpr TurnId Root = -1;

    struct Turn
    {
        TurnId parent = Root;
        Message message; ///< of an assistant's turn: empty, see `reply`
        Reply reply;     ///< of an assistant's turn only

        bool operator==(const Turn &) const = default;
    };

    /// Adds a turn below `parent` and makes it the end of the current path.
    TurnId append(TurnId parent, const Message &message);
    /// Adds an assistant's turn below `parent`, with an empty, streaming reply, and makes it the end of the path.
    TurnId beginReply(TurnId parent);

    /// Adds a delta to a streaming reply.
    void apply(TurnId id, const Delta &delta);
    /// Ends a streaming reply with everything the exchange brought.
    void finish(TurnId id, const Reply &reply);

    [[nodiscard]] const Turn &turn(TurnId id) const { return m_turns.at(static_cast<size_t>(id)); }
    [[nodiscard]] qsizetype size() const { return std::ssize(m_turns); }
    [[nodiscard]] bool isEmpty() const { return m_turns.empty(); }

    /// The turns shown, oldest first.
    [[nodiscard]] QList<TurnId> path() const;
    [[nodiscard]] TurnId last() const { return m_leaf; }
    /// The versions of a turn: it and its siblings of the same role, oldest first.
    [[nodiscard]] QList<TurnId> versions(TurnId id) const;
    /// Makes the newest path through `id` the current one.
    void select(TurnId id);
    /// Ends the current path at `id`, or before the first turn with `Root`; nothing is removed.
    void rewind(TurnId id) { m_leaf = id; }

    /// The current path up to and with `end` as a request's messages: failed replies without content are left out.
    [[nodiscard]] QList<Message> messages(TurnId end) const;

    /// Forgets everything.
    void clear();

private:
    std::vector<Turn> m_turns;
    TurnId m_leaf = Root;
};

} // namespace Parlance

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"
#include "client/call.h"

#include <vector>

namespace Parlance {

/// A conversation, in memory only (RF-30). Turns are only ever added and never changed; the call that answers
/// grows while its exchange runs. Copies of a conversation share the calls. Regenerating an answer or editing
/// a question adds a sibling, so every version stays; one path from a first turn to a leaf is the current
/// one, and it is what is shown and sent.
///
/// A turn that is removed leaves its place behind: what it said is forgotten and it is on no path and among
/// no versions any more, but what followed it still does, and its id is not given out again.
class Conversation
{
public:
    using TurnId = qsizetype; ///< the place in order of arrival; stable for the conversation's life
    static constexpr TurnId Root = -1;

    struct Turn
    {
        TurnId parent = Root;
        Message message;                       ///< of an assistant's turn: empty, see `call`
        std::shared_ptr<const Call> call = {}; ///< of an assistant's turn: what gave the answer
        bool removed = false;                  ///< an empty place

        /// The answer; an empty one for other turns.
        [[nodiscard]] const Reply &reply() const;
        /// The model that was asked for the answer; empty for other turns.
        [[nodiscard]] QString model() const { return call ? call->request.model : QString(); }

        bool operator==(const Turn &) const = default;
    };

    /// Adds a turn below `parent` and makes it the end of the current path.
    TurnId append(TurnId parent, const Message &message);
    /// Adds an assistant's turn below `parent`, answered by this call, and makes it the end of the path.
    TurnId append(TurnId parent, std::shared_ptr<const Call> call);

    [[nodiscard]] const Turn &turn(TurnId id) const { return m_turns.at(static_cast<size_t>(id)); }
    [[nodiscard]] qsizetype size() const { return std::ssize(m_turns); }
    /// True if there is no turn but removed ones.
    [[nodiscard]] bool isEmpty() const { return last() == Root; }

    /// The turns shown, oldest first.
    [[nodiscard]] QList<TurnId> path() const;
    /// The last turn shown; `Root` if there is none.
    [[nodiscard]] TurnId last() const { return present(m_leaf); }
    /// Where the next turn goes on: the last turn shown, or what was removed behind it.
    [[nodiscard]] TurnId end() const { return m_leaf; }
    /// The turn that `id` follows on its path; `Root` if it is the first.
    [[nodiscard]] TurnId before(TurnId id) const { return present(turn(id).parent); }
    /// The versions of a turn: it and its siblings of the same role, oldest first.
    [[nodiscard]] QList<TurnId> versions(TurnId id) const;
    /// Makes the newest path through `id` the current one.
    void select(TurnId id);
    /// Ends the current path at `id`, or before the first turn with `Root`; nothing is removed.
    void rewind(TurnId id) { m_leaf = id; }

    /// Removes one turn of the current path, which goes on without it; in the place of the last one, the
    /// version nearest to it is shown. If nothing would be shown any more, the newest line of what is left
    /// is.
    void remove(TurnId id);
    /// Removes a turn of the current path, its versions, and all that follows any of them.
    void removeFrom(TurnId id);
    /// The current path up to and with `end`, as a conversation of its own: its turns are numbered anew, and
    /// an answer whose question was removed follows what came before that question.
    [[nodiscard]] Conversation upTo(TurnId end) const;

    /// The current path up to and with `end` as a request's messages: failed replies without content are left
    /// out.
    [[nodiscard]] QList<Message> messages(TurnId end) const;
    /// The turns that these messages are of, in the same order.
    [[nodiscard]] QList<TurnId> turnsOfMessages(TurnId end) const;

    /// Forgets everything.
    void clear();

private:
    [[nodiscard]] TurnId present(TurnId id) const;
    [[nodiscard]] Message messageOf(TurnId id) const;
    void forget(TurnId id);
    void showWhatIsLeft();

    std::vector<Turn> m_turns;
    TurnId m_leaf = Root;
};

} // namespace Parlance
